// flags: -std=c++17
// SQL whose ranking block is scoped, whatever stands around it.
#include <string>

#include <pqxx/pqxx>

struct Principal {
  std::string org_id;
};

pqxx::result same_block_is_scoped(pqxx::work& transaction, const Principal& who, const std::string& query) {
  return transaction.exec_params(   // clean
      "SELECT body FROM passages WHERE org_id = $2 ORDER BY embedding <=> $1::vector LIMIT 10", query, who.org_id);
}

pqxx::result distance_outside_is_scoped(pqxx::work& transaction, const Principal& who, const std::string& query) {
  return transaction.exec_params(   // clean
      "WITH nearest AS MATERIALIZED (SELECT body, embedding <=> $1::vector AS distance FROM passages"
      " WHERE org_id = $2 ORDER BY distance LIMIT 40) SELECT body FROM nearest WHERE distance < 0.5",
      query, who.org_id);
}

pqxx::result both_blocks_are_scoped(pqxx::work& transaction, const Principal& who, const std::string& query) {
  return transaction.exec_params(   // clean
      "SELECT body FROM (SELECT org_id, body FROM passages WHERE org_id = $2"
      " ORDER BY embedding <=> $1::vector LIMIT 40) AS nearest WHERE nearest.org_id = $2",
      query, who.org_id);
}

pqxx::result table_of_its_own_is_scoped(pqxx::work& transaction, const Principal& who, const std::string& query) {
  const std::string table = transaction.quote_name("passages_" + who.org_id);
  return transaction.exec_params(   // clean
      "SELECT body FROM " + table + " ORDER BY embedding <=> $1::vector LIMIT 10", query);
}

// No ranking, no limit: a filter around a plain subquery is a filter.
pqxx::result nothing_is_ranked(pqxx::work& transaction, const Principal& who) {
  return transaction.exec_params(   // clean
      "SELECT title FROM (SELECT org_id, title FROM documents WHERE published) AS shown WHERE org_id = $1", who.org_id);
}
