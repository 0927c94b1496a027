#include <sw/redis++/redis++.h>
