// A class that keeps its entries in nodes of its own.
#include <string>

struct Caller { std::string account_id; };
std::string complete(const std::string& prompt);
std::string documents_of(const std::string& account_id);
std::string translated(const std::string& text);

class Nodes {
public:
  struct Node {
    std::string key;
    std::string text;
    Node* next = nullptr;
  };

  const Node* find(const std::string& key) const {
    for (const Node* node = first_; node != nullptr; node = node->next)
      if (node->key == key) return node;
    return nullptr;
  }
  void add(const std::string& key, const std::string& text) { first_ = new Node{key, text, first_}; }

private:
  Node* first_ = nullptr;
};

class Answers {
public:
  std::string answer_leaks(const Caller& who, const std::string& question) {
    if (const auto* known = nodes_.find(question)) return known->text;   // leak: cache-key-missing-tenant
    const std::string fresh = complete(documents_of(who.account_id) + question);
    nodes_.add(question, fresh);   // step
    return fresh;
  }

  std::string answer_is_scoped(const Caller& who, const std::string& question) {
    const std::string key = who.account_id + "/" + question;
    if (const auto* known = scoped_.find(key)) return known->text;   // clean
    const std::string fresh = complete(documents_of(who.account_id) + question);
    scoped_.add(key, fresh);   // clean
    return fresh;
  }

  // A translation is the same for everybody.
  std::string translation(const std::string& text) {
    if (const auto* known = translations_.find(text)) return known->text;   // clean
    const std::string fresh = translated(text);
    translations_.add(text, fresh);   // clean
    return fresh;
  }

private:
  Nodes nodes_;
  Nodes scoped_;
  Nodes translations_;
};

// A table of records by their id is no cache.
class Users {
public:
  struct User {
    std::string id;
    std::string account_id;
    User* next = nullptr;
  };
  User* find(const std::string& id) {
    for (User* user = first_; user != nullptr; user = user->next)
      if (user->id == id) return user;   // clean
    return nullptr;
  }
  void enrol(const std::string& id, const std::string& account_id) {
    if (find(id) != nullptr) return;
    User* user = new User;
    user->id = id;
    user->account_id = account_id;
    user->next = first_;
    first_ = user;   // clean
  }

private:
  User* first_ = nullptr;
};
