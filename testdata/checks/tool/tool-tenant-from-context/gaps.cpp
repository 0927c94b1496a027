// Leaks we know that we miss.
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

// Which number is the tenant's is agreed on elsewhere; nothing here is named like one.
json packed_argument_leaks(pqxx::connection& database, const json& arguments) {
  const auto ids = arguments.at("ids").get<std::vector<int>>();   // gap: tool-tenant-from-context the column and the argument have neutral names
  pqxx::work transaction(database);
  return transaction.exec_params("SELECT total FROM orders WHERE o = $1 AND id = $2", ids.at(0), ids.at(1)).size();
}

// A call kept in a record of one's own, whose arguments are a field of it.
struct Call {
  std::string name;
  json arguments;
};

std::string dispatch_leaks(pqxx::connection& database, const Call& call) {
  if (call.name != "notes") return {};
  pqxx::work transaction(database);
  const auto tenant = call.arguments.at("tenant_id").get<std::string>();   // gap: tool-tenant-from-context a field called arguments is not taken for the model's
  return transaction.exec_params1("SELECT body FROM notes WHERE tenant_id = $1", tenant)[0].c_str();
}
