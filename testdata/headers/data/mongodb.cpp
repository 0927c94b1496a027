#include <mongocxx/mongocxx.hpp>
