// Rows that a written marker makes everybody's, in a field of its own.
#include <string>

#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

struct Member {
  std::string workspace_id;
};

pqxx::result own_or_public(pqxx::work& tx, const Member& who, const std::string& query) {
  return tx.exec_params(   // clean
      "SELECT body FROM passages WHERE (workspace_id = $1 OR visibility = 'public') ORDER BY embedding <=> $2::vector LIMIT 8",
      who.workspace_id, query);
}

pqxx::result own_or_flagged_public(pqxx::work& tx, const Member& who, const std::string& query) {
  return tx.exec_params(   // clean
      "SELECT body FROM passages WHERE lang = 'en' AND (is_public OR workspace_id = $1) ORDER BY embedding <=> $2::vector LIMIT 8",
      who.workspace_id, query);
}

pqxx::result own_or_public_and_reviewed(pqxx::work& tx, const Member& who, const std::string& query) {
  return tx.exec_params(   // clean
      "SELECT body FROM passages WHERE workspace_id = $1 OR (audience = 'everyone' AND reviewed) "
      "ORDER BY embedding <=> $2::vector LIMIT 8",
      who.workspace_id, query);
}
