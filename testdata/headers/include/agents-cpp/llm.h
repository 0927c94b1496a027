// Declarations of agents.cpp, compared with RunEdgeAI/agents-cpp-sdk at commit cd4c1025.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace agents {
struct LLMResponse;
struct Message {};
struct Tool {};
struct LLMInterface;
struct LLMResponse {};
struct LLMInterface {
  LLMResponse chat(const std::string&);
  LLMResponse chat(const std::vector<Message>&);
  LLMResponse chatWithTools(const std::vector<Message>&, const std::vector<std::shared_ptr<Tool>>&);
};
} // namespace agents
