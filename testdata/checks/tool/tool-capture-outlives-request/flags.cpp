// Tasks that outlive the request. Each leak stands beside its mended twin.
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <vector>

struct Principal {
  std::string tenant_id;
};

void audit(const Principal& who);

// A detached thread.
void thread_leaks(const Principal& who) {
  std::thread worker([&] { audit(who); });   // leak: tool-capture-outlives-request
  worker.detach();
}

void thread_is_scoped(const Principal& who) {
  std::thread worker([who] { audit(who); });   // clean
  worker.detach();
}

void thread_is_joined(const Principal& who) {
  std::thread worker([&] { audit(who); });   // clean
  worker.join();
}

// A pool.
class Pool {
public:
  void post(std::function<void()> task);
};

void pool_leaks(Pool& pool, const Principal& who) {
  pool.post([&who] { audit(who); });   // leak: tool-capture-outlives-request
}

void pool_is_scoped(Pool& pool, const Principal& who) {
  pool.post([who] { audit(who); });   // clean
}

// A future somebody else keeps.
class Jobs {
public:
  void start_leaks(const Principal& who) {
    running_.push_back(std::async(std::launch::async, [&who] { audit(who); }));   // leak: tool-capture-outlives-request
  }
  void start_is_scoped(const Principal& who) {
    running_.push_back(std::async(std::launch::async, [who] { audit(who); }));   // clean
  }

private:
  std::vector<std::future<void>> running_;
};
