#include "checks/flow/solver/row-match.h"

#include <algorithm>
#include <cctype>
#include <vector>

namespace partywall::solver {

namespace {

constexpr std::int64_t format_limit = 5; ///< Parameters before the format.

models::Expr argument(std::int64_t number) { return {models::Expr::Kind::argument, number, {}, {}}; }

/// `printf(argN, restN+1)`
models::Expr printed(std::int64_t format) {
  return {models::Expr::Kind::apply, 0, "printf", {argument(format), {models::Expr::Kind::rest, format + 1, {}, {}}}};
}

models::Row returning(std::int64_t format) {
  models::Row row;
  row.returns = printed(format);
  return row;
}

/// Into what argument number `target` points to; the length is returned.
models::Row writing(std::int64_t target, std::int64_t format) {
  const models::Expr place{models::Expr::Kind::dereference, 0, {}, {argument(target)}};
  models::Row row;
  row.sets.push_back({place, printed(format)});
  row.returns = models::Expr{models::Expr::Kind::apply, 0, "size", {place}};
  return row;
}

} // namespace

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
    return type->shape == Shape::function ||
           (type->shape == Shape::pointer && type->element && program.at(type->element).shape == Shape::function);
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

const models::Row* printing_row(const ir::Program& program, const ir::Callee& callee) {
  constexpr std::string_view ending = "printf";
  const std::string_view name = program.text(callee.name);
  const bool is_named = name.size() >= ending.size() &&
                        std::ranges::equal(name.substr(name.size() - ending.size()), ending, [](char one, char other) {
                          return std::tolower(static_cast<unsigned char>(one)) == other;
                        });
  const auto format = static_cast<std::int64_t>(callee.parameters.size()) - 1;
  if (!is_named || !callee.is_variadic || callee.declaring_class || format < 0 || format >= format_limit)
    return nullptr;
  const auto is_text = [&](ir::TypeId id) {
    return id && program.at(id).shape == ir::Type::Shape::pointer && passes(program, id, "text");
  };
  const auto is_writable = [&](ir::TypeId id) { return id && !program.at(id).is_const; };
  const ir::TypeId last = callee.parameters.back();
  if (!is_text(last) || is_writable(program.at(last).element))
    return nullptr;
  static const auto rows = [] {
    std::vector<std::vector<models::Row>> made(format_limit);
    for (std::int64_t each = 0; each < format_limit; ++each) {
      for (std::int64_t target = 0; target < each; ++target)
        made[static_cast<std::size_t>(each)].push_back(writing(target, each));
      made[static_cast<std::size_t>(each)].push_back(returning(each));
    }
    return made;
  }();
  const std::vector<models::Row>& known = rows[static_cast<std::size_t>(format)];
  for (std::size_t i = 0; i + 1 < callee.parameters.size(); ++i) {
    const ir::TypeId id = callee.parameters[i];
    const ir::TypeId target = id ? program.at(id).element : ir::TypeId{};
    if (is_writable(target) && (is_text(id) || is_text(target)))
      return &known[i];
  }
  const bool is_returned = is_text(callee.result) || passes(program, callee.result, "std::basic_string");
  return is_returned ? &known.back() : nullptr;
}

} // namespace partywall::solver
