// flags: -std=c++17
// In SQL: OR, a null owner, a clause that is appended on one branch.
#include <string>

#include <pqxx/pqxx>

struct Principal {
  std::string org_id;
};

pqxx::result or_null_leaks(pqxx::work& tx, const Principal& who, const std::string& query) {
  return tx.exec_params(   // leak: vector-filter-optional
      "SELECT body FROM notes WHERE (org_id = $2 OR org_id IS NULL) ORDER BY embedding <=> $1::vector LIMIT 5", query,
      who.org_id);
}

pqxx::result own_is_scoped(pqxx::work& tx, const Principal& who, const std::string& query) {
  return tx.exec_params(   // clean
      "SELECT body FROM notes WHERE (org_id = $2 OR org_id = 'shared') ORDER BY embedding <=> $1::vector LIMIT 5", query,
      who.org_id);
}

pqxx::result precedence_leaks(pqxx::work& tx, const Principal& who, const std::string& query) {
  return tx.exec_params(   // leak: vector-filter-optional
      "SELECT body FROM notes WHERE org_id = $2 OR pinned AND language = 'en' ORDER BY embedding <=> $1::vector LIMIT 5", query,
      who.org_id);
}

pqxx::result brackets_are_scoped(pqxx::work& tx, const Principal& who, const std::string& query) {
  return tx.exec_params(   // clean
      "SELECT body FROM notes WHERE org_id = $2 AND (pinned OR language = 'en') ORDER BY embedding <=> $1::vector LIMIT 5", query,
      who.org_id);
}

pqxx::result appended_leaks(pqxx::work& tx, const std::string& org_id, const std::string& query) {
  std::string sql = "SELECT body FROM notes WHERE deleted_at IS NULL";
  if (!org_id.empty()) sql += " AND org_id = $2";
  sql += " ORDER BY embedding <=> $1::vector LIMIT 5";
  return tx.exec_params(sql, query, org_id);   // leak: vector-filter-optional
}

pqxx::result always_is_scoped(pqxx::work& tx, const std::string& org_id, const std::string& query, bool only_pinned) {
  std::string sql = "SELECT body FROM notes WHERE org_id = $2";
  if (only_pinned) sql += " AND pinned";
  sql += " ORDER BY embedding <=> $1::vector LIMIT 5";
  return tx.exec_params(sql, query, org_id);   // clean
}
