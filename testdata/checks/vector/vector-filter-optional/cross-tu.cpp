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

//--- filters.h
#pragma once
#include <string>

#include "qdrant.h"

/// Adds the condition that suits who is asking.
void for_reader(qdrant::Filter* filter, const std::string& account_id);
void for_account(qdrant::Filter* filter, const std::string& account_id);

//--- filters.cpp
#include "filters.h"

void for_reader(qdrant::Filter* filter, const std::string& account_id) {
  if (account_id.empty()) return;
  auto* field = filter->add_must()->mutable_field();
  field->set_key("account_id");
  field->mutable_match()->set_keyword(account_id);
}

void for_account(qdrant::Filter* filter, const std::string& account_id) {
  auto* field = filter->add_must()->mutable_field();
  field->set_key("account_id");
  field->mutable_match()->set_keyword(account_id);
}

//--- search.cpp
#include "filters.h"

struct Caller {
  std::string account_id;
};

bool helper_leaks(qdrant::Points::Stub& points, const Caller& caller) {
  qdrant::SearchPoints request;
  request.set_collection_name("manuals");
  for_reader(request.mutable_filter(), caller.account_id);
  grpc::ClientContext context;
  qdrant::SearchResponse response;
  return points.Search(&context, request, &response).ok();   // leak: vector-filter-optional
}

bool helper_is_scoped(qdrant::Points::Stub& points, const Caller& caller) {
  qdrant::SearchPoints request;
  request.set_collection_name("manuals");
  for_account(request.mutable_filter(), caller.account_id);
  grpc::ClientContext context;
  qdrant::SearchResponse response;
  return points.Search(&context, request, &response).ok();   // clean
}
