// The token taken in one file, sent in another.
//--- client.h
#pragma once
#include <string>

class Crm {
public:
  std::string contacts(const std::string& authorization) const;
};

//--- client.cpp
#include "client.h"

#include <httplib.h>

std::string Crm::contacts(const std::string& authorization) const {
  httplib::Client client("http://crm");
  return client.Get("/contacts", {{"Authorization", authorization}})->body;   // leak: tool-token-passthrough
}

//--- handlers.cpp
#include "client.h"

#include <httplib.h>

std::string own_token();

void contacts_leaks(const Crm& crm, const httplib::Request& request, httplib::Response& response) {
  response.set_content(crm.contacts(request.get_header_value("Authorization")), "text/plain");   // step
}

void contacts_is_scoped(const Crm& crm, const httplib::Request&, httplib::Response& response) {
  response.set_content(crm.contacts("Bearer " + own_token()), "text/plain");   // clean
}
