// An id that the model wrote after it had read what a search found is the model's, and no row that the search found.
#include <pqxx/pqxx>

#include <string>

struct Principal {
  std::string tenant_id;
};

std::string complete(const std::string& prompt);

std::string with_precedents(pqxx::work& transaction, const Principal& who, const std::string& vector) {
  std::string prompt = "Which report is it?";
  for (const auto& row : transaction.exec_params("SELECT terms FROM cases WHERE tenant_id = $1 ORDER BY embedding <-> $2 LIMIT 8", who.tenant_id, vector))
    prompt += row[0].c_str();
  return prompt;
}

std::string report_leaks(pqxx::work& transaction, const Principal& who, const std::string& vector) {
  const std::string report_no = complete(with_precedents(transaction, who, vector));
  return transaction.exec_params1("SELECT body FROM reports WHERE report_no = $1", report_no)[0].c_str();   // leak: tool-unscoped-access
}

std::string report_is_scoped(pqxx::work& transaction, const Principal& who, const std::string& vector) {
  const std::string report_no = complete(with_precedents(transaction, who, vector));
  return transaction.exec_params1("SELECT body FROM reports WHERE report_no = $1 AND tenant_id = $2", report_no, who.tenant_id)[0].c_str();   // clean
}
