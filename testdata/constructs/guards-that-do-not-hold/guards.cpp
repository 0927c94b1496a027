// What looks like a guard and is none: each beside its working twin in ../guards.
#include "agent.h"
#include <cassert>
#include <iostream>
#include <optional>
#include <regex>

bool authorize(const app::Principal& who, const std::string& tenant_id);

void after_the_use(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  shelf::search(prompt, asked); // -> leaking untrusted
  if (asked != who.tenant_id)
    return;
}

void result_ignored(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  authorize(who, asked);
  shelf::search(prompt, asked); // -> leaking untrusted
}

void with_itself(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  const std::string copy = asked;
  if (asked != copy)
    return;
  shelf::search(prompt, asked); // -> leaking untrusted
}

void wrong_branch(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  if (asked == who.tenant_id)
    return;
  shelf::search(prompt, asked); // -> leaking untrusted
}

void wrong_branch_of_a_helper(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  if (!authorize(who, asked)) {
    shelf::search(prompt, asked); // -> leaking untrusted
  }
}

void logged_only(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  if (asked != who.tenant_id)
    std::cerr << "tenant mismatch: " << asked << "\n";
  shelf::search(prompt, asked); // -> leaking untrusted
}

void counted_only(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  static int mismatches = 0;
  if (!authorize(who, asked))
    ++mismatches;
  shelf::search(prompt, asked); // -> leaking untrusted
}

void or_instead_of_and(const std::string& token, const std::string& prompt, bool debug) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  if (debug || asked == who.tenant_id)
    shelf::search(prompt, asked); // -> leaking untrusted
}

void other_field(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  if (tool::argument("name") != who.name)
    return;
  shelf::search(prompt, asked); // -> leaking untrusted
}

void with_a_literal(const std::string& token, const std::string& prompt) {
  const std::string asked = tool::argument("tenant_id");
  if (asked == "root" || asked.size() > 40)
    return;
  shelf::search(prompt, asked); // -> leaking untrusted
}

void by_its_shape(const std::string& prompt) {
  const std::string asked = tool::argument("tenant_id");
  if (!std::regex_match(asked, std::regex("[a-z0-9]+")))
    return;
  shelf::search(prompt, asked); // -> leaking untrusted
}

void with_the_model(const std::string& prompt) {
  const std::string asked = tool::argument("tenant_id");
  if (asked != tool::argument("owner_tenant_id"))
    return;
  shelf::search(prompt, asked); // -> leaking untrusted
}

void changed_after(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::string asked = tool::argument("tenant_id");
  if (asked != who.tenant_id)
    return;
  asked = tool::argument("other_tenant_id");
  shelf::search(prompt, asked); // -> leaking untrusted
}

static bool always(const app::Principal& who, const std::string& tenant_id) { return !who.tenant_id.empty() && !tenant_id.empty(); }

void helper_that_compares_nothing(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  if (!always(who, asked))
    return;
  shelf::search(prompt, asked); // -> leaking untrusted
}

static void warn_if_different(const std::string& left, const std::string& right) {
  if (left != right)
    std::cerr << "different\n";
}

void helper_that_only_warns(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  warn_if_different(asked, who.tenant_id);
  shelf::search(prompt, asked); // -> leaking untrusted
}

void on_one_path(const std::string& token, const std::string& prompt, bool strict) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  if (strict) {
    if (asked != who.tenant_id)
      return;
  }
  shelf::search(prompt, asked); // -> leaking untrusted
}

void caught(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string asked = tool::argument("tenant_id");
  try {
    if (asked != who.tenant_id)
      throw 1;
  } catch (int) {
  }
  shelf::search(prompt, asked); // -> leaking untrusted
}
