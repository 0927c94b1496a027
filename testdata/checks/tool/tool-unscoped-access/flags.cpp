// Records by an id that the model chose, with nothing that ties them to the caller. Each leak stands beside its twin.
#include <cstdint>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Principal {
  std::string org_id;
  std::string role;
};

json by_id_leaks(pqxx::connection& database, const Principal&, const json& arguments) {
  pqxx::work transaction(database);
  const auto rows = transaction.exec_params(   // leak: tool-unscoped-access
      "SELECT body FROM tickets WHERE id = $1", arguments.at("id").get<std::int64_t>());
  return rows.empty() ? json::object() : json{{"body", rows[0]["body"].c_str()}};
}

json by_id_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  pqxx::work transaction(database);
  const auto rows = transaction.exec_params(   // clean
      "SELECT body FROM tickets WHERE id = $1 AND org_id = $2", arguments.at("id").get<std::int64_t>(), who.org_id);
  return rows.empty() ? json::object() : json{{"body", rows[0]["body"].c_str()}};
}

// An admin is an admin of one organisation.
json role_leaks(pqxx::connection& database, const Principal& who, const json& arguments) {
  if (who.role != "admin") throw std::runtime_error("admins only");
  pqxx::work transaction(database);
  const auto rows = transaction.exec_params(   // leak: tool-unscoped-access
      "SELECT total FROM invoices WHERE number = $1", arguments.at("number").get<std::string>());
  return rows.empty() ? json::object() : json{{"total", rows[0]["total"].c_str()}};
}

json owner_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  pqxx::work transaction(database);
  const auto rows = transaction.exec_params(   // clean
      "SELECT org_id, total FROM invoices WHERE number = $1", arguments.at("number").get<std::string>());
  if (rows.empty() || rows[0]["org_id"].as<std::string>() != who.org_id) return json::object();
  return json{{"total", rows[0]["total"].c_str()}};
}

void delete_leaks(pqxx::connection& database, const Principal&, const json& arguments) {
  pqxx::work transaction(database);
  transaction.exec_params("DELETE FROM attachments WHERE id = $1", arguments.at("id").get<std::string>());   // leak: tool-unscoped-access
  transaction.commit();
}

void delete_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  pqxx::work transaction(database);
  transaction.exec_params("DELETE FROM attachments WHERE id = $1 AND org_id = $2",   // clean
                          arguments.at("id").get<std::string>(), who.org_id);
  transaction.commit();
}

void update_leaks(pqxx::connection& database, const Principal& who, const json& arguments) {
  pqxx::work transaction(database);
  transaction.exec_params("UPDATE tickets SET assignee = $2 WHERE id = $1",   // leak: tool-unscoped-access
                          arguments.at("id").get<std::string>(), who.role);
  transaction.commit();
}

void update_is_scoped(pqxx::connection& database, const Principal& who, const json& arguments) {
  pqxx::work transaction(database);
  transaction.exec_params("UPDATE tickets SET assignee = $2 WHERE id = $1 AND org_id = $3",   // clean
                          arguments.at("id").get<std::string>(), who.role, who.org_id);
  transaction.commit();
}
