//--- lancedb.h
// What this page uses of LanceDB's C interface.
#pragma once
#include <stddef.h>

extern "C" {
typedef struct LanceDBConnectBuilder LanceDBConnectBuilder;
typedef struct LanceDBConnection LanceDBConnection;
typedef struct LanceDBTable LanceDBTable;
typedef struct LanceDBVectorQuery LanceDBVectorQuery;
typedef struct LanceDBQueryResult LanceDBQueryResult;
typedef struct FFI_ArrowArray FFI_ArrowArray;
typedef struct FFI_ArrowSchema FFI_ArrowSchema;
typedef enum { LANCEDB_SUCCESS = 0, LANCEDB_INVALID_ARGUMENT = 1 } LanceDBError;
LanceDBConnectBuilder* lancedb_connect(const char* uri);
LanceDBConnection* lancedb_connect_builder_execute(LanceDBConnectBuilder* builder);
LanceDBTable* lancedb_connection_open_table(const LanceDBConnection* connection, const char* table_name);
LanceDBVectorQuery* lancedb_vector_query_new(const LanceDBTable* table, const float* vector, size_t dimension);
LanceDBError lancedb_vector_query_limit(LanceDBVectorQuery* query, size_t limit, char** error_message);
LanceDBError lancedb_vector_query_where_filter(LanceDBVectorQuery* query, const char* filter, char** error_message);
LanceDBQueryResult* lancedb_vector_query_execute(LanceDBVectorQuery* query);
LanceDBError lancedb_table_nearest_to(const LanceDBTable* table, const float* vector, size_t dimension, size_t limit,
                                      const char* column, FFI_ArrowArray*** arrays, FFI_ArrowSchema** schema, size_t* count,
                                      char** error_message);
LanceDBError lancedb_table_delete(const LanceDBTable* table, const char* predicate, char** error_message);
}

//--- flags.cpp
// LanceDB: SQL text on the query object. Each leak stands beside its mended twin.
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "lancedb.h"

struct Caller {
  std::string org_id;
};

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += "'";
    out += c;
  }
  return out + "'";
}

LanceDBQueryResult* run(LanceDBVectorQuery* query, const std::string& filter, std::size_t limit = 10) {
  char* error = nullptr;
  lancedb_vector_query_limit(query, limit, &error);
  if (!filter.empty() && lancedb_vector_query_where_filter(query, filter.c_str(), &error) != LANCEDB_SUCCESS) return nullptr;
  return lancedb_vector_query_execute(query);   // step
}

LanceDBQueryResult* all_leak(LanceDBTable* table, const Caller&, const std::vector<float>& vector) {
  return lancedb_vector_query_execute(lancedb_vector_query_new(table, vector.data(), vector.size()));   // leak: vector-search-unscoped
}

LanceDBQueryResult* own_is_scoped(LanceDBTable* table, const Caller& who, const std::vector<float>& vector) {
  LanceDBVectorQuery* query = lancedb_vector_query_new(table, vector.data(), vector.size());
  lancedb_vector_query_where_filter(query, ("org_id = " + quoted(who.org_id)).c_str(), nullptr);
  return lancedb_vector_query_execute(query);   // clean
}

LanceDBQueryResult* topic_leaks(LanceDBTable* table, const Caller& who, const std::vector<float>& vector,
                                const nlohmann::json& arguments) {
  const std::string topic = arguments.at("topic").get<std::string>();
  LanceDBVectorQuery* query = lancedb_vector_query_new(table, vector.data(), vector.size());
  return run(query, "org_id = " + quoted(who.org_id) + " AND topic = '" + topic + "'");   // leak: vector-filter-injection
}

LanceDBQueryResult* topic_is_scoped(LanceDBTable* table, const Caller& who, const std::vector<float>& vector,
                                    const nlohmann::json& arguments) {
  const std::string topic = arguments.at("topic").get<std::string>();
  LanceDBVectorQuery* query = lancedb_vector_query_new(table, vector.data(), vector.size());
  return run(query, "org_id = " + quoted(who.org_id) + " AND topic = " + quoted(topic));   // clean
}

LanceDBQueryResult* ownerless_leaks(LanceDBTable* table, const Caller& who, const std::vector<float>& vector) {
  LanceDBVectorQuery* query = lancedb_vector_query_new(table, vector.data(), vector.size());
  return run(query, "org_id = " + quoted(who.org_id) + " OR org_id IS NULL", 20);   // leak: vector-filter-optional
}

LanceDBQueryResult* public_is_scoped(LanceDBTable* table, const Caller& who, const std::vector<float>& vector) {
  LanceDBVectorQuery* query = lancedb_vector_query_new(table, vector.data(), vector.size());
  return run(query, "org_id IN (" + quoted(who.org_id) + ", 'public')", 20);   // clean
}

LanceDBQueryResult* unfiltered_leaks(LanceDBTable* table, const Caller& who, const std::vector<float>& vector) {
  const std::string filter = "org_id = " + quoted(who.org_id);
  LanceDBVectorQuery* query = lancedb_vector_query_new(table, vector.data(), vector.size());
  return run(query, "");   // leak: vector-filter-discarded
}

// The short way takes no filter at all.
LanceDBError short_leaks(LanceDBTable* table, const Caller&, const std::vector<float>& vector) {
  FFI_ArrowArray** arrays = nullptr;
  FFI_ArrowSchema* schema = nullptr;
  size_t count = 0;
  return lancedb_table_nearest_to(table, vector.data(), vector.size(), 10, "vector", &arrays, &schema, &count, nullptr);   // leak: vector-search-unscoped
}

// A table for each organisation.
LanceDBQueryResult* own_table_is_scoped(const LanceDBConnection* connection, const Caller& who, const std::vector<float>& vector) {
  LanceDBTable* table = lancedb_connection_open_table(connection, ("notes_" + who.org_id).c_str());
  return run(lancedb_vector_query_new(table, vector.data(), vector.size()), "");   // clean
}

LanceDBQueryResult* shared_table_leaks(const LanceDBConnection* connection, const Caller&, const std::vector<float>& vector) {
  LanceDBTable* table = lancedb_connection_open_table(connection, "notes");
  return run(lancedb_vector_query_new(table, vector.data(), vector.size()), "lang = 'en'");   // leak: vector-search-unscoped
}

// A database for each organisation.
LanceDBQueryResult* own_database_is_scoped(const Caller& who, const std::vector<float>& vector) {
  LanceDBConnection* own = lancedb_connect_builder_execute(lancedb_connect(("s3://notes/" + who.org_id).c_str()));
  LanceDBTable* table = lancedb_connection_open_table(own, "notes");
  return run(lancedb_vector_query_new(table, vector.data(), vector.size()), "");   // clean
}

void forget_leaks(LanceDBTable* table, const Caller&, const std::string& document) {
  lancedb_table_delete(table, ("document = " + quoted(document)).c_str(), nullptr);   // leak: vector-search-unscoped
}

void forget_is_scoped(LanceDBTable* table, const Caller& who, const std::string& document) {
  lancedb_table_delete(table, ("document = " + quoted(document) + " AND org_id = " + quoted(who.org_id)).c_str(), nullptr);   // clean
}
