#include "agent.h"
#include <nlohmann/json.hpp>

using nlohmann::json;

void built(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  json request;
  request["scope"]["tenant"] = who.tenant_id;
  request["topic"] = prompt;
  shelf::search(prompt, request["scope"]["tenant"].get<std::string>()); // -> scoped
  shelf::search(prompt, request.at("topic").get<std::string>()); // -> leaking missing
  shelf::search(prompt, request.dump()); // -> scoped
}

void written_out(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const json filter = {{"owner", who.tenant_id}, {"topic", prompt}};
  shelf::search(prompt, filter.value("owner", "")); // -> leaking conditional; should be scoped: a default counts although the entry is there
  shelf::search(prompt, filter["topic"].get<std::string>()); // -> leaking missing
}

void read_from_the_model(const std::string& prompt) {
  const json arguments = json::parse(tool::argument("all"));
  shelf::search(prompt, arguments.at("tenant_id").get<std::string>()); // -> leaking untrusted
}
