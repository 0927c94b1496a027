// References that last as long as they are used.
#include <algorithm>
#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

struct Principal {
  std::string tenant_id;
};

void audit(const Principal& who);
std::string load(const Principal& who, const std::string& part);

class Pool {
public:
  void post(std::function<void()> task);
};

// Waited for.
std::string both(const Principal& who) {
  auto left = std::async(std::launch::async, [&] { return load(who, "left"); });   // clean
  auto right = std::async(std::launch::async, [&] { return load(who, "right"); });   // clean
  return left.get() + right.get();
}

// Run before the call returns.
void each(const Principal& who, std::vector<std::string>& parts) {
  std::for_each(parts.begin(), parts.end(), [&](std::string& part) { part = load(who, part); });   // clean
}

// Nothing of the request.
std::atomic<int> finished{0};

void counted(Pool& pool, const Principal& who) {
  pool.post([who, &counter = finished] {   // clean
    audit(who);
    ++counter;
  });
}

// Kept alive by the task.
void shared(Pool& pool, std::shared_ptr<const Principal> who) {
  pool.post([who] { audit(*who); });   // clean
}
