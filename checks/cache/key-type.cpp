#include "checks/cache/key-type.h"

#include "checks/flow/solver/witness.h"

#include <algorithm>

namespace partywall {

namespace {

using namespace solver;

void collect_identity_fields(const Solution& solution, ir::NameId name, std::vector<std::string>& found, int depth) {
  const ir::Program& program = solution.program();
  const ir::Record* one = find_record(program, name);
  if (!one || depth > 4)
    return;
  for (const ir::FieldId id : one->fields) {
    const ir::Field& field = program.at(id);
    const ir::Callee as_parameter{.parameters = {field.type}, .parameter_names = {field.name}};
    if (solution.engine->names.is_identity_parameter(program, as_parameter, 0))
      found.emplace_back(program.text(field.name));
  }
  for (const ir::TypeId base : one->bases)
    collect_identity_fields(solution, program.at(base).name, found, depth + 1);
}

} // namespace

const ir::Record* find_record(const ir::Program& program, ir::NameId name) {
  const auto found = std::ranges::find(program.records, name, &ir::Record::name);
  return found == program.records.end() ? nullptr : &*found;
}

ir::NameId record_behind(const ir::Program& program, ir::TypeId id) {
  if (!id)
    return {};
  const ir::Type* type = &program.at(id);
  if (type->shape == ir::Type::Shape::reference && type->element)
    type = &program.at(type->element);
  return type->shape == ir::Type::Shape::record ? type->name : ir::NameId{};
}

ir::NameId compared_record(const Solution& solution, const ir::Function& function) {
  const ir::Program& program = solution.program();
  const std::string_view name = program.text(function.name);
  const bool is_operator = name.ends_with("operator==") || name.ends_with("operator<") || name.ends_with("operator<=>");
  const bool is_object =
      name.ends_with("operator()") || name.ends_with("::equal") || function.kind == ir::Function::Kind::lambda;
  if (!is_operator && !is_object)
    return {};
  const ir::NameId last = function.parameter_count > 0
                              ? record_behind(program, function.variables[function.parameter_count - 1].type)
                              : ir::NameId{};
  const ir::Record* declared = last ? find_record(program, last) : nullptr;
  if (!declared || !is_reported(solution, declared->location))
    return {};
  if (function.parameter_count == 1)
    return is_operator && function.declaring_class == last ? last : ir::NameId{};
  return function.parameter_count == 2 && record_behind(program, function.variables[0].type) == last ? last
                                                                                                     : ir::NameId{};
}

std::vector<std::string> identity_fields(const Solution& solution, ir::NameId record) {
  std::vector<std::string> found;
  collect_identity_fields(solution, record, found, 0);
  return found;
}

std::optional<KeyChange::Text> text_of(const ir::Program& program, ir::TypeId type) {
  if (!type)
    return std::nullopt;
  const ir::Type& known = program.at(type);
  const std::string_view name = program.text(known.name);
  if (name == "std::basic_string")
    return KeyChange::Text::string;
  if (name == "std::basic_string_view")
    return KeyChange::Text::view;
  if (known.shape == ir::Type::Shape::integer)
    return KeyChange::Text::number;
  if (known.shape == ir::Type::Shape::pointer && known.element && program.at(known.element).bits == 8)
    return KeyChange::Text::c_string;
  return std::nullopt;
}

} // namespace partywall
