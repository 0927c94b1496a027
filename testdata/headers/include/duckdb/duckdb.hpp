// Declarations of DuckDB, compared with duckdb/duckdb at commit 0068d830.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace duckdb {
using std::string;
using std::unique_ptr;
using std::vector;

struct DuckDB;
struct MaterializedQueryResult {};
struct QueryResult {};
struct Value {};

struct PreparedStatement {
  template <typename... Args> unique_ptr<QueryResult> Execute(Args...);
  unique_ptr<QueryResult> Execute(vector<Value>&, bool = true);
};

struct Connection {
  Connection(DuckDB&);
  unique_ptr<QueryResult> SendQuery(string);
  unique_ptr<MaterializedQueryResult> Query(string);
  template <typename... Args> unique_ptr<QueryResult> Query(string, Args...);
  unique_ptr<PreparedStatement> Prepare(string);
};
} // namespace duckdb
