// What every program here may use: who asks, what the model wrote, and one store that all tenants share.
#pragma once
#include <string>
#include <vector>

namespace app {
struct Principal {
  std::string tenant_id;
  std::string name;
};
Principal authenticate(const std::string& token);
} // namespace app

namespace tool {
std::string argument(const std::string& name);
}

namespace shelf {
std::vector<std::string> search(const std::string& prompt, const std::string& scope);
}
