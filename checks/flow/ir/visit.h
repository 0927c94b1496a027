/// Walks over what instructions and terminators mention, in the order the text form shows it.
#pragma once

#include "checks/flow/ir/program.h"

namespace partywall::ir {

/// Calls `visit(Operand&)`, or with a const reference, for every operand.
template <typename InstructionLike, typename Visit>
  requires requires(InstructionLike& instruction) { instruction.operands; }
void for_each_operand(InstructionLike& instruction, Visit&& visit) {
  for (auto& operand : instruction.operands)
    visit(operand);
  visit(instruction.receiver);
}

template <typename TerminatorLike, typename Visit>
  requires requires(TerminatorLike& terminator) { terminator.cases; }
void for_each_operand(TerminatorLike& terminator, Visit&& visit) {
  visit(terminator.value);
  for (auto& operand : terminator.cases)
    visit(operand);
}

[[nodiscard]] constexpr bool names_place(const Operand& operand) {
  return operand.kind == Operand::Kind::value || operand.kind == Operand::Kind::address;
}

/// Calls `visit_target(PlaceId&)` and `visit(Operand&)` throughout the body.
template <typename FunctionLike, typename VisitTarget, typename Visit>
void for_each_use(FunctionLike& function, VisitTarget&& visit_target, Visit&& visit) {
  for (auto& block : function.blocks) {
    for (auto& instruction : block.instructions) {
      visit_target(instruction.target);
      for_each_operand(instruction, visit);
    }
    for_each_operand(block.terminator, visit);
  }
}

} // namespace partywall::ir
