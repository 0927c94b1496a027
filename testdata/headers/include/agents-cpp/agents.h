// Declarations of agents.cpp, compared with RunEdgeAI/agents-cpp-sdk at commit cd4c1025.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace agents {
struct Parameter {};
struct ToolResult {};
struct Tool;
using JsonObject = nlohmann::json;
using ToolCallback = std::function<ToolResult(const JsonObject&)>;
struct Tool {
  void setCallback(ToolCallback);
};
std::shared_ptr<Tool> createTool(const std::string&, const std::string&, const std::vector<Parameter>&, ToolCallback);
} // namespace agents
