// Qdrant by its REST interface: the request is JSON, its filter a formula. Each leak stands beside its mended twin.
#include <optional>
#include <string>
#include <vector>

#include <httplib.h>
#include <nlohmann/json.hpp>

using nlohmann::json;

struct Principal {
  std::string tenant_id;
  std::string subject;
};

std::vector<float> embed(const std::string& text);
std::string complete(const std::string& prompt);

json match(const std::string& key, const json& value) { return {{"key", key}, {"match", {{"value", value}}}}; }

struct Answer {
  std::string text;
  double score = 0;
};

class Knowledge {
public:
  explicit Knowledge(std::string host) : http_(std::move(host)) {}

  // Nothing says whose.
  std::string context_leaks(const Principal& who, const std::string& question) {
    const json body = {{"vector", embed(question)}, {"limit", 6}, {"with_payload", true}};
    const auto reply = http_.Post("/collections/kb/points/search", body.dump(), "application/json");   // leak: vector-search-unscoped
    if (!reply) return {};
    std::string context = "Known to " + who.subject + ":\n";
    for (const auto& hit : json::parse(reply->body)["result"]) context += hit["payload"]["text"].get<std::string>() + "\n";
    return complete(context + question);
  }

  std::string context_is_scoped(const Principal& who, const std::string& question) {
    const json body = {{"vector", embed(question)},
                       {"filter", {{"must", {match("tenant_id", who.tenant_id)}}}},
                       {"limit", 6},
                       {"with_payload", true}};
    const auto reply = http_.Post("/collections/kb/points/search", body.dump(), "application/json");   // clean
    if (!reply) return {};
    std::string context = "Known to " + who.subject + ":\n";
    for (const auto& hit : json::parse(reply->body)["result"]) context += hit["payload"]["text"].get<std::string>() + "\n";
    return complete(context + question);
  }

  // One of the two is enough.
  json wished_leaks(const Principal& who, const std::string& question, const std::string& language) {
    json filter;
    filter["should"].push_back(match("tenant_id", who.tenant_id));
    filter["should"].push_back(match("lang", language));
    json body;
    body["query"] = embed(question);
    body["limit"] = 8;
    body["filter"] = filter;
    return post("/collections/kb/points/query", body);   // leak: vector-filter-optional
  }

  json wished_is_scoped(const Principal& who, const std::string& question, const std::string& language) {
    json filter;
    filter["must"].push_back(match("tenant_id", who.tenant_id));
    filter["should"].push_back(match("lang", language));
    json body;
    body["query"] = embed(question);
    body["limit"] = 8;
    body["filter"] = filter;
    return post("/collections/kb/points/query", body);   // clean
  }

  // No tenant, no condition, everybody's points.
  json maybe_leaks(const std::optional<std::string>& tenant_id, const std::string& question) {
    json must = json::array();
    if (tenant_id) must.push_back(match("tenant_id", *tenant_id));
    must.push_back(match("kind", "faq"));
    return post("/collections/kb/points/query",   // leak: vector-filter-optional
                {{"query", embed(question)}, {"limit", 8}, {"filter", {{"must", must}}}});
  }

  json maybe_is_scoped(const std::optional<std::string>& tenant_id, const std::string& question) {
    if (!tenant_id) return json::array();
    json must = json::array();
    must.push_back(match("tenant_id", *tenant_id));
    must.push_back(match("kind", "faq"));
    return post("/collections/kb/points/query",   // clean
                {{"query", embed(question)}, {"limit", 8}, {"filter", {{"must", must}}}});
  }

  // A point without an owner is shown to everybody.
  json legacy_leaks(const Principal& who, const std::string& question) {
    const json mine = {{"should", {match("tenant_id", who.tenant_id), {{"is_empty", {{"key", "tenant_id"}}}}}}};
    return post("/collections/kb/points/query",   // leak: vector-filter-optional
                {{"query", embed(question)}, {"limit", 8}, {"filter", {{"must", json::array({mine})}}}});
  }

  json published_is_scoped(const Principal& who, const std::string& question) {
    const json mine = {{"should", {match("tenant_id", who.tenant_id), match("tenant_id", "__public__")}}};
    return post("/collections/kb/points/query",   // clean
                {{"query", embed(question)}, {"limit", 8}, {"filter", {{"must", json::array({mine})}}}});
  }

  // Everything but the tenant's own.
  json others_leak(const Principal& who, const std::string& question) {
    return post("/collections/kb/points/query",   // leak: vector-filter-optional
                {{"query", embed(question)}, {"limit", 8}, {"filter", {{"must_not", {match("tenant_id", who.tenant_id)}}}}});
  }

  // Built, and forgotten.
  json forgotten_leaks(const Principal& who, const std::string& question) {
    const json filter = {{"must", {match("tenant_id", who.tenant_id)}}};
    const json body = {{"query", embed(question)}, {"limit", 8}, {"with_payload", true}};
    return post("/collections/kb/points/query", body);   // leak: vector-filter-discarded
  }

  json remembered_is_scoped(const Principal& who, const std::string& question) {
    const json filter = {{"must", {match("tenant_id", who.tenant_id)}}};
    const json body = {{"query", embed(question)}, {"limit", 8}, {"with_payload", true}, {"filter", filter}};
    return post("/collections/kb/points/query", body);   // clean
  }

  // Twenty of everybody's, then those of the tenant.
  std::vector<Answer> late_leaks(const Principal& who, const std::string& question) {
    const json hits = post("/collections/kb/points/search",   // leak: vector-post-filter
                           {{"vector", embed(question)}, {"limit", 20}, {"with_payload", true}});
    std::vector<Answer> own;
    for (const json& hit : hits.at("result")) {
      const json& payload = hit.at("payload");
      if (payload.value("tenant_id", "") != who.tenant_id) continue;
      own.push_back({payload.at("text"), hit.at("score")});
    }
    return own;
  }

  std::vector<Answer> twice_is_scoped(const Principal& who, const std::string& question) {
    const json hits = post("/collections/kb/points/search",   // clean
                           {{"vector", embed(question)},
                            {"limit", 20},
                            {"filter", {{"must", {match("tenant_id", who.tenant_id)}}}},
                            {"with_payload", true}});
    std::vector<Answer> own;
    for (const json& hit : hits.at("result")) {
      const json& payload = hit.at("payload");
      if (payload.value("tenant_id", "") != who.tenant_id) continue;
      own.push_back({payload.at("text"), hit.at("score")});
    }
    return own;
  }

  // The text of the filter is made by hand.
  std::string raw_leaks(const Principal& who, const json& arguments, const std::string& vector) {
    const std::string body = R"({"vector": )" + vector + R"(, "limit": 5, "filter": {"must": [{"key": "tenant_id", "match": {"value": ")" +
                             who.tenant_id + R"("}}, {"key": "topic", "match": {"value": ")" +
                             arguments.at("topic").get<std::string>() + R"("}}]}})";
    const auto reply = http_.Post("/collections/kb/points/search", body, "application/json");   // leak: vector-filter-injection
    return reply ? reply->body : "";
  }

  std::string raw_is_scoped(const Principal& who, const json& arguments, const std::string& vector) {
    const std::string body = R"({"vector": )" + vector + R"(, "limit": 5, "filter": {"must": [{"key": "tenant_id", "match": {"value": ")" +
                             who.tenant_id + R"("}}, {"key": "topic", "match": {"value": )" +
                             json(arguments.at("topic").get<std::string>()).dump() + R"(}}]}})";
    const auto reply = http_.Post("/collections/kb/points/search", body, "application/json");   // clean
    return reply ? reply->body : "";
  }

  // Whoever writes the question says whose points.
  json asked_leaks(const Principal&, const json& arguments) {
    const json filter = {{"must", {match("tenant_id", arguments.at("tenant_id"))}}};
    return post("/collections/kb/points/query",   // leak: vector-tenant-from-context
                {{"query", embed(arguments.at("question"))}, {"limit", 8}, {"filter", filter}});
  }

  // Listing, counting and removing reach the same points.
  json page_leaks(const Principal&, const json& offset) {
    return post("/collections/kb/points/scroll", {{"limit", 100}, {"offset", offset}});   // leak: vector-search-unscoped
  }

  json page_is_scoped(const Principal& who, const json& offset) {
    return post("/collections/kb/points/scroll",   // clean
                {{"limit", 100}, {"offset", offset}, {"filter", {{"must", {match("tenant_id", who.tenant_id)}}}}});
  }

  void drop_leaks(const Principal&, const std::string& document) {
    post("/collections/kb/points/delete", {{"filter", {{"must", {match("document", document)}}}}});   // leak: vector-search-unscoped
  }

  void drop_is_scoped(const Principal& who, const std::string& document) {
    post("/collections/kb/points/delete",   // clean
         {{"filter", {{"must", {match("tenant_id", who.tenant_id), match("document", document)}}}}});
  }

  void learn_leaks(const Principal&, const std::string& id, const std::string& text) {
    const json point = {{"id", id}, {"vector", embed(text)}, {"payload", {{"text", text}}}};
    http_.Put("/collections/kb/points?wait=true", json{{"points", {point}}}.dump(), "application/json");   // leak: vector-write-untagged
  }

  void learn_is_tagged(const Principal& who, const std::string& id, const std::string& text) {
    const json point = {{"id", id}, {"vector", embed(text)}, {"payload", {{"text", text}, {"tenant_id", who.tenant_id}}}};
    http_.Put("/collections/kb/points?wait=true", json{{"points", {point}}}.dump(), "application/json");   // clean
  }

  // A collection for each tenant needs no condition.
  json own_collection_is_scoped(const Principal& who, const std::string& question) {
    return post("/collections/kb-" + who.tenant_id + "/points/query", {{"query", embed(question)}, {"limit", 8}});   // clean
  }

private:
  json post(const std::string& path, const json& body) {
    for (int attempt = 0; attempt < 3; ++attempt)
      if (auto reply = http_.Post(path, body.dump(), "application/json"); reply && reply->status == 200)   // step
        return json::parse(reply->body);
    return {};
  }

  httplib::Client http_;
};
