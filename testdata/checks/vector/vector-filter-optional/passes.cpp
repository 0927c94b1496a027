// flags: -std=c++17
// Conditions that may be missing, and are not the tenant's.
#include <stdexcept>
#include <string>

#include <pqxx/pqxx>

struct Principal {
  std::string org_id;
  bool is_platform_operator = false;
};

pqxx::result language_may_be_missing(pqxx::work& tx, const Principal& who, const std::string& query, const std::string& language) {
  std::string sql = "SELECT body FROM notes WHERE org_id = $2";
  if (!language.empty()) sql += " AND language = " + tx.quote(language);
  sql += " ORDER BY embedding <=> $1::vector LIMIT 5";
  return tx.exec_params(sql, query, who.org_id);   // clean
}

pqxx::result empty_is_rejected(pqxx::work& tx, const Principal& who, const std::string& query) {
  if (who.org_id.empty()) throw std::runtime_error("no organisation");
  return tx.exec_params(   // clean
      "SELECT body FROM notes WHERE org_id = $2 ORDER BY embedding <=> $1::vector LIMIT 5", query, who.org_id);
}

// The service's own operators may look everywhere.
pqxx::result operators_see_all(pqxx::work& tx, const Principal& who, const std::string& query) {
  std::string sql = "SELECT body FROM notes WHERE deleted_at IS NULL";
  if (!who.is_platform_operator) sql += " AND org_id = $2";
  sql += " ORDER BY embedding <=> $1::vector LIMIT 5";
  return tx.exec_params(sql, query, who.org_id);   // clean
}

pqxx::result subquery_is_scoped(pqxx::work& tx, const Principal& who, const std::string& query) {
  return tx.exec_params(   // clean
      "SELECT body FROM notes WHERE document_id IN (SELECT id FROM documents WHERE org_id = $2)"
      " ORDER BY embedding <=> $1::vector LIMIT 5",
      query, who.org_id);
}
