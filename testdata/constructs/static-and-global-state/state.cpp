#include "agent.h"

static const std::string prefix = "docs:";
constexpr const char* separator = "/";
static std::string current_tenant;
thread_local std::string request_tenant;

void constants(const std::string& token, const std::string& prompt) {
  shelf::search(prompt, prefix + app::authenticate(token).tenant_id + separator); // -> scoped
  shelf::search(prompt, prefix + prompt); // -> leaking missing
}

/// Another request may have written it in between.
void through_a_global(const std::string& token, const std::string& prompt) {
  current_tenant = app::authenticate(token).tenant_id;
  shelf::search(prompt, current_tenant); // -> leaking untrusted
}

void from_a_global(const std::string& prompt) {
  shelf::search(prompt, current_tenant); // -> leaking untrusted
}

/// That the first tenant stays for all others is told by a check of its own; from there on it is that tenant.
void latched(const std::string& token, const std::string& prompt) {
  static const std::string first = app::authenticate(token).tenant_id;
  shelf::search(prompt, first + "/docs"); // -> scoped
}

struct Config {
  static inline std::string collection = "docs";
};

void static_member(const std::string& prompt) {
  shelf::search(prompt, Config::collection); // -> open missing
}
