#include <jwt-cpp/jwt.h>
