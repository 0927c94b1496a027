#include <drogon/CacheMap.h>
