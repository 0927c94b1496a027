#include <folly/Hash.h>
