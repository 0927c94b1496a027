// The model may speak of tenants as long as it does not choose one.
#include <iostream>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Principal {
  std::string tenant_id;
  std::set<std::string> tenants;   // all that the credential speaks for
  bool is_platform_operator = false;
};

struct Forbidden : std::runtime_error {
  using std::runtime_error::runtime_error;
};

json orders_of(pqxx::connection& database, const std::string& tenant) {
  pqxx::work transaction(database);
  json out = json::array();
  for (const auto& row : transaction.exec_params("SELECT number FROM orders WHERE tenant_id = $1", tenant))   // clean
    out.push_back(row["number"].c_str());
  return out;
}

json credential_is_scoped(pqxx::connection& database, const Principal& who, const json&) {
  return orders_of(database, who.tenant_id);   // clean
}

json rejected_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  const auto tenant = arguments.at("tenant_id").get<std::string>();   // clean
  if (tenant != who.tenant_id) throw Forbidden("not your tenant");
  return orders_of(database, tenant);
}

json returned_early_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  const std::string tenant = arguments.value("tenant_id", who.tenant_id);   // clean
  if (who.tenant_id != tenant) return {{"error", "not your tenant"}};
  return orders_of(database, tenant);
}

// The test is a helper's.
void require_same(const Principal& who, const std::string& asked) {
  if (asked == who.tenant_id) return;
  throw Forbidden("not your tenant");
}

json helper_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  const auto tenant = arguments.at("tenant_id").get<std::string>();   // clean
  require_same(who, tenant);
  return orders_of(database, tenant);
}

// One of several that the credential speaks for.
json member_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  const auto tenant = arguments.at("tenant_id").get<std::string>();   // clean
  if (!who.tenants.contains(tenant)) throw Forbidden("not one of your tenants");
  return orders_of(database, tenant);
}

// Staff of the platform work for all tenants; that is their job and it is tested.
json operator_is_privileged(pqxx::connection& database, const Principal& who, const json& arguments) {
  const auto tenant = arguments.at("tenant_id").get<std::string>();   // clean
  if (!who.is_platform_operator) throw Forbidden("operators only");
  return orders_of(database, tenant);
}

// Read, written to the log, and never used.
json echoed_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  const std::string asked = arguments.value("tenant_id", "");   // clean
  std::clog << "the model asks for " << asked << '\n';
  return orders_of(database, who.tenant_id);
}

// Overwritten before use.
json overwritten_is_scoped(pqxx::connection& database, const Principal& who, json arguments) {
  arguments["tenant_id"] = who.tenant_id;
  return orders_of(database, arguments["tenant_id"].get<std::string>());   // clean
}

// A handler made for one principal: the model cannot reach it.
class Session {
public:
  Session(pqxx::connection& database, Principal who) : database_(database), who_(std::move(who)) {}

  json session_is_scoped(const json& arguments) {
    const auto number = arguments.at("number").get<std::string>();
    pqxx::work transaction(database_);
    const auto rows = transaction.exec_params(   // clean
        "SELECT total FROM orders WHERE tenant_id = $1 AND number = $2", who_.tenant_id, number);
    return rows.empty() ? json{{"error", "no such order"}} : json{{"total", rows[0]["total"].as<double>()}};
  }

private:
  pqxx::connection& database_;
  Principal who_;
};

// A customer *of* the tenant is a resource; the tenant stands beside it in the predicate.
json resource_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  const auto customer = arguments.at("customer_number").get<std::string>();   // clean
  pqxx::work transaction(database);
  const auto rows = transaction.exec_params(   // clean
      "SELECT name FROM customers WHERE tenant_id = $1 AND number = $2", who.tenant_id, customer);
  return rows.empty() ? json::object() : json{{"name", rows[0]["name"].c_str()}};
}
