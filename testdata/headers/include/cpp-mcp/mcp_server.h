// Declarations of cpp-mcp, compared with hkr04/cpp-mcp at commit f1117d52.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include <httplib.h>
#include <nlohmann/json.hpp>

namespace mcp {
struct mcp_exception;
struct request {};
struct resource {};
struct tool {};
struct tool_builder;
struct prompt {};
struct server;
using json = nlohmann::ordered_json;
enum class error_code : int {};
using method_handler = std::function<json(const json&, const std::string&)>;
using tool_handler = method_handler;
using prompt_handler = method_handler;
using notification_handler = std::function<void(const json&, const std::string&)>;
using auth_handler = std::function<bool(const std::string&, const std::string&)>;
using session_cleanup_handler = std::function<void(const std::string&)>;
struct mcp_exception {
  mcp_exception(error_code, const std::string&);
};
struct tool_builder {
  tool_builder(const std::string&);
  tool_builder& with_description(const std::string&);
  tool_builder& with_string_param(const std::string&, const std::string&, bool = {});
  tool_builder& with_number_param(const std::string&, const std::string&, bool = {});
  tool_builder& with_boolean_param(const std::string&, const std::string&, bool = {});
  tool_builder& with_array_param(const std::string&, const std::string&, const std::string&, bool = {});
  tool_builder& with_object_param(const std::string&, const std::string&, const json&, bool = {});
  tool_builder& with_annotations(const json&);
  tool build() const;
};
tool create_tool(const std::string&, const std::string&,
                 const std::vector<std::tuple<std::string, std::string, std::string, bool>>&);
struct server {
  struct configuration {};
  server(const server::configuration&);
  bool start(bool = {});
  void start_stdio();
  void stop();
  bool is_running() const;
  void set_server_info(const std::string&, const std::string&);
  void set_capabilities(const json&);
  void set_instructions(const std::string&);
  void register_method(const std::string&, method_handler);
  void register_notification(const std::string&, notification_handler);
  void register_resource(const std::string&, std::shared_ptr<resource>);
  using resource_template_handler =
      std::function<json(const std::string&, const std::map<std::string, std::string>&, const std::string&)>;
  void register_resource_template(const std::string&, const std::string&, const std::string&, const std::string&,
                                  resource_template_handler);
  void register_tool(const tool&, tool_handler);
  void register_prompt(const prompt&, prompt_handler);
  void register_session_cleanup(const std::string&, session_cleanup_handler);
  void set_auth_handler(auth_handler);
  void send_request(const std::string&, const request&);
  void broadcast_notification(const request&);
  std::vector<std::string> get_active_sessions() const;
  bool set_mount_point(const std::string&, const std::string&, httplib::Headers = {});
};
} // namespace mcp
