#include "agent.h"
#include <memory>

struct Session {
  std::string tenant_id;
  std::string topic;
  explicit Session(std::string tenant) : tenant_id(std::move(tenant)) {}
};

void unique(const std::string& token, const std::string& prompt) {
  auto session = std::make_unique<Session>(app::authenticate(token).tenant_id);
  session->topic = prompt;
  shelf::search(prompt, session->tenant_id); // -> scoped
  shelf::search(prompt, session->topic); // -> leaking missing
  auto other = std::move(session);
  shelf::search(prompt, (*other).tenant_id); // -> scoped
}

static void use(const std::shared_ptr<const std::string>& scope, const std::string& prompt) {
  shelf::search(prompt, *scope); // -> scoped
}

void shared(const std::string& token, const std::string& prompt) {
  auto scope = std::make_shared<std::string>(app::authenticate(token).tenant_id);
  std::shared_ptr<const std::string> alias = scope;
  scope->append("/docs");
  use(alias, prompt);
}

void raw(const std::string& token, const std::string& prompt) {
  std::unique_ptr<Session> owner(new Session("nobody"));
  Session* session = owner.get();
  session->tenant_id = app::authenticate(token).tenant_id;
  shelf::search(prompt, owner->tenant_id); // -> scoped
}

void reset(const std::string& token, const std::string& prompt) {
  auto session = std::make_shared<Session>(app::authenticate(token).tenant_id);
  session.reset(new Session(prompt));
  shelf::search(prompt, session->topic + "."); // -> leaking missing
}

void weak(const std::string& token, const std::string& prompt) {
  auto session = std::make_shared<Session>(app::authenticate(token).tenant_id);
  std::weak_ptr<Session> watcher = session;
  if (auto locked = watcher.lock())
    shelf::search(prompt, locked->tenant_id); // -> scoped
}
