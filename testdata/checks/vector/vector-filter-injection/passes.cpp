// What cannot break out of its clause.
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Principal {
  std::string org_id;
};

pqxx::result number_is_closed(pqxx::work& tx, const Principal& who, const json& arguments) {
  return tx.exec_params(   // clean
      "SELECT body FROM chunks WHERE org_id = $1 AND year >= " + std::to_string(arguments.value("since", 2000)) +
          " ORDER BY embedding <=> $2::vector LIMIT 8",
      who.org_id, arguments.at("embedding").get<std::string>());
}

// A written choice: none of it comes from the arguments.
pqxx::result choice_is_closed(pqxx::work& tx, const Principal& who, const json& arguments) {
  const std::string operation = arguments.value("exact", false) ? "<->" : "<=>";
  return tx.exec_params(   // clean
      "SELECT body FROM chunks WHERE org_id = $1 ORDER BY embedding " + operation + " $2::vector LIMIT 8", who.org_id,
      arguments.at("embedding").get<std::string>());
}

bool is_language(const std::string& code);

pqxx::result checked_is_closed(pqxx::work& tx, const Principal& who, const json& arguments) {
  const std::string language = arguments.at("language").get<std::string>();
  if (!is_language(language)) throw std::invalid_argument("language");
  return tx.exec_params(   // clean
      "SELECT body FROM chunks WHERE org_id = $1 AND language = '" + language + "' ORDER BY embedding <=> $2::vector LIMIT 8",
      who.org_id, arguments.at("embedding").get<std::string>());
}
