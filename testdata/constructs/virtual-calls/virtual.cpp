#include "agent.h"
#include <memory>

class KeyPolicy {
public:
  virtual ~KeyPolicy() = default;
  virtual std::string key(const app::Principal& who, const std::string& prompt) const = 0;
};
class ByTenant : public KeyPolicy {
public:
  std::string key(const app::Principal& who, const std::string& prompt) const override {
    return who.tenant_id + ":" + prompt;
  }
};
class ByPrompt final : public KeyPolicy {
public:
  std::string key(const app::Principal&, const std::string& prompt) const override { return prompt; }
};

static void ask(const KeyPolicy& policy, const app::Principal& who, const std::string& prompt) {
  shelf::search(prompt, policy.key(who, prompt)); // -> leaking conditional
}

void through_the_base(const std::string& token, const std::string& prompt, bool by_tenant) {
  std::unique_ptr<KeyPolicy> policy;
  if (by_tenant)
    policy = std::make_unique<ByTenant>();
  else
    policy = std::make_unique<ByPrompt>();
  ask(*policy, app::authenticate(token), prompt);
}

void through_the_class(const std::string& token, const std::string& prompt) {
  const ByTenant policy;
  shelf::search(prompt, policy.key(app::authenticate(token), prompt)); // -> scoped
  const ByPrompt other;
  shelf::search(prompt, other.key(app::authenticate(token), prompt)); // -> leaking missing
}

class Tool {
public:
  virtual ~Tool() = default;
  void run(const std::string& token, const std::string& prompt) {
    who_ = app::authenticate(token);
    handle(prompt);
  }

protected:
  virtual void handle(const std::string& prompt) = 0;
  app::Principal who_;
};
class SearchTool : public Tool {
  void handle(const std::string& prompt) override { shelf::search(prompt, who_.tenant_id); } // -> scoped
};
class BrowseTool : public Tool {
  void handle(const std::string& prompt) override { shelf::search(prompt, who_.name); } // -> leaking missing
};

void template_method(Tool& tool, const std::string& token, const std::string& prompt) { tool.run(token, prompt); }

class Base {
public:
  virtual std::string scope() const { return "shared"; }
  virtual ~Base() = default;
};
class Derived : public Base {
public:
  explicit Derived(std::string owner) : owner_(std::move(owner)) {}
  std::string scope() const override { return Base::scope() + "/" + owner_; }

private:
  std::string owner_;
};

void base_called(const std::string& token, const std::string& prompt) {
  const Derived derived(app::authenticate(token).tenant_id);
  shelf::search(prompt, derived.scope()); // -> scoped
}

// What is wrapped is made where nobody looks: it is not the wrapper once more.
class Shelves {
public:
  virtual ~Shelves() = default;
  virtual std::string find(const app::Principal& who, const std::string& prompt) = 0;
};
class Counted final : public Shelves {
public:
  explicit Counted(std::unique_ptr<Shelves> inner) : inner_(std::move(inner)) {}
  std::string find(const app::Principal& who, const std::string& prompt) override {
    const std::string found = inner_->find(who, prompt);
    shelf::search(found, who.tenant_id); // -> scoped
    shelf::search(prompt, found);        // -> leaking missing
    return found;
  }

private:
  std::unique_ptr<Shelves> inner_;
};
std::unique_ptr<Shelves> far_shelves();

void through_a_wrapper(const std::string& token, const std::string& prompt) {
  Counted shelves(far_shelves());
  shelves.find(app::authenticate(token), prompt);
}
