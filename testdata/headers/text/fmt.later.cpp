#include <fmt-12/format.h>
