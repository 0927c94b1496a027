// Declarations of itcv-GmbH/cpp-mcp-sdk and of jsoncons, compared with the former at commit d0972eec and with
// danielaparker/jsoncons at commit bcb44594.
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
