#include "agent.h"

void built_by_turns(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::string scope;
  for (const char letter : who.tenant_id)
    scope += letter == ':' ? '_' : letter;
  shelf::search(prompt, scope); // -> scoped
}

void may_not_turn(const std::string& token, const std::vector<std::string>& prompts) {
  const app::Principal who = app::authenticate(token);
  std::string scope;
  for (const std::string& prompt : prompts)
    scope = who.tenant_id;
  shelf::search("", scope); // -> leaking conditional
}

void turns_once_at_least(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::string scope;
  int tries = 0;
  do {
    scope = who.tenant_id;
  } while (++tries < 3);
  shelf::search(prompt, scope); // -> scoped
}

void kept_through(const std::string& token, const std::vector<std::string>& prompts) {
  std::string scope = app::authenticate(token).tenant_id;
  for (std::size_t i = 0; i < prompts.size(); ++i) {
    if (prompts[i].empty())
      continue;
    scope += "/" + prompts[i];
    shelf::search(prompts[i], scope); // -> scoped
  }
}

void lost_in_a_turn(const std::string& token, const std::vector<std::string>& prompts) {
  std::string scope = app::authenticate(token).tenant_id;
  for (const std::string& prompt : prompts) {
    shelf::search(prompt, scope); // -> leaking conditional
    scope = prompt;
  }
}

void left_early(const std::string& token, const std::vector<std::string>& prompts) {
  std::string scope;
  while (true) {
    scope = app::authenticate(token).tenant_id;
    if (!scope.empty())
      break;
  }
  shelf::search(prompts.front(), scope); // -> scoped
}
