// A coroutine leaves with what its caller will get by co_await; awaiting is transparent but for the call that suspends.
namespace std {
template <class T, class...> struct coroutine_traits { using promise_type = typename T::promise_type; };
template <class P = void> struct coroutine_handle {
  static coroutine_handle from_address(void*) noexcept;
  operator coroutine_handle<>() const noexcept;
};
template <> struct coroutine_handle<void> {};
struct suspend_never {
  bool await_ready() const noexcept;
  void await_suspend(coroutine_handle<>) const noexcept;
  void await_resume() const noexcept;
};
}  // namespace std

struct Text { Text(const char*); Text(const Text&); ~Text(); bool empty() const; };
struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_value(const Text& value);
    std::suspend_never yield_value(int number);
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  Text await_resume();
};
Task fetch(const Text& key);

Task run(const Text& tenant) {
  Text text = co_await fetch(tenant);
  co_yield 3;
  if (text.empty()) co_return co_await fetch("fallback");
  co_return text;
}
