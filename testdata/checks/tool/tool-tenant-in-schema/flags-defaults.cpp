// A parameter that the model may leave out is asked for all the same.
//--- mcp/server.h
#pragma once
#include <functional>
#include <string>

#include <nlohmann/json.hpp>

// As much of cpp-mcp's interface as is needed here.
namespace mcp {
using json = nlohmann::ordered_json;
using tool_handler = std::function<json(const json&, const std::string&)>;

struct tool {
  std::string name;
};

class tool_builder {
public:
  explicit tool_builder(const std::string& name);
  tool_builder& with_string_param(const std::string& name, const std::string& description, bool required = true);
  tool build() const;
};

class server {
public:
  void register_tool(const tool& tool, tool_handler handler);
};
} // namespace mcp

//--- tools.cpp
#include <string>

#include <pqxx/pqxx>

#include "mcp/server.h"

struct Principal {
  std::string user_id;
  std::string org_id;
};

static std::string left_over(pqxx::connection& database, const std::string& org_id, const std::string& code) {
  pqxx::work transaction(database);
  const auto rows = transaction.exec_params("SELECT budget - spent FROM cost_centers WHERE org_id = $1 AND code = $2", org_id, code);   // step
  return rows.empty() ? std::string() : rows[0][0].as<std::string>();
}

void optional_leaks(mcp::server& server, const Principal& who, pqxx::connection& database) {
  server.register_tool(mcp::tool_builder("left_over")
                           .with_string_param("code", "of the cost center")
                           .with_string_param("org_id", "by default the user's own", false)   // leak: tool-tenant-in-schema
                           .build(),
                       [who, &database](const mcp::json& arguments, const std::string&) {
                         const std::string org_id = arguments.value("org_id", who.org_id);   // leak: tool-tenant-from-context
                         return mcp::json(left_over(database, org_id, arguments.at("code").get<std::string>()));
                       });
}

void of_the_principal_is_scoped(mcp::server& server, const Principal& who, pqxx::connection& database) {
  server.register_tool(mcp::tool_builder("own_left_over").with_string_param("code", "of the cost center").build(),   // clean
                       [who, &database](const mcp::json& arguments, const std::string&) {
                         return mcp::json(left_over(database, who.org_id, arguments.value("code", "")));
                       });
}

// Offered under a name of its own and put beside the answer: it chooses nothing.
void label_is_scoped(mcp::server& server, const Principal& who, pqxx::connection& database) {
  server.register_tool(mcp::tool_builder("labelled_left_over")
                           .with_string_param("code", "of the cost center")
                           .with_string_param("workspace_id", "shown with the answer", false)   // clean
                           .build(),
                       [who, &database](const mcp::json& arguments, const std::string&) {
                         const std::string shown = arguments.value("workspace_id", std::string("none"));
                         return mcp::json(shown + ": " + left_over(database, who.org_id, arguments.value("code", "")));
                       });
}
