#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>
