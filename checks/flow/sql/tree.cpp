#include "checks/flow/sql/tree.h"

namespace partywall::sql {
namespace {

const Json& nothing() {
  static const Json null;
  return null;
}

} // namespace

const Json& member(const Json& object, const char* name) {
  if (!object.is_object())
    return nothing();
  const auto found = object.find(name);
  return found == object.end() ? nothing() : *found;
}

std::string text_of(const Json& object, const char* name) {
  const auto& value = member(object, name);
  return value.is_string() ? value.get<std::string>() : std::string();
}

bool is_set(const Json& object, const char* name) {
  const auto& value = member(object, name);
  return value.is_boolean() && value.get<bool>();
}

std::string_view kind_of(const Json& node) {
  if (!node.is_object() || node.size() != 1)
    return {};
  return node.begin().key();
}

const Json& as(const Json& node, const char* kind) { return kind_of(node) == kind ? *node.begin() : nothing(); }

std::string string_node(const Json& node) {
  const auto& string = as(node, "String");
  return string.contains("sval") ? text_of(string, "sval") : text_of(string, "str"); // before and since PostgreSQL 15
}

std::string last_name(const Json& list) {
  return list.is_array() && !list.empty() ? string_node(list.back()) : std::string();
}

const Json& bare(const Json& node) {
  const Json* result = &node;
  while (true) {
    if (const auto& cast = as(*result, "TypeCast"); !cast.is_null())
      result = &member(cast, "arg");
    else if (const auto& collation = as(*result, "CollateClause"); !collation.is_null())
      result = &member(collation, "arg");
    else
      return *result;
  }
}

} // namespace partywall::sql
