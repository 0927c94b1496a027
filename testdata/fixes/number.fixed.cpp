#include <map>
#include <string>

struct Account {
  long id = 0;
};
std::string load_memory(long account_id);
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

std::string answer(AnswerCache& cache, const Account& account, const std::string& prompt) {
  const std::string key = std::to_string(account.id) + ":" + "answer:" + prompt;
  if (const std::string* known = cache.find(key))
    return *known;
  std::string fresh = complete(load_memory(account.id), prompt);
  cache.store(key, fresh);
  return fresh;
}
