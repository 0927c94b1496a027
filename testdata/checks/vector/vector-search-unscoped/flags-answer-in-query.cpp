// What a model wrote about the passages is nothing that was found: a query by the tenant and by the model's words is
// no late test of the search.
#include <string>
#include <vector>

#include <pqxx/pqxx>

struct Principal {
  std::string tenant_id;
};

std::string ask_model(const std::string& prompt);

std::string passages_leak(pqxx::work& work, const std::string& vector) {
  std::string text;
  for (const auto& row : work.exec_params("SELECT terms FROM cases ORDER BY embedding <-> $1::vector LIMIT 8", vector))   // step
    text += std::string(row[0].c_str()) + "\n";
  return text;
}

std::string passages_are_scoped(pqxx::work& work, const Principal& who, const std::string& vector) {
  std::string text;
  for (const auto& row : work.exec_params("SELECT terms FROM cases WHERE tenant_id = $2 ORDER BY embedding <-> $1::vector LIMIT 8", vector, who.tenant_id))   // clean
    text += std::string(row[0].c_str()) + "\n";
  return text;
}

std::string quote(pqxx::work& work, const Principal& who, const std::string& product) {
  const pqxx::result rows = work.exec_params("SELECT premium FROM products WHERE name = $1 AND tenant_id = $2", product, who.tenant_id);   // clean
  return rows.empty() ? "" : rows[0][0].c_str();
}

std::string answer_leaks(pqxx::work& work, const Principal& who, const std::string& vector, const std::string& question) {
  const std::string product = ask_model(passages_leak(work, vector) + "\n" + question);   // leak: vector-search-unscoped
  return quote(work, who, product);
}

std::string answer_is_scoped(pqxx::work& work, const Principal& who, const std::string& vector, const std::string& question) {
  const std::string product = ask_model(passages_are_scoped(work, who, vector) + "\n" + question);
  return quote(work, who, product);
}
