// What the caller has chosen rules out the other cases of the callee, also across files.
//--- kinds.h
#pragma once
#include <string>

#include <httplib.h>
#include <pqxx/pqxx>

enum class Kind { customer, region };
enum Mode { read_only, read_write };

int count(pqxx::connection& database, Kind kind, const std::string& id);
int count_in(pqxx::connection& database, Mode mode, const std::string& id);
int count_if(pqxx::connection& database, bool by_customer, const std::string& id);

//--- counts.cpp
#include "kinds.h"

int customers(pqxx::connection& database, const std::string& id) {
  pqxx::work transaction(database);
  return transaction.exec_params1("SELECT count(*) FROM orders WHERE customer_id = $1", id)[0].as<int>();
}

int regions(pqxx::connection& database) {
  pqxx::work transaction(database);
  return transaction.exec1("SELECT count(*) FROM regions")[0].as<int>();
}

int count(pqxx::connection& database, Kind kind, const std::string& id) {
  switch (kind) {
    case Kind::region:
      return regions(database);
    case Kind::customer:
    default:
      return customers(database, id);
  }
}

int count_in(pqxx::connection& database, Mode mode, const std::string& id) {
  if (mode == read_write) return customers(database, id);
  return regions(database);
}

int count_if(pqxx::connection& database, bool by_customer, const std::string& id) {
  return by_customer ? customers(database, id) : regions(database);
}

//--- serve.cpp
#include "kinds.h"

void serve(httplib::Server& server, pqxx::connection& database) {
  server.Get("/switch", [&](const httplib::Request& request, httplib::Response& response) {
    const std::string customer_id = request.get_param_value("id");   // clean
    response.set_content(std::to_string(count(database, Kind::region, customer_id)), "text/plain");
  });
  server.Get("/if", [&](const httplib::Request& request, httplib::Response& response) {
    const std::string customer_id = request.get_param_value("id");   // clean
    response.set_content(std::to_string(count_in(database, read_only, customer_id)), "text/plain");
  });
  server.Get("/flag", [&](const httplib::Request& request, httplib::Response& response) {
    const std::string customer_id = request.get_param_value("id");   // clean
    response.set_content(std::to_string(count_if(database, false, customer_id)), "text/plain");
  });
}
