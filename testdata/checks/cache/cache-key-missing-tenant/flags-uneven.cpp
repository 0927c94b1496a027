// Read under one key and written under another, the same but for the tenant; two levels that do not agree.
#include <string>
#include <unordered_map>

struct Caller { std::string tenant_id; };
std::string complete(const std::string& prompt);
std::string documents_of(const std::string& tenant_id);

std::string answer_to(const Caller& who, const std::string& question) {
  return complete(documents_of(who.tenant_id) + question);
}

class Uneven {
public:
  std::string read_leaks(const Caller& who, const std::string& question) {
    if (const auto found = read_.find("a:" + question); found != read_.end()) return found->second;   // leak: cache-key-missing-tenant
    const std::string answer = answer_to(who, question);
    read_.emplace("a:" + who.tenant_id + ":" + question, answer);   // step
    return answer;
  }

  std::string write_leaks(const Caller& who, const std::string& question) {
    if (const auto found = written_.find(who.tenant_id + ":" + question); found != written_.end()) return found->second;   // step
    const std::string answer = answer_to(who, question);
    written_.emplace(question, answer);   // leak: cache-key-missing-tenant
    return answer;
  }

  std::string both_are_scoped(const Caller& who, const std::string& question) {
    if (const auto found = even_.find(who.tenant_id + ":" + question); found != even_.end()) return found->second;   // clean
    const std::string answer = answer_to(who, question);
    even_.emplace(who.tenant_id + ":" + question, answer);   // clean
    return answer;
  }

private:
  std::unordered_map<std::string, std::string> read_, written_, even_;
};

// One finding for the level that is wrong, though it is filled in two places.
class Levels {
public:
  std::string first_level_leaks(const Caller& who, const std::string& question) {
    if (const auto found = near_.find(question); found != near_.end()) return found->second;   // leak: cache-key-missing-tenant
    const std::string key = who.tenant_id + ":" + question;
    if (const auto found = far_.find(key); found != far_.end()) return near_[question] = found->second;   // step
    const std::string answer = answer_to(who, question);
    far_.emplace(key, answer);
    near_[question] = answer;   // step
    return answer;
  }

  std::string second_level_leaks(const Caller& who, const std::string& question) {
    const std::string key = who.tenant_id + ":" + question;
    if (const auto found = first_.find(key); found != first_.end()) return found->second;
    if (const auto found = second_.find(question); found != second_.end()) return first_[key] = found->second;   // leak: cache-key-missing-tenant
    const std::string answer = answer_to(who, question);
    second_.emplace(question, answer);   // step
    first_[key] = answer;
    return answer;
  }

private:
  std::unordered_map<std::string, std::string> near_, far_, first_, second_;
};

// Another thing under a key of its own in the same store.
class Shared {
public:
  std::string two_things(const Caller& who, const std::string& question) {
    const auto known = store_.find("hint:" + question);   // clean
    const std::string hint = known == store_.end() ? std::string() : known->second;
    const std::string key = "answer:" + who.tenant_id + ":" + question;
    if (const auto found = store_.find(key); found != store_.end()) return found->second;   // clean
    return store_[key] = answer_to(who, hint + question);   // clean
  }

private:
  std::unordered_map<std::string, std::string> store_;
};
