#include "checks/flow/ir/text-read-operand.h"

namespace partywall::ir::syntax {

// ---- variables

VariableKey OperandReader::read_variable_key() {
  VariableKey key;
  if (cursor_.accept('%')) {
    key.ordinal = cursor_.number<std::uint32_t>("the number of an unnamed variable");
    return key;
  }
  key.name = reader_.read_word_or_quoted();
  if (!key.name)
    cursor_.fail("a variable expected; unnamed ones are written %0");
  if (cursor_.accept('#'))
    key.ordinal = cursor_.number<std::uint32_t>("the number of a namesake");
  return key;
}

bool OperandReader::declare(VariableKey key, Variable variable) {
  const VariableId id{static_cast<std::uint32_t>(function_.variables.size())};
  if (!variables_.emplace(key.packed(), id).second)
    return false;
  function_.variables.push_back(std::move(variable));
  return true;
}

VariableId OperandReader::read_variable() {
  const VariableKey key = read_variable_key();
  if (const auto known = variables_.find(key.packed()); known != variables_.end())
    return known->second;
  Variable variable;
  variable.name = key.name;
  if (!key.name)
    variable.kind = Variable::Kind::temporary;
  else if (program_.text(key.name) == "this")
    variable.kind = Variable::Kind::this_pointer;
  declare(key, std::move(variable));
  return {static_cast<std::uint32_t>(function_.variables.size() - 1)};
}

// ---- places

Step OperandReader::read_element() {
  Step step;
  step.kind = Step::Kind::element;
  if (!cursor_.accept('*'))
    step.index = cursor_.number<std::int64_t>("an index");
  if (step.index < -1)
    cursor_.fail("an index is not negative");
  cursor_.expect(']');
  return step;
}

TypeId OperandReader::read_path() {
  scratch_.variable = read_variable();
  scratch_.steps.clear();
  scratch_.type = {};
  TypeId type = function_.variables[scratch_.variable.value].type;
  while (true) {
    Step step;
    if (cursor_.accept('['))
      step = read_element();
    else if (!cursor_.accept('.'))
      return type;
    else if (!cursor_.accept('*')) {
      step.kind = Step::Kind::field;
      step.field = reader_.read_field_step(type);
    }
    type = type_after(program_, type, step);
    scratch_.steps.push_back(step);
  }
}

void OperandReader::read_place_declaration() {
  read_path();
  cursor_.expect(':');
  if (!stated_types_.emplace(scratch_, reader_.read_type()).second)
    cursor_.fail("this place is declared twice");
}

PlaceId OperandReader::read_place() {
  const TypeId implied = read_path();
  if (cursor_.peek() == 'a' && cursor_.accept_word("as"))
    scratch_.type = reader_.read_type();
  else if (const auto stated = stated_types_.find(scratch_); stated != stated_types_.end())
    scratch_.type = stated->second;
  else
    scratch_.type = implied;
  const PlaceId next{static_cast<std::uint32_t>(function_.places.size())};
  const auto [known, is_new] = places_.try_emplace(scratch_, next);
  if (is_new)
    function_.places.push_back(scratch_);
  return known->second;
}

// ---- operands

void OperandReader::read_operands(std::vector<Operand>& operands) {
  do
    operands.push_back(read_operand());
  while (cursor_.accept(','));
}

void OperandReader::read_parenthesised(std::vector<Operand>& operands) {
  cursor_.expect('(');
  if (cursor_.accept(')'))
    return;
  read_operands(operands);
  cursor_.expect(')');
}

Operand OperandReader::read_operand() {
  if (cursor_.accept('&'))
    return {Operand::Kind::address, read_place().value};
  if (const auto text = cursor_.quoted('"'))
    return constant(Constant::Kind::text, 0, program_.names.intern(*text));
  if (cursor_.is_number())
    return read_integer();
  const std::string_view word = cursor_.word();
  if (!word.empty() && is_reserved_in_bodies(word))
    return read_worded_operand(word);
  if (!word.empty())
    cursor_.rewind(word);
  return {Operand::Kind::value, read_place().value};
}

Operand OperandReader::read_integer() {
  const auto number = cursor_.number<std::int64_t>("a number");
  return constant(Constant::Kind::integer, number, cursor_.accept('=') ? reader_.read_name() : NameId{});
}

Operand OperandReader::read_worded_operand(std::string_view word) {
  if (word == "true")
    return constant(Constant::Kind::boolean, 1);
  if (word == "false")
    return constant(Constant::Kind::boolean);
  if (word == "null")
    return constant(Constant::Kind::null);
  if (word == "zero")
    return constant(Constant::Kind::zero);
  if (word == "float")
    return constant(Constant::Kind::floating, 0, reader_.read_name());
  if (word == "none")
    return {};
  if (word == "function")
    return {Operand::Kind::function, reader_.resolve(reader_.read_callee_name(), false).value};
  cursor_.fail(word, "'" + std::string(word) + "' has a meaning of its own; as a variable it is back-quoted");
}

Operand OperandReader::constant(Constant::Kind kind, std::int64_t number, NameId text) {
  const Constant value{kind, number, text};
  const auto [known, is_new] = constants_.try_emplace(value, static_cast<std::uint32_t>(function_.constants.size()));
  if (is_new)
    function_.constants.push_back(value);
  return {Operand::Kind::constant, known->second};
}

} // namespace partywall::ir::syntax
