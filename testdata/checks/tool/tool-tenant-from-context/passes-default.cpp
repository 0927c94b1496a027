// flags: -std=c++17
// The model's word or the caller's own, compared with the caller's own before a function with names of its own gets it.
#include <string>

#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Employee {
  std::string account;
};
Employee authenticate(const std::string& bearer_token);

json handbook(pqxx::work& tx, const std::string& organisation, const std::string& section) {
  const auto rows = tx.exec_params("SELECT body FROM handbook WHERE account_id = $1 AND section = $2", organisation, section);   // clean
  return {{"body", rows.empty() ? "" : rows[0][0].as<std::string>()}};
}

json read_checked(pqxx::work& tx, const std::string& bearer_token, const json& arguments) {
  const Employee who = authenticate(bearer_token);
  const std::string employer = arguments.value("employer", who.account);   // clean
  if (employer != who.account) return {{"error", "not your employer"}};
  return handbook(tx, employer, arguments.at("section").get<std::string>());
}

json read_chosen(pqxx::work& tx, const std::string& bearer_token, const json& arguments) {
  const Employee who = authenticate(bearer_token);
  const std::string employer = arguments.contains("employer") ? arguments.at("employer").get<std::string>() : who.account;
  if (who.account != employer) throw std::runtime_error("not your employer");
  return handbook(tx, employer, arguments.at("section").get<std::string>());
}
