// Passed by for other reasons, or keyed on both sides.
#include <string>
#include <unordered_map>

struct Options { bool multi_tenant = true; bool cache_enabled = true; };
struct Document { bool shared = false; };
struct Caller { std::string tenant; bool is_streaming = false; };
std::string ask(const std::string& prompt);
std::string rules_of(const std::string& tenant);

class Replies {
public:
  std::string off_by_configuration(const Caller& who, const std::string& message) {
    if (!options_.cache_enabled) return ask(rules_of(who.tenant) + message);   // clean
    const std::string key = who.tenant + ":" + message;
    const auto kept = replies_.find(key);
    if (kept != replies_.end()) return kept->second;
    return replies_[key] = ask(rules_of(who.tenant) + message);
  }

  std::string not_for_streams(const Caller& who, const std::string& message) {
    if (who.is_streaming) return ask(message);   // clean
    const std::string key = who.tenant + ":" + message;
    const auto kept = replies_.find(key);
    if (kept != replies_.end()) return kept->second;
    return replies_[key] = ask(rules_of(who.tenant) + message);
  }

  /// The switch chooses between two keys, both right.
  std::string keyed_on_both_sides(const Caller& who, const std::string& message) {
    if (options_.multi_tenant) {   // clean
      const std::string key = who.tenant + ":" + message;
      const auto kept = replies_.find(key);
      if (kept != replies_.end()) return kept->second;
      return replies_[key] = ask(rules_of(who.tenant) + message);
    }
    const auto kept = replies_.find(message);
    if (kept != replies_.end()) return kept->second;
    return replies_[message] = ask(rules_of(who.tenant) + message);
  }

  /// Shared is the document, not what is deployed.
  std::string not_for_shared_documents(const Caller& who, const Document& document, const std::string& message) {
    if (document.shared) return ask(message);   // clean
    const std::string key = who.tenant + "/" + message;
    const auto kept = replies_.find(key);
    if (kept != replies_.end()) return kept->second;
    return replies_[key] = ask(rules_of(who.tenant) + message);
  }

private:
  Options options_;
  std::unordered_map<std::string, std::string> replies_;
};
