// Tokens that may travel.
#include <httplib.h>
#include <nlohmann/json.hpp>

#include <string>

struct Principal {
  std::string tenant_id;
};

// To the one who says whose it is.
Principal introspect(httplib::Client& provider, const httplib::Request& request) {
  const httplib::Headers headers{{"Authorization", request.get_header_value("Authorization")}};
  const auto answer = provider.Get("/userinfo", headers);   // clean
  return {nlohmann::json::parse(answer->body).at("tenant").get<std::string>()};
}

// Our own key.
class Billing {
public:
  Billing(std::string api_key) : client_("http://billing"), api_key_(std::move(api_key)) {}
  std::string invoices(const Principal& who) {
    const httplib::Headers headers{{"Authorization", "Bearer " + api_key_}};
    return client_.Get("/tenants/" + who.tenant_id + "/invoices", headers)->body;   // clean
  }

private:
  httplib::Client client_;
  std::string api_key_;
};

// A trace id is no credential.
std::string traced(httplib::Client& billing, const httplib::Request& request) {
  const httplib::Headers headers{{"X-Request-Id", request.get_header_value("X-Request-Id")}};
  return billing.Get("/prices", headers)->body;   // clean
}
