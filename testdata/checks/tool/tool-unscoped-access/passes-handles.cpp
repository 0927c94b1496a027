// The connection itself is the tenant's, or the table is nobody's.
#include <string>
#include <unordered_map>

#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Principal {
  std::string tenant_id;
  std::string role;
};

std::string dsn_of(const std::string& tenant);

json dsn_is_scoped(const Principal& who, const json& args) {
  pqxx::connection db("dbname=t_" + who.tenant_id);
  pqxx::work tx(db);
  return tx.exec_params("SELECT body FROM notes WHERE id = $1", args.at("id").get<int>()).size();   // clean
}

json dsn_call_is_scoped(const Principal& who, const json& args) {
  pqxx::connection db(dsn_of(who.tenant_id));
  pqxx::work tx(db);
  return tx.exec_params("SELECT body FROM notes WHERE id = $1", args.at("id").get<int>()).size();   // clean
}

struct Pools { std::unordered_map<std::string, pqxx::connection> by_tenant; };

json pool_is_scoped(Pools& pools, const Principal& who, const json& args) {
  pqxx::work tx(pools.by_tenant.at(who.tenant_id));
  return tx.exec_params("SELECT body FROM notes WHERE id = $1", args.at("id").get<int>()).size();   // clean
}

json country_is_common(pqxx::connection& db, const Principal& who, const json& args) {
  pqxx::work tx(db);
  return tx.exec_params("SELECT name FROM countries WHERE code = $1", args.at("code").get<std::string>()).size();   // clean
}
