#include <map>
#include <string>

struct Principal {
  std::string tenant;
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

std::string key_of(const std::string& prompt) { return "answer:" + prompt; }

std::string answer(AnswerCache& cache, const Principal& who, const std::string& prompt) {
  const std::string key = key_of(prompt);
  if (const std::string* known = cache.find(key))
    return *known;
  std::string fresh = complete(load_memory(who.tenant), prompt);
  cache.store(key, fresh);
  return fresh;
}
