/// Which of two events of one request comes first.
#pragma once

#include "checks/flow/solver/solution.h"

namespace partywall::solver {

/// On some path through the function in which the ways to the two part, `first` happens and then `second`. False where
/// they do not belong to one request.
[[nodiscard]] bool may_precede(const Solution& solution, const Occurrence& first, const Occurrence& second);

/// Where the request that `occurrence` happens in is registered; absent if it is not in one.
[[nodiscard]] SiteId registration_of(const Solution& solution, const Occurrence& occurrence);

} // namespace partywall::solver
