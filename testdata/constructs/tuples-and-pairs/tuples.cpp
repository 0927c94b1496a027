#include "agent.h"
#include <tuple>
#include <utility>

void pair_members(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::pair<std::string, std::string> scope{who.tenant_id, "docs"};
  shelf::search(prompt, scope.first); // -> scoped
  shelf::search(prompt, scope.second); // -> leaking missing
}

void made_pair(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const auto scope = std::make_pair(std::string("docs"), who.tenant_id);
  const auto& [collection, owner] = scope;
  shelf::search(prompt, owner); // -> scoped
  shelf::search(prompt, collection); // -> leaking missing
  shelf::search(prompt, std::get<1>(scope)); // -> scoped
  shelf::search(prompt, std::get<0>(scope)); // -> leaking missing
}

static std::tuple<std::string, std::string, int> scope_for(const app::Principal& who) { return {who.tenant_id, "docs", 3}; }

void got(const std::string& token, const std::string& prompt) {
  const auto scope = scope_for(app::authenticate(token));
  shelf::search(prompt, std::get<0>(scope)); // -> scoped
  shelf::search(prompt, std::get<1>(scope)); // -> leaking missing
}

void bound(const std::string& token, const std::string& prompt) {
  const auto [owner, collection, limit] = scope_for(app::authenticate(token));
  shelf::search(prompt, owner + "/" + collection + "/" + std::to_string(limit)); // -> scoped
  shelf::search(prompt, collection); // -> leaking missing
}

void tied(const std::string& token, const std::string& prompt) {
  std::string owner;
  std::string collection;
  std::tie(owner, collection, std::ignore) = scope_for(app::authenticate(token));
  shelf::search(prompt, owner); // -> scoped
  shelf::search(prompt, collection); // -> leaking missing
}

void applied(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const auto parts = std::make_tuple(who.tenant_id, std::string("docs"));
  std::apply(
      [&](const std::string& owner, const std::string& collection) {
        shelf::search(prompt, owner); // -> scoped
        shelf::search(prompt, collection); // -> leaking missing
      },
      parts);
}

void written(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::tuple<std::string, std::string> scope;
  std::get<1>(scope) = who.tenant_id;
  shelf::search(prompt, std::get<1>(scope)); // -> scoped
  shelf::search(prompt, std::get<0>(scope)); // -> leaking missing
}
