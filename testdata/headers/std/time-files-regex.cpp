#include <chrono>
#include <filesystem>
#include <locale>
#include <random>
#include <regex>

#include <string>

// What a conversion converts to depends on what is matched.
void conversions(const std::ssub_match& match) { std::string text = match; }
