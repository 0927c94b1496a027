// Declarations of fastmcpp, compared with 0xeb/fastmcpp at commit 1cd32e0e.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace fastmcpp {
struct Icon {};
struct AppConfig {};
} // namespace fastmcpp

namespace fastmcpp {
namespace prompts {
struct PromptMessage {};
} // namespace prompts
} // namespace fastmcpp

namespace fastmcpp {
namespace server {
struct Server;
}
} // namespace fastmcpp

namespace fastmcpp {
namespace resources {
struct ResourceContent {};
} // namespace resources
} // namespace fastmcpp

namespace fastmcpp {
namespace tools {
struct Tool;
}
} // namespace fastmcpp

namespace fastmcpp {
struct FastMCP;
}

namespace fastmcpp {
namespace server {
struct Context;
}
} // namespace fastmcpp

namespace fastmcpp {
using Json = nlohmann::json;
enum class TaskSupport : int {};
} // namespace fastmcpp

namespace fastmcpp {
namespace server {
struct Server {
  using Handler = std::function<fastmcpp::Json(const fastmcpp::Json&)>;
  void route(const std::string&, Handler);
};
} // namespace server
} // namespace fastmcpp

namespace fastmcpp {
namespace tools {
struct Tool {
  using Fn = std::function<fastmcpp::Json(const fastmcpp::Json&)>;
  Tool();
  Tool(std::string, fastmcpp::Json, fastmcpp::Json, Fn, std::vector<std::string> = {}, fastmcpp::TaskSupport = {},
       std::optional<fastmcpp::AppConfig> = {}, std::optional<std::string> = {});
  Tool(std::string, fastmcpp::Json, fastmcpp::Json, Fn, std::optional<std::string>, std::optional<std::string>,
       std::optional<std::vector<fastmcpp::Icon>>, std::vector<std::string> = {}, fastmcpp::TaskSupport = {},
       std::optional<fastmcpp::AppConfig> = {}, std::optional<std::string> = {});
};
} // namespace tools
} // namespace fastmcpp

namespace fastmcpp {
struct FastMCP {
  struct ToolOptions {};
  struct PromptOptions {};
  struct ResourceOptions {};
  struct ResourceTemplateOptions {};
  FastMCP& tool(std::string, const Json&, tools::Tool::Fn, ToolOptions);
  FastMCP& tool(std::string, const Json&, tools::Tool::Fn);
  FastMCP& tool(std::string, tools::Tool::Fn, ToolOptions);
  FastMCP& tool(std::string, tools::Tool::Fn);
  FastMCP& prompt(std::string, std::function<std::vector<prompts::PromptMessage>(const Json&)>, PromptOptions);
  FastMCP& prompt(std::string, std::function<std::vector<prompts::PromptMessage>(const Json&)>);
  FastMCP& resource(std::string, std::string, std::function<resources::ResourceContent(const Json&)>, ResourceOptions);
  FastMCP& resource(std::string, std::string, std::function<resources::ResourceContent(const Json&)>);
  FastMCP& resource_template(std::string, std::string, std::function<resources::ResourceContent(const Json&)>,
                             const Json&, ResourceTemplateOptions);
  FastMCP& resource_template(std::string, std::string, std::function<resources::ResourceContent(const Json&)>,
                             const Json& = {});
};
} // namespace fastmcpp

namespace fastmcpp {
namespace server {
struct Context {
  const std::optional<fastmcpp::Json>& request_meta() const;
  const std::optional<std::string>& session_id() const;
  std::optional<std::string> client_id() const;
};
} // namespace server
} // namespace fastmcpp
