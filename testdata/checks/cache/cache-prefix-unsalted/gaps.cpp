// A server that keeps prefixes by its own configuration is asked like any other.
#include <httplib.h>

#include <nlohmann/json.hpp>
#include <string>

struct Caller { std::string tenant; };
std::string rules_of(const std::string& tenant);

std::string ordinary_request(httplib::Client& client, const Caller& who, const std::string& question) {
  const nlohmann::json body = {{"model", "small"}, {"prompt", rules_of(who.tenant) + question}};
  return client.Post("/v1/completions", body.dump(), "application/json")->body;   // gap: cache-prefix-unsalted the request says nothing of the server's prefix cache
}
