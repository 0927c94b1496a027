#include <map>
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
  auto operator<=>(const AnswerKey&) const = default;
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
  std::map<AnswerKey, std::string> answers_;
};
