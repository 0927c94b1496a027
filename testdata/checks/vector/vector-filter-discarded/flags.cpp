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
// A filter for the tenant is built, and the search runs without it. Each leak stands beside its mended twin.
#include <string>
#include <vector>

#include "qdrant.h"

struct Principal {
  std::string tenant_id;
};

void keyword(qdrant::Condition* condition, const std::string& key, const std::string& value) {
  condition->mutable_field()->set_key(key);
  condition->mutable_field()->mutable_match()->set_keyword(value);
}

bool search(qdrant::Points::Stub& points, const qdrant::SearchPoints& request) {
  grpc::ClientContext context;
  qdrant::SearchResponse response;
  return points.Search(&context, request, &response).ok();   // step
}

void restrict_copy(qdrant::SearchPoints request, const std::string& tenant_id) {
  keyword(request.mutable_filter()->add_must(), "tenant_id", tenant_id);   // step
}

void restrict_own(qdrant::SearchPoints& request, const std::string& tenant_id) {
  keyword(request.mutable_filter()->add_must(), "tenant_id", tenant_id);
}

bool copy_leaks(qdrant::Points::Stub& points, const Principal& who) {
  qdrant::SearchPoints request;
  request.set_collection_name("calls");
  restrict_copy(request, who.tenant_id);
  return search(points, request);   // leak: vector-filter-discarded
}

bool own_is_scoped(qdrant::Points::Stub& points, const Principal& who) {
  qdrant::SearchPoints request;
  request.set_collection_name("calls");
  restrict_own(request, who.tenant_id);
  return search(points, request);   // clean
}

bool never_attached_leaks(qdrant::Points::Stub& points, const Principal& who) {
  qdrant::SearchPoints request;
  request.set_collection_name("calls");
  qdrant::Filter filter;
  keyword(filter.add_must(), "tenant_id", who.tenant_id);   // step
  return search(points, request);   // leak: vector-filter-discarded
}

bool attached_is_scoped(qdrant::Points::Stub& points, const Principal& who) {
  qdrant::SearchPoints request;
  request.set_collection_name("calls");
  qdrant::Filter filter;
  keyword(filter.add_must(), "tenant_id", who.tenant_id);
  request.mutable_filter()->CopyFrom(filter);
  return search(points, request);   // clean
}

// The caller's filter replaces ours.
bool overwritten_leaks(qdrant::Points::Stub& points, const Principal& who, const qdrant::Filter& wished) {
  qdrant::SearchPoints request;
  request.set_collection_name("calls");
  keyword(request.mutable_filter()->add_must(), "tenant_id", who.tenant_id);   // step
  request.mutable_filter()->CopyFrom(wished);
  return search(points, request);   // leak: vector-filter-discarded
}

bool narrowed_is_scoped(qdrant::Points::Stub& points, const Principal& who, const qdrant::Filter& wished) {
  qdrant::SearchPoints request;
  request.set_collection_name("calls");
  keyword(request.mutable_filter()->add_must(), "tenant_id", who.tenant_id);
  request.mutable_filter()->add_must()->mutable_filter()->CopyFrom(wished);
  return search(points, request);   // clean
}
