#include "agent.h"
#include <stdexcept>

static std::string owner_of(const std::string& token) {
  const app::Principal who = app::authenticate(token);
  if (who.tenant_id.empty())
    throw std::runtime_error("nobody");
  return who.tenant_id;
}

void thrown_through(const std::string& token, const std::string& prompt) {
  shelf::search(prompt, owner_of(token)); // -> scoped
}

void caught(const std::string& token, const std::string& prompt) {
  std::string scope = "shared";
  try {
    scope = owner_of(token);
  } catch (const std::exception&) {
    shelf::search(prompt, scope); // -> leaking missing
  }
  shelf::search(prompt, scope); // -> leaking conditional
}

void caught_and_left(const std::string& token, const std::string& prompt) {
  std::string scope;
  try {
    scope = owner_of(token);
  } catch (const std::runtime_error& error) {
    return;
  }
  shelf::search(prompt, scope); // -> scoped
}

void rethrown(const std::string& token, const std::string& prompt) {
  std::string scope;
  try {
    scope = owner_of(token);
  } catch (...) {
    scope.clear();
    throw;
  }
  shelf::search(prompt, scope); // -> scoped
}

static std::string quiet(const std::string& token) noexcept {
  try {
    return owner_of(token);
  } catch (...) {
    return {};
  }
}

void fallen_back(const std::string& token, const std::string& prompt) {
  shelf::search(prompt, quiet(token)); // -> leaking conditional
}

static std::string certain(const std::string& token) noexcept { return app::authenticate(token).tenant_id; }

void never_throws(const std::string& token, const std::string& prompt) {
  std::string scope = "shared";
  try {
    scope = certain(token);
  } catch (...) {
    shelf::search(prompt, "unreachable"); // never reached, so no hop
  }
  shelf::search(prompt, scope); // -> scoped
}
