// Nothing is kept, or nothing of anybody's.
#include <httplib.h>

#include <nlohmann/json.hpp>
#include <string>

using nlohmann::json;
struct Caller { std::string tenant; };
std::string rules_of(const std::string& tenant);

std::string switched_off(httplib::Client& client, const Caller& who, const std::string& document) {
  const json body = {{"prompt", rules_of(who.tenant) + document}, {"cache_prompt", false}};
  return client.Post("/completion", body.dump(), "application/json")->body;   // clean
}

/// What the server is warmed with is the same for all.
std::string warmed_up(httplib::Client& client) {
  const json body = {{"prompt", "You are a helpful assistant."}, {"cache_prompt", true}, {"n_predict", 0}};
  return client.Post("/completion", body.dump(), "application/json")->body;   // clean
}

/// An ordinary completion asks for nothing to be kept.
std::string ordinary(httplib::Client& client, const Caller& who, const std::string& question) {
  const json body = {{"model", "small"}, {"prompt", rules_of(who.tenant) + question}};
  return client.Post("/v1/completions", body.dump(), "application/json")->body;   // clean
}
