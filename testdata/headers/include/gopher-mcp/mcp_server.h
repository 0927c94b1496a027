// Declarations of gopher-mcp, compared with GopherSecurity/gopher-mcp at commit 445b79dc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

namespace mcp {
struct Tool {};
struct Prompt {};
} // namespace mcp

namespace mcp {
namespace jsonrpc {
struct Request {};
struct Response {};
struct Notification {};
} // namespace jsonrpc
} // namespace mcp

namespace mcp {
struct Implementation {};
struct GetPromptResult {};
struct CallToolResult {};
} // namespace mcp

namespace mcp {
namespace network {
struct ListenerCallbacks {};
} // namespace network
} // namespace mcp

namespace mcp {
namespace application {
struct ApplicationBase {};
} // namespace application
} // namespace mcp

namespace mcp {
namespace server {
struct ToolRegistry;
struct SessionContext;
struct McpServer;
} // namespace server
} // namespace mcp

namespace mcp {
template <typename T> struct optional {};
template <typename... Types> struct variant {};
using MetadataValue = variant<std::nullptr_t, std::string, int64_t, double, bool>;
using Metadata = std::map<std::string, MetadataValue>;
} // namespace mcp

namespace mcp {
namespace server {
struct ToolRegistry {
  using ToolHandler = std::function<CallToolResult(const std::string&, const optional<Metadata>&, SessionContext&)>;
  void registerTool(const Tool&, ToolHandler);
};
struct SessionContext {
  using SessionId = std::string;
  const SessionId& getId() const;
  const optional<Implementation>& getClientInfo() const;
  const optional<std::string>& getRequestMeta() const;
};
struct McpServer {
  void registerRequestHandler(const std::string&,
                              std::function<jsonrpc::Response(const jsonrpc::Request&, SessionContext&)>);
  void registerNotificationHandler(const std::string&,
                                   std::function<void(const jsonrpc::Notification&, SessionContext&)>);
  void registerTool(const Tool&,
                    std::function<CallToolResult(const std::string&, const optional<Metadata>&, SessionContext&)>);
  void registerPrompt(const Prompt&,
                      std::function<GetPromptResult(const std::string&, const optional<Metadata>&, SessionContext&)>);
};
} // namespace server
} // namespace mcp
