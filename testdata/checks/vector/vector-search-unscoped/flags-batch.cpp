//--- qdrant.h
// What this page uses of the code that protoc makes of Qdrant's services.
#pragma once
#include <string>

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
class Condition {
public:
  FieldCondition* mutable_field();
};
class Filter {
public:
  Condition* add_must();
};
class SearchPoints {
public:
  void set_collection_name(const std::string& value);
  void set_limit(unsigned long value);
  void add_vector(float value);
  Filter* mutable_filter();
};
class SearchBatchPoints {
public:
  void set_collection_name(const std::string& value);
  SearchPoints* add_search_points();
};
class SearchBatchResponse {};
class Points {
public:
  class StubInterface {
  public:
    grpc::Status SearchBatch(grpc::ClientContext* context, const SearchBatchPoints& request, SearchBatchResponse* response);
  };
};
}  // namespace qdrant
//--- batch.cpp
// Several searches in one call: each of them has to be restricted.
#include <string>
#include <vector>

#include "qdrant.h"

struct Principal {
  std::string tenant_id;
};

void restrict_to(qdrant::Filter* filter, const Principal& who) {
  auto* field = filter->add_must()->mutable_field();
  field->set_key("tenant_id");
  field->mutable_match()->set_keyword(who.tenant_id);
}

bool one_of_two_leaks(qdrant::Points::StubInterface& points, const Principal& who, qdrant::SearchBatchResponse& response) {
  qdrant::SearchBatchPoints batch;
  batch.set_collection_name("pages");
  auto* by_title = batch.add_search_points();
  by_title->set_limit(5);
  restrict_to(by_title->mutable_filter(), who);
  auto* by_text = batch.add_search_points();
  by_text->set_limit(5);
  grpc::ClientContext context;
  return points.SearchBatch(&context, batch, &response).ok();   // leak: vector-search-unscoped
}

bool both_are_scoped(qdrant::Points::StubInterface& points, const Principal& who, qdrant::SearchBatchResponse& response) {
  qdrant::SearchBatchPoints batch;
  batch.set_collection_name("pages");
  auto* by_title = batch.add_search_points();
  by_title->set_limit(5);
  restrict_to(by_title->mutable_filter(), who);
  auto* by_text = batch.add_search_points();
  by_text->set_limit(5);
  restrict_to(by_text->mutable_filter(), who);
  grpc::ClientContext context;
  return points.SearchBatch(&context, batch, &response).ok();   // clean
}

// As many as there are questions.
bool each_leaks(qdrant::Points::StubInterface& points, const Principal& who, const std::vector<float>& vectors,
                qdrant::SearchBatchResponse& response) {
  qdrant::SearchBatchPoints batch;
  batch.set_collection_name("pages of " + std::to_string(who.tenant_id.size()));
  for (const float first : vectors) {
    auto* search = batch.add_search_points();
    search->add_vector(first);
  }
  grpc::ClientContext context;
  return points.SearchBatch(&context, batch, &response).ok();   // leak: vector-search-unscoped
}

bool each_is_scoped(qdrant::Points::StubInterface& points, const Principal& who, const std::vector<float>& vectors,
                    qdrant::SearchBatchResponse& response) {
  qdrant::SearchBatchPoints batch;
  batch.set_collection_name("pages");
  for (const float first : vectors) {
    auto* search = batch.add_search_points();
    search->add_vector(first);
    restrict_to(search->mutable_filter(), who);
  }
  grpc::ClientContext context;
  return points.SearchBatch(&context, batch, &response).ok();   // clean
}
