#include <Poco/ExpireCache.h>
#include <Poco/LRUCache.h>
#include <boost/compute/detail/lru_cache.hpp>
