// flags: -std=c++20 -DCPPHTTPLIB_OPENSSL_SUPPORT
// Servers that ask every client for a certificate of their authority.
//--- notes.h
#pragma once
#include <string>
#include <pqxx/pqxx>
int count_notes(pqxx::connection& database, const std::string& tenant);
//--- serve.cpp
#include "notes.h"
#include <httplib.h>
#include <openssl/x509.h>

int count_notes(pqxx::connection& database, const std::string& tenant) {
  pqxx::work transaction(database);
  return transaction.exec_params1("SELECT count(*) FROM notes WHERE tenant_id = $1", tenant)[0].as<int>();
}

void serve(pqxx::connection& database) {
  httplib::SSLServer server("server.pem", "server.key", "clients.pem");
  server.Get("/notes", [&](const httplib::Request& request, httplib::Response& response) {
    X509* certificate = SSL_get0_peer_certificate(request.ssl);   // clean
    char tenant[256] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_organizationName, tenant, sizeof tenant);
    response.set_content(std::to_string(count_notes(database, tenant)), "text/plain");
  });
  server.listen("0.0.0.0", 8443);
}
