// Milvus by its REST interface, behind a transport that several back ends implement.
//--- transport.h
#pragma once
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>

struct Reply {
  int status = 0;
  std::string body;
};

class Transport {
public:
  virtual ~Transport() = default;
  virtual Reply send(const std::string& path, const std::string& body) = 0;
};

std::unique_ptr<Transport> make_curl_transport(const std::string& base, const std::string& token);

//--- curl_transport.cpp
#include <curl/curl.h>

#include "transport.h"

namespace {

class CurlTransport : public Transport {
public:
  CurlTransport(std::string base, std::string token) : base_(std::move(base)), token_(std::move(token)) {}

  Reply send(const std::string& path, const std::string& body) override {
    Reply reply;
    CURL* curl = curl_easy_init();
    if (!curl) return reply;
    curl_slist* headers = curl_slist_append(nullptr, "Content-Type: application/json");
    headers = curl_slist_append(headers, ("Authorization: Bearer " + token_).c_str());
    curl_easy_setopt(curl, CURLOPT_URL, (base_ + path).c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, body.c_str());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &CurlTransport::keep);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reply.body);
    for (int attempt = 0; attempt < 3; ++attempt)
      if (curl_easy_perform(curl) == CURLE_OK) break;   // step
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<int>(status);
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    return reply;
  }

private:
  static std::size_t keep(char* data, std::size_t size, std::size_t count, void* into) {
    static_cast<std::string*>(into)->append(data, size * count);
    return size * count;
  }

  std::string base_;
  std::string token_;
};

}  // namespace

std::unique_ptr<Transport> make_curl_transport(const std::string& base, const std::string& token) {
  return std::make_unique<CurlTransport>(base, token);
}

//--- notes.h
#pragma once
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "transport.h"

// Whose notes, and of which kind.
struct Wanted {
  std::string tenant_id;
  std::optional<std::string> kind;
  std::size_t limit = 10;
};

std::string expression_of(const Wanted& wanted);
nlohmann::json search_body(const std::vector<float>& vector, std::size_t limit, const std::string& filter = "");

//--- expression.cpp
#include "notes.h"

static std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string expression_of(const Wanted& wanted) {
  std::string expression = "tenant_id == " + quoted(wanted.tenant_id);
  if (wanted.kind) expression += " and kind == " + quoted(*wanted.kind);
  return expression;
}

nlohmann::json search_body(const std::vector<float>& vector, std::size_t limit, const std::string& filter) {
  nlohmann::json body;
  body["collectionName"] = "notes";
  body["data"] = {vector};
  body["annsField"] = "embedding";
  body["limit"] = limit;
  if (!filter.empty()) body["filter"] = filter;
  return body;
}

//--- agent.cpp
#include "notes.h"

using nlohmann::json;

struct Principal {
  std::string tenant_id;
};

std::vector<float> embed(const std::string& text);

class Agent {
public:
  explicit Agent(Transport& transport) : transport_(transport) {}

  // The default argument is no filter.
  json recall_leaks(const Principal& who, const std::string& text) {
    const Wanted wanted{.tenant_id = who.tenant_id, .kind = {}};
    const std::string filter = expression_of(wanted);
    return ask("/v2/vectordb/entities/search", search_body(embed(text), wanted.limit));   // leak: vector-filter-discarded
  }

  json recall_is_scoped(const Principal& who, const std::string& text) {
    const Wanted wanted{.tenant_id = who.tenant_id, .kind = {}};
    const std::string filter = expression_of(wanted);
    return ask("/v2/vectordb/entities/search", search_body(embed(text), wanted.limit, filter));   // clean
  }

  json of_kind_is_scoped(const Principal& who, const std::string& text, const std::string& kind) {
    return ask("/v2/vectordb/entities/search",   // clean
               search_body(embed(text), 5, expression_of({.tenant_id = who.tenant_id, .kind = kind})));
  }

  json of_kind_leaks(const Principal&, const std::string& text, const std::string& kind) {
    return ask("/v2/vectordb/entities/search", search_body(embed(text), 5, "kind == '" + kind + "'"));   // leak: vector-search-unscoped
  }

  json in_partition_is_scoped(const Principal& who, const std::string& text) {
    json body = search_body(embed(text), 5);
    body["partitionNames"] = {"t_" + who.tenant_id};
    return ask("/v2/vectordb/entities/search", body);   // clean
  }

  // What the model asks for takes the place of the tenant's.
  json wished_leaks(const Principal& who, const std::string& text, const json& arguments) {
    json body = search_body(embed(text), 5, expression_of({.tenant_id = who.tenant_id, .kind = {}}));
    body.update(arguments.at("options"));
    return ask("/v2/vectordb/entities/search", body);   // leak: vector-filter-discarded
  }

  void keep_leaks(const Principal&, const std::string& text) {
    ask("/v2/vectordb/entities/insert",   // leak: vector-write-untagged
        {{"collectionName", "notes"}, {"data", {{{"text", text}, {"embedding", embed(text)}}}}});
  }

  void keep_is_tagged(const Principal& who, const std::string& text) {
    ask("/v2/vectordb/entities/insert",   // clean
        {{"collectionName", "notes"}, {"data", {{{"text", text}, {"embedding", embed(text)}, {"tenant_id", who.tenant_id}}}}});
  }

  void forget_leaks(const Principal&, const std::string& document) {
    ask("/v2/vectordb/entities/delete", {{"collectionName", "notes"}, {"filter", "document == '" + document + "'"}});   // leak: vector-search-unscoped
  }

private:
  json ask(const std::string& path, const json& body) {
    const Reply reply = transport_.send(path, body.dump());   // step
    return reply.status == 200 ? json::parse(reply.body) : json::object();
  }

  Transport& transport_;
};
