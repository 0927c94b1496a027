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
  std::string tenant_id;
  bool operator==(const AnswerKey& other) const { return prompt == other.prompt && model == other.model && tenant_id == other.tenant_id; }
};

struct AnswerHash {
  std::size_t operator()(const AnswerKey& key) const {
    return (std::hash<std::string>{}(key.prompt) ^ (std::hash<std::string>{}(key.model) << 1)) * 31 + std::hash<std::string>{}(key.tenant_id);
  }
};

class Answers {
public:
  std::string answer(const Principal& who, const std::string& prompt, const std::string& model) {
    const AnswerKey key{prompt, model, who.tenant_id};
    if (const auto found = answers_.find(key); found != answers_.end())
      return found->second;
    std::string fresh = complete(load_memory(who.tenant_id), prompt);
    answers_.emplace(key, fresh);
    return fresh;
  }

private:
  std::unordered_map<AnswerKey, std::string, AnswerHash> answers_;
};
