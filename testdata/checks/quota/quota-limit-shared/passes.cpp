// What looks like a limit for everybody and is none, or stands beside one for each.
#include <atomic>
#include <map>
#include <stdexcept>
#include <string>

struct Principal {
  std::string tenant_id;
};

std::string complete(const std::string& prompt);

class TokenBucket {
public:
  bool take() {
    if (left_ < 1) return false;
    left_ -= 1;
    return true;
  }

private:
  double left_ = 10;
};

std::map<std::string, TokenBucket> buckets;
TokenBucket upstream;

// The provider's ceiling, behind each tenant's own.
std::string both(const Principal& who, const std::string& prompt) {
  if (!buckets[who.tenant_id].take()) throw std::runtime_error("your share is used up");
  if (!upstream.take()) throw std::runtime_error("the provider is busy");   // clean
  return complete(prompt);
}

// The health of what is called: nobody's share.
class Breaker {
public:
  [[nodiscard]] bool is_open() const { return failures_ > 5; }
  void note_failure() { ++failures_; }

private:
  int failures_ = 0;
};
Breaker breaker;

std::string guarded(const Principal& who, const std::string& prompt) {
  if (breaker.is_open()) throw std::runtime_error("down");   // clean
  try {
    return complete(prompt + who.tenant_id);
  } catch (const std::runtime_error&) {
    breaker.note_failure();
    throw;
  }
}

// Counted, not limited.
std::atomic<long> asked{0};

std::string counted(const Principal& who, const std::string& prompt) {
  ++asked;   // clean
  return complete(prompt + who.tenant_id);
}

// The limiter finds the bucket itself.
class RateLimiter {
public:
  bool allow(const std::string& tenant_id);
};

std::string by_limiter(RateLimiter& limiter, const Principal& who, const std::string& prompt) {
  if (!limiter.allow(who.tenant_id)) throw std::runtime_error("too many");   // clean
  return complete(prompt);
}
