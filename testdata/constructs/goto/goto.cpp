#include "agent.h"

void jumps(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::string scope = "shared";
  if (who.name.empty())
    goto ready;
  scope = who.tenant_id;
  shelf::search(prompt, scope); // -> scoped
ready:
  shelf::search(prompt, scope); // -> leaking conditional
}

void again(const std::string& token, const std::string& prompt) {
  std::string scope = prompt;
  int tries = 0;
retry:
  scope = app::authenticate(token).tenant_id;
  if (scope.empty() && ++tries < 3)
    goto retry;
  shelf::search(prompt, scope); // -> scoped
}
