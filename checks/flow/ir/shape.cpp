#include "checks/flow/ir/shape.h"

namespace partywall::ir {

namespace {

enum class Arity : std::uint8_t { one, two, any };

Arity arity_of(Op op) {
  switch (op) {
  case Op::copy:
  case Op::negate:
  case Op::complement:
  case Op::logical_not:
  case Op::narrow:
  case Op::release:
    return Arity::one;
  case Op::list:
  case Op::allocate:
  case Op::closure:
  case Op::call:
    return Arity::any;
  default:
    return Arity::two;
  }
}

} // namespace

std::string_view problem_of(const Instruction& instruction) {
  const std::size_t count = instruction.operands.size();
  const Arity arity = arity_of(instruction.op);
  if (arity == Arity::one && count != 1)
    return "needs exactly one operand";
  if (arity == Arity::two && count != 2)
    return "needs exactly two operands";
  if (instruction.op == Op::closure && !instruction.callee)
    return "needs the lambda it makes";
  if (instruction.op == Op::call && !instruction.callee && count == 0)
    return "calls nothing";
  if (instruction.op != Op::call && instruction.op != Op::closure && instruction.callee)
    return "cannot have a callee";
  if (instruction.op != Op::call && instruction.receiver != Operand{})
    return "cannot have a receiver";
  return {};
}

std::string_view problem_of(const Terminator& terminator) {
  using enum Terminator::Kind;
  const std::size_t count = terminator.successors.size();
  const bool has_value = terminator.value != Operand{};
  if (terminator.kind != choose && !terminator.cases.empty())
    return "cannot have cases";
  switch (terminator.kind) {
  case jump:
    return has_value ? "cannot have a value" : count != 1 ? "needs exactly one successor" : "";
  case branch:
    return count != 2 ? "needs exactly two successors" : "";
  case choose:
    return count != terminator.cases.size() + 1 ? "needs a successor for each case and one for the rest" : "";
  case may_throw:
    return has_value ? "cannot have a value" : count == 0 ? "needs a successor" : "";
  case leave:
    return count != 0 ? "cannot have successors" : "";
  case raise:
    return {};
  case unreachable:
    return has_value ? "cannot have a value" : count != 0 ? "cannot have successors" : "";
  }
  return "is of no known kind";
}

} // namespace partywall::ir
