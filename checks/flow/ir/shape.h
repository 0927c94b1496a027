/// How many operands, successors and cases each kind of step has.
#pragma once

#include "checks/flow/ir/program.h"

#include <string_view>

namespace partywall::ir {

/// What is wrong with the parts present and absent, as the end of a sentence; empty if nothing is. Looks at
/// no table: indices may still be out of range.
[[nodiscard]] std::string_view problem_of(const Instruction& instruction);
[[nodiscard]] std::string_view problem_of(const Terminator& terminator);

} // namespace partywall::ir
