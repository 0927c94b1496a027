// Prompts whose prefix the server keeps for everybody.
#include <httplib.h>

#include <nlohmann/json.hpp>
#include <map>
#include <string>

using nlohmann::json;
struct Caller { std::string tenant; };
std::string rules_of(const std::string& tenant);
std::string hmac_hex(const std::string& secret, const std::string& text);
int slot_of(const std::string& tenant);

class Inference {
public:
  explicit Inference(std::string server) : server_(std::move(server)) {}

  std::string warm_slot_leaks(const Caller& who, const std::string& document) {
    const json body = {{"prompt", rules_of(who.tenant) + document}, {"cache_prompt", true}, {"id_slot", 0}};
    httplib::Client client(server_);
    return client.Post("/completion", body.dump(), "application/json")->body;   // leak: cache-prefix-unsalted
  }

  std::string slot_of_the_tenant(const Caller& who, const std::string& document) {
    const json body = {{"prompt", rules_of(who.tenant) + document}, {"cache_prompt", true}, {"id_slot", slot_of(who.tenant)}};
    httplib::Client client(server_);
    return client.Post("/completion", body.dump(), "application/json")->body;   // clean
  }

  std::string constant_salt_leaks(const Caller& who, const std::string& document) {
    json body;
    body["model"] = "small";
    body["prompt"] = rules_of(who.tenant) + document;
    body["cache_salt"] = "v1";
    httplib::Client client(server_);
    return client.Post("/v1/completions", body.dump(), "application/json")->body;   // leak: cache-prefix-unsalted
  }

  std::string salted(const Caller& who, const std::string& document) {
    json body;
    body["model"] = "small";
    body["prompt"] = rules_of(who.tenant) + document;
    body["cache_salt"] = hmac_hex(secret_, who.tenant);
    httplib::Client client(server_);
    return client.Post("/v1/completions", body.dump(), "application/json")->body;   // clean
  }

  std::string kept_key_leaks(const Caller& who, const std::string& document) {
    const json body = {{"model", "small"}, {"prompt_cache_key", "assistant-v3"}, {"input", rules_of(who.tenant) + document}};
    httplib::Client client(server_);
    return client.Post("/v1/responses", body.dump(), "application/json")->body;   // leak: cache-prefix-unsalted
  }

  std::string server_of_the_tenant(const Caller& who, const std::string& document) {
    const json body = {{"prompt", rules_of(who.tenant) + document}, {"cache_prompt", true}};
    httplib::Client client(servers_.at(who.tenant));
    return client.Post("/completion", body.dump(), "application/json")->body;   // clean
  }

private:
  std::string server_, secret_;
  std::map<std::string, std::string> servers_;
};

// One of two requests to the same server has no salt; what goes elsewhere was never salted.
class Drafter {
public:
  explicit Drafter(std::string server) : server_(std::move(server)) {}

  std::string proofread(const Caller& who, const std::string& text) {
    const json body = {{"cache_salt", hmac_hex(secret_, who.tenant)}, {"messages", rules_of(who.tenant) + text}};
    httplib::Client client(server_);
    return client.Post("/v1/chat/completions", body.dump(), "application/json")->body;   // clean
  }

  std::string draft_leaks(const Caller& who, const std::string& text) {
    const json body = {{"messages", rules_of(who.tenant) + text}};
    httplib::Client client(server_);
    return client.Post("/v1/chat/completions", body.dump(), "application/json")->body;   // leak: cache-prefix-unsalted
  }

  std::string common(const std::string& text) {
    const json body = {{"messages", "Spell this correctly: " + text}};
    httplib::Client client(server_);
    return client.Post("/v1/chat/completions", body.dump(), "application/json")->body;   // clean
  }

  std::string moderate(const Caller& who, const std::string& text) {
    const json body = {{"input", rules_of(who.tenant) + text}};
    httplib::Client client(server_);
    return client.Post("/v1/moderations", body.dump(), "application/json")->body;   // clean
  }

private:
  std::string server_;
  std::string secret_;
};
