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
class ScrollPoints {
public:
  void set_collection_name(const std::string& value);
  void set_limit(unsigned value);
  Filter* mutable_filter();
};
class ScrollResponse {};
class CountPoints {
public:
  void set_collection_name(const std::string& value);
  Filter* mutable_filter();
};
class CountResponse {};
class PointsSelector {
public:
  Filter* mutable_filter();
};
class DeletePoints {
public:
  void set_collection_name(const std::string& value);
  PointsSelector* mutable_points();
};
class PointsOperationResponse {};
class Points {
public:
  class StubInterface {
  public:
    grpc::Status Scroll(grpc::ClientContext* context, const ScrollPoints& request, ScrollResponse* response);
    grpc::Status Count(grpc::ClientContext* context, const CountPoints& request, CountResponse* response);
    grpc::Status Delete(grpc::ClientContext* context, const DeletePoints& request, PointsOperationResponse* response);
  };
};
}  // namespace qdrant
//--- siblings.cpp
// Searching is not all that a collection is asked: what lists, counts and deletes needs the tenant as well.
#include <string>

#include "qdrant.h"

struct Principal {
  std::string tenant_id;
};

void require(qdrant::Filter* filter, const std::string& key, const std::string& value) {
  auto* field = filter->add_must()->mutable_field();
  field->set_key(key);
  field->mutable_match()->set_keyword(value);
}

bool list_leaks(qdrant::Points::StubInterface& points, const Principal& who, const std::string& source, qdrant::ScrollResponse& page) {
  qdrant::ScrollPoints request;
  request.set_collection_name("pages");
  request.set_limit(who.tenant_id == "root" ? 1000 : 100);
  require(request.mutable_filter(), "source", source);
  grpc::ClientContext context;
  return points.Scroll(&context, request, &page).ok();   // leak: vector-search-unscoped
}

bool list_is_scoped(qdrant::Points::StubInterface& points, const Principal& who, const std::string& source, qdrant::ScrollResponse& page) {
  qdrant::ScrollPoints request;
  request.set_collection_name("pages");
  require(request.mutable_filter(), "tenant_id", who.tenant_id);
  require(request.mutable_filter(), "source", source);
  grpc::ClientContext context;
  return points.Scroll(&context, request, &page).ok();   // clean
}

bool count_leaks(qdrant::Points::StubInterface& points, const Principal& who, const std::string& source, qdrant::CountResponse& count) {
  qdrant::CountPoints request;
  request.set_collection_name("pages");
  if (who.tenant_id != "root") require(request.mutable_filter(), "source", source);
  grpc::ClientContext context;
  return points.Count(&context, request, &count).ok();   // leak: vector-search-unscoped
}

bool count_is_scoped(qdrant::Points::StubInterface& points, const Principal& who, qdrant::CountResponse& count) {
  qdrant::CountPoints request;
  request.set_collection_name("pages");
  require(request.mutable_filter(), "tenant_id", who.tenant_id);
  grpc::ClientContext context;
  return points.Count(&context, request, &count).ok();   // clean
}

// Whoever has a document of that name loses it.
bool forget_leaks(qdrant::Points::StubInterface& points, const Principal&, const std::string& document) {
  qdrant::DeletePoints request;
  request.set_collection_name("pages");
  require(request.mutable_points()->mutable_filter(), "document", document);
  grpc::ClientContext context;
  qdrant::PointsOperationResponse done;
  return points.Delete(&context, request, &done).ok();   // leak: vector-search-unscoped
}

bool forget_is_scoped(qdrant::Points::StubInterface& points, const Principal& who, const std::string& document) {
  qdrant::DeletePoints request;
  request.set_collection_name("pages");
  require(request.mutable_points()->mutable_filter(), "tenant_id", who.tenant_id);
  require(request.mutable_points()->mutable_filter(), "document", document);
  grpc::ClientContext context;
  qdrant::PointsOperationResponse done;
  return points.Delete(&context, request, &done).ok();   // clean
}
