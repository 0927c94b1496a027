/// Gives conditions that were computed over several blocks their control flow back.
///
///   b1: %t = copy x; branch x, b2, b3        `!(x && y)` arrives here as a value, joined in b3, although
///   b2: %t = copy y; jump b3                  each way into b3 knows more: from b1 the value is false, from
///   b3: %n = logical_not %t; branch %n, …     b2 it is y. Each way gets its own copy of b3, which tests that.
#include "driver/frontend/function-builder.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace partywall::frontend {
namespace {

using TerminatorKind = ir::Terminator::Kind;
using OperandKind = ir::Operand::Kind;

constexpr std::size_t most_copied_instructions = 12;
constexpr unsigned most_rounds = 8;

class Threading {
public:
  explicit Threading(ir::Function& function) : function_(function) {}

  bool run_once() {
    bool changed = false;
    const std::size_t count = function_.blocks.size();
    std::vector<std::vector<ir::BlockId>> predecessors(count);
    for (std::uint32_t from = 0; from < count; ++from) {
      for (const ir::BlockId to : function_.blocks[from].terminator.successors)
        predecessors[to.value].push_back(ir::BlockId{from});
    }
    for (std::uint32_t join = 1; join < count; ++join) {
      const std::optional<Test> test = tested_in(function_.blocks[join]);
      if (!test)
        continue;
      for (const ir::BlockId from : predecessors[join])
        changed = redirect(from, ir::BlockId{join}, *test) || changed;
    }
    return changed;
  }

private:
  /// The variable that decides how a block ends, before any negation.
  struct Test {
    ir::VariableId variable;
    bool is_negated = false;
  };

  /// The variable alone that an operand reads.
  [[nodiscard]] std::optional<ir::VariableId> variable_of(const ir::Operand& operand) const {
    if (operand.kind != OperandKind::value)
      return std::nullopt;
    const ir::Place& place = function_.places[operand.index];
    return place.steps.empty() ? std::optional(place.variable) : std::nullopt;
  }

  [[nodiscard]] bool writes(const ir::Instruction& instruction, ir::VariableId variable) const {
    return instruction.target && function_.places[instruction.target.value].variable == variable;
  }

  [[nodiscard]] bool writes_a_part(const ir::Instruction& instruction) const {
    return !function_.places[instruction.target.value].steps.empty();
  }

  /// Only what may stand twice: copies, negations and calls without arguments and result (destructors).
  [[nodiscard]] static bool may_be_copied(const ir::Instruction& instruction) {
    if (instruction.op == ir::Op::call)
      return !instruction.target && instruction.operands.empty();
    return instruction.op == ir::Op::copy || instruction.op == ir::Op::logical_not;
  }

  [[nodiscard]] std::optional<Test> tested_in(const ir::Block& block) const {
    const bool decides =
        block.terminator.kind == TerminatorKind::branch || block.terminator.kind == TerminatorKind::leave;
    if (!decides || block.is_handler || block.instructions.size() > most_copied_instructions)
      return std::nullopt;
    auto variable = variable_of(block.terminator.value);
    if (!variable)
      return std::nullopt;
    Test test{*variable, false};
    for (auto instruction = block.instructions.rbegin(); instruction != block.instructions.rend(); ++instruction) {
      if (!may_be_copied(*instruction))
        return std::nullopt;
      if (!writes(*instruction, test.variable))
        continue;
      // A value of several parts is none of them.
      if (writes_a_part(*instruction))
        return std::nullopt;
      variable = variable_of(instruction->operands.front());
      if (!variable)
        return std::nullopt;
      if (instruction->op == ir::Op::logical_not)
        test.is_negated = !test.is_negated;
      test.variable = *variable;
    }
    const bool is_temporary = function_.variables[test.variable.value].kind == ir::Variable::Kind::temporary;
    return is_temporary ? std::optional(test) : std::nullopt;
  }

  /// What `variable` holds at the end of `block`, if the block says.
  [[nodiscard]] std::optional<ir::Operand> value_at_end(const ir::Block& block, ir::VariableId variable) const {
    for (std::size_t i = block.instructions.size(); i-- > 0;) {
      const ir::Instruction& instruction = block.instructions[i];
      if (!writes(instruction, variable))
        continue;
      if (instruction.op != ir::Op::copy || writes_a_part(instruction))
        return std::nullopt;
      const ir::Operand source = instruction.operands.front();
      if (const auto read = variable_of(source)) {
        for (std::size_t later = i + 1; later < block.instructions.size(); ++later) {
          if (writes(block.instructions[later], *read))
            return std::nullopt;
        }
      }
      return source;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<bool> constant(const ir::Operand& operand) const {
    if (operand.kind != OperandKind::constant)
      return std::nullopt;
    const ir::Constant& constant = function_.constants[operand.index];
    if (constant.kind != ir::Constant::Kind::boolean)
      return std::nullopt;
    return constant.number != 0;
  }

  ir::Operand boolean(bool value) {
    const ir::Constant wanted{ir::Constant::Kind::boolean, value ? 1 : 0, {}};
    auto known = std::ranges::find(function_.constants, wanted);
    if (known == function_.constants.end())
      known = function_.constants.insert(known, wanted);
    return {OperandKind::constant, static_cast<std::uint32_t>(known - function_.constants.begin())};
  }

  bool redirect(ir::BlockId from, ir::BlockId join, const Test& test) {
    if (from == join)
      return false;
    const ir::Terminator& end = function_.blocks[from.value].terminator;
    if (end.kind != TerminatorKind::jump && end.kind != TerminatorKind::branch)
      return false;
    const auto edge = std::ranges::find(end.successors, join);
    if (edge == end.successors.end() || std::ranges::count(end.successors, join) != 1)
      return false;
    const auto index = static_cast<std::size_t>(edge - end.successors.begin());
    const auto value = value_at_end(function_.blocks[from.value], test.variable);
    if (!value)
      return false;
    std::optional<bool> known = constant(*value);
    if (!known && end.kind == TerminatorKind::branch) {
      if (end.value != *value)
        return false;
      known = index == 0;
    }
    const ir::BlockId copy = copy_of(join, *value, known, test.is_negated);
    function_.blocks[from.value].terminator.successors[index] = copy;
    return true;
  }

  /// `join` for one way into it, on which the tested variable is `value`, or even known.
  ir::BlockId copy_of(ir::BlockId join, ir::Operand value, std::optional<bool> known, bool is_negated) {
    ir::Block copy = function_.blocks[join.value];
    ir::Terminator& end = copy.terminator;
    if (end.kind == TerminatorKind::leave) {
      if (known) {
        end.value = boolean(*known != is_negated);
      } else if (!is_negated) {
        end.value = value;
      }
    } else if (known) {
      end = {TerminatorKind::jump, {}, {end.successors[*known != is_negated ? 0 : 1]}, {}, end.location};
    } else {
      end.value = value;
      if (is_negated)
        std::swap(end.successors[0], end.successors[1]);
    }
    function_.blocks.push_back(std::move(copy));
    return ir::BlockId{static_cast<std::uint32_t>(function_.blocks.size() - 1)};
  }

  ir::Function& function_;
};

/// Whether any block joins what a branch decided: without one there is nothing to do.
bool has_boolean_joins(const ir::Function& function) {
  return std::ranges::any_of(function.blocks, [&](const ir::Block& block) {
    return block.terminator.kind == TerminatorKind::branch && !block.instructions.empty() &&
           std::ranges::any_of(block.instructions, [&](const ir::Instruction& instruction) {
             return instruction.op == ir::Op::copy && instruction.operands.front() == block.terminator.value;
           });
  });
}

} // namespace

void thread_conditions(ir::Function& function) {
  if (!has_boolean_joins(function))
    return;
  const std::size_t most_blocks = 4 * function.blocks.size() + 16;
  Threading threading(function);
  for (unsigned round = 0; round < most_rounds && function.blocks.size() < most_blocks; ++round) {
    if (!threading.run_once())
      return;
  }
}

} // namespace partywall::frontend
