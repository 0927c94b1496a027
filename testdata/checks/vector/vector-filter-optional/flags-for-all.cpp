// What looks like a marker of rows for everybody and is none, beside one that is.
#include <string>

#include <pqxx/pqxx>

struct Member {
  std::string workspace_id;
};

// Shared inside its workspace: every workspace has such rows.
pqxx::result shared_leaks(pqxx::work& tx, const Member& who, const std::string& query) {
  return tx.exec_params(   // leak: vector-filter-optional
      "SELECT body FROM passages WHERE (workspace_id = $1 OR visibility = 'shared') ORDER BY embedding <=> $2::vector LIMIT 8",
      who.workspace_id, query);
}

// The marker is what somebody asked for.
pqxx::result asked_leaks(pqxx::work& tx, const Member& who, const std::string& query, const std::string& visibility) {
  return tx.exec_params(   // leak: vector-filter-optional
      "SELECT body FROM passages WHERE (workspace_id = $1 OR visibility = $3) ORDER BY embedding <=> $2::vector LIMIT 8",
      who.workspace_id, query, visibility);
}

pqxx::result not_private_leaks(pqxx::work& tx, const Member& who, const std::string& query) {
  return tx.exec_params(   // leak: vector-filter-optional
      "SELECT body FROM passages WHERE (workspace_id = $1 OR visibility <> 'private') ORDER BY embedding <=> $2::vector LIMIT 8",
      who.workspace_id, query);
}

pqxx::result third_way_leaks(pqxx::work& tx, const Member& who, const std::string& query) {
  return tx.exec_params(   // leak: vector-filter-optional
      "SELECT body FROM passages WHERE (workspace_id = $1 OR visibility = 'public' OR pinned) ORDER BY embedding <=> $2::vector LIMIT 8",
      who.workspace_id, query);
}

pqxx::result public_is_scoped(pqxx::work& tx, const Member& who, const std::string& query) {
  return tx.exec_params(   // clean
      "SELECT body FROM passages WHERE (workspace_id = $1 OR visibility = 'public') ORDER BY embedding <=> $2::vector LIMIT 8",
      who.workspace_id, query);
}
