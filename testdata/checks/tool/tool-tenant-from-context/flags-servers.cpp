// What other servers say of a request.
#include <string>

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <boost/beast/http.hpp>
#include <pistache/endpoint.h>
#include <pistache/http.h>
#include <pistache/router.h>
#include <pqxx/pqxx>

int count_notes(pqxx::connection& database, const std::string& tenant) {
  pqxx::work transaction(database);
  return transaction.exec_params1("SELECT count(*) FROM notes WHERE tenant_id = $1", tenant)[0].as<int>();   // step
}

namespace http = boost::beast::http;

int beast_leaks(const http::request<http::string_body>& request, pqxx::connection& database) {
  const std::string tenant(request["X-Tenant-Id"]);   // leak: tool-tenant-from-context
  return count_notes(database, tenant);
}

class PocoHandler : public Poco::Net::HTTPRequestHandler {
public:
  void handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) override {
    const std::string tenant = request.get("X-Tenant-Id");   // leak: tool-tenant-from-context
    response.send() << count_notes(*database_, tenant);
  }

private:
  pqxx::connection* database_ = nullptr;
};

class PistacheHandler {
public:
  void listen(Pistache::Rest::Router& router) {
    Pistache::Rest::Routes::Get(router, "/notes/:tenant", Pistache::Rest::Routes::bind(&PistacheHandler::notes_leaks, this));
  }
  void notes_leaks(const Pistache::Rest::Request& request, Pistache::Http::ResponseWriter response) {
    const auto tenant = request.param(":tenant").as<std::string>();   // leak: tool-tenant-from-context
    response.send(Pistache::Http::Code::Ok, std::to_string(count_notes(*database_, tenant)));
  }

private:
  pqxx::connection* database_ = nullptr;
};
