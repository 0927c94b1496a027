#include "checks/flow/sql/builder.h"
#include "checks/flow/sql/render.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace partywall::sql {
namespace {

using Conditions = std::vector<Condition>;

void append(Conditions& to, Conditions from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

std::string negated(const std::string& op) {
  static constexpr std::array<std::pair<const char*, const char*>, 10> pairs{
      {{"=", "<>"},
       {"<", ">="},
       {">", "<="},
       {"in", "not in"},
       {"is null", "is not null"},
       {"is true", "is not true"},
       {"like", "not like"},
       {"between", "not between"},
       {"exists", "not exists"},
       {"is distinct from", "is not distinct from"}}};
  for (const auto& [one, other] : pairs) {
    if (op == one)
      return other;
    if (op == other)
      return one;
  }
  return op.empty() ? op : "not " + op;
}

std::string flipped(const std::string& op) {
  if (op == "<")
    return ">";
  if (op == ">")
    return "<";
  if (op == "<=")
    return ">=";
  if (op == ">=")
    return "<=";
  return op == "=" || op == "<>" || op.starts_with("is ") ? op : std::string();
}

std::string written_operator(const Json& body) {
  const auto name = last_name(member(body, "name"));
  const auto kind = text_of(body, "kind");
  if (kind == "AEXPR_LIKE" || kind == "AEXPR_ILIKE" || kind == "AEXPR_SIMILAR")
    return name.starts_with('!') ? "not like" : "like";
  if (kind == "AEXPR_DISTINCT")
    return "is distinct from";
  if (kind == "AEXPR_NOT_DISTINCT")
    return "is not distinct from";
  if (kind == "AEXPR_BETWEEN" || kind == "AEXPR_BETWEEN_SYM")
    return "between";
  if (kind == "AEXPR_NOT_BETWEEN" || kind == "AEXPR_NOT_BETWEEN_SYM")
    return "not between";
  if (name == "@~~@")
    return "match";
  return name == "@~*@" ? "glob" : name;
}

const Json& items_of(const Json& list) { return member(as(list, "List"), "items"); }

} // namespace

Conditions Builder::constraints(const Json& expression, int block, bool is_negated) {
  const Level level(*this);
  if (!level)
    return {};
  const auto& node = bare(expression);
  const auto& logic = as(node, "BoolExpr");
  if (logic.is_null()) {
    auto result = leaf(node, block);
    if (!is_negated)
      return result;
    if (result.size() != 1) // NOT of several at once would be an OR
      return {not_understood(node, block)};
    result.front().op = negated(result.front().op);
    return result;
  }
  const auto op = text_of(logic, "boolop");
  const auto& arguments = member(logic, "args");
  if (op == "NOT_EXPR")
    return arguments.is_array() && !arguments.empty() ? constraints(arguments[0], block, !is_negated) : Conditions();
  std::vector<Conditions> parts;
  for (const auto& argument : arguments)
    parts.push_back(constraints(argument, block, is_negated));
  if ((op == "OR_EXPR") != is_negated)
    return any_of_arms(std::move(parts));
  Conditions all;
  for (auto& part : parts)
    append(all, std::move(part));
  return all;
}

Condition Builder::not_understood(const Json& expression, int block) {
  Condition condition{.block = block};
  condition.values.push_back(value_of(expression, block));
  return condition;
}

Conditions Builder::leaf(const Json& node, int block) {
  const auto kind = kind_of(node);
  const auto& body = kind.empty() ? node : *node.begin();
  if (kind == "A_Expr")
    return comparison(body, block);
  if (kind == "SubLink")
    return sublink(body, block);
  Condition condition{.block = block};
  const auto test = text_of(body, kind == "NullTest" ? "nulltesttype" : "booltesttype");
  if (kind == "NullTest" || kind == "BooleanTest") {
    condition.op = lower(test);
    std::ranges::replace(condition.op, '_', ' ');
    if (!read_column(member(body, "arg"), block, condition))
      condition.values.push_back(value_of(member(body, "arg"), block));
    return {condition};
  }
  // SQLite's vss tables: the function ranks and cuts, as MATCH does.
  if (kind == "FuncCall" && lower(last_name(member(body, "funcname"))) == "vss_search" &&
      !member(body, "args").empty() && read_column(member(body, "args")[0], block, condition)) {
    condition.op = "match";
    auto& own = this->block(block);
    own.orders_by_distance = own.has_limit = true;
    return {condition};
  }
  if (kind == "ColumnRef") {
    condition.op = "is true";
    if (read_column(node, block, condition))
      return {condition};
  }
  if (kind == "A_Const") {
    const auto value = value_of(node, block);
    if (value.kind == Value::Kind::literal && (value.text == "true" || value.text == "1"))
      return {}; // holds for all rows
  }
  return {not_understood(node, block)};
}

Conditions Builder::comparison(const Json& body, int block) {
  const auto kind = text_of(body, "kind");
  const auto& left = member(body, "lexpr");
  const auto& right = member(body, "rexpr");
  if (kind == "AEXPR_IN")
    return with_list(body, block);
  if (kind == "AEXPR_OP_ANY" || kind == "AEXPR_OP_ALL")
    return with_any(body, block);
  const auto op = written_operator(body);
  if (op == "@>")
    if (auto found = contained_keys(left, right, block); !found.empty())
      return found;
  if (op == "=" && !as(bare(left), "RowExpr").is_null() && !as(bare(right), "RowExpr").is_null())
    return compare_rows(as(bare(left), "RowExpr"), as(bare(right), "RowExpr"), block);
  if (op == "between" || op == "not between") {
    Condition condition{.op = op};
    if (read_column(left, block, condition)) {
      for (const auto& bound : items_of(right))
        condition.values.push_back(value_of(bound, block));
      return {condition};
    }
  }
  return compare(left, op, right, block);
}

Conditions Builder::compare(const Json& left, std::string op, const Json& right, int block) {
  Condition forward{.block = block, .op = std::move(op)};
  Condition backward{.block = block, .op = flipped(forward.op)};
  const bool is_left = read_column(left, block, forward);
  const bool is_right = !backward.op.empty() && read_column(right, block, backward);
  if (!is_left && !is_right) {
    if (!left.is_null())
      forward.values.push_back(value_of(left, block));
    forward.values.push_back(value_of(right, block));
    const auto is_literal = [](const Value& value) { return value.kind == Value::Kind::literal; };
    if (forward.op == "=" && std::ranges::all_of(forward.values, is_literal) && forward.values.size() == 2 &&
        forward.values[0].text == forward.values[1].text)
      return {}; // 1 = 1
    return {forward};
  }
  Conditions result;
  if (is_left) {
    forward.values.push_back(value_of(right, block));
    result.push_back(forward);
  }
  if (is_right && (!is_left || forward.op == "=")) {
    backward.values.push_back(value_of(left, block));
    result.push_back(backward);
  }
  return result;
}

Conditions Builder::compare_rows(const Json& left, const Json& right, int block) {
  const auto& lefts = member(left, "args");
  const auto& rights = member(right, "args");
  Conditions result;
  for (std::size_t index = 0; index < std::min(lefts.size(), rights.size()); ++index)
    append(result, compare(lefts[index], "=", rights[index], block));
  return result;
}

/// `metadata @> '{"tenant": "x"}'` and `metadata @> jsonb_build_object('tenant', $1)`.
Conditions Builder::contained_keys(const Json& left, const Json& right, int block) {
  Condition whole;
  if (!read_column(left, block, whole))
    return {};
  const auto of_key = [&](const std::string& key, Value value) {
    auto condition = whole;
    condition.container = whole.column;
    condition.column = plain_name(key);
    condition.op = "=";
    condition.values = {std::move(value)};
    return condition;
  };
  Conditions result;
  const auto& call = as(bare(right), "FuncCall");
  const auto name = last_name(member(call, "funcname"));
  if (name == "jsonb_build_object" || name == "json_build_object") {
    const auto& arguments = member(call, "args");
    for (std::size_t index = 0; index + 1 < arguments.size(); index += 2)
      if (const auto key = value_of(arguments[index], block); key.kind == Value::Kind::literal)
        result.push_back(of_key(key.text, value_of(arguments[index + 1], block)));
    return result;
  }
  const auto written = text_of(member(as(bare(right), "A_Const"), "sval"), "sval");
  const auto object = Json::parse(written, nullptr, false);
  if (!object.is_object())
    return {};
  for (const auto& [key, item] : object.items())
    if (item.is_primitive())
      result.push_back(of_key(
          key, constant_value({{"sval", {{"sval", item.is_string() ? item.get<std::string>() : item.dump()}}}})));
  return result;
}

Conditions Builder::with_any(const Json& body, int block) {
  const bool is_any = text_of(body, "kind") == "AEXPR_OP_ANY";
  const auto& right = member(body, "rexpr");
  const auto written = last_name(member(body, "name"));
  Condition condition{.block = block};
  if (is_any && written == "=" && read_column(right, block, condition)) {
    condition.op = "contains";
    condition.values.push_back(value_of(member(body, "lexpr"), block));
    return {condition};
  }
  const bool is_in = is_any && written == "=";
  const bool is_not_in = !is_any && written == "<>";
  condition.op = is_in ? "in" : is_not_in ? "not in" : written + (is_any ? " any" : " all");
  if (!read_column(member(body, "lexpr"), block, condition))
    condition.values.push_back(value_of(member(body, "lexpr"), block));
  if (const auto& array = as(bare(right), "A_ArrayExpr"); !array.is_null()) {
    for (const auto& element : member(array, "elements"))
      condition.values.push_back(value_of(element, block));
    return {condition};
  }
  auto list = value_of(right, block);
  list.is_list = true;
  condition.values.push_back(std::move(list));
  return {condition};
}

Conditions Builder::with_list(const Json& body, int block) {
  Condition condition{.block = block, .op = last_name(member(body, "name")) == "=" ? "in" : "not in"};
  if (!read_column(member(body, "lexpr"), block, condition))
    condition.values.push_back(value_of(member(body, "lexpr"), block));
  for (const auto& item : items_of(member(body, "rexpr")))
    condition.values.push_back(value_of(item, block));
  return {condition};
}

Conditions Builder::sublink(const Json& body, int block) {
  const auto type = text_of(body, "subLinkType");
  const auto op = last_name(member(body, "operName"));
  Condition condition{.block = block};
  if (type == "EXISTS_SUBLINK") {
    condition.op = "exists";
  } else if (type == "ANY_SUBLINK" && (op.empty() || op == "=")) {
    condition.op = "in";
    if (!read_column(member(body, "testexpr"), block, condition))
      condition.values.push_back(value_of(member(body, "testexpr"), block));
  } else if (type == "ALL_SUBLINK" && op == "<>") {
    condition.op = "not in";
    if (!read_column(member(body, "testexpr"), block, condition))
      condition.values.push_back(value_of(member(body, "testexpr"), block));
  }
  condition.values.push_back(
      {.kind = Value::Kind::query, .number = query(member(body, "subselect"), block, Block::Role::expression)});
  return {condition};
}

bool Builder::read_column(const Json& expression, int block, Condition& condition) {
  const auto& node = bare(expression);
  const auto kind = kind_of(node);
  if (kind == "ColumnRef") {
    const auto column = column_value(*node.begin(), block);
    condition.column = column.text;
    condition.block = column.block;
    condition.table = column.table;
    return true;
  }
  if (kind == "A_Expr")
    return read_json_path(*node.begin(), block, condition);
  return kind == "FuncCall" && read_function_of_column(*node.begin(), block, condition);
}

/// `metadata->>'tenant'`, `metadata#>>'{owner,tenant}'`
bool Builder::read_json_path(const Json& body, int block, Condition& condition) {
  const auto op = last_name(member(body, "name"));
  if (text_of(body, "kind") != "AEXPR_OP" || (op != "->" && op != "->>" && op != "#>" && op != "#>>"))
    return false;
  const Json* base = &member(body, "lexpr");
  while (last_name(member(as(bare(*base), "A_Expr"), "name")) == "->")
    base = &member(*bare(*base).begin(), "lexpr");
  const auto key = value_of(member(body, "rexpr"), block);
  Condition whole;
  if (key.kind != Value::Kind::literal || as(bare(*base), "ColumnRef").is_null() || !read_column(*base, block, whole))
    return false;
  condition.block = whole.block;
  condition.table = whole.table;
  condition.container = whole.column;
  const auto last = key.text.find_last_of("{,.");
  condition.column = plain_name(last == std::string::npos ? key.text : key.text.substr(last + 1));
  if (op.starts_with('#') && condition.column.ends_with('}'))
    condition.column.pop_back();
  return !condition.column.empty();
}

/// `lower(column)`; `json_extract(metadata, '$.tenant')`
bool Builder::read_function_of_column(const Json& body, int block, Condition& condition) {
  const auto name = last_name(member(body, "funcname"));
  const auto& arguments = member(body, "args");
  if (!arguments.is_array() || arguments.empty() || as(bare(arguments[0]), "ColumnRef").is_null())
    return false;
  Condition whole;
  if (name == "json_extract" && arguments.size() == 2) {
    const auto path = value_of(arguments[1], block);
    if (path.kind != Value::Kind::literal || !path.text.starts_with("$.") || !read_column(arguments[0], block, whole))
      return false;
    condition.container = whole.column;
    condition.column = plain_name(path.text.substr(path.text.rfind('.') + 1));
  } else if (arguments.size() == 1 && read_column(arguments[0], block, whole)) {
    condition.column = whole.column;
    condition.function = name;
  } else {
    return false;
  }
  condition.block = whole.block;
  condition.table = whole.table;
  return true;
}

} // namespace partywall::sql
