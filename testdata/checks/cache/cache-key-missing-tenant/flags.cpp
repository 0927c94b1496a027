// Answers made from one tenant's documents, kept where every tenant looks. Each leak stands beside its twin.
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

struct Principal {
  std::string tenant_id;
  std::string locale;
};

std::vector<std::string> documents_of(const std::string& tenant_id, const std::string& question);
std::string complete(const std::string& prompt);
std::string sha256_hex(const std::string& text);
bool policy_allows(const std::string& tenant_id, const std::string& action);

std::string grounded_answer(const Principal& who, const std::string& question) {
  std::string prompt;
  for (const std::string& document : documents_of(who.tenant_id, question)) prompt += document + "\n";
  return complete(prompt + question);
}

class Answers {
public:
  std::string by_question_leaks(const Principal& who, const std::string& question) {
    const auto found = answers_.find(question);   // leak: cache-key-missing-tenant
    if (found != answers_.end()) return found->second;
    std::string answer = grounded_answer(who, question);
    answers_.emplace(question, answer);   // step
    return answer;
  }

  std::string by_question_is_scoped(const Principal& who, const std::string& question) {
    const std::string key = who.tenant_id + ":" + question;
    const auto found = scoped_.find(key);   // clean
    if (found != scoped_.end()) return found->second;
    std::string answer = grounded_answer(who, question);
    scoped_.emplace(key, answer);   // clean
    return answer;
  }

private:
  std::unordered_map<std::string, std::string> answers_;
  std::unordered_map<std::string, std::string> scoped_;
};

// A key that is well made, of everything but the tenant. The locale belongs to the principal and says nothing about
// who that is; the word "tenant" in a literal is only a word.
class Digests {
public:
  std::string by_digest_leaks(const Principal& who, const std::string& question) {
    const std::string key = "tenant-answers:" + who.locale + ":" + sha256_hex(question);
    if (answers_.count(key) != 0) return answers_.at(key);   // leak: cache-key-missing-tenant
    std::string answer = grounded_answer(who, question);
    answers_[key] = answer;   // step
    return answer;
  }

  std::string by_digest_is_scoped(const Principal& who, const std::string& question) {
    const std::string key = "answers:" + who.tenant_id + ":" + who.locale + ":" + sha256_hex(question);
    if (scoped_.count(key) != 0) return scoped_.at(key);   // clean
    std::string answer = grounded_answer(who, question);
    scoped_[key] = answer;   // clean
    return answer;
  }

private:
  std::map<std::string, std::string> answers_;
  std::map<std::string, std::string> scoped_;
};

// One call that reads and makes room.
class Slots {
public:
  const std::string& slot_leaks(const Principal& who, const std::string& model, const std::string& question) {
    std::ostringstream key;
    key << model << '/' << question;
    std::string& answer = answers_[key.str()];   // leak: cache-key-missing-tenant
    if (answer.empty()) answer = grounded_answer(who, question);
    return answer;
  }

  const std::string& slot_is_scoped(const Principal& who, const std::string& model, const std::string& question) {
    std::ostringstream key;
    key << who.tenant_id << '/' << model << '/' << question;
    std::string& answer = scoped_[key.str()];   // clean
    if (answer.empty()) answer = grounded_answer(who, question);
    return answer;
  }

private:
  std::unordered_map<std::string, std::string> answers_;
  std::unordered_map<std::string, std::string> scoped_;
};

// A key with fields instead of text.
struct PlainKey {
  std::string model;
  std::string question;
  auto operator<=>(const PlainKey&) const = default;
};

struct TenantKey {
  std::string tenant_id;
  std::string question;
  auto operator<=>(const TenantKey&) const = default;
};

class Records {
public:
  std::string record_leaks(const Principal& who, const std::string& model, const std::string& question) {
    const PlainKey key{model, question};
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // leak: cache-key-missing-tenant
    return answers_[key] = grounded_answer(who, question);                                      // step
  }

  std::string record_is_scoped(const Principal& who, const std::string& question) {
    const TenantKey key{who.tenant_id, question};
    if (const auto found = scoped_.find(key); found != scoped_.end()) return found->second;   // clean
    return scoped_[key] = grounded_answer(who, question);                                     // clean
  }

private:
  std::map<PlainKey, std::string> answers_;
  std::map<TenantKey, std::string> scoped_;
};

// What one tenant may do is not what another may do.
class Decisions {
public:
  bool may_leaks(const Principal& who, const std::string& action) {
    const auto found = allowed_.find(action);   // leak: cache-key-missing-tenant
    if (found != allowed_.end()) return found->second;
    const bool allowed = policy_allows(who.tenant_id, action);
    allowed_.emplace(action, allowed);   // step
    return allowed;
  }

  bool may_is_scoped(const Principal& who, const std::string& action) {
    const auto found = scoped_.find({who.tenant_id, action});   // clean
    if (found != scoped_.end()) return found->second;
    const bool allowed = policy_allows(who.tenant_id, action);
    scoped_.emplace(std::pair(who.tenant_id, action), allowed);   // clean
    return allowed;
  }

private:
  std::map<std::string, bool> allowed_;
  std::map<std::pair<std::string, std::string>, bool> scoped_;
};

// The cache is behind a helper that computes on a miss: the key is chosen by the caller, and so is the leak.
class Memo {
public:
  const std::string& get_or_compute(const std::string& key, const std::function<std::string()>& compute) {
    const auto found = values_.find(key);
    if (found != values_.end()) return found->second;
    return values_.emplace(key, compute()).first->second;
  }

private:
  std::unordered_map<std::string, std::string> values_;
};

std::string memo_leaks(Memo& memo, const Principal& who, const std::string& question) {
  return memo.get_or_compute(question, [&] { return grounded_answer(who, question); });   // leak: cache-key-missing-tenant
}

std::string memo_is_scoped(Memo& memo, const Principal& who, const std::string& question) {
  return memo.get_or_compute(who.tenant_id + "/" + question, [&] { return grounded_answer(who, question); });   // clean
}

// A function that remembers by its first argument, twice in one class: each remembers what it computes itself.
template <class Key, class Value, class... More>
class Remembered {
public:
  explicit Remembered(std::function<Value(const Key&, const More&...)> compute) : compute_(std::move(compute)) {}

  Value operator()(const Key& key, const More&... more) {
    if (const auto found = values_.find(key); found != values_.end()) return found->second;
    return values_.insert_or_assign(key, compute_(key, more...)).first->second;
  }

private:
  std::function<Value(const Key&, const More&...)> compute_;
  std::map<Key, Value> values_;
};

class Offers {
public:
  Offers()
      : offers_([this](const std::string& part, const Principal& who) {
          return complete(std::to_string(lengths_(part)) + part + documents_of(who.tenant_id, part).front());
        }),
        lengths_([](const std::string& part) { return static_cast<int>(part.size()) * 2; }) {}

  std::string offer_leaks(const Principal& who, const std::string& part) {
    return offers_(part, who);   // leak: cache-key-missing-tenant
  }
  int length_is_pure(const std::string& part) { return lengths_(part); }   // clean

private:
  Remembered<std::string, std::string, Principal> offers_;
  Remembered<std::string, int> lengths_;
};

class ScopedOffers {
public:
  using Order = std::pair<std::string, std::string>;
  ScopedOffers()
      : offers_([](const Order& order) { return complete(documents_of(order.first, order.second).front()); }) {}

  std::string offer_is_scoped(const Principal& who, const std::string& part) {
    return offers_({who.tenant_id, part});   // clean
  }

private:
  Remembered<Order, std::string> offers_;
};
