// Text of others becomes part of the filter's own language. Each leak stands beside its mended twin.
#include <string>

#include <hiredis/hiredis.h>
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Principal {
  std::string tenant_id;
};

std::string escape_tag(const std::string& value);

redisReply* topic_leaks(redisContext* redis, const Principal& who, const json& arguments) {
  const std::string query = "(@tenant:{" + escape_tag(who.tenant_id) + "} @topic:{" + arguments.value("topic", "") +
                            "})=>[KNN 8 @embedding $q]";
  return static_cast<redisReply*>(
      redisCommand(redis, "FT.SEARCH lessons %s", query.c_str()));   // leak: vector-filter-injection
}

redisReply* topic_is_scoped(redisContext* redis, const Principal& who, const json& arguments) {
  const std::string query = "(@tenant:{" + escape_tag(who.tenant_id) + "} @topic:{" +
                            escape_tag(arguments.value("topic", "")) + "})=>[KNN 8 @embedding $q]";
  return static_cast<redisReply*>(redisCommand(redis, "FT.SEARCH lessons %s", query.c_str()));   // clean
}

pqxx::result source_leaks(pqxx::work& tx, const Principal& who, const json& arguments) {
  return tx.exec_params(   // leak: vector-filter-injection
      "SELECT body FROM chunks WHERE tenant_id = $1 AND source = '" + arguments.at("source").get<std::string>() +
          "' ORDER BY embedding <=> $2::vector LIMIT 8",
      who.tenant_id, arguments.at("embedding").get<std::string>());
}

pqxx::result source_is_scoped(pqxx::work& tx, const Principal& who, const json& arguments) {
  return tx.exec_params(   // clean
      "SELECT body FROM chunks WHERE tenant_id = $1 AND source = $3 ORDER BY embedding <=> $2::vector LIMIT 8", who.tenant_id,
      arguments.at("embedding").get<std::string>(), arguments.at("source").get<std::string>());
}

pqxx::result order_leaks(pqxx::work& tx, const Principal& who, const json& arguments) {
  return tx.exec_params(   // leak: vector-filter-injection
      "SELECT body FROM chunks WHERE tenant_id = $1 AND language = '" + arguments.value("language", "en") +
          "' ORDER BY embedding <=> $2::vector LIMIT 8",
      who.tenant_id, arguments.at("embedding").get<std::string>());
}

pqxx::result quoted_is_scoped(pqxx::work& tx, const Principal& who, const json& arguments) {
  return tx.exec_params(   // clean
      "SELECT body FROM chunks WHERE tenant_id = $1 AND language = " + tx.quote(arguments.value("language", "en")) +
          " ORDER BY embedding <=> $2::vector LIMIT 8",
      who.tenant_id, arguments.at("embedding").get<std::string>());
}

// Added on some paths only.
redisReply* wished_topic_leaks(redisContext* redis, const Principal& who, const json& arguments) {
  const std::string topic = arguments.at("topic").get<std::string>();
  std::string query = "(@tenant:{" + escape_tag(who.tenant_id) + "}";
  if (!topic.empty()) query += " @topic:{" + topic + "}";
  query += ")=>[KNN 8 @embedding $q]";
  return static_cast<redisReply*>(
      redisCommand(redis, "FT.SEARCH lessons %s", query.c_str()));   // leak: vector-filter-injection
}

bool is_topic(const std::string& topic);

redisReply* known_topic_is_scoped(redisContext* redis, const Principal& who, const json& arguments) {
  const std::string topic = arguments.at("topic").get<std::string>();
  std::string query = "(@tenant:{" + escape_tag(who.tenant_id) + "}";
  if (is_topic(topic)) query += " @topic:{" + topic + "}";
  query += ")=>[KNN 8 @embedding $q]";
  return static_cast<redisReply*>(redisCommand(redis, "FT.SEARCH lessons %s", query.c_str()));   // clean
}
