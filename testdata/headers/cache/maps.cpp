#include <boost/container/flat_map.hpp>
#include <boost/container/map.hpp>
#include <boost/unordered_map.hpp>
#include <google/protobuf/map.h>
#include <tbb/concurrent_hash_map.h>
#include <tbb/concurrent_unordered_map.h>
