#include <unordered_map>
#include <string>

struct Principal {
  std::string tenant_id;
};
std::string load_memory(const std::string& tenant_id);
std::string complete(const std::string& memory, const std::string& prompt);

struct AnswerKey {
  std::string prompt;
  std::string model;
};

bool operator==(const AnswerKey& one, const AnswerKey& other) {
  if (one.model != other.model)
    return false;
  return one.prompt == other.prompt;
}

template <> struct std::hash<AnswerKey> {
  std::size_t operator()(const AnswerKey& key) const noexcept {
    std::size_t seed = std::hash<std::string>{}(key.prompt);
    seed = seed * 31 + std::hash<std::string>{}(key.model);
    return seed;
  }
};

class Answers {
public:
  std::string answer(const Principal& who, const std::string& prompt, const std::string& model) {
    const AnswerKey key{prompt, model};
    if (const auto found = answers_.find(key); found != answers_.end())
      return found->second;
    std::string fresh = complete(load_memory(who.tenant_id), prompt);
    answers_.emplace(key, fresh);
    return fresh;
  }

private:
  std::unordered_map<AnswerKey, std::string> answers_;
};
