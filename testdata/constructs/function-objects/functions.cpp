#include "agent.h"
#include <functional>
#include <map>

class Router {
public:
  using Handler = std::function<void(const app::Principal&, const std::string&)>;
  void on(const std::string& name, Handler handler) { handlers_[name] = std::move(handler); }
  void set_fallback(Handler handler) { fallback_ = std::move(handler); }
  void route(const std::string& name, const app::Principal& who, const std::string& prompt) {
    if (const auto it = handlers_.find(name); it != handlers_.end())
      it->second(who, prompt);
    else if (fallback_)
      fallback_(who, prompt);
  }

private:
  std::map<std::string, Handler> handlers_;
  Handler fallback_;
};

void table(const std::string& token, const std::string& prompt) {
  Router router;
  router.on("search", [](const app::Principal& who, const std::string& text) {
    shelf::search(text, who.tenant_id); // -> scoped
  });
  router.on("browse", [](const app::Principal&, const std::string& text) {
    shelf::search(text, text); // -> leaking missing
  });
  router.set_fallback([](const app::Principal& who, const std::string& text) {
    shelf::search(text, who.name); // -> leaking missing
  });
  router.route("search", app::authenticate(token), prompt);
}

void local(const std::string& token, const std::string& prompt) {
  std::function<std::string(const std::string&)> scope_of = [who = app::authenticate(token)](const std::string& topic) {
    return who.tenant_id + "/" + topic;
  };
  shelf::search(prompt, scope_of("docs")); // -> scoped
}

struct ByTenant {
  std::string owner;
  std::string operator()(const std::string& topic) const { return owner + "/" + topic; }
};

void object(const std::string& token, const std::string& prompt) {
  const ByTenant scope{app::authenticate(token).tenant_id};
  shelf::search(prompt, scope("docs")); // -> scoped
  const std::function<std::string(const std::string&)> kept = scope;
  shelf::search(prompt, kept("docs")); // -> scoped
}

static void with_key(const std::string& prompt, const std::function<std::string()>& make_key) {
  shelf::search(prompt, make_key()); // -> scoped
}

void parameter(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  with_key(prompt, [&] { return who.tenant_id; });
}
