// Leaks we know that we miss.
#include <coroutine>
#include <string>

struct Principal {
  std::string tenant_id;
};

struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

void audit(const Principal& who);

// The lambda is gone when the coroutine goes on, and what it captured with it.
Task coroutine_leaks(const Principal& who) {
  return [&who]() -> Task {   // gap: tool-capture-outlives-request a coroutine that suspends at its beginning keeps a reference into its lambda
    audit(who);
    co_return;
  }();
}
