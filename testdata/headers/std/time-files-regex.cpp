#include <chrono>
#include <filesystem>
#include <locale>
#include <random>
#include <regex>
