#include "cache/redis_cache.h"

#include <stdexcept>

namespace desk {

RedisCache::RedisCache(const std::string& host, int port) : redis_(redisConnect(host.c_str(), port)) {
  if (!redis_ || redis_->err != 0) throw std::runtime_error("no connection to Redis");
}

std::optional<std::string> RedisCache::get(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const Reply reply(static_cast<redisReply*>(redisCommand(redis_.get(), "GET %b", key.data(), key.size())));   // step
  if (!reply) throw std::runtime_error(redis_->errstr);
  if (reply->type != REDIS_REPLY_STRING) return std::nullopt;
  return std::string(reply->str, reply->len);
}

void RedisCache::set(const std::string& key, const std::string& value, std::chrono::seconds ttl) {
  const std::lock_guard lock(mutex_);
  const Reply reply(static_cast<redisReply*>(redisCommand(redis_.get(), "SETEX %b %lld %b", key.data(), key.size(),
                                                          static_cast<long long>(ttl.count()), value.data(),
                                                          value.size())));
  if (!reply) throw std::runtime_error(redis_->errstr);
}

}  // namespace desk
