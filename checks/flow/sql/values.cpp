#include "checks/flow/sql/builder.h"
#include "checks/flow/sql/render.h"

#include <algorithm>
#include <tuple>

namespace partywall::sql {
namespace {

void add_once(std::vector<int>& list, int number) {
  if (std::ranges::find(list, number) == list.end())
    list.push_back(number);
}

void add_all(std::vector<int>& list, const std::vector<int>& others) {
  for (const int number : others)
    add_once(list, number);
}

Value text_value(const std::string& marked) {
  auto [text, holes] = unmark(marked);
  Value value{.kind = Value::Kind::literal, .text = std::move(text), .is_quoted = true, .holes = std::move(holes)};
  if (value.holes.empty())
    return value;
  const bool is_alone = marked == marker(value.holes.front());
  value.kind = is_alone ? Value::Kind::hole : Value::Kind::other;
  value.number = is_alone ? value.holes.front() : -1;
  return value;
}

/// A SELECT of one expression and nothing else: `(SELECT current_setting(…))`.
const Json* only_result(const Json& select) {
  for (const char* other :
       {"fromClause", "whereClause", "withClause", "valuesLists", "groupClause", "limitCount", "larg"})
    if (select.contains(other))
      return nullptr;
  const auto& results = member(select, "targetList");
  return results.is_array() && results.size() == 1 ? &member(as(results[0], "ResTarget"), "val") : nullptr;
}

} // namespace

std::string Builder::plain_name(const std::string& marked, std::vector<int>* holes) {
  auto [text, found] = unmark(marked);
  if (holes)
    *holes = std::move(found);
  return lower(text);
}

Value Builder::value_of(const Json& expression, int block) {
  const auto& node = bare(expression);
  const auto kind = kind_of(node);
  if (kind == "ParamRef")
    return parameter_value(member(*node.begin(), "number").is_number() ? member(*node.begin(), "number").get<int>()
                                                                       : 0);
  if (kind == "A_Const")
    return constant_value(*node.begin());
  if (kind == "ColumnRef")
    return column_value(*node.begin(), block);
  if (kind == "FuncCall")
    return call_value(*node.begin(), node, block);
  if (kind == "SubLink")
    return sublink_value(*node.begin(), node, block);
  Value value;
  if (kind == "A_Expr" && text_of(*node.begin(), "kind") == "AEXPR_NULLIF") { // NULLIF(current_setting(…), '')
    auto inner = value_of(member(*node.begin(), "lexpr"), block);
    if (inner.kind == Value::Kind::setting)
      return inner;
  }
  if (kind == "SQLValueFunction")
    value.text = lower(text_of(*node.begin(), "op")).substr(sizeof("svfop_") - 1);
  collect(node, block, value);
  return value;
}

Value Builder::parameter_value(int number) {
  Value value{.kind = Value::Kind::parameter, .number = number};
  if (number <= own_parameters) {
    value.parameters = {number};
    return value;
  }
  const bool is_assembled = number >= assembled_parameters;
  const int first = number - (is_assembled ? assembled_parameters : hole_parameters);
  const auto run = run_lengths_.find(first);
  if (run == run_lengths_.end()) {
    fail("a parameter with the number " + std::to_string(number));
    return {};
  }
  for (int hole = first; hole < first + run->second; ++hole)
    value.holes.push_back(hole);
  if (is_assembled) {
    value.number = 0;
    value.parameters = {0};
    return value;
  }
  value.kind = run->second == 1 ? Value::Kind::hole : Value::Kind::other;
  value.number = run->second == 1 ? first : -1;
  return value;
}

Value Builder::constant_value(const Json& body) const {
  if (is_set(body, "isnull") || body.contains("Null") || body.contains("null"))
    return {.kind = Value::Kind::null};
  if (const auto& string = member(body, "sval"); !string.is_null())
    return text_value(text_of(string, "sval"));
  if (const auto& boolean = member(body, "boolval"); !boolean.is_null())
    return {.kind = Value::Kind::literal, .text = is_set(boolean, "boolval") ? "true" : "false"};
  if (const auto& real = member(body, "fval"); !real.is_null())
    return {.kind = Value::Kind::literal, .text = text_of(real, "fval")};
  if (const auto& integer = member(body, "ival"); !integer.is_null())
    return {.kind = Value::Kind::literal,
            .text = std::to_string(member(integer, "ival").is_number() ? member(integer, "ival").get<int>() : 0)};
  return text_value(text_of(member(body, "bsval"), "bsval"));
}

std::pair<int, int> Builder::find_table(const std::string& qualifier, int index) const {
  for (; index >= 0; index = block(index).parent) {
    const auto& tables = block(index).tables;
    const auto found = std::ranges::find_if(
        tables, [&](const Table& table) { return (table.alias.empty() ? table.name : table.alias) == qualifier; });
    if (found != tables.end())
      return {index, static_cast<int>(found - tables.begin())};
  }
  return {-1, -1};
}

Value Builder::column_value(const Json& body, int index) {
  const auto& fields = member(body, "fields");
  Value value{.kind = Value::Kind::column, .block = index};
  if (!fields.is_array() || fields.empty())
    return value;
  value.text = kind_of(fields.back()) == "A_Star" ? "*" : plain_name(last_name(fields), &value.holes);
  if (fields.size() > 1)
    std::tie(value.block, value.table) = find_table(plain_name(string_node(fields[fields.size() - 2])), index);
  else if (block(index).tables.size() == 1)
    value.table = 0;
  return value;
}

Value Builder::call_value(const Json& body, const Json& expression, int block) {
  Value value{.text = lower(last_name(member(body, "funcname")))};
  const auto& arguments = member(body, "args");
  if (value.text == "current_setting" && arguments.is_array() && !arguments.empty()) {
    const auto name = value_of(arguments[0], block);
    if (name.kind == Value::Kind::literal)
      return {.kind = Value::Kind::setting, .text = lower(name.text)};
  }
  collect(expression, block, value);
  return value;
}

Value Builder::sublink_value(const Json& body, const Json& expression, int block) {
  const auto type = text_of(body, "subLinkType");
  if (type == "EXPR_SUBLINK") {
    const auto& inner = as(member(body, "subselect"), "SelectStmt");
    if (const auto* result = inner.is_object() ? only_result(inner) : nullptr)
      if (const Level level(*this); level)
        return value_of(*result, block);
    const int child = query(member(body, "subselect"), block, Block::Role::expression);
    return {.kind = Value::Kind::query, .number = child};
  }
  Value value;
  collect(expression, block, value);
  return value;
}

void Builder::collect(const Json& expression, int block, Value& value) {
  std::vector<const Json*> open{&expression};
  while (!open.empty() && problem_.empty()) {
    const auto& node = *open.back();
    open.pop_back();
    const auto kind = kind_of(node);
    if (kind == "ParamRef" || kind == "A_Const") {
      const auto part = value_of(node, block);
      add_all(value.parameters, part.parameters);
      add_all(value.holes, part.holes);
    } else if (kind == "ColumnRef") {
      add_all(value.holes, column_value(*node.begin(), block).holes);
    } else if (kind == "SubLink") {
      query(member(*node.begin(), "subselect"), block, Block::Role::expression);
      open.push_back(&member(*node.begin(), "testexpr"));
    } else if (node.is_structured()) {
      const auto first = open.size();
      for (const auto& part : node)
        if (part.is_structured())
          open.push_back(&part);
      std::reverse(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
    }
  }
}

} // namespace partywall::sql
