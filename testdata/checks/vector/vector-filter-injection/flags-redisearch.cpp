//--- redis++.h
// What this page uses of redis-plus-plus.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sw::redis {
using StringView = std::string_view;
using OptionalString = std::optional<std::string>;
class Redis {
public:
  explicit Redis(const std::string& uri);
  template <typename Result, typename... Args>
  Result command(const StringView& cmd_name, Args&&... args);
  template <typename Input>
  long long hset(const StringView& key, Input first, Input last);
};
}  // namespace sw::redis

//--- flags.cpp
// RediSearch by redis-plus-plus and hiredis. Each leak stands beside its mended twin.
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <hiredis/hiredis.h>
#include <nlohmann/json.hpp>

#include "redis++.h"

using nlohmann::json;
using Reply = std::vector<std::string>;

struct Principal {
  std::string tenant_id;
};

std::string escape_tag(const std::string& value);

Reply nearest(sw::redis::Redis& redis, const std::string& filter, const std::string& blob, int k = 8) {
  const std::string query = fmt::format("({})=>[KNN {} @embedding $blob AS score]", filter.empty() ? "*" : filter, k);
  return redis.command<Reply>("FT.SEARCH", "lessons", query, "PARAMS", "2", "blob", blob, "DIALECT", "2");   // step
}

Reply all_leak(sw::redis::Redis& redis, const Principal&, const std::string& blob) {
  return redis.command<Reply>("FT.SEARCH", "lessons", "*=>[KNN 8 @embedding $blob]", "PARAMS", "2", "blob", blob, "DIALECT", "2");   // leak: vector-search-unscoped
}

Reply own_is_scoped(sw::redis::Redis& redis, const Principal& who, const std::string& blob) {
  const std::string query = "(@tenant:{" + escape_tag(who.tenant_id) + "})=>[KNN 8 @embedding $blob]";
  return redis.command<Reply>("FT.SEARCH", "lessons", query, "PARAMS", "2", "blob", blob, "DIALECT", "2");   // clean
}

Reply helper_is_scoped(sw::redis::Redis& redis, const Principal& who, const std::string& blob) {
  return nearest(redis, "@tenant:{" + escape_tag(who.tenant_id) + "}", blob);   // clean
}

Reply helper_leaks(sw::redis::Redis& redis, const Principal&, const std::string& blob) {
  return nearest(redis, "", blob);   // leak: vector-search-unscoped
}

Reply topic_leaks(sw::redis::Redis& redis, const Principal& who, const json& arguments, const std::string& blob) {
  return nearest(redis, fmt::format("@tenant:{{{}}} @topic:{{{}}}", escape_tag(who.tenant_id), arguments.value("topic", "any")), blob);   // leak: vector-filter-injection
}

Reply topic_is_scoped(sw::redis::Redis& redis, const Principal& who, const json& arguments, const std::string& blob) {
  return nearest(redis, fmt::format("@tenant:{{{}}} @topic:{{{}}}", escape_tag(who.tenant_id), escape_tag(arguments.value("topic", "any"))), blob);   // clean
}

Reply either_leaks(sw::redis::Redis& redis, const Principal& who, const std::string& blob) {
  return nearest(redis, "@tenant:{" + escape_tag(who.tenant_id) + "} | @kind:{manual}", blob);   // leak: vector-filter-optional
}

Reply own_or_public_is_scoped(sw::redis::Redis& redis, const Principal& who, const std::string& blob) {
  return nearest(redis, "@tenant:{" + escape_tag(who.tenant_id) + "|__public__}", blob);   // clean
}

Reply wished_leaks(sw::redis::Redis& redis, const Principal& who, const std::string& blob) {
  return nearest(redis, "~@tenant:{" + escape_tag(who.tenant_id) + "}", blob);   // leak: vector-filter-optional
}

Reply guests_leak(sw::redis::Redis& redis, const std::optional<std::string>& tenant_id, const std::string& blob) {
  std::string filter;
  if (tenant_id) filter = "@tenant:{" + escape_tag(*tenant_id) + "}";
  return nearest(redis, filter, blob);   // leak: vector-filter-optional
}

// An index for each tenant.
Reply own_index_is_scoped(sw::redis::Redis& redis, const Principal& who, const std::string& blob) {
  return redis.command<Reply>("FT.SEARCH", "lessons:" + who.tenant_id, "*=>[KNN 8 @embedding $blob]", "PARAMS", "2", "blob", blob, "DIALECT", "2");   // clean
}

// hiredis, by arguments.
redisReply* argv_leaks(redisContext* redis, const Principal&, const std::string& blob) {
  const std::string query = "*=>[KNN 8 @embedding $blob]";
  const char* words[] = {"FT.SEARCH", "lessons", query.c_str(), "PARAMS", "2", "blob", blob.data(), "DIALECT", "2"};
  const std::size_t lengths[] = {9, 7, query.size(), 6, 1, 4, blob.size(), 7, 1};
  return static_cast<redisReply*>(redisCommandArgv(redis, 9, words, lengths));   // leak: vector-search-unscoped
}

redisReply* argv_is_scoped(redisContext* redis, const Principal& who, const std::string& blob) {
  const std::string query = "@tenant:{" + escape_tag(who.tenant_id) + "}=>[KNN 8 @embedding $blob]";
  const char* words[] = {"FT.SEARCH", "lessons", query.c_str(), "PARAMS", "2", "blob", blob.data(), "DIALECT", "2"};
  const std::size_t lengths[] = {9, 7, query.size(), 6, 1, 4, blob.size(), 7, 1};
  return static_cast<redisReply*>(redisCommandArgv(redis, 9, words, lengths));   // clean
}
