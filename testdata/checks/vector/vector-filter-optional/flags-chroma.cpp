// Chroma: a collection, and `where` over its metadata. Each leak stands beside its mended twin.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <curl/curl.h>
#include <nlohmann/json.hpp>

using nlohmann::json;

struct Session {
  std::string workspace_id;
};

std::vector<float> embed(const std::string& text);

size_t keep(char* data, size_t size, size_t count, void* into) {
  static_cast<std::string*>(into)->append(data, size * count);
  return size * count;
}

struct QueryOptions {
  int n_results = 8;
  std::optional<json> where;
};

class Chroma {
public:
  explicit Chroma(std::string base) : base_(std::move(base)) {}

  json call(const std::string& path, const json& body) const {
    CURL* curl = curl_easy_init();
    std::string reply;
    const std::string url = base_ + path;
    const std::string text = body.dump();
    curl_slist* headers = curl_slist_append(nullptr, "Content-Type: application/json");
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, text.c_str());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reply);
    const CURLcode code = curl_easy_perform(curl);   // step
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    return code == CURLE_OK ? json::parse(reply) : json();
  }

  json query(const std::string& collection, const std::string& text, const QueryOptions& options) const {
    json body = {{"query_embeddings", {embed(text)}}, {"n_results", options.n_results}};
    if (options.where) body["where"] = *options.where;
    return call("/api/v2/tenants/default/databases/main/collections/" + collection + "/query", body);   // step
  }

private:
  std::string base_;
};

json all_notes_leak(const Chroma& chroma, const Session&, const std::string& text) {
  return chroma.query("notes", text, {});   // leak: vector-search-unscoped
}

json own_notes_is_scoped(const Chroma& chroma, const Session& who, const std::string& text) {
  QueryOptions options;
  options.where = json{{"workspace_id", {{"$eq", who.workspace_id}}}};
  return chroma.query("notes", text, options);   // clean
}

json either_leaks(const Chroma& chroma, const Session& who, const std::string& text, const std::string& kind) {
  QueryOptions options{.n_results = 5, .where = json{{"$or", {{{"workspace_id", who.workspace_id}}, {{"kind", kind}}}}}};
  return chroma.query("notes", text, options);   // leak: vector-filter-optional
}

json both_is_scoped(const Chroma& chroma, const Session& who, const std::string& text, const std::string& kind) {
  QueryOptions options{.n_results = 5, .where = json{{"$and", {{{"workspace_id", who.workspace_id}}, {{"kind", kind}}}}}};
  return chroma.query("notes", text, options);   // clean
}

json others_leak(const Chroma& chroma, const Session& who, const std::string& text) {
  QueryOptions options;
  options.where = json{{"workspace_id", {{"$ne", who.workspace_id}}}};
  return chroma.query("notes", text, options);   // leak: vector-filter-optional
}

json one_of_is_scoped(const Chroma& chroma, const Session& who, const std::string& text) {
  QueryOptions options;
  options.where = json{{"workspace_id", {{"$in", {who.workspace_id, "everyone"}}}}};
  return chroma.query("notes", text, options);   // clean
}

// Only those who are signed in are filtered.
json signed_in_leaks(const Chroma& chroma, const Session& who, const std::string& text) {
  QueryOptions options;
  if (!who.workspace_id.empty()) options.where = json{{"workspace_id", who.workspace_id}};
  return chroma.query("notes", text, options);   // leak: vector-filter-optional
}

json signed_in_is_scoped(const Chroma& chroma, const Session& who, const std::string& text) {
  if (who.workspace_id.empty()) return json::object();
  QueryOptions options;
  options.where = json{{"workspace_id", who.workspace_id}};
  return chroma.query("notes", text, options);   // clean
}

// Made, and left lying.
json lying_leaks(const Chroma& chroma, const Session& who, const std::string& text) {
  QueryOptions options;
  const json where = {{"workspace_id", who.workspace_id}};
  options.n_results = 20;
  return chroma.query("notes", text, options);   // leak: vector-filter-discarded
}

// A collection for each workspace.
json own_collection_is_scoped(const Chroma& chroma, const Session& who, const std::string& text) {
  return chroma.query("notes_" + who.workspace_id, text, {});   // clean
}

// The collection's id was looked up for the workspace.
json looked_up_is_scoped(const Chroma& chroma, const std::map<std::string, std::string>& collections, const Session& who,
                         const std::string& text) {
  return chroma.query(collections.at(who.workspace_id), text, {});   // clean
}

json named_leaks(const Chroma& chroma, const Session&, const json& arguments) {
  QueryOptions options;
  options.where = json{{"workspace_id", arguments.at("workspace_id")}};
  return chroma.query("notes", arguments.at("text"), options);   // leak: vector-tenant-from-context
}

void add_leaks(const Chroma& chroma, const Session&, const std::string& id, const std::string& text) {
  chroma.call("/api/v2/tenants/default/databases/main/collections/notes/add",   // leak: vector-write-untagged
              {{"ids", {id}}, {"embeddings", {embed(text)}}, {"documents", {text}}, {"metadatas", {{{"kind", "note"}}}}});
}

void add_is_tagged(const Chroma& chroma, const Session& who, const std::string& id, const std::string& text) {
  chroma.call("/api/v2/tenants/default/databases/main/collections/notes/add",   // clean
              {{"ids", {id}},
               {"embeddings", {embed(text)}},
               {"documents", {text}},
               {"metadatas", {{{"kind", "note"}, {"workspace_id", who.workspace_id}}}}});
}

void forget_leaks(const Chroma& chroma, const Session&, const std::string& title) {
  chroma.call("/api/v2/tenants/default/databases/main/collections/notes/delete", {{"where", {{"title", title}}}});   // leak: vector-search-unscoped
}

void forget_is_scoped(const Chroma& chroma, const Session& who, const std::string& title) {
  chroma.call("/api/v2/tenants/default/databases/main/collections/notes/delete",   // clean
              {{"where", {{"$and", {{{"title", title}}, {{"workspace_id", who.workspace_id}}}}}}});
}
