// Declarations of the clients of cpp-mcp, compared with hkr04/cpp-mcp at commit f1117d52.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

namespace mcp {
struct client;
struct sse_client;
struct stdio_client;
using json = nlohmann::ordered_json;
struct client {
  json call_tool(const std::string&, const json& = {});
  json read_resource(const std::string&);
};
struct sse_client : client {
  json call_tool(const std::string&, const json& = {});
};
struct stdio_client : client {
  json call_tool(const std::string&, const json& = {});
};
} // namespace mcp
