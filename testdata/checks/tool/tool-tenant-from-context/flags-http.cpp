// Over HTTP: headers and bodies are the caller's word, as good as a tool's arguments.
#include <string>

#include <httplib.h>
#include <jwt/jwt.hpp>
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Principal {
  std::string tenant_id;
};

Principal verified(const std::string& bearer, const std::string& key) {
  const auto token = jwt::decode(bearer, jwt::params::algorithms({"RS256"}), jwt::params::secret(key),
                                 jwt::params::verify(true));
  return {token.payload().get_claim_value<std::string>("tenant_id")};
}

std::string titles(pqxx::connection& database, const std::string& tenant) {
  pqxx::work transaction(database);
  std::string out;
  for (const auto& row : transaction.exec_params("SELECT title FROM notes WHERE tenant_id = $1", tenant))   // step
    out += row["title"].c_str();
  return out;
}

void serve(httplib::Server& server, pqxx::connection& database, const std::string& key) {
  server.Get("/header_leaks", [&](const httplib::Request& request, httplib::Response& response) {
    verified(request.get_header_value("Authorization"), key);
    const std::string tenant = request.get_header_value("X-Tenant-Id");   // leak: tool-tenant-from-context
    response.set_content(titles(database, tenant), "text/plain");
  });

  server.Post("/body_leaks", [&](const httplib::Request& request, httplib::Response& response) {
    verified(request.get_header_value("Authorization"), key);
    const json body = json::parse(request.body);
    const auto tenant = body.at("tenant").get<std::string>();   // leak: tool-tenant-from-context
    response.set_content(titles(database, tenant), "text/plain");
  });

  server.Get("/claim_is_scoped", [&](const httplib::Request& request, httplib::Response& response) {
    const Principal who = verified(request.get_header_value("Authorization"), key);
    response.set_content(titles(database, who.tenant_id), "text/plain");   // clean
  });

  server.Get("/header_is_checked", [&](const httplib::Request& request, httplib::Response& response) {
    const Principal who = verified(request.get_header_value("Authorization"), key);
    const std::string tenant = request.get_header_value("X-Tenant-Id");   // clean
    if (tenant != who.tenant_id) {
      response.status = 403;
      return;
    }
    response.set_content(titles(database, tenant), "text/plain");
  });
}
