// libstdc++ 12 has no std::format.
// flags: -std=c++23 -stdlib=libc++
#include <format>
#include <ostream>
#include <print>
