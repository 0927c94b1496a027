#include "driver/frontend/function-builder.h"

namespace partywall::frontend {

FunctionBuilder::FunctionBuilder(ir::Program& program, ir::Function& function)
    : program_(program), function_(function) {
  current_ = new_block();
}

ir::VariableId FunctionBuilder::variable(ir::Variable variable) {
  function_.variables.push_back(std::move(variable));
  return ir::VariableId{static_cast<std::uint32_t>(function_.variables.size() - 1)};
}

ir::Place FunctionBuilder::temporary(ir::TypeId type) {
  ir::Variable made;
  made.kind = ir::Variable::Kind::temporary;
  made.type = type;
  made.location = context_.location;
  return place(variable(std::move(made)));
}

ir::Place FunctionBuilder::place(ir::VariableId variable) const {
  return {variable, {}, function_.variables[variable.value].type};
}

ir::Place FunctionBuilder::deref(ir::Place pointer, ir::TypeId type) {
  pointer.steps.push_back({ir::Step::Kind::deref, {}, -1});
  pointer.type = type;
  return pointer;
}

ir::Place FunctionBuilder::field(ir::Place record, ir::FieldId field, ir::TypeId type) {
  record.steps.push_back({ir::Step::Kind::field, field, -1});
  record.type = type;
  return record;
}

ir::Place FunctionBuilder::element(ir::Place array, std::int64_t index, ir::TypeId type) {
  array.steps.push_back({ir::Step::Kind::element, {}, index});
  array.type = type;
  return array;
}

ir::Place FunctionBuilder::pointee(ir::Operand pointer, ir::TypeId pointer_type, ir::TypeId type) {
  if (pointer.kind == ir::Operand::Kind::value)
    return deref(function_.places[pointer.index], type);
  if (pointer.kind == ir::Operand::Kind::address)
    return function_.places[pointer.index];
  const ir::Place kept = temporary(pointer_type);
  if (pointer.kind != ir::Operand::Kind::none)
    copy(kept, pointer);
  return deref(kept, type);
}

std::uint32_t FunctionBuilder::intern(const ir::Place& place) {
  const auto [known, is_new] = places_.try_emplace(place, static_cast<std::uint32_t>(function_.places.size()));
  if (is_new)
    function_.places.push_back(place);
  return known->second;
}

ir::Operand FunctionBuilder::value(const ir::Place& place) { return {ir::Operand::Kind::value, intern(place)}; }

ir::Operand FunctionBuilder::address(const ir::Place& place) {
  if (place.steps.empty() || place.steps.back().kind != ir::Step::Kind::deref) {
    return {ir::Operand::Kind::address, intern(place)};
  }
  ir::Place pointer = place;
  pointer.steps.pop_back();
  // The pointer's own type is known only where nothing but the variable is left.
  pointer.type = pointer.steps.empty() ? function_.variables[pointer.variable.value].type : ir::TypeId{};
  if (!pointer.steps.empty() && pointer.steps.back().kind == ir::Step::Kind::field) {
    pointer.type = program_.at(pointer.steps.back().field).type;
  }
  return value(pointer);
}

ir::Operand FunctionBuilder::constant(ir::Constant constant) {
  const auto [known, is_new] = constants_.try_emplace(constant, static_cast<std::uint32_t>(function_.constants.size()));
  if (is_new)
    function_.constants.push_back(constant);
  return {ir::Operand::Kind::constant, known->second};
}

ir::Operand FunctionBuilder::integer(std::int64_t number) {
  return constant({ir::Constant::Kind::integer, number, {}});
}

ir::Operand FunctionBuilder::text(std::string_view text) {
  return constant({ir::Constant::Kind::text, 0, program_.names.intern(text)});
}

ir::Operand FunctionBuilder::null() { return constant({ir::Constant::Kind::null, 0, {}}); }
ir::Operand FunctionBuilder::zero() { return constant({ir::Constant::Kind::zero, 0, {}}); }

ir::Instruction& FunctionBuilder::emit(ir::Op op, const ir::Place* target, std::vector<ir::Operand> operands) {
  ir::Instruction made;
  made.op = op;
  if (target != nullptr)
    made.target = ir::PlaceId{intern(*target)};
  made.operands = std::move(operands);
  made.location = context_.location;
  made.is_default_argument = context_.is_default_argument;
  made.initialises_static = context_.initialises_static;
  auto& instructions = function_.blocks[current_.value].instructions;
  instructions.push_back(std::move(made));
  return instructions.back();
}

void FunctionBuilder::copy(const ir::Place& target, ir::Operand source) {
  if (source.kind == ir::Operand::Kind::none)
    return;
  emit(ir::Op::copy, &target, {source});
}

ir::BlockId FunctionBuilder::new_block() {
  function_.blocks.emplace_back();
  return ir::BlockId{static_cast<std::uint32_t>(function_.blocks.size() - 1)};
}

void FunctionBuilder::jump(ir::BlockId target) {
  ir::Terminator made;
  made.kind = ir::Terminator::Kind::jump;
  made.successors = {target};
  made.location = context_.location;
  terminate(std::move(made));
}

void FunctionBuilder::branch(ir::Operand condition, ir::BlockId yes, ir::BlockId no) {
  ir::Terminator made;
  made.kind = ir::Terminator::Kind::branch;
  made.value = condition;
  made.successors = {yes, no};
  made.location = context_.location;
  terminate(std::move(made));
}

} // namespace partywall::frontend
