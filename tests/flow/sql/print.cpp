#include "tests/flow/sql/print.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

namespace partywall::sql {
namespace {

std::string parts(const Value& value) {
  std::string result;
  for (const int parameter : value.parameters)
    result += fmt::format(" ${}", parameter);
  for (const int hole : value.holes)
    result += fmt::format(" {{{}}}", hole);
  return result;
}

std::string place(int block, int table) { return table >= 0 ? fmt::format("{}:{}.", block, table) : ""; }

std::string print(const Condition& condition) {
  auto result = place(condition.block, condition.table) + condition.column;
  if (!condition.container.empty())
    result = condition.container + "->" + result;
  if (!condition.function.empty())
    result = condition.function + "(" + result + ")";
  result += (result.empty() ? "" : " ") + condition.op;
  for (const auto& value : condition.values)
    result += " " + print(value);
  if (condition.is_mandatory == (condition.allows_null || condition.allows_others))
    result += " CONTRADICTION";
  return result + (condition.allows_null ? " ?null" : "") + (condition.allows_others ? " ?others" : "");
}

std::string print(const Assignment& assignment) { return assignment.column + "=" + print(assignment.value); }

std::string print(const Table& table) {
  return (table.schema.empty() ? "" : table.schema + ".") + table.name +
         (table.alias.empty() ? "" : " " + table.alias) + (table.block < 0 ? "" : fmt::format("@{}", table.block));
}

std::string print(const Column& column) { return column.name + (column.is_distance ? "~" : ""); }

template <class List> std::string joined(const char* title, const List& list) {
  std::string result;
  for (const auto& item : list)
    result += (result.empty() ? title : ", ") + print(item);
  return result;
}

std::string print(const Block& block) {
  static constexpr std::array verbs = {"select", "insert", "update", "remove"};
  static constexpr std::array roles = {"", "cte ", "from ", "arm ", "expression ", "source ", "using ", "check "};
  std::string result = roles[static_cast<std::size_t>(block.role)];
  result += verbs[static_cast<std::size_t>(block.verb)];
  result += joined(" ", block.columns);
  if (!block.set_operation.empty())
    result += " " + block.set_operation;
  result += joined(" from ", block.tables) + joined(" set ", block.assignments) + joined(" where ", block.conditions);
  if (!block.conflict_columns.empty())
    result += fmt::format(" conflict {}", fmt::join(block.conflict_columns, ","));
  result += joined(" do ", block.conflict_assignments);
  result += block.orders_by_distance ? " near" : "";
  result += block.orders_by_hole ? " order{}" : "";
  result += block.has_limit ? " limit " + print(block.limit) : "";
  return block.parent < 0 ? result : fmt::format("{} ^{}", result, block.parent);
}

std::string print_definition(const Statement& statement) {
  std::string result = statement.action;
  result += statement.table.empty() ? "" : " " + statement.table;
  if (!statement.table_columns.empty())
    result += fmt::format("({}{})", fmt::join(statement.table_columns, ","), statement.has_all_columns ? "" : ",…");
  result += statement.enables_row_security ? " rls" : "";
  result += statement.forces_row_security ? " force" : "";
  result += statement.disables_row_security ? " no-rls" : "";
  if (statement.creates_policy)
    result += " " + statement.policy_command + (statement.is_permissive ? "" : " restrictive");
  return result;
}

} // namespace

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  while (true) {
    const auto at = text.find("{}");
    pieces.push_back({.text = std::string(text.substr(0, at))});
    if (at == std::string_view::npos)
      return pieces;
    pieces.push_back({.is_hole = true});
    text.remove_prefix(at + 2);
  }
}

std::string print(const Value& value) {
  const auto list = value.is_list ? "[]" : "";
  switch (value.kind) {
  case Value::Kind::parameter:
    return fmt::format("${}{}", value.number, list) + (value.number == 0 ? parts(value) : "");
  case Value::Kind::hole:
    return value.is_quoted ? fmt::format("'{{{}}}'{}", value.number, list)
                           : fmt::format("{{{}}}{}", value.number, list);
  case Value::Kind::literal:
    return value.is_quoted ? "'" + value.text + "'" : value.text;
  case Value::Kind::column:
    return place(value.block, value.table) + value.text;
  case Value::Kind::setting:
    return "setting(" + value.text + ")";
  case Value::Kind::null:
    return "null";
  case Value::Kind::query:
    return fmt::format("#{}", value.number);
  case Value::Kind::other:
    return (value.text.empty() ? "other"
            : value.is_quoted  ? "'" + value.text + "'"
                               : value.text) +
           "(" + parts(value) + " )";
  }
  return "?";
}

std::string print(const Statement& statement) {
  if (statement.kind == Statement::Kind::unknown)
    return "unknown";
  std::string result;
  const auto add = [&](const std::string& part) { result += (result.empty() ? "" : " | ") + part; };
  if (statement.kind == Statement::Kind::ddl || statement.kind == Statement::Kind::transaction)
    add(print_definition(statement));
  if (statement.kind == Statement::Kind::other)
    add("other");
  if (statement.kind != Statement::Kind::setting)
    for (const auto& block : statement.blocks)
      add(print(block));
  for (const auto& setting : statement.settings)
    add(fmt::format("{} {} = {}", setting.is_local ? "local" : "session", setting.name, print(setting.value)));
  for (const auto& fragment : statement.fragments)
    add(fmt::format("fragment {{{}}} {}", fragment.hole, fragment.clause));
  return result;
}

std::string parsed(std::string_view text) {
  const auto statements = parse(pieces_of(text));
  if (!statements)
    return "not understood: " + statements.error();
  std::string result;
  for (const auto& statement : *statements)
    result += (result.empty() ? "" : " ;; ") + print(statement);
  return result;
}

} // namespace partywall::sql
