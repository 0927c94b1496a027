/// What of a hop decides its verdict: the finding stands where that is composed.
#pragma once

#include "checks/flow/solver/solution.h"

namespace partywall::solver {

/// Where a finding about `hop` stands: an index into places(), outward from the event as long as what decides is only
/// handed on, but never above the function a request enters by.
[[nodiscard]] std::size_t stand(const Solution& solution, const Hop& hop);

} // namespace partywall::solver
