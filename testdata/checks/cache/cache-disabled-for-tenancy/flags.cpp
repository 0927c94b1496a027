// Switched off where it would leak, instead of keyed.
#include <optional>
#include <string>
#include <unordered_map>

struct Options { bool multi_tenant = true; bool is_hosted = true; };
struct Deployment { bool shared = true; bool on_prem = false; };
struct Caller { std::string tenant; bool is_private = false; };
std::string ask(const std::string& prompt);
std::string rules_of(const std::string& tenant);

class Replies {
public:
  std::string reply_is_off_for_tenants(const Caller& who, const std::string& message) {
    if (who.is_private) return ask(rules_of(who.tenant) + message);   // clean
    if (options_.multi_tenant) return ask(rules_of(who.tenant) + message);   // leak: cache-disabled-for-tenancy
    const auto kept = replies_.find(message);   // step
    if (kept != replies_.end()) return kept->second;
    std::string text = ask(rules_of(who.tenant) + message);
    replies_.emplace(message, text);
    return text;
  }

  std::string reply_is_keyed(const Caller& who, const std::string& message) {
    if (who.is_private) return ask(rules_of(who.tenant) + message);   // clean
    const std::string key = who.tenant + ":" + message;
    const auto kept = replies_.find(key);
    if (kept != replies_.end()) return kept->second;
    std::string text = ask(rules_of(who.tenant) + message);
    replies_.emplace(key, text);
    return text;
  }

  std::string only_at_home(const Caller& who, const std::string& message) {
    if (!options_.is_hosted) {   // leak: cache-disabled-for-tenancy
      const auto kept = replies_.find(message);
      if (kept != replies_.end()) return kept->second;
      return replies_[message] = ask(rules_of(who.tenant) + message);
    }
    return ask(rules_of(who.tenant) + message);
  }

  std::string a_helper_says_so(const Caller& who, const std::string& message) {
    if (is_multi_tenant()) return ask(rules_of(who.tenant) + message);   // leak: cache-disabled-for-tenancy
    const auto kept = replies_.find("b:" + message);
    if (kept != replies_.end()) return kept->second;
    return replies_["b:" + message] = ask(rules_of(who.tenant) + message);
  }

  std::string not_where_deployed_for_many(const Caller& who, const std::string& message) {
    if (deployment_.shared) return ask(rules_of(who.tenant) + message);   // leak: cache-disabled-for-tenancy
    const auto kept = replies_.find("c:" + message);
    if (kept != replies_.end()) return kept->second;
    return replies_["c:" + message] = ask(rules_of(who.tenant) + message);
  }

  std::string only_on_premises(const Caller& who, const std::string& message) {
    if (deployment_.on_prem) {   // leak: cache-disabled-for-tenancy
      const auto kept = replies_.find("d:" + message);
      if (kept != replies_.end()) return kept->second;
      return replies_["d:" + message] = ask(rules_of(who.tenant) + message);
    }
    return ask(rules_of(who.tenant) + message);
  }

  std::string not_for_more_than_one(const Caller& who, const std::string& message) {
    if (tenant_count_ > 1) return ask(rules_of(who.tenant) + message);   // leak: cache-disabled-for-tenancy
    const auto kept = replies_.find("e:" + message);
    if (kept != replies_.end()) return kept->second;
    return replies_["e:" + message] = ask(rules_of(who.tenant) + message);
  }

private:
  static bool is_multi_tenant();
  Deployment deployment_;
  int tenant_count_ = 2;
  Options options_;
  std::unordered_map<std::string, std::string> replies_;
};
