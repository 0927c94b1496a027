#include <milvus/milvus.h>
