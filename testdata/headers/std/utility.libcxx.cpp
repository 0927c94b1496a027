// libc++, where some members are declared by other classes than in libstdc++.
// flags: -std=c++23 -stdlib=libc++
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
