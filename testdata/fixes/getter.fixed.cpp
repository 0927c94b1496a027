#include <map>
#include <string>

class Session {
public:
  explicit Session(std::string tenant) : tenant_id_(std::move(tenant)) {}
  const std::string& tenant_id() const { return tenant_id_; }

private:
  std::string tenant_id_;
};
std::string load_memory(const std::string& tenant);
std::string complete(const std::string& memory, const std::string& prompt);

class AnswerCache {
public:
  const std::string* find(const std::string& key) const {
    const auto found = entries_.find(key);
    return found == entries_.end() ? nullptr : &found->second;
  }
  void store(const std::string& key, const std::string& answer) { entries_[key] = answer; }

private:
  std::map<std::string, std::string> entries_;
};

std::string answer(AnswerCache& cache, const Session& session, const std::string& prompt, bool is_short) {
  const std::string key = is_short ? "short:" + prompt : "long:" + prompt;
  if (const std::string* known = cache.find(session.tenant_id() + ":" + key))
    return *known;
  std::string fresh = complete(load_memory(session.tenant_id()), prompt);
  cache.store(session.tenant_id() + ":" + key, fresh);
  return fresh;
}
