// Pinecone: namespace or metadata filter. The body is made in one file, sent by another, asked for in a third.
//--- transport.h
#pragma once
#include <map>
#include <string>

class Transport {
public:
  virtual ~Transport() = default;
  virtual std::string post(const std::string& path, const std::string& body) = 0;
};

class HttpTransport : public Transport {
public:
  HttpTransport(std::string host, std::string key);
  std::string post(const std::string& path, const std::string& body) override;

private:
  std::string host_;
  std::string key_;
};

//--- transport.cpp
#include "transport.h"

#include <httplib.h>

HttpTransport::HttpTransport(std::string host, std::string key) : host_(std::move(host)), key_(std::move(key)) {}

std::string HttpTransport::post(const std::string& path, const std::string& body) {
  httplib::Client client(host_);
  const httplib::Headers headers{{"Api-Key", key_}, {"X-Pinecone-API-Version", "2025-01"}};
  const auto reply = client.Post(path, headers, body, "application/json");   // step
  return reply && reply->status == 200 ? reply->body : "{}";
}

//--- pinecone.h
#pragma once
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "transport.h"

struct Search {
  std::vector<float> vector;
  int top_k = 10;
  std::string name_space;
  nlohmann::json filter;
};

nlohmann::json body_of(const Search& search);

class Pinecone {
public:
  explicit Pinecone(std::shared_ptr<Transport> transport) : transport_(std::move(transport)) {}
  nlohmann::json query(const Search& search) const;
  void upsert(const std::string& name_space, const nlohmann::json& vectors) const;
  void erase(const nlohmann::json& filter, const std::string& name_space = "") const;

private:
  std::shared_ptr<Transport> transport_;
};

//--- body.cpp
#include "pinecone.h"

nlohmann::json body_of(const Search& search) {
  nlohmann::json body{{"vector", search.vector}, {"topK", search.top_k}, {"includeMetadata", true}};
  if (!search.name_space.empty()) body["namespace"] = search.name_space;
  if (!search.filter.is_null()) body["filter"] = search.filter;
  return body;
}

//--- pinecone.cpp
#include "pinecone.h"

nlohmann::json Pinecone::query(const Search& search) const {
  return nlohmann::json::parse(transport_->post("/query", body_of(search).dump())).at("matches");   // step
}

void Pinecone::upsert(const std::string& name_space, const nlohmann::json& vectors) const {
  nlohmann::json body{{"vectors", vectors}};
  if (!name_space.empty()) body["namespace"] = name_space;
  transport_->post("/vectors/upsert", body.dump());   // step
}

void Pinecone::erase(const nlohmann::json& filter, const std::string& name_space) const {
  nlohmann::json body{{"filter", filter}};
  if (!name_space.empty()) body["namespace"] = name_space;
  transport_->post("/vectors/delete", body.dump());   // step
}

//--- agent.cpp
#include "pinecone.h"

using nlohmann::json;

struct Principal {
  std::string account_id;
};

std::vector<float> embed(const std::string& text);

json recall_leaks(const Pinecone& pinecone, const Principal&, const std::string& text) {
  return pinecone.query({.vector = embed(text)});   // leak: vector-search-unscoped
}

json recall_is_scoped(const Pinecone& pinecone, const Principal& who, const std::string& text) {
  return pinecone.query({.vector = embed(text), .name_space = who.account_id});   // clean
}

json filtered_is_scoped(const Pinecone& pinecone, const Principal& who, const std::string& text) {
  Search search;
  search.vector = embed(text);
  search.filter = {{"account_id", {{"$eq", who.account_id}}}, {"kind", {{"$in", {"mail", "note"}}}}};
  return pinecone.query(search);   // clean
}

void remember_leaks(const Pinecone& pinecone, const Principal&, const std::string& id, const std::string& text) {
  pinecone.upsert("", json::array({{{"id", id}, {"values", embed(text)}, {"metadata", {{"text", text}}}}}));   // leak: vector-write-untagged
}

void remember_is_tagged(const Pinecone& pinecone, const Principal& who, const std::string& id, const std::string& text) {
  pinecone.upsert("", json::array({{{"id", id},   // clean
                                    {"values", embed(text)},
                                    {"metadata", {{"text", text}, {"account_id", who.account_id}}}}}));
}

void remember_apart_is_tagged(const Pinecone& pinecone, const Principal& who, const std::string& id, const std::string& text) {
  pinecone.upsert(who.account_id, json::array({{{"id", id}, {"values", embed(text)}}}));   // clean
}

void forget_leaks(const Pinecone& pinecone, const Principal&, const std::string& kind) {
  pinecone.erase({{"kind", kind}});   // leak: vector-search-unscoped
}

void forget_is_scoped(const Pinecone& pinecone, const Principal& who, const std::string& kind) {
  pinecone.erase({{"kind", kind}}, who.account_id);   // clean
}
