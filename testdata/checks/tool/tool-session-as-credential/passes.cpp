// Sessions that prove something, and session ids that decide nothing.
#include <string>
#include <unordered_map>

#include <httplib.h>
#include <nlohmann/json.hpp>
#include <pqxx/pqxx>

using nlohmann::json;

struct Session {
  std::string tenant_id;
  std::string language;
};

std::size_t count_orders(pqxx::connection& database, const std::string& tenant) {
  pqxx::work transaction(database);
  return transaction.exec_params("SELECT number FROM orders WHERE tenant_id = $1", tenant).size();
}

class Server {
public:
  explicit Server(pqxx::connection& database) : database_(database) {}

  // A secret that only the signed-in browser has, and a record that the server wrote.
  json cookie_is_scoped(const httplib::Request& request) {
    const Session& session = sessions_.at(request.get_header_value("Cookie"));   // clean
    return {{"orders", count_orders(database_, session.tenant_id)}};
  }

  json bearer_is_scoped(const httplib::Request& request) {
    pqxx::work transaction(database_);
    const auto row = transaction.exec_params1("SELECT tenant_id FROM sessions WHERE token_sha256 = digest($1, 'sha256')",   // clean
                                              request.get_header_value("Authorization"));
    transaction.commit();
    return {{"orders", count_orders(database_, row[0].as<std::string>())}};
  }

  // The session only says in which language to answer.
  json language_is_harmless(const httplib::Request& request, const Session& who) {
    const std::string language = languages_.at(request.get_header_value("Mcp-Session-Id"));   // clean
    return {{"orders", count_orders(database_, who.tenant_id)}, {"language", language}};
  }

private:
  pqxx::connection& database_;
  std::unordered_map<std::string, Session> sessions_;
  std::unordered_map<std::string, std::string> languages_;
};
