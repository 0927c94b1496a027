#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

#include "auth/principal.h"

namespace desk {

/// Browser sessions. A session id is minted here from 32 random bytes and handed out once, as the browser's token.
class Sessions {
public:
  /// Returns the token.
  std::string open(const Principal& who);
  /// Throws Unauthorized if there is no such session or it is too old.
  Principal resolve(const std::string& token);
  void close(const std::string& token);

private:
  struct Record {
    Principal who;
    std::chrono::steady_clock::time_point expires;
  };

  std::mutex mutex_;
  std::unordered_map<std::string, Record> by_digest_;   // by SHA-256 of the session id
};

}  // namespace desk
