#include <folly/TokenBucket.h>
#include <folly/semaphores.h>
