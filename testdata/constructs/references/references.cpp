#include "agent.h"

static void fill(std::string& scope, const app::Principal& who) { scope = who.tenant_id; }
static bool find_owner(const app::Principal& who, std::string* owner) {
  if (who.name.empty())
    return false;
  *owner = who.tenant_id;
  return true;
}
static std::string& pick(std::string& left, std::string& right, bool first) { return first ? left : right; }
static void swap_them(std::string& left, std::string& right) {
  std::string kept = left;
  left = right;
  right = kept;
}

void out_parameter(const std::string& token, const std::string& prompt) {
  std::string scope;
  fill(scope, app::authenticate(token));
  shelf::search(prompt, scope); // -> scoped
}

void out_pointer(const std::string& token, const std::string& prompt) {
  std::string owner;
  if (!find_owner(app::authenticate(token), &owner))
    return;
  shelf::search(prompt, owner); // -> scoped
}

void out_pointer_unasked(const std::string& token, const std::string& prompt) {
  std::string owner;
  find_owner(app::authenticate(token), &owner);
  shelf::search(prompt, owner); // -> leaking conditional
}

void aliased(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::string scope = prompt;
  std::string& alias = scope;
  alias = who.tenant_id;
  shelf::search(prompt, scope); // -> scoped
}

void picked(const std::string& token, const std::string& prompt, bool first) {
  const app::Principal who = app::authenticate(token);
  std::string left, right;
  pick(left, right, first) = who.tenant_id;
  shelf::search(prompt, left); // -> leaking conditional
  pick(left, right, true) = who.tenant_id;
  shelf::search(prompt, left); // -> scoped
}

void swapped(const std::string& token, const std::string& prompt) {
  std::string left = app::authenticate(token).tenant_id;
  std::string right = prompt;
  swap_them(left, right);
  shelf::search(prompt, right); // -> scoped
  shelf::search(prompt, left); // -> leaking missing
}

static void copy_over(std::string& to, const std::string& from, const std::string& mark) {
  to = mark;
  shelf::search(mark, from); // -> scoped; should be leaking missing: two parameters are taken for two objects
}

/// Both parameters are one object: what is written to one is read from the other.
void one_object_twice(const std::string& token, const std::string& prompt) {
  std::string scope = app::authenticate(token).tenant_id;
  copy_over(scope, scope, prompt);
}

void by_value(const std::string& token, const std::string& prompt) {
  std::string scope = app::authenticate(token).tenant_id;
  const auto change = [](std::string copy) { copy.clear(); };
  change(scope);
  shelf::search(prompt, scope); // -> scoped
}
