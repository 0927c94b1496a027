#include "agent.h"

void by_value(const std::string& token, const std::string& prompt) {
  std::string owner = app::authenticate(token).tenant_id;
  const auto ask = [owner](const std::string& question) { shelf::search(question, owner); }; // -> scoped
  owner = prompt;
  ask(prompt);
}

void by_reference(const std::string& token, const std::string& prompt) {
  std::string owner = app::authenticate(token).tenant_id;
  const auto ask = [&](const std::string& question) { shelf::search(question, owner); }; // -> leaking missing
  owner = prompt;
  ask(prompt);
}

void initialised(const std::string& token, const std::string& prompt) {
  app::Principal who = app::authenticate(token);
  const auto ask = [owner = std::move(who.tenant_id), &prompt] { shelf::search(prompt, owner); }; // -> scoped
  ask();
}

void writes_through(const std::string& token, const std::string& prompt) {
  std::string scope;
  const auto set = [&scope](std::string value) { scope = std::move(value); };
  set(app::authenticate(token).tenant_id);
  shelf::search(prompt, scope); // -> scoped
}

void mutable_state(const std::string& token, const std::string& prompt) {
  auto next = [scope = app::authenticate(token).tenant_id]() mutable -> std::string {
    scope += "/next";
    return scope;
  };
  shelf::search(prompt, next()); // -> scoped
}

void generic(const std::string& token, const std::string& prompt) {
  const auto scope = [](const auto& who) { return who.tenant_id + "/docs"; };
  shelf::search(prompt, scope(app::authenticate(token))); // -> scoped
  const auto topic = []<class Who>(const Who& who) { return who.name + "/docs"; };
  shelf::search(prompt, topic(app::authenticate(token))); // -> leaking missing
}

class Agent {
public:
  explicit Agent(const app::Principal& who) : owner_(who.tenant_id) {}
  auto asker() {
    return [this](const std::string& prompt) { shelf::search(prompt, owner_); }; // -> scoped
  }
  auto copy_asker() const {
    return [*this](const std::string& prompt) { shelf::search(prompt, owner_ + "/copy"); }; // -> scoped
  }

private:
  std::string owner_;
};

void captures_this(const std::string& token, const std::string& prompt) {
  Agent agent(app::authenticate(token));
  agent.asker()(prompt);
  agent.copy_asker()(prompt);
}

template <class Action>
static void with_principal(const std::string& token, Action action) {
  action(app::authenticate(token));
}

void handed_on(const std::string& token, const std::string& prompt) {
  with_principal(token, [&](const app::Principal& who) {
    shelf::search(prompt, who.tenant_id); // -> scoped
    shelf::search(prompt, who.name); // -> leaking missing
  });
}
