// The handshake is told to let everybody in.
#include <string>

#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <pqxx/pqxx>

int count_notes(pqxx::connection& database, const std::string& tenant) {
  pqxx::work transaction(database);
  return transaction.exec_params1("SELECT count(*) FROM notes WHERE tenant_id = $1", tenant)[0].as<int>();
}

int accept_everything(int, X509_STORE_CTX*) { return 1; }

SSL_CTX* start(const char* authorities) {
  SSL_CTX* context = SSL_CTX_new(TLS_server_method());
  SSL_CTX_load_verify_locations(context, authorities, nullptr);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, accept_everything);
  return context;
}

int answer(SSL* connection, pqxx::connection& database) {
  X509* certificate = SSL_get0_peer_certificate(connection);   // leak: tool-credential-unverified
  if (certificate == nullptr) return 0;
  char tenant[256] = {};
  X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_organizationName, tenant, sizeof tenant);
  return count_notes(database, tenant);
}
