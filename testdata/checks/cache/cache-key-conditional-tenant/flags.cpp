// The tenant reaches the key on some paths only. Each leak stands beside its twin.
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>

struct Principal {
  std::optional<std::string> tenant_id;
  std::string region;
};

std::string complete(const std::string& prompt);
std::string documents_of(const std::string& tenant_id);

std::string grounded(const Principal& who, const std::string& question) {
  return complete(documents_of(who.tenant_id.value_or("")) + question);
}

class Answers {
public:
  std::string one_branch_leaks(const Principal& who, const std::string& question, bool strict) {
    std::string key = "answer:" + question;
    if (strict) key = *who.tenant_id + ":" + key;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // leak: cache-key-conditional-tenant
    return answers_[key] = grounded(who, question);                                             // step
  }

  std::string both_branches_are_scoped(const Principal& who, const std::string& question, bool verbose) {
    if (!who.tenant_id) throw std::runtime_error("no tenant");
    std::string key = *who.tenant_id + ":answer:" + question;
    if (verbose) key += ":" + who.region;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = grounded(who, question);                                             // clean
  }

  // All who have no tenant share the entries of nobody.
  std::string fallback_leaks(const Principal& who, const std::string& question) {
    const std::string key = who.tenant_id.value_or("default") + ":" + question;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // leak: cache-key-conditional-tenant
    return answers_[key] = grounded(who, question);                                             // step
  }

  std::string refusal_is_scoped(const Principal& who, const std::string& question) {
    const std::string tenant = who.tenant_id.value_or("");
    if (tenant.empty()) throw std::runtime_error("no tenant");
    const std::string key = tenant + ":" + question;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = grounded(who, question);                                             // clean
  }

  std::string ternary_leaks(const Principal& who, const std::string& question) {
    const std::string prefix = who.tenant_id ? *who.tenant_id + "/" : std::string("shared/");
    if (const auto found = answers_.find(prefix + question); found != answers_.end()) return found->second;   // leak: cache-key-conditional-tenant
    return answers_[prefix + question] = grounded(who, question);                                             // step
  }

  std::string ternary_is_scoped(const Principal& who, const std::string& question, bool is_draft) {
    const std::string prefix = is_draft ? who.tenant_id.value() + "/draft/" : who.tenant_id.value() + "/";
    if (const auto found = answers_.find(prefix + question); found != answers_.end()) return found->second;   // clean
    return answers_[prefix + question] = grounded(who, question);                                             // clean
  }

private:
  std::map<std::string, std::string> answers_;
};

// A quick tier in front of the scoped one, with a key of its own.
class TwoTiers {
public:
  void asymmetric_leaks(const Principal& who, const std::string& question, bool legacy) {
    std::string key;
    if (legacy) {
      key = question;
    } else {
      key = who.tenant_id.value() + "|" + question;
    }
    if (tier_.contains(key)) return;       // leak: cache-key-conditional-tenant
    tier_[key] = grounded(who, question);   // step
  }

  void symmetric_is_scoped(const Principal& who, const std::string& question, bool legacy) {
    std::string key;
    if (legacy) {
      key = who.tenant_id.value() + "#" + question;
    } else {
      key = who.tenant_id.value() + "|" + question;
    }
    if (tier_.contains(key)) return;       // clean
    tier_[key] = grounded(who, question);   // clean
  }

private:
  std::unordered_map<std::string, std::string> tier_;
};
