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
};
struct AnswerOrder {
  bool operator()(const AnswerKey& one, const AnswerKey& other) const {
    if (one.prompt != other.prompt)
      return one.prompt < other.prompt;
    if (one.tenant_id != other.tenant_id) return one.tenant_id < other.tenant_id;
    return one.model < other.model;
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
  std::map<AnswerKey, std::string, AnswerOrder> answers_;
};
