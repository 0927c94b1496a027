/// FROM, joins and what they say about rows.
#include "checks/flow/sql/builder.h"
#include "checks/flow/sql/render.h"

#include <algorithm>
#include <utility>

namespace partywall::sql {
namespace {

std::string alias_of(const Json& body) {
  auto name = text_of(member(body, "alias"), "aliasname");
  return name.starts_with(alias_prefix) ? std::string() : name; // only put in for the parser
}

/// A row missing on this side of an outer join passes with nulls.
void weaken(Condition& condition, bool is_nullable_side) {
  condition.is_mandatory = false;
  condition.others.clear();
  (is_nullable_side ? condition.allows_null : condition.allows_others) = true;
}

bool is_nullable(const std::string& join, bool is_left) {
  return join == "JOIN_FULL" || join == (is_left ? "JOIN_RIGHT" : "JOIN_LEFT");
}

} // namespace

void Builder::read_from(const Json& list, int block) {
  for (const auto& item : list)
    read_from_item(item, block);
}

void Builder::read_from_item(const Json& node, int index) {
  const Level level(*this);
  if (!level)
    return;
  const auto kind = kind_of(node);
  const auto& body = kind.empty() ? node : *node.begin();
  if (kind == "RangeVar")
    return add_table(body, index);
  if (kind == "JoinExpr")
    return read_join(body, index);
  if (kind == "RangeTableSample")
    return read_from_item(member(body, "relation"), index);
  Table table{.alias = plain_name(alias_of(body))};
  if (kind == "RangeSubselect") {
    table.block = query(member(body, "subquery"), index, Block::Role::from);
  } else if (kind == "RangeFunction") {
    const auto& functions = member(body, "functions");
    const auto& first = functions.is_array() && !functions.empty() ? functions[0] : functions;
    const auto& items = member(as(first, "List"), "items");
    Value used;
    collect(items, index, used);
    if (items.is_array() && !items.empty())
      table.name = plain_name(last_name(member(as(items[0], "FuncCall"), "funcname")));
    table.holes = std::move(used.holes);
  } else {
    fail("a FROM item of kind " + std::string(kind));
  }
  block(index).tables.push_back(std::move(table));
}

void Builder::add_table(const Json& range, int index) {
  Table table{.alias = plain_name(alias_of(range))};
  table.name = plain_name(text_of(range, "relname"), &table.holes);
  std::vector<int> holes;
  table.schema = plain_name(text_of(range, "schemaname"), &holes);
  table.holes.insert(table.holes.begin(), holes.begin(), holes.end());
  if (table.schema.empty())
    table.block = find_cte(table.name, index);
  block(index).tables.push_back(std::move(table));
}

int Builder::find_cte(const std::string& name, int index) const {
  for (; index >= 0; index = block(index).parent)
    if (const auto found = ctes_.find({index, name}); found != ctes_.end())
      return found->second;
  return -1;
}

void Builder::read_join(const Json& body, int index) {
  const auto join = text_of(body, "jointype");
  const auto read_side = [&](const char* side, bool is_left) {
    const auto first = block(index).conditions.size();
    read_from_item(member(body, side), index);
    if (is_nullable(join, is_left))
      for (auto at = first; at < block(index).conditions.size(); ++at)
        weaken(block(index).conditions[at], true);
    return block(index).tables.size();
  };
  const auto left = block(index).tables.size();
  const auto right = read_side("larg", true);
  const auto end = read_side("rarg", false);
  const auto first = block(index).conditions.size();
  if (const auto& condition = member(body, "quals"); !condition.is_null())
    read_where(condition, index);
  if (const auto& names = member(body, "usingClause"); !names.is_null())
    read_using(names, index, left, right, end);
  for (auto at = first; at < block(index).conditions.size(); ++at) {
    auto& condition = block(index).conditions[at];
    const auto table = static_cast<std::size_t>(condition.table);
    const bool is_left = condition.table >= 0 && table >= left && table < right;
    const bool is_right = condition.table >= 0 && table >= right && table < end;
    if (join != "JOIN_INNER")
      weaken(condition, (is_left && is_nullable(join, true)) || (is_right && is_nullable(join, false)));
  }
}

void Builder::read_using(const Json& names, int index, std::size_t left, std::size_t right, std::size_t end) {
  const int left_table = right - left == 1 ? static_cast<int>(left) : -1;
  const int right_table = end - right == 1 ? static_cast<int>(right) : -1;
  for (const auto& node : names) {
    const auto name = plain_name(string_node(node));
    for (const auto& [from, to] : {std::pair(left_table, right_table), std::pair(right_table, left_table)})
      block(index).conditions.push_back(
          {.column = name,
           .block = index,
           .table = from,
           .op = "=",
           .values = {{.kind = Value::Kind::column, .text = name, .block = index, .table = to}}});
  }
}

} // namespace partywall::sql
