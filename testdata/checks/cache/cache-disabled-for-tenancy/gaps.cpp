// A switch whose name says nothing of tenants.
#include <string>
#include <unordered_map>

struct Options { bool strict_mode = true; };
struct Caller { std::string tenant; };
std::string ask(const std::string& prompt);
std::string rules_of(const std::string& tenant);

class Replies {
public:
  std::string reply(const Caller& who, const std::string& message) {
    if (options_.strict_mode) return ask(rules_of(who.tenant) + message);   // gap: cache-disabled-for-tenancy the switch's name says nothing of tenants
    const auto kept = replies_.find(message);   // leak: cache-key-missing-tenant
    if (kept != replies_.end()) return kept->second;
    return replies_[message] = ask(rules_of(who.tenant) + message);
  }

private:
  Options options_;
  std::unordered_map<std::string, std::string> replies_;
};
