// libc++, where some members are declared by other classes than in libstdc++.
// flags: -stdlib=libc++
#include <chrono>
#include <filesystem>
#include <locale>
#include <random>
#include <regex>
