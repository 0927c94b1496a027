#include "auth/sessions.h"

#include <array>

#include <openssl/rand.h>

#include "digest.h"

namespace desk {

std::string Sessions::open(const Principal& who) {
  std::array<unsigned char, 32> random{};
  if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1) throw std::runtime_error("no randomness");
  const std::string token = sha256_hex({reinterpret_cast<const char*>(random.data()), random.size()});
  const std::lock_guard lock(mutex_);
  by_digest_.insert_or_assign(sha256_hex(token),   // clean
                              Record{who, std::chrono::steady_clock::now() + std::chrono::hours(8)});
  return token;
}

Principal Sessions::resolve(const std::string& token) {
  const std::lock_guard lock(mutex_);
  const auto found = by_digest_.find(sha256_hex(token));   // clean
  if (found == by_digest_.end()) throw Unauthorized("no such session");
  if (found->second.expires < std::chrono::steady_clock::now()) {
    by_digest_.erase(found);
    throw Unauthorized("session expired");
  }
  return found->second.who;
}

void Sessions::close(const std::string& token) {
  const std::lock_guard lock(mutex_);
  by_digest_.erase(sha256_hex(token));
}

}  // namespace desk
