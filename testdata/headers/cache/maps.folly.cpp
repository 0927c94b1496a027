#include <folly/maps.h>
