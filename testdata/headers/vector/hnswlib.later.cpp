// With filters.
#include <hnswlib-0.8/hnswlib.h>
