#include "agent.h"
#include <functional>

static void ask(const std::string& owner, const std::string& prompt) {
  shelf::search(prompt, owner); // -> scoped
}
static void ask_topic(const std::string& topic, const std::string& prompt) {
  shelf::search(prompt, topic); // -> leaking missing
}

class Desk {
public:
  void ask(const std::string& owner, const std::string& prompt) { shelf::search(prompt, owner + suffix_); } // -> scoped

private:
  std::string suffix_ = "/desk";
};

void free_function(const std::string& token, const std::string& prompt) {
  const auto bound = std::bind(ask, app::authenticate(token).tenant_id, std::placeholders::_1);
  bound(prompt);
  const auto swapped = std::bind(ask_topic, std::placeholders::_2, std::placeholders::_1);
  swapped(app::authenticate(token).tenant_id, "docs");
}

void member_function(const std::string& token, const std::string& prompt) {
  Desk desk;
  std::function<void(const std::string&)> bound =
      std::bind(&Desk::ask, &desk, app::authenticate(token).tenant_id, std::placeholders::_1);
  bound(prompt);
}

void in_front(const std::string& token, const std::string& prompt) {
  std::bind_front(ask, app::authenticate(token).tenant_id)(prompt);
}
