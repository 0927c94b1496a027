/// What the vector checks share.
#pragma once

#include "checks/finding.h"
#include "checks/flow/solver/witness.h"

#include <string>

namespace partywall {

/// The comparison of a result of `search` with an identity that is not part of the result; null if there is none.
[[nodiscard]] const solver::Occurrence* later_test(const solver::Solution& solution, const solver::Hop& search);

/// `other` happens in the request that `hop` belongs to, not merely under the same root.
[[nodiscard]] bool shares_request(const solver::Hop& hop, const solver::Event& other);

/// Some test of the tenant comes after ranking: in the program, or around the ranking block or request.
[[nodiscard]] bool is_filtered_late(const solver::Solution& solution, const solver::Hop& search);

/// Another place that holds a tenant's filter which never gets to `search`; null if there is none.
[[nodiscard]] const solver::Occurrence* lost_filter(const solver::Solution& solution, const solver::Hop& search);

/// The identity a leaking hop should have gone by: what its filter tests, or one in reach; absent if none is known.
[[nodiscard]] solver::Term identity_in_reach(const solver::Solution& solution, const solver::Hop& hop);

/// "search", "scan", "write", "delete": what the hop does, for messages.
[[nodiscard]] std::string action_of(const solver::Hop& hop);

} // namespace partywall
