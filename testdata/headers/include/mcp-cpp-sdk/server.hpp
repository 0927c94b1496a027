// Declarations of mcp-cpp-sdk, compared with yurirocha15/mcp-cpp-sdk at commit 0927251c.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include <nlohmann/json.hpp>

namespace mcp {
struct Prompt {};
struct Resource {};
struct Server;
struct Server {
  template <typename In, typename Out, typename Fn>
  void add_tool(const std::string&, const std::string&, const nlohmann::json&, Fn);
  template <typename In, typename Out, typename Fn>
  void add_tool(const std::string&, const std::string&, const nlohmann::json&, const nlohmann::json&, Fn);
  void add_tool(const std::string&, const std::string&, const nlohmann::json&,
                std::function<nlohmann::json(const nlohmann::json&)>);
  template <typename In, typename Out, typename Fn> void add_resource(const Resource&, Fn);
  template <typename In, typename Out, typename Fn> void add_prompt(const Prompt&, Fn);
};
} // namespace mcp
