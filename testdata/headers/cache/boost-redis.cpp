#include <boost-redis/request.hpp>
