// Who wrote a point is not whose it is, where the store is searched by tenant. Each leak stands beside its mended twin.
//--- notes.h
#pragma once
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace milvus {
class Status {};
class DmlResults {};
class SearchResults {};
class SearchArguments {
public:
  Status SetCollectionName(std::string name);
  Status SetFilter(std::string filter);
  Status AddFloatVector(std::string field, const std::vector<float>& vector);
};
class MilvusClient {
public:
  virtual ~MilvusClient() = default;
  virtual Status Search(const SearchArguments& arguments, SearchResults& results) = 0;
  virtual Status Insert(const std::string& collection, const std::string& partition, const std::vector<nlohmann::json>& rows,
                        DmlResults& results) = 0;
};
}  // namespace milvus

struct Principal {
  std::string tenant_id;
  std::string user_id;
};
Principal principal_of(const std::string& token);
std::vector<float> embed(const std::string& text);

//--- shared.cpp
#include "notes.h"

class Notes {
public:
  explicit Notes(milvus::MilvusClient& client) : client_(client) {}

  void add_is_tagged(const Principal& who, const std::string& text) {
    milvus::DmlResults done;
    client_.Insert("notes", "", {{{"tenant_id", who.tenant_id}, {"author", who.user_id}, {"text", text}, {"vector", embed(text)}}}, done);   // clean
  }
  void import_leaks(const Principal& who, const std::string& text) {
    milvus::DmlResults done;
    client_.Insert("notes", "", {{{"author", who.user_id}, {"text", text}, {"vector", embed(text)}}}, done);   // leak: vector-write-untagged
  }
  void find(const Principal& who, const std::string& text) {
    milvus::SearchArguments search;
    search.SetCollectionName("notes");
    search.SetFilter("tenant_id == '" + who.tenant_id + "'");
    search.AddFloatVector("vector", embed(text));
    milvus::SearchResults found;
    client_.Search(search, found);   // clean
  }

  // What a user keeps for himself is found by the user.
  void keep_is_tagged(const Principal& who, const std::string& text) {
    milvus::DmlResults done;
    client_.Insert("memories", "", {{{"user_id", who.user_id}, {"text", text}, {"vector", embed(text)}}}, done);   // clean
  }
  void recall(const Principal& who, const std::string& text) {
    milvus::SearchArguments search;
    search.SetCollectionName("memories");
    search.SetFilter("user_id == '" + who.user_id + "'");
    search.AddFloatVector("vector", embed(text));
    milvus::SearchResults found;
    client_.Search(search, found);   // clean
  }

private:
  milvus::MilvusClient& client_;
};

milvus::MilvusClient& client();

void serve(const std::string& token, const std::string& text) {
  Notes notes(client());
  const Principal who = principal_of(token);
  notes.add_is_tagged(who, text);
  notes.import_leaks(who, text);
  notes.find(who, text);
  notes.keep_is_tagged(who, text);
  notes.recall(who, text);
}
