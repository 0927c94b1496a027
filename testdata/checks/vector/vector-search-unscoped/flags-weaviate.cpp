//--- weaviate.h
// What this page uses of the code generated from Weaviate's protos.
#pragma once
#include <string>

namespace weaviate::v1 {
class Filters {};
class NearVector {
public:
  void set_vector_bytes(const std::string& bytes);
};
class SearchReply {};
class SearchRequest {
public:
  void set_collection(const std::string& value);
  void set_tenant(const std::string& value);
  void set_limit(unsigned value);
  NearVector* mutable_near_vector();
  Filters* mutable_filters();
};
class Weaviate {
public:
  class StubInterface {
  public:
    virtual ~StubInterface() = default;
    virtual bool Search(void* context, const SearchRequest& request, SearchReply* response) = 0;
  };
};
}  // namespace weaviate::v1

//--- flags.cpp
// Weaviate: a tenant, or operands of `where`; gRPC, REST and GraphQL. Each leak stands beside its mended twin.
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

#include "weaviate.h"

using nlohmann::json;

struct Principal {
  std::string workspace_id;
};

std::vector<float> embed(const std::string& text);

weaviate::v1::SearchReply grpc_leaks(weaviate::v1::Weaviate::StubInterface& stub, const Principal&, const std::string& bytes) {
  weaviate::v1::SearchRequest request;
  request.set_collection("Note");
  request.mutable_near_vector()->set_vector_bytes(bytes);
  weaviate::v1::SearchReply reply;
  stub.Search(nullptr, request, &reply);   // leak: vector-search-unscoped
  return reply;
}

weaviate::v1::SearchReply grpc_is_scoped(weaviate::v1::Weaviate::StubInterface& stub, const Principal& who, const std::string& bytes) {
  weaviate::v1::SearchRequest request;
  request.set_collection("Note");
  request.set_tenant(who.workspace_id);
  request.mutable_near_vector()->set_vector_bytes(bytes);
  weaviate::v1::SearchReply reply;
  stub.Search(nullptr, request, &reply);   // clean
  return reply;
}

weaviate::v1::SearchReply grpc_guests_leak(weaviate::v1::Weaviate::StubInterface& stub, const Principal& who, const std::string& bytes) {
  weaviate::v1::SearchRequest request;
  request.set_collection("Note");
  if (!who.workspace_id.empty()) request.set_tenant(who.workspace_id);
  request.mutable_near_vector()->set_vector_bytes(bytes);
  weaviate::v1::SearchReply reply;
  stub.Search(nullptr, request, &reply);   // leak: vector-filter-optional
  return reply;
}

class Notes {
public:
  explicit Notes(const std::string& host) : http_(host) {}

  // GraphQL, written out.
  json graphql(const std::string& arguments) {
    const json body = {{"query", "{ Get { Note(" + arguments + ") { text _additional { distance } } } }"}};
    const auto reply = http_.Post("/v1/graphql", body.dump(), "application/json");   // step
    return reply ? json::parse(reply->body)["data"]["Get"]["Note"] : json::array();
  }

  json near_leaks(const Principal&, const std::string& text) {
    return graphql(fmt::format("nearVector: {{vector: [{}]}}, limit: 5", fmt::join(embed(text), ", ")));   // leak: vector-search-unscoped
  }

  json near_is_scoped(const Principal& who, const std::string& text) {
    return graphql(fmt::format("tenant: \"{}\", nearVector: {{vector: [{}]}}, limit: 5", who.workspace_id, fmt::join(embed(text), ", ")));   // clean
  }

  json where_is_scoped(const Principal& who, const std::string& text) {
    std::ostringstream arguments;
    arguments << "nearVector: {vector: " << json(embed(text)).dump() << "}, limit: 5, "
              << "where: {path: [\"workspace\"], operator: Equal, valueText: \"" << who.workspace_id << "\"}";
    return graphql(arguments.str());   // clean
  }

  json either_leaks(const Principal& who, const std::string& text) {
    return graphql("nearVector: {vector: " + json(embed(text)).dump() + "}, limit: 5, "   // leak: vector-filter-optional
                   "where: {operator: Or, operands: [{path: [\"workspace\"], operator: Equal, valueText: \"" + who.workspace_id + "\"}, "
                   "{path: [\"kind\"], operator: Equal, valueText: \"manual\"}]}");
  }

  json both_is_scoped(const Principal& who, const std::string& text) {
    return graphql("nearVector: {vector: " + json(embed(text)).dump() + "}, limit: 5, "   // clean
                   "where: {operator: And, operands: [{path: [\"workspace\"], operator: Equal, valueText: \"" + who.workspace_id + "\"}, "
                   "{path: [\"kind\"], operator: Equal, valueText: \"manual\"}]}");
  }

  json late_leaks(const Principal& who, const std::string& text) {
    json own = json::array();
    for (const json& note : graphql("nearVector: {vector: " + json(embed(text)).dump() + "}, limit: 50"))   // leak: vector-post-filter
      if (note.at("workspace") == who.workspace_id) own.push_back(note);
    return own;
  }

  json kind_leaks(const Principal& who, const std::string& text, const json& arguments) {
    return graphql("nearVector: {vector: " + json(embed(text)).dump() + "}, limit: 5, "   // leak: vector-filter-injection
                   "where: {operator: And, operands: [{path: [\"workspace\"], operator: Equal, valueText: \"" + who.workspace_id + "\"}, "
                   "{path: [\"kind\"], operator: Equal, valueText: \"" + arguments.at("kind").get<std::string>() + "\"}]}");
  }

  // Objects over REST.
  void keep_leaks(const Principal&, const std::string& text) {
    const json object = {{"class", "Note"}, {"properties", {{"text", text}}}, {"vector", embed(text)}};
    http_.Post("/v1/objects", object.dump(), "application/json");   // leak: vector-write-untagged
  }

  void keep_is_tagged(const Principal& who, const std::string& text) {
    const json object = {{"class", "Note"}, {"tenant", who.workspace_id}, {"properties", {{"text", text}}}, {"vector", embed(text)}};
    http_.Post("/v1/objects", object.dump(), "application/json");   // clean
  }

  void keep_all_leaks(const Principal&, const std::vector<std::string>& texts) {
    json objects = json::array();
    for (const std::string& text : texts) objects.push_back({{"class", "Note"}, {"properties", {{"text", text}}}, {"vector", embed(text)}});
    http_.Post("/v1/batch/objects", json{{"objects", objects}}.dump(), "application/json");   // leak: vector-write-untagged
  }

  void keep_all_is_tagged(const Principal& who, const std::vector<std::string>& texts) {
    json objects = json::array();
    for (const std::string& text : texts)
      objects.push_back({{"class", "Note"}, {"properties", {{"text", text}, {"workspace", who.workspace_id}}}, {"vector", embed(text)}});
    http_.Post("/v1/batch/objects", json{{"objects", objects}}.dump(), "application/json");   // clean
  }

private:
  httplib::Client http_;
};
