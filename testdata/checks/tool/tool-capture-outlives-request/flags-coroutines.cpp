// Coroutines that wait at their beginning, and go on when what they refer to is gone.
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

// The lambda ends with the statement, and what it captured with it: by reference or by value.
Task returned_leaks(const Principal& who) {
  return [&who]() -> Task {   // leak: tool-capture-outlives-request
    audit(who);
    co_return;
  }();   // step
}

Task returned_copy_leaks(const Principal& who) {
  const auto work = [who]() -> Task {   // leak: tool-capture-outlives-request
    audit(who);
    co_return;
  };
  return work();   // step
}

Task parameter_is_kept(const Principal& who) {
  return [](Principal who) -> Task {   // clean
    audit(who);
    co_return;
  }(who);
}

void spawned_leaks(const std::string& token) {
  const Principal who = authenticate(token);
  spawn([who]() -> Task {   // leak: tool-capture-outlives-request
    audit(who);
    co_return;
  }());
}

void spawned_parameter_is_kept(const std::string& token) {
  const Principal who = authenticate(token);
  spawn([](Principal who) -> Task {   // clean
    audit(who);
    co_return;
  }(who));
}

void collected_leaks(const std::vector<std::string>& tokens, std::vector<Task>& tasks) {
  for (const std::string& token : tokens) {
    const Principal who = authenticate(token);
    const auto work = [&who]() -> Task {   // leak: tool-capture-outlives-request
      audit(who);
      co_return;
    };
    tasks.push_back(work());   // step
  }
}

// A reference to what the starting function owns.
Task audit_later(const Principal& who) {
  audit(who);
  co_return;
}

Task audit_copy_later(Principal who) {
  audit(who);
  co_return;
}

void started_with_reference_leaks(const std::string& token) {
  const Principal who = authenticate(token);
  spawn(audit_later(who));   // leak: tool-capture-outlives-request
}

void started_with_copy_is_kept(const std::string& token) {
  const Principal who = authenticate(token);
  spawn(audit_copy_later(who));   // clean
}
