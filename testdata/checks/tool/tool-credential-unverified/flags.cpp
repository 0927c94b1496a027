// Claims used without a check of the signature, with cpp-jwt and by hand. Each leak stands beside its twin.
#include <stdexcept>
#include <string>
#include <system_error>

#include <httplib.h>
#include <jwt/jwt.hpp>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>
#include <pqxx/pqxx>

using nlohmann::json;

int count_notes(pqxx::connection& database, const std::string& tenant) {
  pqxx::work transaction(database);
  return transaction.exec_params1("SELECT count(*) FROM notes WHERE tenant_id = $1", tenant)[0].as<int>();
}

std::string bearer(const httplib::Request& request) { return request.get_header_value("Authorization").substr(7); }

// The library is told not to verify.
int switched_off_leaks(const httplib::Request& request, const std::string& key, pqxx::connection& database) {
  const auto token = jwt::decode(bearer(request), jwt::params::algorithms({"RS256"}),   // leak: tool-credential-unverified
                                 jwt::params::secret(key), jwt::params::verify(false));
  return count_notes(database, token.payload().get_claim_value<std::string>("tenant"));   // step
}

int switched_on_is_scoped(const httplib::Request& request, const std::string& key, pqxx::connection& database) {
  const auto token = jwt::decode(bearer(request), jwt::params::algorithms({"RS256"}),   // clean
                                 jwt::params::secret(key), jwt::params::verify(true));
  return count_notes(database, token.payload().get_claim_value<std::string>("tenant"));
}

// The outcome is there, and nobody looks at it.
int ignored_error_leaks(const httplib::Request& request, const std::string& key, pqxx::connection& database) {
  std::error_code error;
  const auto token = jwt::decode(bearer(request), jwt::params::algorithms({"RS256"}), error, jwt::params::secret(key));   // leak: tool-credential-unverified
  return count_notes(database, token.payload().get_claim_value<std::string>("tenant"));
}

int seen_error_is_scoped(const httplib::Request& request, const std::string& key, pqxx::connection& database) {
  std::error_code error;
  const auto token = jwt::decode(bearer(request), jwt::params::algorithms({"RS256"}), error, jwt::params::secret(key));   // clean
  if (error) throw std::runtime_error("token refused");
  return count_notes(database, token.payload().get_claim_value<std::string>("tenant"));
}

// A token taken apart by hand.
std::string base64url_decode(const std::string& text);
std::string hmac_sha256(const std::string& key, const std::string& text);

json payload_of(const std::string& token) {
  const auto first = token.find('.');
  const auto second = token.find('.', first + 1);
  return json::parse(base64url_decode(token.substr(first + 1, second - first - 1)));
}

int by_hand_leaks(const httplib::Request& request, pqxx::connection& database) {
  const json claims = payload_of(bearer(request));
  return count_notes(database, claims.at("tenant").get<std::string>());   // leak: tool-credential-unverified
}

int by_hand_is_scoped(const httplib::Request& request, const std::string& key, pqxx::connection& database) {
  const std::string token = bearer(request);
  const auto dot = token.rfind('.');
  if (hmac_sha256(key, token.substr(0, dot)) != base64url_decode(token.substr(dot + 1))) throw std::runtime_error("forged");
  const json claims = payload_of(token);
  return count_notes(database, claims.at("tenant").get<std::string>());   // clean
}

// Taken apart where the claims are read: told at the decoding, once for all claims.
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string decoded(std::string text) {
  std::string out(text.size(), '\0');
  if (EVP_DecodeBlock(bytes_of(out), bytes_of(text), static_cast<int>(text.size())) < 0) throw std::runtime_error("no base64");
  return out;
}

struct Claims {
  std::string tenant;
  std::string subject;
};

Claims claims_of(const std::string& token) {
  const auto first = token.find('.');
  const json payload = json::parse(decoded(token.substr(first + 1, token.rfind('.') - first - 1)));   // leak: tool-credential-unverified
  if (payload.at("aud") != "notes") throw std::runtime_error("another audience");

  return {payload.at("tenant").get<std::string>(), payload.at("sub").get<std::string>()};
}

int split_leaks(const httplib::Request& request, pqxx::connection& database) {
  return count_notes(database, claims_of(bearer(request)).tenant);
}
