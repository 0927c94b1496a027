// Ids that the client holds, taken for a proof of whose data it may see. Each leak stands beside its twin.
#include <map>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include <httplib.h>
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Principal {
  std::string tenant_id;
  std::string user_id;
};

Principal authenticate(const std::string& bearer);

std::size_t count_orders(pqxx::connection& database, const std::string& tenant) {
  pqxx::work transaction(database);
  return transaction.exec_params("SELECT number FROM orders WHERE tenant_id = $1", tenant).size();
}

class Tools {
public:
  explicit Tools(pqxx::connection& database) : database_(database) {}

  // Who once opened the conversation is not who asks now.
  json session_leaks(const httplib::Request& request) {
    const auto tenant = tenants_.at(request.get_header_value("Mcp-Session-Id"));   // leak: tool-session-as-credential
    return {{"orders", count_orders(database_, tenant)}};   // step
  }

  json session_is_compared(const httplib::Request& request) {
    const Principal who = authenticate(request.get_header_value("Authorization"));
    const auto tenant = tenants_.at(request.get_header_value("Mcp-Session-Id"));   // clean
    if (tenant != who.tenant_id) throw std::runtime_error("not your session");
    return {{"orders", count_orders(database_, tenant)}};
  }

  // The model repeats the id it was told, or another.
  json thread_leaks(const json& arguments) {
    const Principal who = owners_.at(arguments.at("thread_id").get<std::string>());   // leak: tool-session-as-credential
    return {{"orders", count_orders(database_, who.tenant_id)}};   // step
  }

  json thread_is_scoped(const httplib::Request& request, const json& arguments) {
    const Principal who = authenticate(request.get_header_value("Authorization"));
    const Principal owner = mine_.at({who.tenant_id, arguments.at("thread_id").get<std::string>()});   // clean
    return {{"orders", count_orders(database_, owner.tenant_id)}};
  }

  // The same from a table.
  json row_leaks(const json& arguments) {
    std::string tenant;
    {
      pqxx::work transaction(database_);
      tenant = transaction.exec_params1("SELECT tenant_id FROM conversations WHERE id = $1",   // leak: tool-session-as-credential
                                        arguments.at("conversation_id").get<std::string>())[0].as<std::string>();
    }
    return {{"orders", count_orders(database_, tenant)}};   // step
  }

private:
  pqxx::connection& database_;
  std::unordered_map<std::string, std::string> tenants_;
  std::unordered_map<std::string, Principal> owners_;
  std::map<std::pair<std::string, std::string>, Principal> mine_;
};

// The table is made, and empty, where the handlers are registered; earlier requests have filled it by then.
class Threads {
public:
  void begin(const std::string& id, const std::string& tenant) { tenants_.try_emplace(id, tenant); }
  std::string tenant_of(const std::string& id) const {
    const auto known = tenants_.find(id);   // leak: tool-session-as-credential
    return known == tenants_.end() ? "" : known->second;
  }

private:
  std::unordered_map<std::string, std::string> tenants_;
};

void register_tools(httplib::Server& server, Threads& threads, pqxx::connection& database) {
  server.Post("/threads", [&](const httplib::Request& request, httplib::Response&) {
    threads.begin(json::parse(request.body).at("thread_id").get<std::string>(), authenticate(request.get_header_value("Authorization")).tenant_id);
  });
  server.Post("/tools/orders", [&](const httplib::Request& request, httplib::Response& response) {
    const std::string tenant = threads.tenant_of(json::parse(request.body).at("thread_id").get<std::string>());
    if (tenant.empty()) return;
    response.set_content(std::to_string(count_orders(database, tenant)), "text/plain");
  });
}

int main() {
  Threads threads;
  httplib::Server server;
  pqxx::connection database("dbname=orders");
  register_tools(server, threads, database);
  return server.listen("0.0.0.0", 8080) ? 0 : 1;
}
