#include <libjwt-3/jwt.h>
