// libc++, where some members are declared by other classes than in libstdc++.
// flags: -std=c++23 -stdlib=libc++
#include <deque>
#include <forward_list>
#include <iterator>
#include <list>
#include <map>
#include <ranges>
#include <regex>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>
