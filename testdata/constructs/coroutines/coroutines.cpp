#include "agent.h"
#include <coroutine>
#include <exception>
#include <optional>

template <class Value>
class Task {
public:
  struct promise_type {
    std::optional<Value> value;
    Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(Value result) { value = std::move(result); }
    void unhandled_exception() { std::terminate(); }
  };
  explicit Task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  bool await_ready() const noexcept { return handle_.done(); }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  Value await_resume() { return *handle_.promise().value; }

private:
  std::coroutine_handle<promise_type> handle_;
};

static Task<std::string> owner_of(std::string token) { co_return app::authenticate(token).tenant_id; }
static Task<std::string> topic_of(std::string prompt) { co_return prompt + "!"; }

Task<int> awaited(std::string token, std::string prompt) {
  const std::string owner = co_await owner_of(token);
  shelf::search(prompt, owner); // -> scoped
  const std::string topic = co_await topic_of(prompt);
  shelf::search(prompt, topic); // -> leaking missing
  co_return 0;
}

Task<int> kept_over_a_wait(std::string token, std::string prompt) {
  const app::Principal who = app::authenticate(token);
  const std::string topic = co_await topic_of(prompt);
  shelf::search(topic, who.tenant_id); // -> scoped
  co_return 0;
}
