/// Where the code hands a hop its key.
#pragma once

#include "checks/flow/solver/solution.h"

#include <optional>
#include <string_view>

namespace partywall {

/// The number of the argument that `slot` of a row's hop is; absent if it is made of more than an argument.
[[nodiscard]] std::optional<std::size_t> argument_of(const models::HopRow& hop, std::string_view slot);

/// The cache's own call where `hop` stands, or the call of the wrapper that hands the key on to it.
[[nodiscard]] const solver::Site& site_of(const solver::Solution& solution, const solver::Hop& hop);

/// The instruction there. For an assignment to an entry, `entries[key] = value`, the call that found the entry. Null if
/// it is no call.
[[nodiscard]] const ir::Instruction* call_of(const solver::Solution& solution, const solver::Hop& hop);

/// Whether site_of() is the cache's own call.
[[nodiscard]] bool stands_at_own_call(const solver::Hop& hop);

/// The parameter of the wrapper called at site_of() that its key is; absent if it is made of more.
[[nodiscard]] std::optional<std::size_t> handed_over(const solver::Solution& solution, const solver::Hop& hop);

/// The operand of the call at site_of() that is the key as a whole, be it as the first half of a pair.
[[nodiscard]] std::optional<ir::Operand> key_operand(const solver::Solution& solution, const solver::Hop& hop);

} // namespace partywall
