/// Reading libpg_query's JSON: a node is an object of one member, whose name is its kind.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace partywall::sql {

using Json = nlohmann::json;

/// The member, or null. Never throws.
[[nodiscard]] const Json& member(const Json& object, const char* name);
[[nodiscard]] std::string text_of(const Json& object, const char* name);
[[nodiscard]] bool is_set(const Json& object, const char* name);

[[nodiscard]] std::string_view kind_of(const Json& node);
/// What stands under the node's kind; null when it is of another kind.
[[nodiscard]] const Json& as(const Json& node, const char* kind);

/// `{"String": {"sval": …}}`
[[nodiscard]] std::string string_node(const Json& node);
/// The last of a list of String nodes: a name without its schema.
[[nodiscard]] std::string last_name(const Json& list);

/// Without casts and collations around it.
[[nodiscard]] const Json& bare(const Json& node);

} // namespace partywall::sql
