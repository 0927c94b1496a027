// A handler that is given all there is to know of a call in one record: arguments, session, and what the token stands for.
//--- server.hpp
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace jsoncons {
template <class CharT> class basic_json {
public:
  using string_view_type = std::basic_string_view<CharT>;
  basic_json& operator[](const string_view_type& key);
  const basic_json& operator[](const string_view_type& key) const;
  basic_json& at(const string_view_type& key);
  const basic_json& at(const string_view_type& key) const;
  const basic_json& at_or_null(const string_view_type& key) const;
  bool contains(const string_view_type& key) const noexcept;
  string_view_type as_string_view() const;
  template <typename T> T as() const;
  std::basic_string<CharT> as_string() const;
  template <typename T, typename U> T get_value_or(const string_view_type& key, U&& default_value) const;
};
using json = basic_json<char>;
} // namespace jsoncons

namespace mcp {
struct CallToolResult {};
namespace jsonrpc {
using JsonValue = jsoncons::json;
struct RequestContext {
  std::string protocolVersion;
  std::optional<std::string> sessionId;
  std::optional<std::string> authContext;
};
} // namespace jsonrpc
namespace server {
struct ToolDefinition {
  std::string name;
};
struct PromptDefinition {};
struct ResourceDefinition {};
struct PromptGetResult {};
struct ReadResourceResult {};
struct ToolCallContext {
  jsonrpc::RequestContext requestContext;
  std::string toolName;
  jsonrpc::JsonValue arguments;
};
struct PromptGetContext {
  jsonrpc::RequestContext requestContext;
  std::string promptName;
  jsonrpc::JsonValue arguments;
};
struct ResourceReadContext {
  jsonrpc::RequestContext requestContext;
  std::string uri;
};
using ToolHandler = std::function<CallToolResult(const ToolCallContext&)>;
using PromptHandler = std::function<PromptGetResult(const PromptGetContext&)>;
using ResourceReadHandler = std::function<ReadResourceResult(const ResourceReadContext&)>;
class Server {
public:
  auto registerTool(ToolDefinition definition, ToolHandler handler) -> void;
  auto registerResource(ResourceDefinition definition, ResourceReadHandler handler) -> void;
  auto registerPrompt(PromptDefinition definition, PromptHandler handler) -> void;
};
} // namespace server
} // namespace mcp

//--- notes.cpp
#include "server.hpp"

int count_notes(const std::string& tenant_id);

void serve(mcp::server::Server& server) {
  server.registerTool({"count"}, [](const mcp::server::ToolCallContext& context) -> mcp::CallToolResult {
    const auto tenant_id = context.arguments["tenant_id"].as<std::string>();   // leak: tool-tenant-from-context
    count_notes(tenant_id);
    return {};
  });
  server.registerTool({"count_own"}, [](const mcp::server::ToolCallContext& context) -> mcp::CallToolResult {
    const std::string tenant_id = context.requestContext.authContext.value();   // clean
    count_notes(tenant_id);
    return {};
  });
}
