// flags: -std=c++23
#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>

// What a conversion template converts to is known where it is used.
void conversions(const std::string& text) { std::string_view view = text; }
