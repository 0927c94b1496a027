// Elasticsearch and OpenSearch: what stands in `knn.filter` restricts the candidates, what stands beside it comes later.
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

using nlohmann::json;

struct Caller {
  std::string org_id;
};

std::vector<float> embed(const std::string& text);

class Archive {
public:
  explicit Archive(const std::string& host) : http_(host) { http_.set_read_timeout(5); }

  // Ranked over everybody, cut to ten, then looked at.
  json post_filter_leaks(const Caller& who, const std::string& question) {
    json body;
    body["knn"] = {{"field", "embedding"}, {"query_vector", embed(question)}, {"k", 10}, {"num_candidates", 100}};
    body["post_filter"] = {{"term", {{"org_id", who.org_id}}}};
    return search(body);   // leak: vector-post-filter
  }

  json knn_filter_is_scoped(const Caller& who, const std::string& question) {
    json body;
    body["knn"] = {{"field", "embedding"}, {"query_vector", embed(question)}, {"k", 10}, {"num_candidates", 100}};
    body["knn"]["filter"] = {{"term", {{"org_id", who.org_id}}}};
    return search(body);   // clean
  }

  // OpenSearch: the filter of the query is a sibling of the neighbours.
  json sibling_leaks(const Caller& who, const std::string& question) {
    const json neighbours = {{"knn", {{"embedding", {{"vector", embed(question)}, {"k", 10}}}}}};
    const json own = {{"term", {{"org_id.keyword", who.org_id}}}};
    return search({{"size", 10}, {"query", {{"bool", {{"must", {neighbours}}, {"filter", {own}}}}}}});   // leak: vector-post-filter
  }

  json inner_filter_is_scoped(const Caller& who, const std::string& question) {
    const json own = {{"term", {{"org_id.keyword", who.org_id}}}};
    const json neighbours = {{"knn", {{"embedding", {{"vector", embed(question)}, {"k", 10}, {"filter", own}}}}}};
    return search({{"size", 10}, {"query", {{"bool", {{"must", {neighbours}}}}}}});   // clean
  }

  // Whoever reads the hits throws the others away.
  std::vector<std::string> late_leaks(const Caller& who, const std::string& question) {
    const json reply = search({{"knn", {{"field", "embedding"}, {"query_vector", embed(question)}, {"k", 50}}}});   // leak: vector-post-filter
    std::vector<std::string> texts;
    for (const auto& hit : reply["hits"]["hits"])
      if (hit["_source"]["org_id"] == who.org_id) texts.push_back(hit["_source"]["body"]);
    return texts;
  }

  // The script goes over what its own query lets through.
  json exact_leaks(const Caller&, const std::string& question, const std::string& language) {
    json scored;
    scored["query"] = {{"term", {{"language", language}}}};
    scored["script"] = {{"source", "cosineSimilarity(params.q, 'embedding') + 1.0"}, {"params", {{"q", embed(question)}}}};
    return search({{"size", 10}, {"query", {{"script_score", scored}}}});   // leak: vector-search-unscoped
  }

  json exact_is_scoped(const Caller& who, const std::string& question, const std::string& language) {
    json scored;
    scored["query"]["bool"]["filter"] = {{{"term", {{"language", language}}}}, {{"term", {{"org_id", who.org_id}}}}};
    scored["script"] = {{"source", "cosineSimilarity(params.q, 'embedding') + 1.0"}, {"params", {{"q", embed(question)}}}};
    return search({{"size", 10}, {"query", {{"script_score", scored}}}});   // clean
  }

  // The body is a format string.
  json written_leaks(const Caller&, const std::string& question, int k) {
    const std::string body = fmt::format(R"({{"knn": {{"field": "embedding", "query_vector": [{}], "k": {}}}}})",
                                         fmt::join(embed(question), ","), k);
    return send(body);   // leak: vector-search-unscoped
  }

  json written_is_scoped(const Caller& who, const std::string& question, int k) {
    const std::string body = fmt::format(
        R"({{"knn": {{"field": "embedding", "query_vector": [{}], "k": {}, "filter": {{"term": {{"org_id": "{}"}}}}}}}})",
        fmt::join(embed(question), ","), k, who.org_id);
    return send(body);   // clean
  }

  json written_topic_leaks(const Caller& who, const std::string& question, const json& arguments) {
    const std::string body = fmt::format(
        R"({{"knn": {{"field": "embedding", "query_vector": [{}], "k": 5, "filter": [{{"term": {{"org_id": "{}"}}}}, {{"term": {{"topic": "{}"}}}}]}}}})",
        fmt::join(embed(question), ","), who.org_id, arguments.value("topic", "any"));
    return send(body);   // leak: vector-filter-injection
  }

  // Any of the conditions will do.
  json either_leaks(const Caller& who, const std::string& question) {
    json filter;
    filter["bool"]["should"] = {{{"term", {{"org_id", who.org_id}}}}, {{"term", {{"language", "en"}}}}};
    filter["bool"]["minimum_should_match"] = 1;
    return search(near(question, filter));   // leak: vector-filter-optional
  }

  json both_is_scoped(const Caller& who, const std::string& question) {
    json filter;
    filter["bool"]["must"] = {{{"term", {{"org_id", who.org_id}}}}};
    filter["bool"]["should"] = {{{"term", {{"visibility", "everyone"}}}}};
    return search(near(question, filter));   // clean
  }

  // Without an organisation there is no filter.
  json guests_leak(const std::optional<std::string>& org_id, const std::string& question) {
    return search(near(question, org_id ? json{{"term", {{"org_id", *org_id}}}} : json::object()));   // leak: vector-filter-optional
  }

  json guests_is_scoped(const std::optional<std::string>& org_id, const std::string& question) {
    if (!org_id) return json::object();
    return search(near(question, {{"term", {{"org_id", *org_id}}}}));   // clean
  }

  // A document without an owner.
  void keep_leaks(const Caller&, const std::string& id, const std::string& text) {
    const json document = {{"body", text}, {"embedding", embed(text)}, {"lang", "en"}};
    http_.Put("/lessons/_doc/" + id, document.dump(), "application/json");   // leak: vector-write-untagged
  }

  void keep_is_tagged(const Caller& who, const std::string& id, const std::string& text) {
    const json document = {{"body", text}, {"embedding", embed(text)}, {"lang", "en"}, {"org_id", who.org_id}};
    http_.Put("/lessons/_doc/" + id, document.dump(), "application/json");   // clean
  }

  // An index for each organisation.
  json own_index_is_scoped(const Caller& who, const std::string& question) {
    const auto reply = http_.Post("/lessons-" + who.org_id + "/_search", near(question, {}).dump(), "application/json");   // clean
    return reply ? json::parse(reply->body) : json();
  }

private:
  static json near(const std::string& question, const json& filter) {
    json knn = {{"field", "embedding"}, {"query_vector", embed(question)}, {"k", 10}};
    if (!filter.empty()) knn["filter"] = filter;
    return {{"knn", knn}, {"_source", json::array({"body", "org_id"})}};
  }

  json search(const json& body) { return send(body.dump()); }   // step

  json send(const std::string& body) {
    auto reply = http_.Post("/lessons/_search", body, "application/json");   // step
    for (int left = 2; left > 0 && (!reply || reply->status >= 500); --left)
      reply = http_.Post("/lessons/_search", body, "application/json");   // step
    return reply ? json::parse(reply->body) : json();
  }

  httplib::Client http_;
};
