#include <lancedb/lancedb.h>
