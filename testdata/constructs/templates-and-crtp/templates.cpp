#include "agent.h"

template <class Self>
class Keyed {
public:
  std::string key(const std::string& prompt) const { return static_cast<const Self&>(*this).owner() + ":" + prompt; }
};
class TenantKey : public Keyed<TenantKey> {
public:
  explicit TenantKey(std::string owner) : owner_(std::move(owner)) {}
  const std::string& owner() const { return owner_; }

private:
  std::string owner_;
};
class SharedKey : public Keyed<SharedKey> {
public:
  std::string owner() const { return "shared"; }
};

void crtp(const std::string& token, const std::string& prompt) {
  shelf::search(prompt, TenantKey(app::authenticate(token).tenant_id).key(prompt)); // -> scoped
  shelf::search(prompt, SharedKey{}.key(prompt)); // -> leaking missing
}

template <class... Parts>
static std::string join(const Parts&... parts) {
  std::string out;
  ((out += parts, out += ':'), ...);
  return out;
}

void folded(const std::string& token, const std::string& prompt) {
  const app::Principal who = app::authenticate(token);
  shelf::search(prompt, join("docs", who.tenant_id, prompt)); // -> scoped
  shelf::search(prompt, join("docs", who.name)); // -> leaking missing
}

static std::string chain(const std::string& last) { return last; }
template <class... Rest>
static std::string chain(const std::string& first, const Rest&... rest) {
  return first + "/" + chain(rest...);
}

void recursive(const std::string& token, const std::string& prompt) {
  shelf::search(prompt, chain("docs", app::authenticate(token).tenant_id, prompt)); // -> scoped
}

struct WithTenant {
  static std::string prefix(const app::Principal& who) { return who.tenant_id + ":"; }
};
struct Without {
  static std::string prefix(const app::Principal&) { return "all:"; }
};
template <class Policy>
class Store {
public:
  void ask(const app::Principal& who, const std::string& prompt) {
    shelf::search(prompt, Policy::prefix(who) + prompt); // -> scoped, leaking missing
  }
};

void policies(const std::string& token, const std::string& prompt) {
  Store<WithTenant>{}.ask(app::authenticate(token), prompt);
  Store<Without>{}.ask(app::authenticate(token), prompt);
}

template <bool kScoped>
static std::string chosen(const app::Principal& who) {
  if constexpr (kScoped)
    return who.tenant_id;
  else
    return "all";
}

void by_value_parameter(const std::string& token, const std::string& prompt) {
  shelf::search(prompt, chosen<true>(app::authenticate(token))); // -> scoped
  shelf::search(prompt, chosen<false>(app::authenticate(token))); // -> leaking missing
}
