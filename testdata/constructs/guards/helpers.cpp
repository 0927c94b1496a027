#include "guards.h"
#include <stdexcept>

bool authorize(const app::Principal& who, const std::string& tenant_id) {
  if (tenant_id.empty())
    return false;
  return who.tenant_id == tenant_id;
}

void require_same_tenant(const std::string& left, const std::string& right) {
  if (left != right)
    throw std::runtime_error("another tenant");
}

std::optional<std::string> permitted(const app::Principal& who, std::string asked) {
  if (asked != who.tenant_id)
    return std::nullopt;
  return asked;
}

Status check(const app::Principal& who, const std::string& asked) {
  return asked == who.tenant_id ? Status::ok : Status::denied;
}

void Gate::enter(const std::string& tenant_id) const { require_same_tenant(tenant_id, who_.tenant_id); }
