// libc++, where some members are declared by other classes than in libstdc++.
// flags: -std=c++23 -stdlib=libc++
#include <algorithm>
#include <functional>
#include <memory>
#include <numeric>
#include <ranges>
#include <string>
#include <vector>
