#include <fastmcpp/fastmcpp.hpp>
