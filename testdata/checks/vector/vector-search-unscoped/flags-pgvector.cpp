// flags: -std=c++17
// The same in SQL.
#include <string>

#include <pqxx/pqxx>

struct Principal {
  std::string tenant_id;
};

pqxx::result nearest_leaks(pqxx::work& transaction, const Principal&, const std::string& query) {
  return transaction.exec_params(   // leak: vector-search-unscoped
      "SELECT tenant_id, body FROM chunks ORDER BY embedding <=> $1::vector LIMIT 8", query);
}

pqxx::result nearest_is_scoped(pqxx::work& transaction, const Principal& who, const std::string& query) {
  return transaction.exec_params(   // clean
      "SELECT tenant_id, body FROM chunks WHERE tenant_id = $2 ORDER BY embedding <=> $1::vector LIMIT 8", query,
      who.tenant_id);
}

pqxx::result kind_leaks(pqxx::work& transaction, const Principal&, const std::string& query, const std::string& kind) {
  return transaction.exec_params(   // leak: vector-search-unscoped
      "SELECT tenant_id, body FROM chunks WHERE kind = $2 ORDER BY embedding <-> $1::vector LIMIT 8", query, kind);
}

pqxx::result kind_is_scoped(pqxx::work& transaction, const Principal& who, const std::string& query,
                            const std::string& kind) {
  return transaction.exec_params(   // clean
      "SELECT tenant_id, body FROM chunks WHERE kind = $2 AND tenant_id = $3 ORDER BY embedding <-> $1::vector LIMIT 8",
      query, kind, who.tenant_id);
}
