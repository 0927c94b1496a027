// Equality of what the model chose with the verified tenant, in the shapes people write it.
#include "guards.h"
#include <cassert>
#include <cstdlib>
#include <stdexcept>

void early_return(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  if (asked != who.tenant_id)
    return;
  shelf::search(prompt, asked); // -> scoped
}

void throws(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  if (!(who.tenant_id == asked))
    throw std::runtime_error("not yours");
  shelf::search(prompt, asked); // -> scoped
}

void if_around(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  if (!asked.empty() && asked == who.tenant_id) {
    shelf::search(prompt, asked); // -> scoped
  }
}

void compared(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  if (asked.compare(who.tenant_id) != 0)
    return;
  shelf::search(prompt, asked); // -> scoped
}

void kept_result(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  const bool is_own = asked == who.tenant_id;
  if (!is_own)
    return;
  shelf::search(prompt, asked); // -> scoped
}

void continued(const std::string& token, const std::vector<std::string>& prompts) {
  const app::Principal who = app::authenticate(token);
  for (const std::string& prompt : prompts) {
    const std::string asked = tool::argument("tenant_id");
    if (asked != who.tenant_id)
      continue;
    shelf::search(prompt, asked); // -> scoped
  }
}

[[noreturn]] static void deny(const char* why) { throw std::invalid_argument(why); }
static void fail_hard() { std::abort(); }

void never_returns(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  if (asked != who.tenant_id)
    deny("not yours");
  shelf::search(prompt, asked); // -> scoped
}

void never_returns_unsaid(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  if (asked != who.tenant_id)
    fail_hard();
  shelf::search(prompt, asked); // -> scoped
}

#define CHECK(condition) \
  if (!(condition)) \
  std::abort()

void checked_by_macro(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  CHECK(asked == who.tenant_id);
  shelf::search(prompt, asked); // -> scoped
}

void helper_returns_truth(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  if (!authorize(who, asked))
    return;
  shelf::search(prompt, asked); // -> scoped
}

void helper_throws(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  require_same_tenant(asked, who.tenant_id);
  shelf::search(prompt, asked); // -> scoped
}

void helper_of_a_helper(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  Gate(who).enter(asked);
  shelf::search(prompt, asked); // -> scoped
}

void helper_answers_with_it(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const auto owner = permitted(who, tool::argument("tenant_id"));
  if (!owner)
    return;
  shelf::search(prompt, *owner); // -> scoped
}

void helper_answers_with_a_status(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  if (check(who, asked) != Status::ok)
    return;
  shelf::search(prompt, asked); // -> scoped
}

void lambda_checks(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  const auto is_own = [&](const std::string& id) { return id == who.tenant_id; };
  if (!is_own(asked))
    return;
  shelf::search(prompt, asked); // -> scoped
}

void key_built_before(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  const std::string scope = "docs:" + asked;
  if (asked != who.tenant_id)
    return;
  shelf::search(prompt, scope); // -> scoped
}

void either_of_two(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  const std::string scope = asked == who.tenant_id ? asked : who.tenant_id;
  shelf::search(prompt, scope); // -> scoped
}
