// flags: -std=c++17
// Conditions that may be missing, and are not the tenant's.
#include <stdexcept>
#include <string>

#include <hiredis/hiredis.h>
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

// Escaped letter by letter: a tenant without letters is no path that leaves the clause out.
std::string tag(const std::string& value) {
  std::string escaped;
  for (const char letter : value) {
    if (std::string(",.<>{}|:-").find(letter) != std::string::npos) escaped += '\\';
    escaped += letter;
  }
  return escaped;
}

redisReply* escaped_is_scoped(redisContext* redis, const Principal& who, const std::string& topic) {
  const std::string query = "(@org_id:{" + tag(who.org_id) + "} @topic:{" + tag(topic) + "})=>[KNN 8 @embedding $q]";
  return static_cast<redisReply*>(redisCommand(redis, "FT.SEARCH lessons %s", query.c_str()));   // clean
}
