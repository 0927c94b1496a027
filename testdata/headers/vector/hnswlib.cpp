#include <hnswlib/hnswlib.h>
