/// SELECT, INSERT, UPDATE and DELETE, wherever they stand.
#include "checks/flow/sql/builder.h"
#include "checks/flow/sql/render.h"

#include <llvm/ADT/STLExtras.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace partywall::sql {
namespace {

constexpr int level_limit = 200;
constexpr std::size_t condition_limit = 2000;
constexpr std::size_t block_limit = 500;

bool is_distance_operator(std::string_view name) {
  static constexpr std::array names = {"<->", "<=>", "<#>", "<+>", "<~>", "<%>"};
  return llvm::is_contained(names, name);
}

bool is_distance_function(std::string_view name) {
  static constexpr std::array names = {
      "l1_distance",      "l2_distance",      "cosine_distance",   "inner_product",      "negative_inner_product",
      "hamming_distance", "jaccard_distance", "cosine_similarity", "spherical_distance", "bm25_distance"};
  return llvm::is_contained(names, name) || name.starts_with("vec_distance") || name.starts_with("vector_distance") ||
         ((name.starts_with("array_") || name.starts_with("list_")) &&
          (name.ends_with("_distance") || name.ends_with("_similarity") || name.ends_with("inner_product")));
}

/// The name PostgreSQL gives a result column without AS.
std::string result_name(const Json& node) {
  const auto& expression = bare(node);
  if (const auto& column = as(expression, "ColumnRef"); !column.is_null()) {
    const auto& fields = member(column, "fields");
    if (!fields.is_array() || fields.empty() || kind_of(fields.back()) != "A_Star")
      return last_name(fields);
    return fields.size() > 1 ? string_node(fields[fields.size() - 2]) + ".*" : "*";
  }
  return last_name(member(as(expression, "FuncCall"), "funcname"));
}

} // namespace

Builder::Level::Level(Builder& builder) : builder_(builder) {
  if (++builder_.depth_ > level_limit)
    builder_.fail("it is nested too deeply");
}

Builder::Level::operator bool() const { return builder_.problem_.empty(); }

void Builder::fail(std::string problem) {
  if (problem_.empty())
    problem_ = std::move(problem);
}

int Builder::new_block(int parent, Block::Role role, Block::Verb verb) {
  if (statement_.blocks.size() >= block_limit)
    fail("it has too many subqueries");
  statement_.blocks.push_back({.verb = verb, .role = role, .parent = parent});
  return static_cast<int>(statement_.blocks.size()) - 1;
}

int Builder::query(const Json& node, int parent, Block::Role role) {
  const Level level(*this);
  if (!level)
    return -1;
  const auto kind = kind_of(node);
  if (kind == "SelectStmt")
    return select(*node.begin(), parent, role);
  if (kind == "InsertStmt")
    return insert(*node.begin(), parent, role);
  if (kind == "UpdateStmt")
    return update(*node.begin(), parent, role);
  if (kind == "DeleteStmt")
    return remove(*node.begin(), parent, role);
  fail("a query of kind " + std::string(kind));
  return -1;
}

int Builder::select(const Json& body, int parent, Block::Role role) {
  const int index = new_block(parent, role, Block::Verb::select);
  read_with(body, index);
  if (const auto op = text_of(body, "op"); op == "SETOP_UNION" || op == "SETOP_INTERSECT" || op == "SETOP_EXCEPT") {
    set_operation(body, index);
  } else {
    read_from(member(body, "fromClause"), index);
    read_where(member(body, "whereClause"), index);
    read_where(member(body, "havingClause"), index);
    read_columns(member(body, "targetList"), index);
    if (const auto& lists = member(body, "valuesLists"); !lists.is_null())
      read_values(lists, {}, index);
    Value rest;
    for (const char* other : {"distinctClause", "groupClause", "windowClause"})
      collect(member(body, other), index, rest);
  }
  read_order(body, index);
  return index;
}

/// `a UNION b UNION c` is nested to the left: its arms are told side by side.
void Builder::set_operation(const Json& body, int index) {
  const auto op = text_of(body, "op");
  std::vector<const Json*> arms;
  const Json* rest = &body;
  const auto is_plain = [](const Json& one) {
    return !one.contains("sortClause") && !one.contains("limitCount") && !one.contains("withClause");
  };
  do {
    arms.push_back(&member(*rest, "rarg"));
    rest = &member(*rest, "larg");
  } while (op == "SETOP_UNION" && text_of(*rest, "op") == op && is_plain(*rest));
  arms.push_back(rest);
  block(index).set_operation = lower(op.substr(sizeof("SETOP_") - 1));
  for (auto arm = arms.rbegin(); arm != arms.rend(); ++arm) {
    const Level level(*this);
    if (!level)
      return;
    const int child = select(**arm, index, Block::Role::arm);
    block(index).tables.push_back({.block = child});
    if (arm == arms.rbegin())
      block(index).columns = block(child).columns;
  }
  for (auto& column : block(index).columns)
    column.value = {.kind = Value::Kind::column, .text = column.name, .block = index, .table = 0};
}

void Builder::read_with(const Json& body, int index) {
  const auto& with = member(body, "withClause");
  for (const auto& node : member(with, "ctes")) {
    const auto& cte = as(node, "CommonTableExpr");
    const std::pair key(index, plain_name(text_of(cte, "ctename")));
    if (is_set(with, "recursive"))
      ctes_[key] = static_cast<int>(statement_.blocks.size());
    const int child = query(member(cte, "ctequery"), index, Block::Role::cte);
    if (child < 0)
      return;
    ctes_[key] = child;
    const auto& names = member(cte, "aliascolnames");
    for (std::size_t at = 0; at < std::min(names.size(), block(child).columns.size()); ++at)
      block(child).columns[at].name = plain_name(string_node(names[at]));
  }
}

void Builder::read_columns(const Json& list, int index) {
  for (const auto& node : list) {
    const auto& target = as(node, "ResTarget");
    const auto& expression = member(target, "val");
    const auto name = text_of(target, "name");
    Column column{.name = plain_name(name.empty() ? result_name(expression) : name),
                  .value = value_of(expression, index),
                  .is_distance = is_distance(expression, index)};
    if (takes_nearest(expression, index))
      block(index).orders_by_distance = block(index).has_limit = true;
    block(index).columns.push_back(std::move(column));
  }
}

void Builder::read_order(const Json& body, int index) {
  for (const auto& node : member(body, "sortClause")) {
    const auto& key = member(as(node, "SortBy"), "node");
    const auto value = value_of(key, index);
    auto& own = block(index);
    own.orders_by_hole |=
        value.kind == Value::Kind::hole || (value.kind == Value::Kind::column && !value.holes.empty());
    own.orders_by_distance |= is_distance(key, index);
    const bool is_bare_name = value.kind == Value::Kind::column && member(as(key, "ColumnRef"), "fields").size() == 1;
    const bool is_ordinal = value.kind == Value::Kind::literal && !value.is_quoted;
    for (std::size_t at = 0; at < own.columns.size(); ++at)
      if (own.columns[at].is_distance && ((is_bare_name && own.columns[at].name == value.text) ||
                                          (is_ordinal && value.text == std::to_string(at + 1))))
        own.orders_by_distance = true;
    // A virtual table of SQLite hands out what MATCH measured under this name.
    if (value.kind == Value::Kind::column && value.text == "distance" &&
        std::ranges::any_of(own.conditions, [](const Condition& condition) { return condition.op == "match"; }))
      own.orders_by_distance = true;
  }
  note_match(index);
  if (const auto& limit = member(body, "limitCount"); !limit.is_null()) {
    auto value = value_of(limit, index);
    block(index).has_limit = value.kind != Value::Kind::null; // LIMIT ALL
    block(index).limit = std::move(value);
  }
}

/// A virtual table of SQLite ranks what MATCH found, and cuts at `k`, without being told to order or limit.
void Builder::note_match(int index) {
  auto& own = block(index);
  if (std::ranges::find(own.conditions, "match", &Condition::op) == own.conditions.end())
    return;
  bool hands_out_distance = false;
  for (Column& column : own.columns)
    if (column.value.kind == Value::Kind::column && column.value.text == "distance")
      hands_out_distance = column.is_distance = true;
  const auto cut = std::ranges::find_if(own.conditions, [](const Condition& condition) {
    return condition.op == "=" && condition.column == "k" && !condition.values.empty();
  });
  own.orders_by_distance |= cut != own.conditions.end() || hands_out_distance;
  if (cut == own.conditions.end())
    return;
  own.has_limit = true;
  own.limit = cut->values.front();
}

/// DuckDB: `min_by(body, array_distance(embedding, $1), 3)` ranks and cuts as well.
bool Builder::takes_nearest(const Json& expression, int index) const {
  const auto& call = as(bare(expression), "FuncCall");
  if (call.is_null())
    return false;
  static constexpr std::array<std::string_view, 6> names{"min_by", "max_by", "arg_min", "arg_max", "argmin", "argmax"};
  const auto& arguments = member(call, "args");
  return llvm::is_contained(names, lower(last_name(member(call, "funcname")))) && arguments.size() > 1 &&
         is_distance(arguments[1], index);
}

bool Builder::is_distance(const Json& expression, int index) const {
  std::vector<const Json*> open{&expression};
  while (!open.empty()) {
    const auto& node = *open.back();
    open.pop_back();
    const auto kind = kind_of(node);
    if (kind == "SubLink")
      continue;
    if (kind == "A_Expr" && is_distance_operator(last_name(member(*node.begin(), "name"))))
      return true;
    if (kind == "FuncCall" && is_distance_function(lower(last_name(member(*node.begin(), "funcname")))))
      return true;
    if (kind == "ColumnRef" && has_distance_column(index, plain_name(last_name(member(*node.begin(), "fields")))))
      return true;
    if (node.is_structured() && kind != "ColumnRef")
      for (const auto& part : node)
        if (part.is_structured())
          open.push_back(&part);
  }
  return false;
}

/// Whether a subquery among the tables hands out a distance under that name.
bool Builder::has_distance_column(int index, const std::string& name) const {
  std::vector<int> open{index};
  std::vector<int> seen;
  while (!open.empty()) {
    const int at = open.back();
    open.pop_back();
    if (llvm::is_contained(seen, at))
      continue;
    seen.push_back(at);
    for (const auto& table : block(at).tables) {
      if (table.block < 0 || static_cast<std::size_t>(table.block) >= statement_.blocks.size())
        continue;
      const auto& columns = block(table.block).columns;
      if (std::ranges::any_of(columns, [&](const Column& column) { return column.is_distance && column.name == name; }))
        return true;
      if (std::ranges::any_of(columns, [](const Column& column) { return column.name.ends_with('*'); }))
        open.push_back(table.block);
    }
  }
  return false;
}

void Builder::read_where(const Json& expression, int index) {
  if (expression.is_null())
    return;
  auto found = constraints(expression, index, false);
  auto& conditions = block(index).conditions;
  conditions.insert(conditions.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  if (conditions.size() > condition_limit)
    fail("it has too many conditions");
}

void Builder::read_values(const Json& lists, const std::vector<std::string>& names, int index) {
  for (const auto& list : lists) {
    const auto& items = member(as(list, "List"), "items");
    const bool is_named = items.size() == names.size(); // else a hole holds several values
    for (std::size_t at = 0; at < items.size(); ++at) {
      auto value = value_of(items[at], index);
      block(index).assignments.push_back({is_named ? names[at] : std::string(), std::move(value)});
    }
  }
}

void Builder::read_source(const Json& source, const std::vector<std::string>& names, int index) {
  const auto& select_body = as(source, "SelectStmt");
  if (const auto& lists = member(select_body, "valuesLists"); !lists.is_null()) {
    read_with(select_body, index);
    return read_values(lists, names, index);
  }
  if (source.is_null()) // DEFAULT VALUES
    return;
  const int child = query(source, index, Block::Role::source);
  if (child < 0)
    return;
  const auto columns = block(child).columns;
  for (std::size_t at = 0; at < columns.size(); ++at)
    block(index).assignments.push_back({at < names.size() ? names[at] : std::string(), columns[at].value});
}

int Builder::insert(const Json& body, int parent, Block::Role role) {
  const int index = new_block(parent, role, Block::Verb::insert);
  read_with(body, index);
  add_table(member(body, "relation"), index);
  std::vector<std::string> names;
  for (const auto& node : member(body, "cols"))
    names.push_back(plain_name(text_of(as(node, "ResTarget"), "name")));
  read_source(member(body, "selectStmt"), names, index);
  read_conflict(member(body, "onConflictClause"), index);
  read_columns(member(body, "returningList"), index);
  return index;
}

void Builder::read_conflict(const Json& clause, int index) {
  for (const auto& node : member(member(clause, "infer"), "indexElems"))
    block(index).conflict_columns.push_back(plain_name(text_of(as(node, "IndexElem"), "name")));
  auto assignments = assignments_of(member(clause, "targetList"), index);
  block(index).conflict_assignments = std::move(assignments);
  read_where(member(clause, "whereClause"), index);
}

int Builder::update(const Json& body, int parent, Block::Role role) {
  const int index = new_block(parent, role, Block::Verb::update);
  read_with(body, index);
  add_table(member(body, "relation"), index);
  read_from(member(body, "fromClause"), index);
  auto assignments = assignments_of(member(body, "targetList"), index);
  block(index).assignments = std::move(assignments);
  read_where(member(body, "whereClause"), index);
  read_columns(member(body, "returningList"), index);
  return index;
}

int Builder::remove(const Json& body, int parent, Block::Role role) {
  const int index = new_block(parent, role, Block::Verb::remove);
  read_with(body, index);
  add_table(member(body, "relation"), index);
  read_from(member(body, "usingClause"), index);
  read_where(member(body, "whereClause"), index);
  read_columns(member(body, "returningList"), index);
  return index;
}

std::vector<Assignment> Builder::assignments_of(const Json& list, int index) {
  std::vector<Assignment> result;
  for (const auto& node : list) {
    const auto& target = as(node, "ResTarget");
    result.push_back({plain_name(text_of(target, "name")), value_of(member(target, "val"), index)});
  }
  return result;
}

} // namespace partywall::sql
