#include "agent.h"

void ternary(const std::string& token, const std::string& prompt, bool shared) {
  const app::Principal who = app::authenticate(token);
  shelf::search(prompt, shared ? "all" : who.tenant_id); // -> leaking conditional
  shelf::search(prompt, shared ? who.tenant_id + "/shared" : who.tenant_id); // -> scoped
}

static bool fill(const app::Principal& who, std::string& scope) {
  scope = who.tenant_id;
  return !scope.empty();
}

void short_circuit(const std::string& token, const std::string& prompt, bool scoped) {
  const app::Principal who = app::authenticate(token);
  std::string scope;
  if (scoped && fill(who, scope))
    shelf::search(prompt, scope); // -> scoped
  else
    shelf::search(prompt, scope); // -> leaking conditional
}

void either(const std::string& token, const std::string& prompt, bool scoped) {
  const app::Principal who = app::authenticate(token);
  std::string scope;
  if (scoped || fill(who, scope))
    shelf::search(prompt, scope); // -> leaking conditional
}

void same_flag(const std::string& token, const std::string& prompt, bool scoped) {
  const app::Principal who = app::authenticate(token);
  std::string scope = "all";
  if (scoped)
    scope = who.tenant_id;
  if (scoped)
    shelf::search(prompt, scope); // -> scoped
  if (!scoped)
    shelf::search(prompt, scope); // -> leaking missing
}

void numbers(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  constexpr int version = 3;
  std::string scope = prompt;
  if (version > 2)
    scope = who.tenant_id;
  shelf::search(prompt, scope); // -> scoped
}

void early_defaults(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::string scope = who.tenant_id;
  if (scope.empty())
    scope = "default";
  shelf::search(prompt, scope); // -> leaking conditional
}

struct Asker {
  std::string tenant_id;
  bool is_editor = false;
};

static Asker asker_of(const std::string& token, bool is_known, bool may_edit) {
  return {app::authenticate(token).tenant_id, is_known && may_edit};
}

void condition_in_a_record(const std::string& token, const std::string& prompt, bool is_known, bool may_edit) {
  const Asker asker = asker_of(token, is_known, may_edit);
  shelf::search(prompt, asker.tenant_id); // -> scoped
  if (asker.is_editor)
    shelf::search(prompt, "all"); // -> leaking missing
}
