/// Which statement it is, and what those that are no query say.
#include "checks/flow/sql/builder.h"
#include "checks/flow/sql/render.h"

#include <algorithm>

namespace partywall::sql {
namespace {

using Kind = Statement::Kind;

Kind kind_of_verb(Block::Verb verb) {
  switch (verb) {
  case Block::Verb::select:
    return Kind::select;
  case Block::Verb::insert:
    return Kind::insert;
  case Block::Verb::update:
    return Kind::update;
  case Block::Verb::remove:
    return Kind::remove;
  }
  return Kind::other;
}

} // namespace

std::string Builder::build(const Json& node) {
  dispatch(node);
  return problem_;
}

void Builder::dispatch(const Json& node) {
  const auto kind = kind_of(node);
  if (kind.empty())
    return fail("an unknown tree");
  const auto& body = *node.begin();
  if (kind == "MergeStmt")
    return fail("MERGE");
  if (build_query(node) || build_definition(kind, body))
    return;
  if (kind == "VariableSetStmt")
    return build_setting(body);
  if (kind == "TransactionStmt")
    return build_transaction(body);
  statement_.kind = Kind::other;
}

bool Builder::build_query(const Json& node) {
  const auto kind = kind_of(node);
  const auto& body = *node.begin();
  if (kind == "ExplainStmt" || kind == "PrepareStmt" || kind == "DeclareCursorStmt" || kind == "CopyStmt") {
    const auto& inner = member(body, "query");
    if (inner.is_null())
      return false;
    const Level level(*this); // EXPLAIN EXPLAIN … is not grammatical; one level is all there is
    if (level)
      dispatch(inner);
    return true;
  }
  if (kind == "TruncateStmt") {
    for (const auto& relation : member(body, "relations"))
      add_table(as(relation, "RangeVar"), new_block(-1, Block::Role::statement, Block::Verb::remove));
    statement_.kind = Kind::remove;
    return true;
  }
  if (kind != "SelectStmt" && kind != "InsertStmt" && kind != "UpdateStmt" && kind != "DeleteStmt")
    return false;
  const int index = query(node, -1, Block::Role::statement);
  if (index < 0)
    return true;
  statement_.kind = kind_of_verb(block(index).verb);
  if (kind == "SelectStmt")
    find_settings(body);
  return true;
}

/// `SELECT set_config('app.tenant', $1, true)`
void Builder::find_settings(const Json& select) {
  std::size_t found = 0;
  const auto& results = member(select, "targetList");
  for (const auto& node : results) {
    const auto& call = as(bare(member(as(node, "ResTarget"), "val")), "FuncCall");
    const auto& arguments = member(call, "args");
    if (last_name(member(call, "funcname")) != "set_config" || !arguments.is_array() || arguments.size() != 3)
      continue;
    ++found;
    const auto local = value_of(arguments[2], 0);
    statement_.settings.push_back({.name = lower(value_of(arguments[0], 0).text),
                                   .value = value_of(arguments[1], 0),
                                   .is_local = local.text == "true" || local.text == "t" || local.text == "on"});
  }
  if (found > 0 && found == results.size() && !select.contains("fromClause"))
    statement_.kind = Kind::setting;
}

void Builder::build_setting(const Json& body) {
  statement_.kind = Kind::setting;
  Setting setting{.name = plain_name(text_of(body, "name")),
                  .value = {.kind = Value::Kind::null},
                  .is_local = is_set(body, "is_local")};
  const auto& values = member(body, "args");
  if (values.is_array() && values.size() == 1) {
    setting.value = value_of(values[0], -1);
  } else if (values.is_array() && !values.empty()) {
    setting.value = {};
    collect(values, -1, setting.value);
  }
  statement_.settings.push_back(std::move(setting));
}

void Builder::build_transaction(const Json& body) {
  statement_.kind = Kind::transaction;
  statement_.action = lower(text_of(body, "kind")).substr(sizeof("trans_stmt_") - 1);
}

void Builder::set_table(const Json& relation) { statement_.table = plain_name(text_of(relation, "relname")); }

bool Builder::build_definition(std::string_view kind, const Json& body) {
  if (kind == "CreateStmt")
    build_create_table(body);
  else if (kind == "AlterTableStmt")
    build_alter_table(body);
  else if (kind == "CreatePolicyStmt" || kind == "AlterPolicyStmt")
    build_policy(body), statement_.action = kind == "CreatePolicyStmt" ? "create policy" : "alter policy";
  else if (kind == "DropStmt")
    build_drop(body);
  else if (kind == "CreateTableAsStmt") {
    statement_.action = "create table";
    set_table(member(member(body, "into"), "rel"));
    query(member(body, "query"), -1, Block::Role::statement);
  } else if (kind == "ViewStmt") {
    statement_.action = "create view";
    set_table(member(body, "view"));
    query(member(body, "query"), -1, Block::Role::statement);
  } else if (kind == "IndexStmt") {
    statement_.action = "create index";
    set_table(member(body, "relation"));
  } else if (kind.starts_with("Create") || kind.starts_with("Alter") || kind.starts_with("Grant") ||
             kind == "RenameStmt" || kind == "DefineStmt" || kind == "CommentStmt") {
    statement_.action.clear();
  } else {
    return false;
  }
  statement_.kind = Kind::ddl;
  return true;
}

void Builder::build_create_table(const Json& body) {
  statement_.action = "create table";
  set_table(member(body, "relation"));
  statement_.has_all_columns = !body.contains("inhRelations");
  for (const auto& element : member(body, "tableElts")) {
    if (const auto& column = as(element, "ColumnDef"); !column.is_null()) {
      std::vector<int> holes;
      statement_.table_columns.push_back(plain_name(text_of(column, "colname"), &holes));
      statement_.has_all_columns &= holes.empty();
    }
    statement_.has_all_columns &= as(element, "TableLikeClause").is_null();
  }
}

void Builder::build_alter_table(const Json& body) {
  statement_.action = "alter table";
  set_table(member(body, "relation"));
  for (const auto& node : member(body, "cmds")) {
    const auto& command = as(node, "AlterTableCmd");
    const auto type = text_of(command, "subtype");
    statement_.enables_row_security |= type == "AT_EnableRowSecurity";
    statement_.forces_row_security |= type == "AT_ForceRowSecurity";
    statement_.disables_row_security |= type == "AT_DisableRowSecurity";
    if (type == "AT_AddColumn")
      statement_.table_columns.push_back(plain_name(text_of(as(member(command, "def"), "ColumnDef"), "colname")));
  }
}

void Builder::build_policy(const Json& body) {
  set_table(member(body, "table"));
  statement_.creates_policy = true;
  statement_.is_permissive = is_set(body, "permissive");
  statement_.policy_command = lower(text_of(body, "cmd_name"));
  for (const auto& [name, role] :
       {std::pair("qual", Block::Role::policy_using), std::pair("with_check", Block::Role::policy_check)}) {
    const auto& expression = member(body, name);
    if (expression.is_null())
      continue;
    const int index = new_block(-1, role, Block::Verb::select);
    add_table(member(body, "table"), index);
    read_where(expression, index);
  }
}

void Builder::build_drop(const Json& body) {
  const auto type = text_of(body, "removeType");
  statement_.action = "drop " + lower(type.substr(std::min(type.size(), sizeof("OBJECT_") - 1)));
  const auto& objects = member(body, "objects");
  if (objects.is_array() && !objects.empty())
    statement_.table = plain_name(last_name(member(as(objects[0], "List"), "items")));
}

} // namespace partywall::sql
