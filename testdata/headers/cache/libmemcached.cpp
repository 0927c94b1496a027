#include <libmemcached/memcached.h>
#include <libmemcached/memcached.hpp>
#include <libmemcached/util.h>
#include <libhashkit/hashkit.h>
