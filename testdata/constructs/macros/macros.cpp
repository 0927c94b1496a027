#include "agent.h"

#define SCOPE_OF(who) ((who).tenant_id + ":docs")
#define SEARCH(prompt, scope) shelf::search((prompt), (scope))
#define RETURN_UNLESS(condition) \
  do { \
    if (!(condition)) \
      return; \
  } while (false)

void composed(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  SEARCH(prompt, SCOPE_OF(who)); // -> scoped
  SEARCH(prompt, prompt); // -> leaking missing
}

void guarded(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  RETURN_UNLESS(asked == who.tenant_id);
  SEARCH(prompt, asked); // -> scoped
}
