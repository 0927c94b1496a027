// Libraries in which a verifier stands apart from what is decoded. Each leak stands beside its mended twin.
#include <stdexcept>
#include <string>
#include <system_error>

#include <Poco/JWT/Signer.h>
#include <Poco/JWT/Token.h>
#include <pqxx/pqxx>

namespace jwt {
namespace algorithm {
struct none {};
struct rs256 {
  explicit rs256(const std::string& public_key);
};
}  // namespace algorithm

class basic_claim {
public:
  std::string as_string() const;
};

class decoded_jwt {
public:
  basic_claim get_payload_claim(const std::string& name) const;
  bool has_payload_claim(const std::string& name) const;
};

class verifier {
public:
  template <typename Algorithm>
  verifier& allow_algorithm(Algorithm algorithm);
  verifier& with_issuer(const std::string& issuer);
  void verify(const decoded_jwt& token) const;
  void verify(const decoded_jwt& token, std::error_code& error) const;
};

verifier verify();
decoded_jwt decode(const std::string& token);
}  // namespace jwt

int count_notes(pqxx::connection& database, const std::string& tenant) {
  pqxx::work transaction(database);
  return transaction.exec_params1("SELECT count(*) FROM notes WHERE tenant_id = $1", tenant)[0].as<int>();
}

// A verifier that was made and never asked.
int not_asked_leaks(const std::string& bearer, const std::string& key, pqxx::connection& database) {
  const auto verifier = jwt::verify().allow_algorithm(jwt::algorithm::rs256(key)).with_issuer("login");
  const auto token = jwt::decode(bearer);   // leak: tool-credential-unverified
  return count_notes(database, token.get_payload_claim("tenant").as_string());
}

int asked_is_scoped(const std::string& bearer, const std::string& key, pqxx::connection& database) {
  const auto verifier = jwt::verify().allow_algorithm(jwt::algorithm::rs256(key)).with_issuer("login");
  const auto token = jwt::decode(bearer);   // clean
  verifier.verify(token);
  return count_notes(database, token.get_payload_claim("tenant").as_string());
}

// One that accepts tokens without a signature.
int none_leaks(const std::string& bearer, pqxx::connection& database) {
  const auto token = jwt::decode(bearer);   // leak: tool-credential-unverified
  jwt::verify().allow_algorithm(jwt::algorithm::none{}).with_issuer("login").verify(token);
  return count_notes(database, token.get_payload_claim("tenant").as_string());
}

// Asked in a member that says nothing of the outcome; the claim is called `org`, and not every token has it.
class Guard {
public:
  explicit Guard(const std::string& key) : verifier_(jwt::verify().allow_algorithm(jwt::algorithm::rs256(key))) {}

  std::string unread_leaks(const std::string& authorization) const {
    if (authorization.compare(0, 7, "Bearer ") != 0) return {};
    std::error_code error;
    const auto token = jwt::decode(authorization.substr(7));   // leak: tool-credential-unverified
    verifier_.verify(token, error);
    if (!token.has_payload_claim("org")) return {};
    return token.get_payload_claim("org").as_string();
  }

  std::string read_is_scoped(const std::string& authorization) const {
    if (authorization.compare(0, 7, "Bearer ") != 0) return {};
    std::error_code error;
    const auto token = jwt::decode(authorization.substr(7));   // clean
    verifier_.verify(token, error);
    if (error || !token.has_payload_claim("org")) return {};
    return token.get_payload_claim("org").as_string();
  }

private:
  jwt::verifier verifier_;
};

int unread(const Guard& guard, const std::string& authorization, pqxx::connection& database) {
  const std::string org = guard.unread_leaks(authorization);
  return org.empty() ? 0 : count_notes(database, org);
}

int read(const Guard& guard, const std::string& authorization, pqxx::connection& database) {
  const std::string org = guard.read_is_scoped(authorization);
  return org.empty() ? 0 : count_notes(database, org);
}

// Poco: a token made of a text is only parsed.
int parsed_leaks(const std::string& bearer, pqxx::connection& database) {
  const Poco::JWT::Token token(bearer);   // leak: tool-credential-unverified
  return count_notes(database, token.payload().getValue<std::string>("tenant"));
}

int tried_leaks(const Poco::JWT::Signer& signer, const std::string& bearer, pqxx::connection& database) {
  Poco::JWT::Token token;
  signer.tryVerify(bearer, token);   // leak: tool-credential-unverified
  return count_notes(database, token.payload().getValue<std::string>("tenant"));
}

int tried_is_scoped(const Poco::JWT::Signer& signer, const std::string& bearer, pqxx::connection& database) {
  Poco::JWT::Token token;
  if (!signer.tryVerify(bearer, token)) throw std::runtime_error("token refused");   // clean
  return count_notes(database, token.payload().getValue<std::string>("tenant"));
}

int signed_is_scoped(const Poco::JWT::Signer& signer, const std::string& bearer, pqxx::connection& database) {
  const Poco::JWT::Token token = signer.verify(bearer);   // clean
  return count_notes(database, token.payload().getValue<std::string>("tenant"));
}
