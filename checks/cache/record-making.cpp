#include "checks/cache/record-making.h"

#include "checks/cache/key-type.h"
#include "checks/flow/ir/visit.h"
#include "checks/flow/models/word-match.h"

#include <algorithm>

namespace partywall {

namespace {

bool is_made_by(const ir::Program& program, const ir::Instruction& call, std::string_view name) {
  return call.op == ir::Op::call && call.callee &&
         models::last_segment(program.text(program.callees[call.callee.value].name)) == name;
}

bool is_constructor(const ir::Program& program, const ir::Instruction& call) {
  return call.op == ir::Op::call && call.callee && program.callees[call.callee.value].is_constructor;
}

/// The place that `instruction` gives a value; null for none.
const ir::Place* given_place(const ir::Program& program, const ir::Function& function,
                             const ir::Instruction& instruction) {
  if (instruction.target)
    return &function.places[instruction.target.value];
  const bool fills = is_constructor(program, instruction) || is_made_by(program, instruction, "operator=");
  return fills && ir::names_place(instruction.receiver) ? &function.places[instruction.receiver.index] : nullptr;
}

/// The operand that a copy, a move or a copying constructor hands on; null for other instructions.
const ir::Operand* handed_on(const ir::Program& program, const ir::Instruction& made, ir::NameId record) {
  if (made.op == ir::Op::copy)
    return &made.operands.front();
  if (is_made_by(program, made, "move") || is_made_by(program, made, "forward"))
    return made.operands.empty() ? nullptr : &made.operands.front();
  if (!is_constructor(program, made) || made.operands.size() != 1)
    return nullptr;
  const ir::Callee& callee = program.callees[made.callee.value];
  return !callee.parameters.empty() && record_behind(program, callee.parameters.front()) == record
             ? &made.operands.front()
             : nullptr;
}

} // namespace

std::vector<Maker> makers_of(const ir::Program& program, const ir::Function& function, ir::VariableId variable) {
  std::vector<Maker> found;
  for (std::uint32_t block = 0; block < function.blocks.size(); ++block) {
    const std::vector<ir::Instruction>& instructions = function.blocks[block].instructions;
    for (std::uint32_t i = 0; i < instructions.size(); ++i) {
      const ir::Place* place = given_place(program, function, instructions[i]);
      if (!place || place->variable != variable || (!place->steps.empty() && !place->steps.front().field))
        continue;
      const bool is_default = is_constructor(program, instructions[i]) && instructions[i].operands.empty();
      const bool is_constant =
          instructions[i].op == ir::Op::copy && instructions[i].operands.front().kind == ir::Operand::Kind::constant;
      if (place->steps.empty() && (is_default || is_constant))
        continue; // all fields are as they come
      found.push_back(
          {block, i, place->steps.empty() ? ir::FieldId{} : place->steps.front().field, is_default || is_constant});
    }
  }
  return found;
}

std::optional<ir::VariableId> made_in(const ir::Program& program, const ir::Function& function,
                                      const ir::Operand& operand) {
  const ir::Operand* next = &operand;
  for (int depth = 0; depth < 8; ++depth) {
    if (!ir::names_place(*next) || !function.places[next->index].steps.empty())
      return std::nullopt;
    const ir::VariableId variable = function.places[next->index].variable;
    const ir::Variable& known = function.variables[variable.value];
    const ir::NameId record = record_behind(program, known.type);
    if (!record || (known.kind != ir::Variable::Kind::local && known.kind != ir::Variable::Kind::temporary))
      return std::nullopt;
    const std::vector<Maker> makers = makers_of(program, function, variable);
    const auto wholes = std::ranges::count_if(makers, [](const Maker& maker) { return !maker.field; });
    if (wholes > 1)
      return std::nullopt;
    if (wholes == 0 || makers.size() > 1)
      return variable;
    const ir::Instruction& made = function.blocks[makers[0].block].instructions[makers[0].instruction];
    const ir::Operand* source = handed_on(program, made, record);
    if (!source)
      return variable;
    next = source;
  }
  return std::nullopt;
}

bool writes_elsewhere(const ir::Program& program, const ir::Function& function, ir::NameId record) {
  for (const ir::Block& block : function.blocks)
    for (const ir::Instruction& instruction : block.instructions) {
      const ir::Place* place = given_place(program, function, instruction);
      if (!place || place->steps.size() < 2)
        continue;
      const bool is_field = std::ranges::any_of(place->steps, [&](const ir::Step& step) {
        return step.kind == ir::Step::Kind::field && program.at(step.field).record == record;
      });
      if (is_field)
        return true;
    }
  return false;
}

bool names_fields(const ir::Program& program, const ir::Function& function, ir::NameId record) {
  return std::ranges::any_of(function.places, [&](const ir::Place& place) {
    return std::ranges::any_of(place.steps, [&](const ir::Step& step) {
      return step.kind == ir::Step::Kind::field && program.at(step.field).record == record;
    });
  });
}

} // namespace partywall
