#include "agent.h"
#include <array>
#include <map>
#include <set>
#include <unordered_map>

void elements(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::vector<std::string> scopes;
  scopes.push_back(who.tenant_id);
  shelf::search(prompt, scopes.front()); // -> scoped
  scopes.emplace_back(prompt);
  shelf::search(prompt, scopes[0]); // -> leaking conditional
}

void indices(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::array<std::string, 2> parts{who.tenant_id, prompt};
  shelf::search(prompt, parts[0]); // -> scoped
  shelf::search(prompt, parts[1]); // -> leaking missing
  std::string plain[2] = {prompt, who.tenant_id};
  shelf::search(prompt, plain[1]); // -> scoped
  shelf::search(prompt, plain[0]); // -> leaking missing
  const std::vector<std::string> listed{prompt, who.tenant_id};
  shelf::search(prompt, listed[1]); // -> scoped
  shelf::search(prompt, listed.at(0)); // -> leaking missing
}

void named_entries(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::map<std::string, std::string> headers;
  headers["X-Scope"] = who.tenant_id;
  headers["X-Topic"] = prompt;
  shelf::search(prompt, headers["X-Scope"]); // -> scoped
  shelf::search(prompt, headers.at("X-Topic")); // -> leaking missing
  const std::unordered_map<std::string, std::string> listed{{"scope", who.tenant_id}, {"topic", prompt}};
  shelf::search(prompt, listed.at("scope")); // -> scoped
  shelf::search(prompt, listed.at("topic")); // -> leaking missing
}

/// The entry under a name that is not known may be the one under the literal.
void unknown_key(const std::string& token, const std::string& prompt, const std::string& name) {
  const app::Principal who = app::authenticate(token);
  std::map<std::string, std::string> headers;
  headers["X-Scope"] = who.tenant_id;
  headers[name] = prompt;
  shelf::search(prompt, headers["X-Scope"]); // -> leaking conditional
}

void records_inside(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  struct Part {
    std::string field;
    std::string value;
  };
  std::vector<Part> parts;
  parts.push_back({"tenant", who.tenant_id});
  shelf::search(prompt, parts.back().value); // -> scoped
  shelf::search(prompt, parts.back().field); // -> leaking missing
}

void as_a_set(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::set<std::string> scopes{who.tenant_id};
  shelf::search(prompt, *scopes.begin()); // -> scoped
}
