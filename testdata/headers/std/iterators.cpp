// flags: -std=c++23
#include <deque>
#include <fmt/format.h>
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
