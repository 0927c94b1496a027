// libc++, where some members are declared by other classes than in libstdc++.
// flags: -stdlib=libc++
#include <algorithm>
#include <functional>
#include <memory>
#include <numeric>
#include <ranges>
#include <string>
#include <vector>
