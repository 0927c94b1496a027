#include "agent.h"
#include <algorithm>
#include <iterator>
#include <map>

static std::map<std::string, std::string> tenant_by_key;

void found(const std::string& token, const std::string& prompt) {
  std::map<std::string, std::string> scopes{{"docs", app::authenticate(token).tenant_id}};
  const auto it = scopes.find("docs");
  if (it == scopes.end())
    return;
  shelf::search(prompt, it->second); // -> scoped
  shelf::search(prompt, (*it).first); // -> leaking missing
}

void walked(const std::string& token, const std::string& prompt) {
  const std::vector<std::string> scopes{app::authenticate(token).tenant_id};
  for (auto it = scopes.begin(); it != scopes.end(); ++it)
    shelf::search(prompt, *it); // -> scoped
}

void next_of(const std::string& token, const std::string& prompt) {
  const std::vector<std::string> scopes{app::authenticate(token).tenant_id};
  auto it = std::next(scopes.begin(), 0);
  shelf::search(prompt, *it); // -> scoped
}

void found_by_predicate(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::vector<std::string> owners{who.tenant_id, prompt};
  const auto it = std::find_if(owners.begin(), owners.end(), [&](const std::string& one) { return one == who.tenant_id; });
  if (it != owners.end())
    shelf::search(prompt, *it); // -> leaking conditional; should be scoped: which element was found is not told apart
}
