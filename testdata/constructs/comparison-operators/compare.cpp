#include "agent.h"
#include <compare>

struct TenantId {
  std::string value;
  bool operator==(const TenantId&) const = default;
  auto operator<=>(const TenantId&) const = default;
};
struct Asked {
  TenantId tenant;
  std::string topic;
};

struct Folded {
  std::string tenant_id;
  friend bool operator==(const Folded& left, const Folded& right) { return left.tenant_id == right.tenant_id; }
};

struct Topic {
  std::string tenant_id;
  std::string topic;
  /// Says nothing about the tenant.
  bool operator==(const Topic& other) const { return topic == other.topic; }
};

void defaulted(const std::string& token, const std::string& prompt) {
  const TenantId own{app::authenticate(token).tenant_id};
  const TenantId asked{tool::argument("tenant_id")};
  if (asked != own)
    return;
  shelf::search(prompt, asked.value); // -> scoped
}

void defaulted_unasked(const std::string& prompt) {
  const TenantId asked{tool::argument("tenant_id")};
  shelf::search(prompt, asked.value); // -> leaking untrusted
}

void written_out(const std::string& token, const std::string& prompt) {
  const Folded own{app::authenticate(token).tenant_id};
  const Folded asked{tool::argument("tenant_id")};
  if (asked == own)
    shelf::search(prompt, asked.tenant_id); // -> scoped
}

void drops_the_tenant(const std::string& token, const std::string& prompt) {
  const Topic own{app::authenticate(token).tenant_id, prompt};
  const Topic asked{tool::argument("tenant_id"), prompt};
  if (!(asked == own))
    return;
  shelf::search(prompt, asked.tenant_id); // -> leaking untrusted
}
