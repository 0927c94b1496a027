#include "agent.h"

bool authorize(const app::Principal& who, const std::string& tenant_id) { return who.tenant_id == tenant_id; }
