#include <jwt/jwt.hpp>
