// Reading a token before it is verified is no leak as long as nothing is decided by it.
#include <map>
#include <stdexcept>
#include <string>

#include <httplib.h>
#include <jwt/jwt.hpp>
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Principal {
  std::string tenant_id;
};

int count_notes(pqxx::connection& database, const std::string& tenant) {
  pqxx::work transaction(database);
  return transaction.exec_params1("SELECT count(*) FROM notes WHERE tenant_id = $1", tenant)[0].as<int>();
}

// The issuer is read first, to know which key to verify with.
int peeked_is_scoped(const std::string& token, const std::map<std::string, std::string>& keys, pqxx::connection& database) {
  const auto unverified = jwt::decode(token, jwt::params::algorithms({"RS256"}), jwt::params::verify(false));   // clean
  const auto issuer = unverified.payload().get_claim_value<std::string>("iss");
  const auto verified = jwt::decode(token, jwt::params::algorithms({"RS256"}), jwt::params::secret(keys.at(issuer)));   // clean
  return count_notes(database, verified.payload().get_claim_value<std::string>("tenant"));
}

// The body is not seen; its name says that it checks, and it is handed the credential.
Principal authenticate(const std::string& bearer);

int handed_over_is_scoped(const httplib::Request& request, pqxx::connection& database) {
  const Principal who = authenticate(request.get_header_value("Authorization"));
  return count_notes(database, who.tenant_id);   // clean
}

// Nothing but the log sees the claim.
void log_line(const std::string& text);

int logged_is_scoped(const httplib::Request& request, pqxx::connection& database) {
  const Principal who = authenticate(request.get_header_value("Authorization"));
  const auto token = jwt::decode(request.get_header_value("Authorization").substr(7), jwt::params::algorithms({"RS256"}),   // clean
                                 jwt::params::verify(false));
  log_line("request of " + token.payload().get_claim_value<std::string>("tenant"));
  return count_notes(database, who.tenant_id);
}
