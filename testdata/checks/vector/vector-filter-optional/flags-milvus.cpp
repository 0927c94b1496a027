//--- milvus.h
// What this page uses of Milvus' C++ client.
#pragma once
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace milvus {
class Status {
public:
  bool IsOk() const;
};
class SearchResponse {};
class QueryResponse {};
class DeleteResponse {};
class SearchResults {};
class DmlResults {};

template <typename T>
class DQLRequestBase {
public:
  T& WithCollectionName(const std::string& collection_name);
  T& WithPartitionNames(std::set<std::string>&& partition_names);
  T& AddPartitionName(const std::string& partition_name);
  T& WithDatabaseName(const std::string& db_name);
};
class SearchRequestBase {
public:
  Status SetFilter(std::string filter);
  Status AddFilterTemplate(std::string key, const nlohmann::json& filter_template);
  Status AddFloatVector(std::string field_name, const std::vector<float>& vector);
  Status SetLimit(std::int64_t limit);
};
class SearchRequest : public SearchRequestBase, public DQLRequestBase<SearchRequest> {
public:
  SearchRequest();
  SearchRequest& WithFilter(std::string filter);
  SearchRequest& AddFilterTemplate(std::string key, const nlohmann::json& filter_template);
  SearchRequest& WithLimit(std::int64_t limit);
};
class SubSearchRequest : public SearchRequestBase {
public:
  SubSearchRequest& WithFilter(std::string filter);
  SubSearchRequest& WithLimit(std::int64_t limit);
};
class HybridSearchRequest : public DQLRequestBase<HybridSearchRequest> {
public:
  HybridSearchRequest& AddSubRequest(const std::shared_ptr<SubSearchRequest>& request);
  HybridSearchRequest& WithLimit(std::int64_t limit);
};
class QueryRequest : public DQLRequestBase<QueryRequest> {
public:
  QueryRequest();
  QueryRequest& WithFilter(std::string filter);
  QueryRequest& WithLimit(std::int64_t limit);
};
class SearchArguments : public SearchRequestBase {
public:
  Status SetCollectionName(std::string collection_name);
  Status AddPartitionName(std::string partition_name);
};
class MilvusClientV2 {
public:
  Status Search(const SearchRequest& request, SearchResponse& response);
  Status HybridSearch(const HybridSearchRequest& request, SearchResponse& response);
  Status Query(const QueryRequest& request, QueryResponse& response);
};
class MilvusClient {
public:
  Status Search(const SearchArguments& arguments, SearchResults& results);
  Status Delete(const std::string& collection_name, const std::string& partition_name, const std::string& expression,
                DmlResults& results);
};
}  // namespace milvus

//--- flags.cpp
// Milvus: an expression, templates in it, partitions. Each leak stands beside its mended twin.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "milvus.h"

struct Principal {
  std::string account_id;
};

std::vector<float> embed(const std::string& text);

milvus::SearchRequest near(const std::string& text) {
  milvus::SearchRequest request;
  request.WithCollectionName("notes").WithLimit(8);
  request.AddFloatVector("embedding", embed(text));
  return request;
}

milvus::SearchResponse all_leak(milvus::MilvusClientV2& client, const Principal&, const std::string& text) {
  milvus::SearchResponse response;
  client.Search(near(text), response);   // leak: vector-search-unscoped
  return response;
}

milvus::SearchResponse own_is_scoped(milvus::MilvusClientV2& client, const Principal& who, const std::string& text) {
  milvus::SearchResponse response;
  milvus::SearchRequest request = near(text);
  request.WithFilter("account_id == \"" + who.account_id + "\"");
  client.Search(request, response);   // clean
  return response;
}

milvus::SearchResponse either_leaks(milvus::MilvusClientV2& client, const Principal& who, const std::string& text) {
  milvus::SearchResponse response;
  client.Search(near(text).WithFilter(fmt::format("account_id == '{}' or visibility == 'all'", who.account_id)), response);   // leak: vector-filter-optional
  return response;
}

milvus::SearchResponse both_is_scoped(milvus::MilvusClientV2& client, const Principal& who, const std::string& text) {
  milvus::SearchResponse response;
  client.Search(near(text).WithFilter(fmt::format("account_id == '{}' and visibility == 'all'", who.account_id)), response);   // clean
  return response;
}

// The values stand beside the expression.
milvus::SearchResponse template_is_scoped(milvus::MilvusClientV2& client, const Principal& who, const std::string& text,
                                          const std::string& kind) {
  milvus::SearchResponse response;
  milvus::SearchRequest request = near(text);
  request.WithFilter("account_id == {account} && kind in {kinds}")
      .AddFilterTemplate("account", who.account_id)
      .AddFilterTemplate("kinds", nlohmann::json::array({kind, "manual"}));
  client.Search(request, response);   // clean
  return response;
}

milvus::SearchResponse template_leaks(milvus::MilvusClientV2& client, const Principal&, const std::string& text,
                                      const std::string& kind) {
  milvus::SearchResponse response;
  milvus::SearchRequest request = near(text);
  request.WithFilter("kind == {kind}").AddFilterTemplate("kind", kind);
  client.Search(request, response);   // leak: vector-search-unscoped
  return response;
}

milvus::SearchResponse asked_leaks(milvus::MilvusClientV2& client, const Principal&, const nlohmann::json& arguments) {
  milvus::SearchResponse response;
  milvus::SearchRequest request = near(arguments.at("text"));
  request.WithFilter("account_id == {account}").AddFilterTemplate("account", arguments.at("account_id"));
  client.Search(request, response);   // leak: vector-tenant-from-context
  return response;
}

milvus::SearchResponse spliced_leaks(milvus::MilvusClientV2& client, const Principal& who, const nlohmann::json& arguments) {
  milvus::SearchResponse response;
  milvus::SearchRequest request = near(arguments.at("text"));
  request.WithFilter(fmt::format("account_id == '{}' and source == '{}'", who.account_id, arguments.value("source", "mail")));
  client.Search(request, response);   // leak: vector-filter-injection
  return response;
}

// An expression only for those who have an account.
milvus::SearchResponse guests_leak(milvus::MilvusClientV2& client, const std::optional<std::string>& account_id,
                                   const std::string& text) {
  milvus::SearchResponse response;
  auto request = near(text);
  if (account_id) request.WithFilter("account_id == '" + *account_id + "'");
  client.Search(request, response);   // leak: vector-filter-optional
  return response;
}

milvus::SearchResponse partition_is_scoped(milvus::MilvusClientV2& client, const Principal& who, const std::string& text) {
  milvus::SearchResponse response;
  client.Search(near(text).AddPartitionName("p_" + who.account_id), response);   // clean
  return response;
}

// Each part of a hybrid search needs an expression of its own.
milvus::SearchResponse hybrid_leaks(milvus::MilvusClientV2& client, const Principal& who, const std::string& text) {
  auto dense = std::make_shared<milvus::SubSearchRequest>();
  dense->AddFloatVector("embedding", embed(text));
  dense->SetFilter("account_id == '" + who.account_id + "'");
  auto titles = std::make_shared<milvus::SubSearchRequest>();
  titles->AddFloatVector("title_embedding", embed(text));
  milvus::HybridSearchRequest request;
  request.WithCollectionName("notes").AddSubRequest(dense).AddSubRequest(titles).WithLimit(8);
  milvus::SearchResponse response;
  client.HybridSearch(request, response);   // leak: vector-search-unscoped
  return response;
}

milvus::SearchResponse hybrid_is_scoped(milvus::MilvusClientV2& client, const Principal& who, const std::string& text) {
  const std::string own = "account_id == '" + who.account_id + "'";
  auto dense = std::make_shared<milvus::SubSearchRequest>();
  dense->AddFloatVector("embedding", embed(text));
  dense->SetFilter(own);
  auto titles = std::make_shared<milvus::SubSearchRequest>();
  titles->AddFloatVector("title_embedding", embed(text));
  titles->SetFilter(own);
  milvus::HybridSearchRequest request;
  request.WithCollectionName("notes").AddSubRequest(dense).AddSubRequest(titles).WithLimit(8);
  milvus::SearchResponse response;
  client.HybridSearch(request, response);   // clean
  return response;
}

// Listing and deleting reach the same rows.
milvus::QueryResponse list_leaks(milvus::MilvusClientV2& client, const Principal&, const std::string& kind) {
  milvus::QueryResponse response;
  client.Query(milvus::QueryRequest().WithCollectionName("notes").WithFilter("kind == '" + kind + "'").WithLimit(100), response);   // leak: vector-search-unscoped
  return response;
}

milvus::QueryResponse list_is_scoped(milvus::MilvusClientV2& client, const Principal& who, const std::string& kind) {
  milvus::QueryResponse response;
  const std::string filter = fmt::format(R"(kind == "{}" and account_id in ["{}", "public"])", kind, who.account_id);
  client.Query(milvus::QueryRequest().WithCollectionName("notes").WithFilter(filter).WithLimit(100), response);   // clean
  return response;
}

void drop_leaks(milvus::MilvusClient& client, const Principal&, const std::string& document) {
  milvus::DmlResults results;
  client.Delete("notes", "", "document == '" + document + "'", results);   // leak: vector-search-unscoped
}

void drop_is_scoped(milvus::MilvusClient& client, const Principal& who, const std::string& document) {
  milvus::DmlResults results;
  client.Delete("notes", "", "document == '" + document + "' && account_id == '" + who.account_id + "'", results);   // clean
}
