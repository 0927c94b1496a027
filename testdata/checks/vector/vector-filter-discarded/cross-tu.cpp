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

//--- restrict.h
#pragma once
#include <string>

#include "qdrant.h"

void only_for(qdrant::SearchPoints request, const std::string& org_id);
void only_of(qdrant::SearchPoints* request, const std::string& org_id);

//--- restrict.cpp
#include "restrict.h"

static void owner(qdrant::Filter& filter, const std::string& org_id) {
  auto* field = filter.add_must()->mutable_field();
  field->set_key("org_id");
  field->mutable_match()->set_keyword(org_id);   // step
}

void only_for(qdrant::SearchPoints request, const std::string& org_id) { owner(*request.mutable_filter(), org_id); }

void only_of(qdrant::SearchPoints* request, const std::string& org_id) { owner(*request->mutable_filter(), org_id); }

//--- search.cpp
#include "restrict.h"

struct Session {
  std::string org_id;
};

bool by_value_leaks(qdrant::Points::Stub& points, const Session& session) {
  qdrant::SearchPoints request;
  request.set_collection_name("minutes");
  only_for(request, session.org_id);
  grpc::ClientContext context;
  qdrant::SearchResponse response;
  return points.Search(&context, request, &response).ok();   // leak: vector-filter-discarded
}

bool by_pointer_is_scoped(qdrant::Points::Stub& points, const Session& session) {
  qdrant::SearchPoints request;
  request.set_collection_name("minutes");
  only_of(&request, session.org_id);
  grpc::ClientContext context;
  qdrant::SearchResponse response;
  return points.Search(&context, request, &response).ok();   // clean
}
