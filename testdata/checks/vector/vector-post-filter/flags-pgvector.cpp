// flags: -std=c++17
// The same in SQL: the block that ranks and limits knows no tenant, the block around it does.
#include <string>
#include <vector>

#include <pqxx/pqxx>

struct Principal {
  std::string org_id;
};

std::vector<std::string> bodies(const pqxx::result& rows) {
  std::vector<std::string> out;
  for (const auto& row : rows) out.emplace_back(row["body"].c_str());
  return out;
}

std::vector<std::string> outer_where_leaks(pqxx::work& transaction, const Principal& who, const std::string& query) {
  static const char* const nearest = R"sql(
      WITH nearest AS (
        SELECT org_id, body, embedding <=> $1::vector AS distance
          FROM passages
         ORDER BY embedding <=> $1::vector
         LIMIT 20)
      SELECT body FROM nearest WHERE org_id = $2 ORDER BY distance)sql";
  return bodies(transaction.exec_params(nearest, query, who.org_id));   // leak: vector-post-filter
}

std::vector<std::string> inner_where_is_scoped(pqxx::work& transaction, const Principal& who,
                                               const std::string& query) {
  static const char* const nearest = R"sql(
      WITH nearest AS (
        SELECT org_id, body, embedding <=> $1::vector AS distance
          FROM passages
         WHERE org_id = $2
         ORDER BY embedding <=> $1::vector
         LIMIT 20)
      SELECT body FROM nearest ORDER BY distance)sql";
  return bodies(transaction.exec_params(nearest, query, who.org_id));   // clean
}

std::vector<std::string> subquery_leaks(pqxx::work& transaction, const Principal& who, const std::string& query) {
  const auto rows = transaction.exec_params(   // leak: vector-post-filter
      "SELECT t.body FROM (SELECT org_id, body FROM passages ORDER BY embedding <-> $1::vector LIMIT 40) AS t"
      " WHERE t.org_id = $2 LIMIT 8",
      query, who.org_id);
  return bodies(rows);
}

std::vector<std::string> subquery_is_scoped(pqxx::work& transaction, const Principal& who, const std::string& query) {
  const auto rows = transaction.exec_params(   // clean
      "SELECT t.body FROM (SELECT body, kind FROM passages WHERE org_id = $2"
      " ORDER BY embedding <-> $1::vector LIMIT 40) AS t WHERE t.kind = 'faq' LIMIT 8",
      query, who.org_id);
  return bodies(rows);
}

std::vector<std::string> rows_leak(pqxx::work& transaction, const Principal& who, const std::string& query) {
  std::vector<std::string> out;
  const auto rows =
      transaction.exec_params("SELECT org_id, body FROM passages ORDER BY embedding <=> $1 LIMIT 10", query);   // leak: vector-post-filter
  for (const auto& row : rows) {
    if (row["org_id"].as<std::string>() != who.org_id) continue;   // step
    out.push_back(row["body"].as<std::string>());
  }
  return out;
}

std::vector<std::string> rows_are_scoped(pqxx::work& transaction, const Principal& who, const std::string& query) {
  std::vector<std::string> out;
  const auto rows = transaction.exec_params(   // clean
      "SELECT org_id, body FROM passages WHERE org_id = $2 ORDER BY embedding <=> $1 LIMIT 10", query, who.org_id);
  for (const auto& row : rows) {
    if (row["org_id"].as<std::string>() != who.org_id) continue;
    out.push_back(row["body"].as<std::string>());
  }
  return out;
}
