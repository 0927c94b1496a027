// What the model may decide about a search: what, how much, how recent.
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Principal {
  std::string org_id;
  bool is_platform_operator = false;
};

std::string embedding_of(const std::string& text);

pqxx::result query_is_scoped(pqxx::work& transaction, const Principal& who, const json& arguments) {
  return transaction.exec_params(   // clean
      "SELECT body FROM chunks WHERE org_id = $1 AND language = $2 AND published > $3"
      " ORDER BY embedding <=> $4::vector LIMIT $5",
      who.org_id, arguments.value("language", "en"), arguments.value("since", "2000-01-01"),
      embedding_of(arguments.at("query").get<std::string>()), arguments.value("limit", 5));
}

pqxx::result rejected_is_scoped(pqxx::work& transaction, const Principal& who, const json& arguments) {
  const auto org = arguments.at("org_id").get<std::string>();
  if (org != who.org_id) throw std::runtime_error("not your organisation");
  return transaction.exec_params(   // clean
      "SELECT body FROM chunks WHERE org_id = $1 ORDER BY embedding <=> $2::vector LIMIT 5", org,
      embedding_of(arguments.at("query").get<std::string>()));
}

pqxx::result operator_is_privileged(pqxx::work& transaction, const Principal& who, const json& arguments) {
  if (!who.is_platform_operator) throw std::runtime_error("operators only");
  return transaction.exec_params(   // clean
      "SELECT body FROM chunks WHERE org_id = $1 ORDER BY embedding <=> $2::vector LIMIT 5",
      arguments.at("org_id").get<std::string>(), embedding_of(arguments.at("query").get<std::string>()));
}

// Both in one predicate: the model's word can only narrow what the credential allows.
pqxx::result narrowed_is_scoped(pqxx::work& transaction, const Principal& who, const json& arguments) {
  return transaction.exec_params(   // clean
      "SELECT body FROM chunks WHERE org_id = $1 AND customer_number = $2 ORDER BY embedding <=> $3::vector LIMIT 5",
      who.org_id, arguments.at("customer_number").get<std::string>(),
      embedding_of(arguments.at("query").get<std::string>()));
}
