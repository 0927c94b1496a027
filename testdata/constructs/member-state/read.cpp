#include "agent-state.h"

void Retriever::retrieve(const std::string& prompt) const {
  shelf::search(prompt, owner_); // -> scoped
}

void Retriever::retrieve_topic(const std::string& prompt) const {
  shelf::search(prompt, topic_); // -> leaking missing
}

void Worker::work(const std::string& prompt) {
  shelf::search(prompt, owner_ + "/jobs"); // -> scoped
}

/// Nobody calls its methods here: what they read is what the constructor stored.
class Desk {
public:
  explicit Desk(const app::Principal& who) : scope_(who.tenant_id + "/desk"), label_("desk") {}
  void ask(const std::string& prompt) {
    shelf::search(prompt, scope_); // -> scoped
    shelf::search(prompt, label_); // -> open missing
  }

private:
  std::string scope_;
  std::string label_;
};
Desk* desk_for(const std::string& token) { return new Desk(app::authenticate(token)); }
