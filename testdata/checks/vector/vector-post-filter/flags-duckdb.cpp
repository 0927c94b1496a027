//--- duckdb.hpp
// What this page uses of DuckDB.
#pragma once
#include <memory>
#include <string>
#include <vector>

namespace duckdb {
template <typename T>
using vector = std::vector<T>;
template <typename T>
using unique_ptr = std::unique_ptr<T>;
using std::string;
class Value {
public:
  Value(std::string value);
  Value(const char* value);
  Value(int value);
};
class QueryResult {
public:
  virtual ~QueryResult() = default;
};
class MaterializedQueryResult : public QueryResult {};
class DuckDB {
public:
  explicit DuckDB(const char* path);
};
class PreparedStatement {
public:
  unique_ptr<QueryResult> Execute(vector<Value>& values, bool allow_stream_result = true);
  template <typename... ARGS>
  unique_ptr<QueryResult> Execute(ARGS... args) {
    vector<Value> values{Value(args)...};
    return Execute(values);
  }
};
class Connection {
public:
  explicit Connection(DuckDB& database);
  unique_ptr<MaterializedQueryResult> Query(const string& query);
  template <typename... ARGS>
  unique_ptr<QueryResult> Query(const string& query, ARGS... args) {
    return Prepare(query)->Execute(args...);
  }
  unique_ptr<PreparedStatement> Prepare(const string& query);
};
}  // namespace duckdb

//--- flags.cpp
// DuckDB's and SQLite's other vector tables. Each leak stands beside its mended twin.
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sqlite3.h>

#include "duckdb.hpp"

struct Session {
  std::string tenant_id;
};

using Rows = duckdb::unique_ptr<duckdb::QueryResult>;

Rows around_leaks(duckdb::Connection& db, const Session& who, const std::string& vector) {
  return db.Query("SELECT body FROM (SELECT tenant_id, body FROM pages "   // leak: vector-post-filter
                  "ORDER BY array_distance(embedding, $1::FLOAT[384]) LIMIT 20) WHERE tenant_id = $2",
                  vector, who.tenant_id);
}

Rows inside_is_scoped(duckdb::Connection& db, const Session& who, const std::string& vector) {
  return db.Query("SELECT body FROM pages WHERE tenant_id = $2 "   // clean
                  "ORDER BY array_distance(embedding, $1::FLOAT[384]) LIMIT 20",
                  vector, who.tenant_id);
}

Rows all_leak(duckdb::Connection& db, const Session&, const std::string& vector) {
  return db.Prepare("SELECT body FROM pages ORDER BY array_cosine_distance(embedding, $1::FLOAT[384]) LIMIT 5")->Execute(vector);   // leak: vector-search-unscoped
}

Rows prepared_is_scoped(duckdb::Connection& db, const Session& who, const std::string& vector) {
  const auto statement = db.Prepare("SELECT body FROM pages WHERE tenant_id = ? ORDER BY array_cosine_distance(embedding, ?::FLOAT[384]) LIMIT 5");
  duckdb::vector<duckdb::Value> values{who.tenant_id, vector};
  return statement->Execute(values);   // clean
}

Rows prepared_leaks(duckdb::Connection& db, const Session& who, const std::string& vector) {
  const auto statement = db.Prepare("SELECT body FROM pages WHERE tenant_id = ? OR is_shared ORDER BY array_cosine_distance(embedding, ?::FLOAT[384]) LIMIT 5");
  duckdb::vector<duckdb::Value> values{who.tenant_id, vector};
  return statement->Execute(values);   // leak: vector-filter-optional
}

Rows written_leaks(duckdb::Connection& db, const Session&, const std::string& vector, const std::string& kind) {
  return db.Query(fmt::format("SELECT body FROM pages WHERE kind = '{}' ORDER BY array_inner_product(embedding, {}::FLOAT[384]) DESC LIMIT 5", kind, vector));   // leak: vector-search-unscoped
}

Rows written_is_scoped(duckdb::Connection& db, const Session& who, const std::string& vector) {
  return db.Query(fmt::format("SELECT body FROM pages_{} ORDER BY array_inner_product(embedding, {}::FLOAT[384]) DESC LIMIT 5", who.tenant_id, vector));   // clean
}

// The best by an aggregate.
Rows min_by_leaks(duckdb::Connection& db, const Session&, const std::string& vector) {
  return db.Query("SELECT min_by(body, array_distance(embedding, $1::FLOAT[384]), 3) FROM pages", vector);   // leak: vector-search-unscoped
}

Rows min_by_is_scoped(duckdb::Connection& db, const Session& who, const std::string& vector) {
  return db.Query("SELECT min_by(body, array_distance(embedding, $1::FLOAT[384]), 3) FROM pages WHERE tenant_id = $2", vector, who.tenant_id);   // clean
}

// sqlite-vss: the function ranks and cuts, whatever else is asked. The vector is written out as JSON.
struct Owner {
  long long account_id = 0;
};

int collect(void* into, int, char** values, char**) {
  static_cast<std::vector<std::string>*>(into)->emplace_back(values[0]);
  return 0;
}

std::vector<std::string> vss_leaks(sqlite3* db, const Owner& who, const std::string& vector) {
  std::vector<std::string> bodies;
  const std::string text = "WITH hits AS (SELECT rowid, distance FROM vss_pages WHERE vss_search(embedding, vss_search_params('" + vector +
                           "', 20))) SELECT p.body FROM hits JOIN pages p ON p.id = hits.rowid WHERE p.account_id = " +
                           std::to_string(who.account_id) + " ORDER BY hits.distance";
  sqlite3_exec(db, text.c_str(), collect, &bodies, nullptr);   // leak: vector-post-filter
  return bodies;
}

std::vector<std::string> vss_joined_leaks(sqlite3* db, const Owner& who, const std::string& vector) {
  std::vector<std::string> bodies;
  const std::string text = fmt::format("SELECT p.body FROM vss_pages v JOIN pages p ON p.id = v.rowid "
                                       "WHERE vss_search(v.embedding, '{}') AND p.account_id = {} LIMIT 20",
                                       vector, who.account_id);
  sqlite3_exec(db, text.c_str(), collect, &bodies, nullptr);   // leak: vector-post-filter
  return bodies;
}

std::vector<std::string> vss_all_leak(sqlite3* db, const Owner&, const std::string& vector) {
  std::vector<std::string> rows;
  const std::string text = "SELECT rowid, distance FROM vss_pages WHERE vss_search(embedding, '" + vector + "') LIMIT 20";
  sqlite3_exec(db, text.c_str(), collect, &rows, nullptr);   // leak: vector-search-unscoped
  return rows;
}

std::vector<std::string> vss_own_table_is_scoped(sqlite3* db, const Owner& who, const std::string& vector) {
  std::vector<std::string> rows;
  const std::string text = fmt::format("SELECT rowid, distance FROM vss_pages_{} WHERE vss_search(embedding, '{}') LIMIT 20", who.account_id, vector);
  sqlite3_exec(db, text.c_str(), collect, &rows, nullptr);   // clean
  return rows;
}

// Every row of the account is compared.
std::vector<std::string> exact_is_scoped(sqlite3* db, const Owner& who, const std::string& vector) {
  std::vector<std::string> bodies;
  const std::string text = fmt::format("SELECT body FROM pages WHERE account_id = {} ORDER BY vec_distance_cosine(embedding, '{}') LIMIT 5",
                                       who.account_id, vector);
  sqlite3_exec(db, text.c_str(), collect, &bodies, nullptr);   // clean
  return bodies;
}
