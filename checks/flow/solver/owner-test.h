/// How a program finds out whose something is that it has found.
#pragma once

#include "checks/flow/solver/solution.h"

#include <functional>

namespace partywall::solver {

/// The identity that `event` asks about of something found: a comparison, membership in what is the tenant's, a look-up
/// of a found id beside the tenant, a query that names both, a question to code that is not seen. Absent if `event` is
/// no such thing. `is_found` says whether a term comes out of what was found.
[[nodiscard]] Term tested_owner(const Solution& solution, const Event& event,
                                const std::function<bool(Term)>& is_found);

} // namespace partywall::solver
