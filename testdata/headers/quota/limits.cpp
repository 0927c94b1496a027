#include <fastmcpp/middleware.hpp>
