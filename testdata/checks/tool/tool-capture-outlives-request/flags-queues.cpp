// Tasks put into a queue of the program's own, and taken out by another thread.
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <string>
#include <utility>

struct Principal {
  std::string tenant_id;
};

void audit(const Principal& who, const std::string& draft);
std::string summary(const std::string& text);

class Jobs {
public:
  void add(std::function<void()> job) {
    std::lock_guard hold(lock_);
    waiting_.push_back(std::move(job));
    ready_.notify_one();
  }

  // Not before it is done.
  void add_and_stay(const std::function<void()>& job) {
    std::promise<void> done;
    add([&] {   // clean
      job();
      done.set_value();
    });
    done.get_future().wait();
  }

  void work() {
    for (;;) {
      std::unique_lock hold(lock_);
      ready_.wait(hold, [this] { return !waiting_.empty(); });
      const std::function<void()> job = std::move(waiting_.front());
      waiting_.pop_front();
      hold.unlock();
      job();
    }
  }

private:
  std::mutex lock_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> waiting_;
};

Principal principal_of(const std::string& token);

void queued_leaks(Jobs& jobs, const std::string& token, const std::string& text) {
  const Principal who = principal_of(token);
  std::string draft;
  jobs.add_and_stay([&] { draft = summary(text); });   // clean
  jobs.add([&who, draft] { audit(who, draft); });   // leak: tool-capture-outlives-request
}

void queued_is_scoped(Jobs& jobs, const std::string& token, const std::string& text) {
  const Principal who = principal_of(token);
  jobs.add([who, text] { audit(who, text); });   // clean
}

// Only as long as the call.
void collected(const std::string& token, const std::string& text) {
  const Principal who = principal_of(token);
  std::deque<std::function<void()>> steps;
  steps.push_back([&] { audit(who, text); });   // clean
  for (const auto& step : steps) step();
}
