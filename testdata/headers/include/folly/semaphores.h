// Declarations of folly, compared with facebook/folly at commit ff98381e.
#pragma once

namespace folly {
namespace coro {
template <class T> struct Task {};
} // namespace coro

namespace fibers {
struct Semaphore {
  struct Waiter;
  void wait();
  bool try_wait(Waiter&);
  bool try_wait();
  coro::Task<void> co_wait();
};
} // namespace fibers

namespace detail {
template <class Handoff, template <class> class Atom> struct LifoSemBase {
  bool tryWait();
  void wait();
};
} // namespace detail
} // namespace folly
