#include "checks/flow/solver/row-match.h"

#include <algorithm>

namespace partywall::solver {

bool passes(const ir::Program& program, ir::TypeId id, std::string_view word) {
  using Shape = ir::Type::Shape;
  if (!id)
    return false;
  const ir::Type* type = &program.at(id);
  if (type->shape == Shape::reference && type->element)
    type = &program.at(type->element);
  const std::string_view name = program.text(type->name);
  const auto is_character = [&](ir::TypeId element) {
    return element && program.at(element).shape == Shape::integer && program.at(element).bits == 8;
  };
  if (word == "integer")
    return type->shape == Shape::integer || type->shape == Shape::enumeration;
  if (word == "floating")
    return type->shape == Shape::floating;
  if (word == "boolean")
    return type->shape == Shape::boolean;
  if (word == "pointer")
    return type->shape == Shape::pointer;
  if (word == "text")
    return name == "std::basic_string" || name == "std::basic_string_view" ||
           ((type->shape == Shape::pointer || type->shape == Shape::array) && is_character(type->element));
  if (word == "callable") {
    if (name == "std::function" || name.find("lambda") != std::string_view::npos)
      return true;
    return type->shape == Shape::function || (type->shape == Shape::pointer && type->element &&
                                              program.at(type->element).shape == Shape::function);
  }
  return name == word || program.text(type->sugar) == word;
}

bool describes(const ir::Program& program, const models::Row& row, const ir::Callee& callee,
               std::size_t argument_count) {
  const std::size_t count = callee.is_variadic ? argument_count : std::max(callee.parameters.size(), argument_count);
  if (row.min_arguments && count < *row.min_arguments)
    return false;
  if (row.max_arguments && count > *row.max_arguments)
    return false;
  if (!row.receiver_class.empty() && program.text(callee.receiver_class) != row.receiver_class)
    return false;
  return std::ranges::all_of(row.parameters, [&](const models::ParameterTest& test) {
    return test.index < callee.parameters.size() && passes(program, callee.parameters[test.index], test.type);
  });
}

} // namespace partywall::solver
