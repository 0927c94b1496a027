// An order given to the container as a pointer to a function.
#include <map>
#include <string>

struct Principal { std::string tenant_id; };
std::string complete(const std::string& prompt);
std::string documents_of(const std::string& tenant_id);

struct Key { std::string tenant_id; std::string question; };
bool by_question(const Key& left, const Key& right) { return left.question < right.question; }   // gap: cache-key-equality-drops-tenant a comparator that is a function is not read

class Answers {
public:
  std::string answer(const Principal& who, const std::string& question) {
    const Key key{who.tenant_id, question};
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;
    return answers_[key] = complete(documents_of(who.tenant_id) + question);
  }

private:
  std::map<Key, std::string, bool (*)(const Key&, const Key&)> answers_{by_question};
};
