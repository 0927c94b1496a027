// Branches that do not decide whether the tenant is in the key.
#include <map>
#include <optional>
#include <stdexcept>
#include <string>

struct Principal {
  std::string tenant_id;
  std::optional<std::string> locale;
};

std::string complete(const std::string& prompt);
std::string documents_of(const std::string& tenant_id);

class Answers {
public:
  std::string optional_parts_are_scoped(const Principal& who, const std::string& question) {
    std::string key = who.tenant_id + ":" + question;
    if (who.locale) key += ":" + *who.locale;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = complete(documents_of(who.tenant_id) + question);                     // clean
  }

  std::string default_locale_is_scoped(const Principal& who, const std::string& question) {
    const std::string key = who.tenant_id + ":" + who.locale.value_or("en") + ":" + question;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = complete(documents_of(who.tenant_id) + question);                     // clean
  }

  // The path without the tenant does not reach the cache.
  std::string bypass_is_scoped(const Principal& who, const std::string& question, bool fresh) {
    std::string key;
    if (!fresh) key = who.tenant_id + ":" + question;
    if (key.empty()) return complete(documents_of(who.tenant_id) + question);
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = complete(documents_of(who.tenant_id) + question);                     // clean
  }

  // Early refusal, written as a switch.
  std::string switched_is_scoped(const Principal& who, const std::string& question, int tier) {
    std::string key;
    switch (tier) {
    case 0: key = "free/" + who.tenant_id; break;
    case 1: key = "paid/" + who.tenant_id; break;
    default: throw std::invalid_argument("no such tier");
    }
    key += "/" + question;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = complete(documents_of(who.tenant_id) + question);                     // clean
  }

private:
  std::map<std::string, std::string> answers_;
};
