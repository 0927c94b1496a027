// Statements that only seem to ask for the owner, and those that do.
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Principal {
  std::string tenant_id;
  std::string role;
};

json or_null_leaks(pqxx::connection& db, const Principal& who, const json& args) {
  pqxx::work tx(db);
  return tx.exec_params("SELECT body FROM notes WHERE id = $1 AND (tenant_id = $2 OR tenant_id IS NULL)", args.at("id").get<int>(), who.tenant_id).size();   // leak: tool-unscoped-access
}

json or_public_is_scoped(pqxx::connection& db, const Principal& who, const json& args) {
  pqxx::work tx(db);
  return tx.exec_params("SELECT body FROM notes WHERE id = $1 AND (tenant_id = $2 OR tenant_id = 'public')", args.at("id").get<int>(), who.tenant_id).size();   // clean
}

json subquery_is_scoped(pqxx::connection& db, const Principal& who, const json& args) {
  pqxx::work tx(db);
  return tx.exec_params("SELECT text FROM comments WHERE id = $1 AND note_id IN (SELECT id FROM notes WHERE tenant_id = $2)", args.at("id").get<int>(), who.tenant_id).size();   // clean
}

json branch_leaks(pqxx::connection& db, const Principal& who, const json& args) {
  pqxx::work tx(db);
  std::string sql = "SELECT body FROM notes WHERE id = " + tx.quote(args.at("id").get<std::string>());
  if (who.role != "admin") sql += " AND tenant_id = " + tx.quote(who.tenant_id);
  return tx.exec(sql).size();   // leak: tool-unscoped-access
}

json quoted_is_scoped(pqxx::connection& db, const Principal& who, const json& args) {
  pqxx::work tx(db);
  std::string sql = "SELECT body FROM notes WHERE id = " + tx.quote(args.at("id").get<std::string>());
  sql += " AND tenant_id = " + tx.quote(who.tenant_id);
  return tx.exec(sql).size();   // clean
}

json first_checked_is_scoped(pqxx::connection& db, const Principal& who, const json& args) {
  pqxx::work tx(db);
  const auto id = args.at("id").get<std::string>();
  if (tx.exec_params("SELECT 1 FROM notes WHERE id = $1 AND tenant_id = $2", id, who.tenant_id).empty()) throw std::runtime_error("no");
  return tx.exec_params("UPDATE notes SET body = $2 WHERE id = $1", id, args.at("body").get<std::string>()).affected_rows();   // clean
}

bool may_edit(const Principal& who, const std::string& note);

json helper_checked_is_scoped(pqxx::connection& db, const Principal& who, const json& args) {
  const auto id = args.at("id").get<std::string>();
  if (!may_edit(who, id)) return json{{"error", "no"}};
  pqxx::work tx(db);
  return tx.exec_params("DELETE FROM notes WHERE id = $1", id).affected_rows();   // clean
}

json upsert_leaks(pqxx::connection& db, const Principal& who, const json& args) {
  pqxx::work tx(db);
  tx.exec_params("INSERT INTO notes(id, tenant_id, body) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET body = excluded.body", args.at("id").get<std::string>(), who.tenant_id, args.at("body").get<std::string>());   // leak: tool-unscoped-access
  return {};
}

json upsert_is_scoped(pqxx::connection& db, const Principal& who, const json& args) {
  pqxx::work tx(db);
  tx.exec_params("INSERT INTO notes(id, tenant_id, body) VALUES ($1, $2, $3) ON CONFLICT (tenant_id, id) DO UPDATE SET body = excluded.body", args.at("id").get<std::string>(), who.tenant_id, args.at("body").get<std::string>());   // clean
  return {};
}

json search_leaks(pqxx::connection& db, const Principal& who, const json& args) {
  if (who.role != "agent") return {};
  pqxx::work tx(db);
  return tx.exec_params("SELECT body FROM notes WHERE body ILIKE $1", "%" + args.at("q").get<std::string>() + "%").size();   // leak: tool-unscoped-access
}
