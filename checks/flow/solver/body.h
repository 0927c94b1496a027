/// The instructions of one function, without following them: what refers to what.
#pragma once

#include "checks/flow/ir/visit.h"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

namespace partywall::solver {

/// What the parts of one function refer to.
class Body {
public:
  using Shape = ir::Type::Shape;
  using Kind = ir::Variable::Kind;
  using Variables = std::set<ir::VariableId>;

  Body(const ir::Program& program, const ir::Function& function) : program_(program), function_(function) {}

  const ir::Function& function() const { return function_; }
  const ir::Variable& variable(ir::VariableId id) const { return function_.variables[id.value]; }
  const ir::Place& place(const ir::Operand& operand) const { return function_.places[operand.index]; }

  Shape shape(ir::TypeId type) const { return type ? program_.at(type).shape : Shape::unknown; }
  bool is_pointer(ir::TypeId type) const { return shape(type) == Shape::pointer || shape(type) == Shape::reference; }
  ir::TypeId target(ir::TypeId type) const { return type ? program_.at(type).element : ir::TypeId{}; }
  bool is_letter(ir::TypeId type) const { return shape(type) == Shape::integer && program_.at(type).bits == 8; }
  bool is_letters(ir::TypeId type) const { return shape(type) == Shape::pointer && is_letter(target(type)); }
  /// A pointer to a record that may change, or to what will be one.
  bool is_object(ir::TypeId type) const {
    const ir::TypeId object = target(type);
    const bool is_one = shape(object) == Shape::record || shape(object) == Shape::nothing;
    return shape(type) == Shape::pointer && is_one && !program_.at(object).is_const;
  }
  /// A constructor or an assignment.
  bool is_filling(const ir::Instruction& call) const {
    if (call.op != ir::Op::call || !call.callee)
      return false;
    const ir::Callee& callee = program_.callees[call.callee.value];
    return callee.is_constructor || program_.text(callee.name).ends_with("::operator=");
  }
  ir::TypeId result_of(const ir::Instruction& call) const {
    if (call.callee)
      return program_.callees[call.callee.value].result;
    return call.target ? function_.places[call.target.value].type : ir::TypeId{};
  }

  /// A part of an object behind a pointer: `n->key`, `*slot`.
  static bool is_behind(const ir::Place& place) {
    return std::ranges::any_of(place.steps, [](const ir::Step& step) { return step.kind == ir::Step::Kind::deref; });
  }

  template <typename Visit> void for_each(Visit visit) const {
    for (std::uint32_t block = 0; block < function_.blocks.size(); ++block)
      for (std::uint32_t i = 0; i < function_.blocks[block].instructions.size(); ++i)
        visit(function_.blocks[block].instructions[i], block, i);
  }
  template <typename Test> static bool any_operand(const ir::Instruction& instruction, Test test) {
    return std::ranges::any_of(instruction.operands, test) || test(instruction.receiver);
  }

  /// The variable that `instruction` gives a value as a whole; absent if it is a part of one.
  std::optional<ir::VariableId> whole_target(const ir::Instruction& instruction) const {
    if (!instruction.target || !function_.places[instruction.target.value].steps.empty())
      return std::nullopt;
    const ir::VariableId id = function_.places[instruction.target.value].variable;
    return variable(id).kind == Kind::local || variable(id).kind == Kind::temporary ? std::optional(id) : std::nullopt;
  }

  /// Variables that are `from` by copying, and by moving a pointer if asked for.
  Variables copies_of(ir::VariableId from, bool moves) const {
    Variables known{from};
    grow(known, [&](const ir::Instruction& made) {
      const bool is_kept =
          made.op == ir::Op::copy || (moves && (made.op == ir::Op::add || made.op == ir::Op::subtract));
      return is_kept && !made.operands.empty() && is_value_of(made.operands.front(), known);
    });
    return known;
  }

  /// Adds variables until `keeps` holds for no further instruction that makes one.
  template <typename Keeps> void grow(Variables& known, Keeps keeps) const {
    for (bool grows = true; grows;) {
      grows = false;
      for_each([&](const ir::Instruction& made, std::uint32_t, std::uint32_t) {
        const auto target = whole_target(made);
        if (target && !known.contains(*target) && keeps(made))
          grows |= known.insert(*target).second;
      });
    }
  }

  bool is_value_of(const ir::Operand& operand, const Variables& known) const {
    return operand.kind == ir::Operand::Kind::value && place(operand).steps.empty() &&
           known.contains(place(operand).variable);
  }
  /// The value, or what it points to.
  bool is_of(const ir::Operand& operand, const Variables& known) const {
    if (!ir::names_place(operand) || !known.contains(place(operand).variable))
      return false;
    const std::vector<ir::Step>& steps = place(operand).steps;
    return steps.empty() || (steps.size() == 1 && steps.front().kind == ir::Step::Kind::deref);
  }

  bool is_in_loop(std::uint32_t block) const {
    std::vector<bool> seen(function_.blocks.size());
    std::vector<std::uint32_t> work{block};
    while (!work.empty()) {
      const std::uint32_t next = work.back();
      work.pop_back();
      for (const ir::BlockId successor : function_.blocks[next].terminator.successors) {
        if (successor.value == block)
          return true;
        if (!seen[successor.value])
          work.push_back(successor.value);
        seen[successor.value] = true;
      }
    }
    return false;
  }

private:
  const ir::Program& program_;
  const ir::Function& function_;
};

} // namespace partywall::solver
