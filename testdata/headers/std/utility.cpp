// flags: -std=c++23
#include <any>
#include <bit>
#include <coroutine>
#include <exception>
#include <expected>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <source_location>
#include <stdexcept>
#include <string>
#include <system_error>
#include <tuple>
#include <typeindex>
#include <utility>
#include <variant>

// What a conversion converts to depends on what is referred to.
void conversions(std::reference_wrapper<std::string> reference) { std::string& text = reference; }
