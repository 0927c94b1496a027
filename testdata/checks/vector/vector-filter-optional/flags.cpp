//--- qdrant.h
// What these pages use of the code that protoc makes of Qdrant's services.
#pragma once
#include <string>
#include <vector>

namespace grpc {
class ClientContext {};
class Status {
public:
  bool ok() const;
};
}  // namespace grpc

namespace qdrant {
class Match {
public:
  void set_keyword(const std::string& value);
};
class FieldCondition {
public:
  void set_key(const std::string& value);
  Match* mutable_match();
};
class IsEmptyCondition {
public:
  void set_key(const std::string& value);
};
class Filter;
class Condition {
public:
  FieldCondition* mutable_field();
  Filter* mutable_filter();
  IsEmptyCondition* mutable_is_empty();
};
class Filter {
public:
  Condition* add_must();
  Condition* add_should();
  Condition* add_must_not();
  void CopyFrom(const Filter& from);
};
class SearchPoints {
public:
  void set_collection_name(const std::string& value);
  void add_vector(float value);
  void set_limit(unsigned long value);
  Filter* mutable_filter();
};
class ScoredPoint {};
class SearchResponse {
public:
  const std::vector<ScoredPoint>& result() const;
};
class Points {
public:
  class Stub {
  public:
    grpc::Status Search(grpc::ClientContext* context, const SearchPoints& request, SearchResponse* response);
  };
};
}  // namespace qdrant

//--- flags.cpp
// The tenant's condition is there and need not be met. Each leak stands beside its mended twin.
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "qdrant.h"

struct Principal {
  std::string tenant_id;
  std::string language;
};

qdrant::SearchPoints nearest(const std::vector<float>& query) {
  qdrant::SearchPoints request;
  request.set_collection_name("articles");
  for (const float x : query) request.add_vector(x);
  request.set_limit(8);
  return request;
}

void keyword(qdrant::Condition* condition, const std::string& key, const std::string& value) {
  condition->mutable_field()->set_key(key);
  condition->mutable_field()->mutable_match()->set_keyword(value);
}

std::size_t run(qdrant::Points::Stub& points, const qdrant::SearchPoints& request) {
  grpc::ClientContext context;
  qdrant::SearchResponse response;
  points.Search(&context, request, &response);   // step
  return response.result().size();
}

std::size_t should_leaks(qdrant::Points::Stub& points, const Principal& who, const std::vector<float>& query) {
  qdrant::SearchPoints request = nearest(query);
  keyword(request.mutable_filter()->add_should(), "tenant_id", who.tenant_id);
  keyword(request.mutable_filter()->add_should(), "language", who.language);
  return run(points, request);   // leak: vector-filter-optional
}

std::size_t must_is_scoped(qdrant::Points::Stub& points, const Principal& who, const std::vector<float>& query) {
  qdrant::SearchPoints request = nearest(query);
  keyword(request.mutable_filter()->add_must(), "tenant_id", who.tenant_id);
  keyword(request.mutable_filter()->add_should(), "language", who.language);
  return run(points, request);   // clean
}

std::size_t nested_leaks(qdrant::Points::Stub& points, const Principal& who, const std::vector<float>& query) {
  qdrant::SearchPoints request = nearest(query);
  qdrant::Filter* readable = request.mutable_filter()->add_must()->mutable_filter();
  keyword(readable->add_should(), "tenant_id", who.tenant_id);
  keyword(readable->add_should(), "state", "published");
  return run(points, request);   // leak: vector-filter-optional
}

std::size_t own_or_public_is_scoped(qdrant::Points::Stub& points, const Principal& who, const std::vector<float>& query) {
  qdrant::SearchPoints request = nearest(query);
  qdrant::Filter* readable = request.mutable_filter()->add_must()->mutable_filter();
  keyword(readable->add_should(), "tenant_id", who.tenant_id);
  keyword(readable->add_should(), "tenant_id", "__public__");
  return run(points, request);   // clean
}

// Whoever has no tenant gets everybody's.
std::size_t one_branch_leaks(qdrant::Points::Stub& points, const std::optional<std::string>& tenant_id,
                             const std::vector<float>& query) {
  qdrant::SearchPoints request = nearest(query);
  if (tenant_id) keyword(request.mutable_filter()->add_must(), "tenant_id", *tenant_id);
  return run(points, request);   // leak: vector-filter-optional
}

std::size_t rejected_is_scoped(qdrant::Points::Stub& points, const std::optional<std::string>& tenant_id,
                               const std::vector<float>& query) {
  qdrant::SearchPoints request = nearest(query);
  if (!tenant_id) throw std::runtime_error("sign in first");
  keyword(request.mutable_filter()->add_must(), "tenant_id", *tenant_id);
  return run(points, request);   // clean
}

std::size_t without_owner_leaks(qdrant::Points::Stub& points, const Principal& who, const std::vector<float>& query) {
  qdrant::SearchPoints request = nearest(query);
  qdrant::Filter* readable = request.mutable_filter()->add_must()->mutable_filter();
  keyword(readable->add_should(), "tenant_id", who.tenant_id);
  readable->add_should()->mutable_is_empty()->set_key("tenant_id");
  return run(points, request);   // leak: vector-filter-optional
}

std::size_t negated_leaks(qdrant::Points::Stub& points, const Principal& who, const std::vector<float>& query) {
  qdrant::SearchPoints request = nearest(query);
  keyword(request.mutable_filter()->add_must_not(), "tenant_id", who.tenant_id);
  return run(points, request);   // leak: vector-filter-optional
}
