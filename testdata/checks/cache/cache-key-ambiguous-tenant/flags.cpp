// The tenant is in the key, and two tenants can still have the same one. Each leak stands beside its twin.
#include <functional>
#include <map>
#include <string>
#include <unordered_map>

struct Principal {
  std::string org;
};

std::string complete(const std::string& prompt);
std::string documents_of(const std::string& org);
std::string sha256_hex(const std::string& text);

std::string grounded(const Principal& who, const std::string& question) {
  return complete(documents_of(who.org) + question);
}

class Answers {
public:
  // "ab" + "c" is "a" + "bc".
  std::string joined_leaks(const Principal& who, const std::string& question) {
    const std::string key = who.org + question;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // leak: cache-key-ambiguous-tenant
    return answers_[key] = grounded(who, question);                                              // step
  }

  std::string delimited_is_scoped(const Principal& who, const std::string& question) {
    const std::string key = who.org + "/" + question;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = grounded(who, question);                                              // clean
  }

  // Hashing what is ambiguous does not tell it apart.
  std::string hashed_join_leaks(const Principal& who, const std::string& question) {
    const std::string key = "answer:" + sha256_hex(who.org + question);
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // leak: cache-key-ambiguous-tenant
    return answers_[key] = grounded(who, question);                                              // step
  }

  std::string framed_hash_is_scoped(const Principal& who, const std::string& question) {
    const std::string key = "answer:" + sha256_hex(std::to_string(who.org.size()) + ":" + who.org + question);
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = grounded(who, question);                                              // clean
  }

  std::string shortened_leaks(const Principal& who, const std::string& question) {
    const std::string key = who.org.substr(0, 6) + ":" + question;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // leak: cache-key-ambiguous-tenant
    return answers_[key] = grounded(who, question);                                              // step
  }

  std::string shortened_beside_is_scoped(const Principal& who, const std::string& question) {
    const std::string key = who.org + ":" + sha256_hex(question).substr(0, 16);
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = grounded(who, question);                                              // clean
  }

private:
  std::map<std::string, std::string> answers_;
};

// The map compares numbers: nobody looks at the text again.
class ByNumber {
public:
  std::string hash_as_key_leaks(const Principal& who, const std::string& question) {
    const std::size_t key = std::hash<std::string>{}(who.org + "|" + question);
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // leak: cache-key-ambiguous-tenant
    return answers_[key] = grounded(who, question);                                              // step
  }

  std::string slot_leaks(const Principal& who, const std::string& question) {
    const std::string key = std::to_string(std::hash<std::string>{}(who.org) % 1024) + ":" + question;
    if (const auto found = texts_.find(key); found != texts_.end()) return found->second;   // leak: cache-key-ambiguous-tenant
    return texts_[key] = grounded(who, question);                                            // step
  }

  std::string hash_as_bucket_is_scoped(const Principal& who, const std::string& question) {
    const std::string key = who.org + "|" + question;
    if (const auto found = texts_.find(key); found != texts_.end()) return found->second;   // clean
    return texts_[key] = grounded(who, question);                                            // clean
  }

private:
  std::unordered_map<std::size_t, std::string> answers_;
  std::unordered_map<std::string, std::string> texts_;
};
