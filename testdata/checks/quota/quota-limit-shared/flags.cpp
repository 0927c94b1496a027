// Limits in front of a model call. Each leak stands beside its mended twin.
#include <hiredis/hiredis.h>

#include <atomic>
#include <map>
#include <mutex>
#include <semaphore>
#include <stdexcept>
#include <string>

struct Principal {
  std::string tenant_id;
  std::string plan;
};

std::string complete(const std::string& prompt);
void check(const Principal& who);

class TokenBucket {
public:
  explicit TokenBucket(double burst) : left_(burst) {}
  bool take(double cost) {
    std::lock_guard hold(lock_);
    if (left_ < cost) return false;
    left_ -= cost;
    return true;
  }

private:
  std::mutex lock_;
  double left_;
};

// A bucket of the project's own, one for the process.
TokenBucket everybody{100};

std::string ask_leaks(const Principal& who, const std::string& prompt) {
  check(who);
  if (!everybody.take(1)) throw std::runtime_error("busy");   // leak: quota-limit-shared
  return complete(prompt);                                     // step
}

std::map<std::string, TokenBucket> buckets;

std::string ask_is_scoped(const Principal& who, const std::string& prompt) {
  if (!buckets.at(who.tenant_id).take(1)) throw std::runtime_error("busy");   // clean
  return complete(prompt);
}

// A window in Redis.
std::string window_leaks(redisContext* redis, const Principal& who, const std::string& prompt, long minute) {
  check(who);
  const std::string key = "asked:" + std::to_string(minute);
  auto* reply = static_cast<redisReply*>(redisCommand(redis, "INCR %s", key.c_str()));   // leak: quota-limit-shared
  if (reply->integer > 60) throw std::runtime_error("too many");
  return complete(prompt);   // step
}

std::string window_is_scoped(redisContext* redis, const Principal& who, const std::string& prompt, long minute) {
  const std::string key = "asked:" + who.tenant_id + ":" + std::to_string(minute);
  auto* reply = static_cast<redisReply*>(redisCommand(redis, "INCR %s", key.c_str()));   // clean
  if (reply->integer > 60) throw std::runtime_error("too many");
  return complete(prompt);
}

// Slots for calls in flight.
std::counting_semaphore<8> slots{8};

std::string slot_leaks(const Principal& who, const std::string& prompt) {
  check(who);
  slots.acquire();   // leak: quota-limit-shared
  std::string answer = complete(prompt);   // step
  slots.release();
  return answer;
}

// A count in a static, compared in line.
std::string count_leaks(const Principal& who, const std::string& prompt) {
  static std::atomic<int> running{0};
  check(who);
  if (++running > 20) {   // leak: quota-limit-shared
    --running;
    throw std::runtime_error("busy");
  }
  std::string answer = complete(prompt);   // step
  --running;
  return answer;
}
