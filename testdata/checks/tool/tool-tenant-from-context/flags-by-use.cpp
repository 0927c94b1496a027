// What is compared with the owner's column is the owner, whatever it is called.
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Principal {
  std::string tenant_id;
  std::string role;
};

json renamed_leaks(pqxx::connection& db, const Principal& who, const json& args) {
  pqxx::work tx(db);
  const auto x = args.at("for").get<std::string>();
  return tx.exec_params("SELECT body FROM notes WHERE tenant_id = $1", x).size();   // leak: tool-tenant-from-context
}

json actor_leaks(pqxx::connection& db, const Principal& who, const json& args) {
  pqxx::work tx(db);
  const auto org = args.at("tenant_id").get<std::string>();   // leak: tool-tenant-from-context
  tx.exec_params("UPDATE notes SET editor_tenant = $2 WHERE tenant_id = $1", org, who.tenant_id);
  return {};
}

json setting_leaks(pqxx::connection& db, const json& args) {
  pqxx::work tx(db);
  tx.exec_params("SELECT set_config('app.tenant_id', $1, true)", args.at("tenant_id").get<std::string>());   // leak: tool-tenant-from-context
  return tx.exec("SELECT body FROM notes").size();
}

json own_is_scoped(pqxx::connection& db, const Principal& who, const json& args) {
  pqxx::work tx(db);
  const auto x = args.at("for").get<std::string>();
  return tx.exec_params("SELECT body FROM notes WHERE tenant_id = $1 AND customer_id = $2", who.tenant_id, x).size();   // clean
}

// One of several.
int first_of_list_leaks(pqxx::connection& database, const nlohmann::json& arguments) {
  const auto owners = arguments.at("owners").get<std::vector<std::string>>();
  pqxx::work transaction(database);
  return transaction.exec_params1("SELECT count(*) FROM orders WHERE tenant_id = $1", owners[0])[0].as<int>();   // leak: tool-tenant-from-context
}
