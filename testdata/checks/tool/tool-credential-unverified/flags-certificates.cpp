// Names in a client certificate that nobody verified. Each leak stands beside its twin.
#include <memory>
#include <string>

#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <pqxx/pqxx>

int count_notes(pqxx::connection& database, const std::string& tenant) {
  pqxx::work transaction(database);
  return transaction.exec_params1("SELECT count(*) FROM notes WHERE tenant_id = $1", tenant)[0].as<int>();
}

using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

std::string organisation_of(X509* certificate) {
  char text[256] = {};
  X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_organizationName, text, sizeof text);
  return text;
}

// Nothing in the program asks for certificates that are verified.
int unasked_leaks(SSL* connection, pqxx::connection& database) {
  const Certificate certificate(SSL_get1_peer_certificate(connection), &X509_free);   // leak: tool-credential-unverified
  if (!certificate) return 0;
  const std::string tenant = organisation_of(certificate.get());
  return count_notes(database, tenant);   // step
}

int asked_is_scoped(SSL* connection, pqxx::connection& database) {
  if (SSL_get_verify_result(connection) != X509_V_OK) return 0;
  const Certificate certificate(SSL_get1_peer_certificate(connection), &X509_free);   // clean
  if (!certificate) return 0;
  const std::string tenant = organisation_of(certificate.get());
  return count_notes(database, tenant);
}

// The outcome is there, and nobody looks at it.
int ignored_outcome_leaks(SSL* connection, pqxx::connection& database) {
  const long outcome = SSL_get_verify_result(connection);
  X509* certificate = SSL_get0_peer_certificate(connection);   // leak: tool-credential-unverified
  if (certificate == nullptr || outcome < 0) return 0;
  char line[512];
  X509_NAME_oneline(X509_get_subject_name(certificate), line, sizeof line);
  return count_notes(database, line);
}

int seen_outcome_is_scoped(SSL* connection, pqxx::connection& database) {
  const long outcome = SSL_get_verify_result(connection);
  X509* certificate = SSL_get0_peer_certificate(connection);   // clean
  if (certificate == nullptr || outcome != X509_V_OK) return 0;
  char line[512];
  X509_NAME_oneline(X509_get_subject_name(certificate), line, sizeof line);
  return count_notes(database, line);
}

// An alternative name.
std::string first_name(X509* certificate) {
  auto* names = static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
  if (names == nullptr) return {};
  std::string tenant;
  if (sk_GENERAL_NAME_num(names) > 0) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, 0);
    tenant = reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.uniformResourceIdentifier));
  }
  GENERAL_NAMES_free(names);
  return tenant;
}

int alternative_name_leaks(SSL* connection, pqxx::connection& database) {
  X509* certificate = SSL_get0_peer_certificate(connection);   // leak: tool-credential-unverified
  return certificate == nullptr ? 0 : count_notes(database, first_name(certificate));
}

int alternative_name_is_scoped(SSL* connection, pqxx::connection& database) {
  if (SSL_get_verify_result(connection) != X509_V_OK) return 0;
  X509* certificate = SSL_get0_peer_certificate(connection);   // clean
  return certificate == nullptr ? 0 : count_notes(database, first_name(certificate));
}
