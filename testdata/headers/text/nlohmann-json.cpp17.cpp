// Before C++20 comparisons are functions beside the class.
// flags: -std=c++17
#include <nlohmann/json.hpp>
