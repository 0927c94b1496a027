#include "agent.h"

/// The result of each call is a value of its own, whatever helper it came through.
static std::string next_tenant() { return tool::argument("tenant_id"); }

void asked_twice(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  if (next_tenant() != who.tenant_id)
    return;
  shelf::search(prompt, next_tenant()); // -> scoped; should be leaking untrusted: two calls of a helper are one value
}

void asked_once(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = next_tenant();
  if (asked != who.tenant_id)
    return;
  shelf::search(prompt, asked); // -> scoped
}

struct Session {
  std::string tenant_id;
};
void reload(Session& session);
void reload_all(Session* session);
void show(const Session& session);

void changed_elsewhere(Session& session, const std::string& token, const std::string& prompt) {
  session.tenant_id = tool::argument("tenant_id");
  if (session.tenant_id != app::authenticate(token).tenant_id)
    return;
  shelf::search(prompt, session.tenant_id); // -> scoped
  show(session);
  shelf::search(prompt, session.tenant_id); // -> scoped
}
