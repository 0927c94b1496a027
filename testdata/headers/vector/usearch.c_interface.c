#include <usearch/usearch.h>
