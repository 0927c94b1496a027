// The tenant in the path is compared with whom the token was found to belong to, in a table or at the identity provider.
#include <string>
#include <unordered_map>

#include <httplib.h>

#include <nlohmann/json.hpp>

struct Subscriber {
  std::string customer;
};
std::string sha256_hex(const std::string& text);
std::string summary_of(const std::string& customer, const std::string& month);

class Portal {
public:
  void summary(const httplib::Request& request, httplib::Response& response) {
    const std::string customer = request.matches[1].str();
    const std::string month = request.matches[2].str();
    const Subscriber who = sign_in(request.get_header_value("Authorization"));
    if (who.customer != customer) {
      response.status = 403;
      return;
    }
    const std::string key = customer + "/" + month;
    auto page = pages_.find(key);   // clean
    if (page == pages_.end()) page = pages_.emplace(key, summary_of(customer, month)).first;   // clean
    response.set_content(page->second, "text/plain");
  }

  void summary_leaks(const httplib::Request& request, httplib::Response& response) {
    const std::string customer = request.matches[1].str();
    const std::string month = request.matches[2].str();
    const Subscriber who = sign_in(request.get_header_value("Authorization"));
    if (who.customer.empty()) return;
    const std::string key = customer + "/" + month;
    auto page = pages_.find(key);
    if (page == pages_.end()) page = pages_.emplace(key, summary_of(who.customer, month)).first;   // leak: cache-key-tenant-from-context
    response.set_content(page->second, "text/plain");
  }

private:
  Subscriber sign_in(const std::string& bearer) {
    const std::string digest = sha256_hex(bearer);
    if (const auto known = sessions_.find(digest); known != sessions_.end()) return known->second;   // clean
    httplib::Client provider("http://idp");
    const auto reply = provider.Post("/introspect", httplib::Params{{"token", bearer}});
    return sessions_.emplace(digest, Subscriber{nlohmann::json::parse(reply->body).at("customer").get<std::string>()}).first->second;
  }

  std::unordered_map<std::string, Subscriber> sessions_;
  std::unordered_map<std::string, std::string> pages_;
};

void serve(Portal& portal) {
  httplib::Server server;
  server.Get(R"(/c/([a-z]+)/([0-9-]+))", [&](const httplib::Request& request, httplib::Response& response) { portal.summary(request, response); });
  server.Get(R"(/d/([a-z]+)/([0-9-]+))", [&](const httplib::Request& request, httplib::Response& response) { portal.summary_leaks(request, response); });
  server.listen("0.0.0.0", 80);
}
