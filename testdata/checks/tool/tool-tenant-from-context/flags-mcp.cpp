// Tools of an MCP server: what a registered handler is given first is what the model wrote, whatever it is called.
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

class server {
public:
  void register_tool(const tool& tool, tool_handler handler);
};
} // namespace mcp

//--- tools.cpp
#include <functional>
#include <string>

#include <pqxx/pqxx>

#include "mcp/server.h"

struct Principal {
  std::string tenant_id;
};

mcp::json rows_of(pqxx::connection& database, const std::string& tenant) {
  pqxx::work transaction(database);
  mcp::json out = mcp::json::array();
  for (const auto& row : transaction.exec_params("SELECT name FROM projects WHERE tenant_id = $1", tenant))   // step
    out.push_back(row["name"].c_str());
  return out;
}

void register_leaking(mcp::server& server, pqxx::connection& database) {
  server.register_tool({"lambda_leaks"}, [&database](const mcp::json& p, const std::string&) {
    return rows_of(database, p.at("tenant_id").get<std::string>());   // leak: tool-tenant-from-context
  });
}

// One server for each connection, made after the credential was verified: the handler holds the principal.
void register_scoped(mcp::server& server, pqxx::connection& database, const Principal& verified) {
  server.register_tool({"lambda_is_scoped"}, [&database, who = verified](const mcp::json& p, const std::string&) {
    mcp::json out = rows_of(database, who.tenant_id);   // clean
    if (p.contains("limit") && out.size() > p["limit"].get<std::size_t>()) out.erase(out.begin() + 1, out.end());
    return out;
  });
}

// A function with a name, bound to its database.
mcp::json named_leaks(pqxx::connection* database, const mcp::json& p, const std::string&) {
  const std::string tenant = p["tenant"].get<std::string>();   // leak: tool-tenant-from-context
  return rows_of(*database, tenant);
}

void register_named(mcp::server& server, pqxx::connection& database) {
  using namespace std::placeholders;
  server.register_tool({"named_leaks"}, std::bind(named_leaks, &database, _1, _2));
}
