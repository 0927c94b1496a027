// The case that the caller has chosen is the one that leaks.
#include <string>

#include <httplib.h>
#include <pqxx/pqxx>

enum class Kind { customer, region };

int customers(pqxx::connection& database, const std::string& id) {
  pqxx::work transaction(database);
  return transaction.exec_params1("SELECT count(*) FROM orders WHERE customer_id = $1", id)[0].as<int>();   // step
}

int count(pqxx::connection& database, Kind kind, const std::string& id) {
  switch (kind) {
    case Kind::region:
      return 0;
    case Kind::customer:
    default:
      return customers(database, id);
  }
}

void serve(httplib::Server& server, pqxx::connection& database) {
  server.Get("/customer_leaks", [&](const httplib::Request& request, httplib::Response& response) {
    const std::string customer_id = request.get_param_value("customer_id");   // leak: tool-tenant-from-context
    response.set_content(std::to_string(count(database, Kind::customer, customer_id)), "text/plain");
  });
  // Which case it is, the request says.
  server.Get("/any_leaks", [&](const httplib::Request& request, httplib::Response& response) {
    const std::string customer_id = request.get_param_value("customer_id");   // leak: tool-tenant-from-context
    const Kind kind = request.has_param("region") ? Kind::region : Kind::customer;
    response.set_content(std::to_string(count(database, kind, customer_id)), "text/plain");
  });
  server.Get("/region_is_nobody's", [&](const httplib::Request& request, httplib::Response& response) {
    const std::string customer_id = request.get_param_value("customer_id");   // clean
    response.set_content(std::to_string(count(database, Kind::region, customer_id)), "text/plain");
  });
}
