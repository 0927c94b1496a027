#include <lru/caches.hpp>
#include <lru/cpp-lru-cache.hpp>
#include <lru/lrucache11.hpp>

#include <Poco/ExpireCache.h>
#include <Poco/LRUCache.h>
#include <boost/compute/detail/lru_cache.hpp>
