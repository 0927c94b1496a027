//--- milvus.h
// What this page uses of Milvus' C++ client.
#pragma once
#include <memory>
#include <string>
#include <vector>

namespace milvus {
class Status {
public:
  bool IsOk() const;
};
class DmlResults {};
class Field {
public:
  virtual ~Field() = default;
};
using FieldDataPtr = std::shared_ptr<Field>;
template <typename T>
class FieldData : public Field {
public:
  FieldData(std::string name, const std::vector<T>& data);
};
using VarCharFieldData = FieldData<std::string>;
using FloatVecFieldData = FieldData<std::vector<float>>;
class MilvusClient {
public:
  Status Insert(const std::string& collection, const std::string& partition, const std::vector<FieldDataPtr>& fields,
                DmlResults& results);
};
}  // namespace milvus
//--- columns.cpp
// Rows handed over column by column, behind pointers.
#include <memory>
#include <string>
#include <vector>

#include "milvus.h"

struct Principal {
  std::string tenant_id;
  std::string login;
};

std::vector<float> embed(const std::string& text);

void without_owner_leaks(milvus::MilvusClient& client, const Principal& who, const std::vector<std::string>& texts) {
  std::vector<std::string> logins;
  std::vector<std::vector<float>> vectors;
  for (const std::string& text : texts) {
    logins.push_back(who.login.empty() ? "import" : "upload");
    vectors.push_back(embed(text));
  }
  std::vector<milvus::FieldDataPtr> columns{std::make_shared<milvus::VarCharFieldData>("text", texts),
                                            std::make_shared<milvus::VarCharFieldData>("by", logins),
                                            std::make_shared<milvus::FloatVecFieldData>("vector", vectors)};
  milvus::DmlResults results;
  client.Insert("pages", "", columns, results);   // leak: vector-write-untagged
}

void with_owner_is_tagged(milvus::MilvusClient& client, const Principal& who, const std::vector<std::string>& texts) {
  std::vector<std::string> owners;
  std::vector<std::vector<float>> vectors;
  for (const std::string& text : texts) {
    owners.push_back(who.tenant_id);
    vectors.push_back(embed(text));
  }
  std::vector<milvus::FieldDataPtr> columns{std::make_shared<milvus::VarCharFieldData>("text", texts),
                                            std::make_shared<milvus::VarCharFieldData>("tenant_id", owners),
                                            std::make_shared<milvus::FloatVecFieldData>("vector", vectors)};
  milvus::DmlResults results;
  client.Insert("pages", "", columns, results);   // clean
}

void one_by_one_is_tagged(milvus::MilvusClient& client, const Principal& who, const std::vector<std::string>& texts) {
  std::vector<std::vector<float>> vectors;
  for (const std::string& text : texts) vectors.push_back(embed(text));
  std::vector<milvus::FieldDataPtr> columns;
  columns.push_back(std::make_shared<milvus::VarCharFieldData>("text", texts));
  columns.push_back(std::make_shared<milvus::VarCharFieldData>("tenant_id", std::vector<std::string>(texts.size(), who.tenant_id)));
  columns.push_back(std::make_shared<milvus::FloatVecFieldData>("vector", vectors));
  milvus::DmlResults results;
  client.Insert("pages", "", columns, results);   // clean
}
