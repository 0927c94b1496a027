// Declarations of the C interface of DuckDB, compared with duckdb/duckdb at commit 75631ae4.
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef uint64_t idx_t;
typedef enum duckdb_state { DuckDBSuccess = 0, DuckDBError = 1 } duckdb_state;
typedef struct _duckdb_database* duckdb_database;
typedef struct _duckdb_connection* duckdb_connection;
typedef struct _duckdb_prepared_statement* duckdb_prepared_statement;
typedef struct _duckdb_value* duckdb_value;
typedef struct duckdb_result duckdb_result;

duckdb_state duckdb_open(const char*, duckdb_database*);
duckdb_state duckdb_connect(duckdb_database, duckdb_connection*);
void duckdb_disconnect(duckdb_connection*);
void duckdb_close(duckdb_database*);
duckdb_state duckdb_query(duckdb_connection, const char*, duckdb_result*);
void duckdb_destroy_result(duckdb_result*);
idx_t duckdb_row_count(duckdb_result*);
idx_t duckdb_column_count(duckdb_result*);
char* duckdb_value_varchar(duckdb_result*, idx_t, idx_t);
int64_t duckdb_value_int64(duckdb_result*, idx_t, idx_t);
double duckdb_value_double(duckdb_result*, idx_t, idx_t);
void duckdb_free(void*);
duckdb_state duckdb_prepare(duckdb_connection, const char*, duckdb_prepared_statement*);
void duckdb_destroy_prepare(duckdb_prepared_statement*);
duckdb_state duckdb_bind_boolean(duckdb_prepared_statement, idx_t, bool);
duckdb_state duckdb_bind_int32(duckdb_prepared_statement, idx_t, int32_t);
duckdb_state duckdb_bind_int64(duckdb_prepared_statement, idx_t, int64_t);
duckdb_state duckdb_bind_double(duckdb_prepared_statement, idx_t, double);
duckdb_state duckdb_bind_varchar(duckdb_prepared_statement, idx_t, const char*);
duckdb_state duckdb_bind_varchar_length(duckdb_prepared_statement, idx_t, const char*, idx_t);
duckdb_state duckdb_bind_blob(duckdb_prepared_statement, idx_t, const void*, idx_t);
duckdb_state duckdb_bind_value(duckdb_prepared_statement, idx_t, duckdb_value);
duckdb_state duckdb_execute_prepared(duckdb_prepared_statement, duckdb_result*);
