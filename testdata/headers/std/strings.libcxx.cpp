// libc++, where some members are declared by other classes than in libstdc++.
// flags: -stdlib=libc++
#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>
