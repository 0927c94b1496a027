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

//--- passes.cpp
// A filter for something else, and filters that take a detour and arrive.
#include <string>
#include <utility>

#include "qdrant.h"

struct Principal {
  std::string tenant_id;
};

void keyword(qdrant::Condition* condition, const std::string& key, const std::string& value) {
  condition->mutable_field()->set_key(key);
  condition->mutable_field()->mutable_match()->set_keyword(value);
}

qdrant::SearchPoints restricted(qdrant::SearchPoints request, const std::string& tenant_id) {
  keyword(request.mutable_filter()->add_must(), "tenant_id", tenant_id);
  return request;
}

bool returned_copy_is_scoped(qdrant::Points::Stub& points, const Principal& who) {
  qdrant::SearchPoints draft;
  draft.set_collection_name("calls");
  const qdrant::SearchPoints request = restricted(std::move(draft), who.tenant_id);
  grpc::ClientContext context;
  qdrant::SearchResponse response;
  return points.Search(&context, request, &response).ok();   // clean
}

// The filter tells the log what was asked; the collection is the tenant's.
void log_line(const std::string& text);

bool collection_is_scoped(qdrant::Points::Stub& points, const Principal& who) {
  const std::string filter = "tenant " + who.tenant_id;
  log_line(filter);
  qdrant::SearchPoints request;
  request.set_collection_name("calls_" + who.tenant_id);
  grpc::ClientContext context;
  qdrant::SearchResponse response;
  return points.Search(&context, request, &response).ok();   // clean
}

bool last_word_is_scoped(qdrant::Points::Stub& points, const Principal& who, const qdrant::Filter& wished) {
  qdrant::SearchPoints request;
  request.set_collection_name("calls");
  request.mutable_filter()->CopyFrom(wished);
  keyword(request.mutable_filter()->add_must(), "tenant_id", who.tenant_id);
  grpc::ClientContext context;
  qdrant::SearchResponse response;
  return points.Search(&context, request, &response).ok();   // clean
}
