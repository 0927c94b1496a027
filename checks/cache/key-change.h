/// What has to change in the code so that a cache key names its tenant.
#pragma once

#include "checks/finding.h"
#include "checks/flow/solver/solution.h"

#include <vector>

namespace partywall {

/// The identity that the value of `hop` depends on, as the code writes it where the finding stands: "who.tenant". Empty
/// if it is not in reach there.
[[nodiscard]] std::string spelled_identity(const solver::Solution& solution, const solver::Hop& hop);

/// Puts an identity that the value of `hop` depends on in front of its key, and of its partner's, in the idiom the key
/// is built in. Empty if some of the keys is built in a way that is not understood, or no identity is within reach
/// where it is built.
[[nodiscard]] std::vector<KeyChange> key_changes(const solver::Solution& solution, const solver::Hop& hop);

} // namespace partywall
