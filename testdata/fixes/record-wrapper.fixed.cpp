#include <map>
#include <string>
#include <tuple>

struct Principal {
  std::string tenant_id;
};
std::string load_memory(const std::string& tenant_id);
std::string complete(const std::string& memory, const std::string& prompt);

struct AnswerKey {
  std::string prompt;
  std::string model;
  std::string tenant_id;
  bool operator<(const AnswerKey& other) const { return std::tie(prompt, model, tenant_id) < std::tie(other.prompt, other.model, other.tenant_id); }
};

template <typename Key, typename Value> class Store {
public:
  const Value* get(const Key& key) const {
    const auto found = entries_.find(key);
    return found == entries_.end() ? nullptr : &found->second;
  }
  void put(const Key& key, const Value& value) { entries_[key] = value; }

private:
  std::map<Key, Value> entries_;
};

class Answers {
public:
  std::string answer(const Principal& who, const std::string& prompt, const std::string& model) {
    if (const std::string* known = answers_.get({prompt, model, who.tenant_id}))
      return *known;
    std::string fresh = complete(load_memory(who.tenant_id), prompt);
    answers_.put({prompt, model, who.tenant_id}, fresh);
    return fresh;
  }

private:
  Store<AnswerKey, std::string> answers_;
};
