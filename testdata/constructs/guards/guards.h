#pragma once
#include "agent.h"
#include <optional>

bool authorize(const app::Principal& who, const std::string& tenant_id);
void require_same_tenant(const std::string& left, const std::string& right);
std::optional<std::string> permitted(const app::Principal& who, std::string asked);
enum class Status { ok, denied };
Status check(const app::Principal& who, const std::string& asked);

class Gate {
public:
  explicit Gate(app::Principal who) : who_(std::move(who)) {}
  void enter(const std::string& tenant_id) const;

private:
  app::Principal who_;
};
