#include <mongocxx-3/mongocxx.hpp>
