// Decoded in one file, verified or not in another, used in a third.
//--- token.h
#pragma once
#include <string>

struct Principal {
  std::string tenant;
};

Principal principal_unverified(const std::string& authorization);
Principal principal_verified(const std::string& authorization, const std::string& key);

//--- token.cpp
#include "token.h"

#include <jwt/jwt.hpp>

Principal principal_unverified(const std::string& authorization) {
  const auto token = jwt::decode(authorization.substr(7), jwt::params::algorithms({"RS256"}), jwt::params::verify(false));   // leak: tool-credential-unverified
  return {token.payload().get_claim_value<std::string>("tenant")};
}

Principal principal_verified(const std::string& authorization, const std::string& key) {
  const auto token = jwt::decode(authorization.substr(7), jwt::params::algorithms({"RS256"}), jwt::params::secret(key));   // clean
  return {token.payload().get_claim_value<std::string>("tenant")};
}

//--- notes.h
#pragma once
#include <string>
#include <vector>

std::vector<std::string> titles(const std::string& tenant);

//--- notes.cpp
#include "notes.h"

#include <pqxx/pqxx>

std::vector<std::string> titles(const std::string& tenant) {
  static pqxx::connection connection("dbname=notes");
  pqxx::work transaction(connection);
  std::vector<std::string> found;
  for (const auto& row : transaction.exec_params("SELECT title FROM notes WHERE tenant_id = $1", tenant))   // step
    found.emplace_back(row[0].c_str());
  return found;
}

//--- server.cpp
#include <httplib.h>

#include "notes.h"
#include "token.h"

void serve(httplib::Server& server, const std::string& key) {
  server.Get("/open", [](const httplib::Request& request, httplib::Response& response) {
    const Principal who = principal_unverified(request.get_header_value("Authorization"));
    for (const std::string& title : titles(who.tenant)) response.body += title;
  });
  server.Get("/closed", [key](const httplib::Request& request, httplib::Response& response) {
    const Principal who = principal_verified(request.get_header_value("Authorization"), key);
    for (const std::string& title : titles(who.tenant)) response.body += title;
  });
}
