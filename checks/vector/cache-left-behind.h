/// What a component keeps of a tenant in caches, beside the rows it deletes.
#pragma once

#include "checks/vector/tenant-deletion.h"

namespace partywall {

/// A write to a cache that keeps what is made of the rows of `deletion`'s table under the tenant's key, for as long as
/// nobody takes it out, in the component that deletes the rows and takes nothing out of a cache. Null if there is none.
[[nodiscard]] const solver::Hop* cache_left_behind(const solver::Solution& solution, const TableUses& uses,
                                                   const solver::Occurrence& deletion);

} // namespace partywall
