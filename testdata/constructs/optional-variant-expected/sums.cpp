// flags: -std=c++23
#include "agent.h"
#include <optional>
#include <variant>

static std::optional<app::Principal> principal(const std::string& token) {
  if (token.empty())
    return std::nullopt;
  return app::authenticate(token);
}

void tested(const std::string& token, const std::string& prompt) {
  const auto who = principal(token);
  if (!who)
    return;
  shelf::search(prompt, who->tenant_id); // -> scoped
  shelf::search(prompt, (*who).tenant_id + "/" + who.value().name); // -> scoped
  shelf::search(prompt, who->name); // -> leaking missing
}

void fallback(const std::string& token, const std::string& prompt) {
  std::optional<std::string> owner;
  if (const auto who = principal(token))
    owner = who->tenant_id;
  shelf::search(prompt, owner.value_or("shared")); // -> leaking conditional
}

void in_a_condition(const std::string& token, const std::string& prompt) {
  std::optional<std::string> owner;
  if (const auto who = principal(token); who.has_value())
    owner.emplace(who->tenant_id);
  if (owner.has_value())
    shelf::search(prompt, *owner); // -> scoped
}

void mapped(const std::string& token, const std::string& prompt) {
  const auto owner = principal(token).transform([](const app::Principal& who) { return who.tenant_id; });
  if (owner)
    shelf::search(prompt, *owner); // -> scoped
}

using Scope = std::variant<std::monostate, std::string, int>;

void visited(const std::string& token, const std::string& prompt) {
  const Scope scope = app::authenticate(token).tenant_id;
  std::visit(
      [&](const auto& held) {
        if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::string>)
          shelf::search(prompt, held); // -> scoped
      },
      scope);
  if (const auto* text = std::get_if<std::string>(&scope))
    shelf::search(prompt, *text); // -> scoped
  if (std::holds_alternative<std::string>(scope))
    shelf::search(prompt, std::get<std::string>(scope)); // -> scoped
}

template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

void overloaded(const std::string& token, const std::string& prompt) {
  const Scope scope = app::authenticate(token).tenant_id;
  std::visit(Overloaded{[](std::monostate) {}, [](int) {},
                        [&](const std::string& owner) { shelf::search(prompt, owner); }}, // -> scoped
             scope);
  const std::string key = std::visit(Overloaded{[](std::monostate) { return std::string("none"); },
                                                [](int number) { return std::to_string(number); },
                                                [](const std::string& owner) { return owner; }},
                                     scope);
  shelf::search(prompt, key); // -> scoped
}

/// As std::expected, and every project's own Result.
template <class Value>
class Result {
public:
  Result(Value value) : value_(std::move(value)) {}
  static Result failure(std::string why) {
    Result result;
    result.error_ = std::move(why);
    return result;
  }
  explicit operator bool() const { return value_.has_value(); }
  const Value& operator*() const { return *value_; }
  const Value* operator->() const { return &*value_; }
  const std::string& error() const { return error_; }

private:
  Result() = default;
  std::optional<Value> value_;
  std::string error_;
};

static Result<app::Principal> login(const std::string& token) {
  if (token.size() < 8)
    return Result<app::Principal>::failure("too short");
  return app::authenticate(token);
}

void own_result(const std::string& token, const std::string& prompt) {
  const auto who = login(token);
  if (!who) {
    shelf::search(prompt, who.error()); // -> leaking missing
    return;
  }
  shelf::search(prompt, who->tenant_id); // -> scoped
}
