#include "driver/frontend/function-builder.h"

#include <algorithm>

namespace partywall::frontend {
namespace {

using Kind = ir::Terminator::Kind;

bool is_empty_jump(const ir::Block& block) {
  return block.instructions.empty() && block.terminator.kind == Kind::jump && !block.is_handler;
}

void skip_empty_blocks(ir::Function& function) {
  const auto final_target = [&](ir::BlockId id) {
    for (std::size_t steps = 0; steps < function.blocks.size() && is_empty_jump(function.blocks[id.value]); ++steps) {
      id = function.blocks[id.value].terminator.successors.front();
    }
    return id;
  };
  for (ir::Block& block : function.blocks) {
    for (ir::BlockId& successor : block.terminator.successors)
      successor = final_target(successor);
    auto& end = block.terminator;
    if (end.kind == Kind::branch && end.successors[0] == end.successors[1]) {
      end = {Kind::jump, {}, {end.successors[0]}, {}, end.location};
    }
  }
}

std::vector<unsigned> count_predecessors(const ir::Function& function) {
  std::vector<unsigned> counts(function.blocks.size(), 0);
  for (const ir::Block& block : function.blocks) {
    for (const ir::BlockId successor : block.terminator.successors)
      ++counts[successor.value];
  }
  ++counts[0];
  return counts;
}

void merge_chains(ir::Function& function) {
  std::vector<unsigned> predecessors = count_predecessors(function);
  for (std::size_t i = 0; i < function.blocks.size(); ++i) {
    ir::Block& block = function.blocks[i];
    while (block.terminator.kind == Kind::jump) {
      const std::size_t next = block.terminator.successors.front().value;
      if (next == i || next == 0 || predecessors[next] != 1 || function.blocks[next].is_handler)
        break;
      ir::Block taken = std::move(function.blocks[next]);
      function.blocks[next] = {};
      function.blocks[next].terminator.kind = Kind::unreachable;
      predecessors[next] = 0;
      std::move(taken.instructions.begin(), taken.instructions.end(), std::back_inserter(block.instructions));
      block.terminator = std::move(taken.terminator);
    }
  }
}

/// Keeps what the entry reaches, in order of first appearance.
void keep_reachable(ir::Function& function) {
  std::vector<std::uint32_t> number(function.blocks.size(), ir::BlockId::none_value);
  std::vector<std::uint32_t> order;
  std::vector<std::uint32_t> open = {0};
  while (!open.empty()) {
    const std::uint32_t next = open.back();
    open.pop_back();
    if (number[next] != ir::BlockId::none_value)
      continue;
    number[next] = static_cast<std::uint32_t>(order.size());
    order.push_back(next);
    const auto& successors = function.blocks[next].terminator.successors;
    for (auto successor = successors.rbegin(); successor != successors.rend(); ++successor)
      open.push_back(successor->value);
  }
  std::vector<ir::Block> kept;
  for (const std::uint32_t index : order)
    kept.push_back(std::move(function.blocks[index]));
  function.blocks = std::move(kept);
  for (ir::Block& block : function.blocks) {
    for (ir::BlockId& successor : block.terminator.successors)
      successor.value = number[successor.value];
  }
}

template <typename Function, typename Visitor> void for_each_operand(Function& function, const Visitor& visit) {
  for (auto& block : function.blocks) {
    for (auto& instruction : block.instructions) {
      visit(instruction.receiver);
      for (auto& operand : instruction.operands)
        visit(operand);
    }
    visit(block.terminator.value);
    for (auto& operand : block.terminator.cases)
      visit(operand);
  }
}

bool names_place(const ir::Operand& operand) {
  return operand.kind == ir::Operand::Kind::value || operand.kind == ir::Operand::Kind::address;
}

bool has_deref(const ir::Place& place) {
  return std::ranges::any_of(place.steps, [](const ir::Step& step) { return step.kind == ir::Step::Kind::deref; });
}

bool has_effect(ir::Op op) { return op == ir::Op::call || op == ir::Op::release || op == ir::Op::allocate; }

/// Drops results that nobody reads: the whole instruction if it does nothing else. Returns whether any was.
bool drop_unread(ir::Function& function) {
  std::vector<bool> read(function.variables.size(), false);
  for_each_operand(function, [&](const ir::Operand& operand) {
    if (names_place(operand))
      read[function.places[operand.index].variable.value] = true;
  });
  for (const ir::Block& block : function.blocks) {
    for (const ir::Instruction& instruction : block.instructions) {
      if (!instruction.target)
        continue;
      const ir::Place& target = function.places[instruction.target.value];
      if (has_deref(target))
        read[target.variable.value] = true;
    }
  }
  bool dropped = false;
  for (ir::Block& block : function.blocks) {
    std::erase_if(block.instructions, [&](ir::Instruction& instruction) {
      if (!instruction.target)
        return false;
      const ir::VariableId variable = function.places[instruction.target.value].variable;
      if (read[variable.value] || function.variables[variable.value].kind != ir::Variable::Kind::temporary)
        return false;
      if (instruction.op == ir::Op::allocate)
        return false;
      dropped = true;
      instruction.target = {};
      return !has_effect(instruction.op);
    });
  }
  return dropped;
}

/// Renumbers places, constants and variables to those in use. Parameters, `this` and captures stay.
void compact(ir::Function& function) {
  std::vector<std::uint32_t> places(function.places.size(), ir::PlaceId::none_value);
  std::vector<std::uint32_t> constants(function.constants.size(), ir::PlaceId::none_value);
  std::vector<ir::Place> kept_places;
  std::vector<ir::Constant> kept_constants;
  const auto keep_place = [&](std::uint32_t index) {
    if (places[index] == ir::PlaceId::none_value) {
      places[index] = static_cast<std::uint32_t>(kept_places.size());
      kept_places.push_back(function.places[index]);
    }
    return places[index];
  };
  const auto keep_operand = [&](ir::Operand& operand) {
    if (names_place(operand))
      operand.index = keep_place(operand.index);
    if (operand.kind != ir::Operand::Kind::constant)
      return;
    if (constants[operand.index] == ir::PlaceId::none_value) {
      constants[operand.index] = static_cast<std::uint32_t>(kept_constants.size());
      kept_constants.push_back(function.constants[operand.index]);
    }
    operand.index = constants[operand.index];
  };
  for (ir::Block& block : function.blocks) {
    for (ir::Instruction& instruction : block.instructions) {
      if (instruction.target)
        instruction.target.value = keep_place(instruction.target.value);
      keep_operand(instruction.receiver);
      for (ir::Operand& operand : instruction.operands)
        keep_operand(operand);
    }
    keep_operand(block.terminator.value);
    for (ir::Operand& operand : block.terminator.cases)
      keep_operand(operand);
  }
  function.places = std::move(kept_places);
  function.constants = std::move(kept_constants);

  std::vector<bool> used(function.variables.size(), false);
  for (const ir::Place& place : function.places)
    used[place.variable.value] = true;
  std::vector<std::uint32_t> numbers(function.variables.size(), ir::VariableId::none_value);
  std::vector<ir::Variable> kept_variables;
  for (std::size_t i = 0; i < function.variables.size(); ++i) {
    using Variable = ir::Variable::Kind;
    const Variable kind = function.variables[i].kind;
    if (!used[i] && (kind == Variable::temporary || kind == Variable::global))
      continue;
    numbers[i] = static_cast<std::uint32_t>(kept_variables.size());
    kept_variables.push_back(std::move(function.variables[i]));
  }
  function.variables = std::move(kept_variables);
  for (ir::Place& place : function.places)
    place.variable.value = numbers[place.variable.value];
}

} // namespace

void tidy(ir::Function& function) {
  skip_empty_blocks(function);
  keep_reachable(function);
  merge_chains(function);
  keep_reachable(function);
  thread_conditions(function);
  skip_empty_blocks(function);
  keep_reachable(function);
  merge_chains(function);
  keep_reachable(function);
  // Each round may leave the operands of what it dropped unread; long chains of that kind do not occur.
  for (int round = 0; round < 16 && drop_unread(function); ++round) {
  }
  compact(function);
}

} // namespace partywall::frontend
