#include <libhashkit/hashkit.h>
#include <libmemcached/memcached.h>
#include <libmemcached/memcached.hpp>
#include <libmemcached/util.h>
