#include "agent.h"
#include <map>

void over_a_vector(const std::string& token, const std::string& prompt) {
  const std::vector<std::string> scopes{app::authenticate(token).tenant_id};
  for (const std::string& scope : scopes)
    shelf::search(prompt, scope); // -> scoped
}

void over_a_map(const std::string& token, const std::string& prompt) {
  std::map<std::string, std::string> scopes;
  scopes["docs"] = app::authenticate(token).tenant_id;
  for (const auto& [collection, owner] : scopes) {
    shelf::search(prompt, owner); // -> scoped
    shelf::search(prompt, collection); // -> leaking missing
  }
}

void over_what_was_asked(const std::vector<std::string>& prompts, const std::string& token) {
  const app::Principal who = app::authenticate(token);
  for (const std::string& prompt : prompts) {
    shelf::search(prompt, who.tenant_id); // -> scoped
    shelf::search(prompt, prompt); // -> leaking missing
  }
}

void over_an_array(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string scopes[] = {who.tenant_id, who.tenant_id + "/drafts"};
  for (const auto& scope : scopes)
    shelf::search(prompt, scope); // -> scoped
}

void written_in_place(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::vector<std::string> scopes{"docs"};
  for (std::string& scope : scopes)
    scope = who.tenant_id + "/" + scope;
  shelf::search(prompt, scopes[0]); // -> leaking conditional; should be scoped: writing every element leaves what they were before
}
