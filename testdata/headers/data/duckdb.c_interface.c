#include <duckdb/duckdb.h>
