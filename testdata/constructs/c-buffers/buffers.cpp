#include "agent.h"
#include <array>
#include <cstdio>
#include <cstring>
#include <string_view>

void printed(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  char scope[128];
  std::snprintf(scope, sizeof scope, "docs:%s:%zu", who.tenant_id.c_str(), prompt.size());
  shelf::search(prompt, scope); // -> scoped
}

void printed_without(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  char scope[128];
  std::snprintf(scope, sizeof scope, "docs:%s", who.name.c_str());
  shelf::search(prompt, scope); // -> leaking missing
}

void joined(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  char scope[128] = "docs:";
  std::strcat(scope, who.tenant_id.c_str());
  shelf::search(prompt, std::string(scope)); // -> scoped
}

void printed_after(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::array<char, 128> scope{};
  int used = std::snprintf(scope.data(), scope.size(), "docs:");
  std::snprintf(scope.data() + used, scope.size() - used, "%s", who.tenant_id.c_str());
  shelf::search(prompt, scope.data()); // -> scoped
}

void in_a_growing_buffer(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  std::string scope(256, '\0');
  const int length = std::snprintf(scope.data(), scope.size(), "%s|docs", who.tenant_id.c_str());
  scope.resize(static_cast<std::size_t>(length));
  shelf::search(prompt, scope); // -> scoped
}

void viewed(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string_view view = who.tenant_id;
  shelf::search(prompt, std::string(view) + "/docs"); // -> scoped
  shelf::search(prompt, std::string(view.substr(0, 4)) + "/docs"); // -> leaking missing
}

static const char* scope_of(const app::Principal& who) {
  static thread_local char buffer[64];
  std::snprintf(buffer, sizeof buffer, "t:%s", who.tenant_id.c_str());
  return buffer;
}

void from_a_helper(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  shelf::search(prompt, scope_of(who)); // -> scoped
}
