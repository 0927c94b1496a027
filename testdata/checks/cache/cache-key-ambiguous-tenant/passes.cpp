// Joins that keep tenants apart.
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tuple>

struct Principal {
  std::uint64_t account_id = 0;
  std::string tenant_id;
};

std::string complete(const std::string& prompt);
std::string documents_of(const std::string& tenant_id);
std::string sha256_hex(const std::string& text);

std::string grounded(const Principal& who, const std::string& question) {
  return complete(documents_of(who.tenant_id) + question);
}

class Answers {
public:
  // Digests have one length.
  std::string fixed_width_is_scoped(const Principal& who, const std::string& question) {
    const std::string key = sha256_hex(who.tenant_id) + question;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = grounded(who, question);                                              // clean
  }

  // A number ends where its delimiter stands, and it cannot hold one.
  std::string number_is_scoped(const Principal& who, const std::string& question) {
    const std::string key = std::to_string(who.account_id) + ":" + question;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = grounded(who, question);                                              // clean
  }

  std::string tuple_is_scoped(const Principal& who, const std::string& question) {
    const std::tuple key(who.tenant_id, question);
    if (const auto found = tuples_.find(key); found != tuples_.end()) return found->second;   // clean
    return tuples_[key] = grounded(who, question);                                             // clean
  }

  // The hash finds the shard, the key in the shard is whole.
  std::string sharded_is_scoped(const Principal& who, const std::string& question) {
    auto& shard = shards_[std::hash<std::string>{}(who.tenant_id) % 8];
    const std::string key = who.tenant_id + ":" + question;
    if (const auto found = shard.find(key); found != shard.end()) return found->second;   // clean
    return shard[key] = grounded(who, question);                                           // clean
  }

  // Two literals around it, and a name with the delimiter's character elsewhere.
  std::string bracketed_is_scoped(const Principal& who, const std::string& question) {
    const std::string key = "{" + who.tenant_id + "}" + question;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = grounded(who, question);                                              // clean
  }

private:
  std::map<std::string, std::string> answers_;
  std::map<std::tuple<std::string, std::string>, std::string> tuples_;
  std::array<std::map<std::string, std::string>, 8> shards_;
};
