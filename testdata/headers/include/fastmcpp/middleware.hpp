// Declarations of fastmcpp, compared with 0xeb/fastmcpp at commit 1cd32e0e.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace fastmcpp {
namespace server {
struct RateLimitMiddleware;
}
} // namespace fastmcpp

namespace fastmcpp {
using Json = nlohmann::json;
}

namespace fastmcpp {
namespace server {
using BeforeHook = std::function<std::optional<fastmcpp::Json>(const std::string&, const fastmcpp::Json&)>;
struct RateLimitMiddleware {
  BeforeHook create_hook();
};
} // namespace server
} // namespace fastmcpp
