#include <cachelib/CacheAllocator.h>
#include <folly/EvictingCacheMap.h>
