#include <duckdb/duckdb.hpp>
