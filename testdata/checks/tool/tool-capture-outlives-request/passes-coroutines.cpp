// Coroutines that are done, or have read what they refer to, while it is there.
#include <coroutine>
#include <string>
#include <vector>

struct Principal {
  std::string tenant_id;
};

template <class Beginning> struct BasicTask {
  struct promise_type {
    BasicTask get_return_object() { return {}; }
    Beginning initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
using Task = BasicTask<std::suspend_always>;
using Eager = BasicTask<std::suspend_never>;

Principal authenticate(const std::string& token);
void audit(const Principal& who);
void spawn(Task task);
void spawn(Eager task);
void sync_wait(Task task);

// Waited for in the statement that made it.
Task awaited_is_kept(const Principal& who) {
  co_await [&who]() -> Task {   // clean
    audit(who);
    co_return;
  }();
}

Task awaited_later_is_kept(const Principal& who) {
  const auto work = [&who]() -> Task {   // clean
    audit(who);
    co_return;
  };
  co_await work();
}

void waited_for_is_kept(const std::string& token) {
  const Principal who = authenticate(token);
  sync_wait([&who]() -> Task {   // clean
    audit(who);
    co_return;
  }());
}

// Runs at once, to its end.
void eager_is_kept(const std::string& token) {
  const Principal who = authenticate(token);
  spawn([&who]() -> Eager {   // clean
    audit(who);
    co_return;
  }());
}

// Nothing of the request.
void counted_is_kept(int number) {
  spawn([number]() -> Task {   // clean
    if (number > 0) co_return;
  }());
}

Task audit_later(const Principal& who) {
  audit(who);
  co_return;
}

// The caller's object, handed on to the caller's coroutine.
Task handed_on_is_kept(const Principal& who) { return audit_later(who); }   // clean

Task awaited_with_reference_is_kept(const std::string& token) {
  const Principal who = authenticate(token);
  co_await audit_later(who);   // clean
}
