#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include <hiredis/hiredis.h>

namespace desk {

/// Strings with a time to live, in the Redis that all processes of the desk share.
class RedisCache {
public:
  RedisCache(const std::string& host, int port);

  std::optional<std::string> get(const std::string& key);
  void set(const std::string& key, const std::string& value, std::chrono::seconds ttl);

private:
  struct Close {
    void operator()(redisContext* context) const { redisFree(context); }
  };
  struct Free {
    void operator()(redisReply* reply) const { freeReplyObject(reply); }
  };
  using Reply = std::unique_ptr<redisReply, Free>;

  std::mutex mutex_;
  std::unique_ptr<redisContext, Close> redis_;
};

}  // namespace desk
