#include <oatpp/oatpp.hpp>
