#include <folly/TokenBucket.h>
