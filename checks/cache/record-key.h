/// What has to change in the code so that a key that is a record names its tenant.
#pragma once

#include "checks/finding.h"
#include "checks/flow/solver/solution.h"

#include <span>
#include <vector>

namespace partywall {

/// The key that `hop` is handed is a record of the project.
[[nodiscard]] bool is_record_key(const solver::Solution& solution, const solver::Hop& hop);

/// Sets the record's field for the tenant where the keys of `hop` and of its partner are made; a record without one
/// gets a new field, and what compares or hashes two of them takes it in. Empty where that cannot be done for all that
/// goes by such keys, or no identity is within reach.
[[nodiscard]] std::vector<KeyChange> record_key_changes(const solver::Solution& solution, const solver::Hop& hop,
                                                        std::span<const solver::Term> identities);

} // namespace partywall
