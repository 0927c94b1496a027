#include <valkey/valkey.h>
