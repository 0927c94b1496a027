// Declarations of the C interface of LanceDB, compared with lancedb/lancedb-c at commit 3f708934; what connects and opens, at 305e2c37.
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct LanceDBConnectBuilder {};
struct LanceDBConnection {};
struct LanceDBTable {};
struct LanceDBQuery {};
struct LanceDBVectorQuery {};
struct LanceDBQueryResult {};
struct FFI_ArrowSchema {};
struct FFI_ArrowArray {};
typedef struct LanceDBConnectBuilder LanceDBConnectBuilder;
typedef struct LanceDBConnection LanceDBConnection;
typedef struct LanceDBTable LanceDBTable;
typedef struct LanceDBQuery LanceDBQuery;
typedef struct LanceDBVectorQuery LanceDBVectorQuery;
typedef struct LanceDBQueryResult LanceDBQueryResult;
typedef enum LanceDBError LanceDBError;
LanceDBConnectBuilder* lancedb_connect(const char*);
LanceDBConnection* lancedb_connect_builder_execute(LanceDBConnectBuilder*);
LanceDBTable* lancedb_connection_open_table(const LanceDBConnection*, const char*);
LanceDBError lancedb_table_delete(const LanceDBTable*, const char*, char**);
LanceDBVectorQuery* lancedb_vector_query_new(const LanceDBTable*, const float*, size_t);
LanceDBError lancedb_query_limit(LanceDBQuery*, size_t, char**);
LanceDBError lancedb_query_where_filter(LanceDBQuery*, const char*, char**);
LanceDBError lancedb_vector_query_limit(LanceDBVectorQuery*, size_t, char**);
LanceDBError lancedb_vector_query_column(LanceDBVectorQuery*, const char*, char**);
LanceDBError lancedb_vector_query_where_filter(LanceDBVectorQuery*, const char*, char**);
LanceDBQueryResult* lancedb_query_execute(LanceDBQuery*);
LanceDBQueryResult* lancedb_vector_query_execute(LanceDBVectorQuery*);
LanceDBError lancedb_table_nearest_to(const LanceDBTable*, const float*, size_t, size_t, const char*,
                                      struct FFI_ArrowArray***, struct FFI_ArrowSchema**, size_t*, char**);
