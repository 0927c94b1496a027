#include <usearch/index_dense.hpp>
