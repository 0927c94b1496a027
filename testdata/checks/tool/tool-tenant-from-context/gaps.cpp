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
