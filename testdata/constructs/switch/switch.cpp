#include "agent.h"

enum class Mode { tenant, project, shared };

static std::string scope_of(Mode mode, const app::Principal& who) {
  switch (mode) {
  case Mode::tenant:
    return who.tenant_id;
  case Mode::project:
    return who.tenant_id + "/" + who.name;
  case Mode::shared:
    break;
  }
  return "shared";
}

void some_cases(Mode mode, const std::string& token, const std::string& prompt) {
  shelf::search(prompt, scope_of(mode, app::authenticate(token))); // -> leaking conditional
}

void one_case(const std::string& token, const std::string& prompt) {
  shelf::search(prompt, scope_of(Mode::tenant, app::authenticate(token))); // -> scoped
}

void all_cases(int version, const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::string scope;
  switch (version) {
  case 1:
    scope = "v1:";
    [[fallthrough]];
  case 2:
    scope += who.tenant_id;
    break;
  default:
    scope = "v3:" + who.tenant_id;
  }
  shelf::search(prompt, scope); // -> scoped
}

void one_left_out(int version, const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::string scope;
  switch (version) {
  case 1:
    scope = who.tenant_id;
    break;
  case 2:
    scope = who.name;
    break;
  default:
    return;
  }
  shelf::search(prompt, scope); // -> leaking conditional
}
