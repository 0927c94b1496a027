// A connection that goes back to its pool with a reply still owed.
#include <hiredis/hiredis.h>

#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

class Pool {
public:
  redisContext* take() {
    std::lock_guard lock(mutex_);
    redisContext* connection = idle_.back();
    idle_.pop_back();
    return connection;
  }
  void give(redisContext* connection) {
    std::lock_guard lock(mutex_);
    idle_.push_back(connection);
  }

private:
  std::mutex mutex_;
  std::vector<redisContext*> idle_;
};

std::string text_of(redisReply* reply) {
  std::string text(reply->str ? reply->str : "", reply->str ? reply->len : 0);
  freeReplyObject(reply);
  return text;
}

std::string cancelled_early_leaks(Pool& pool, const std::string& tenant_id, bool is_cancelled) {
  redisContext* connection = pool.take();
  redisAppendCommand(connection, "GET profile:%s", tenant_id.c_str());
  if (is_cancelled) {
    pool.give(connection);   // leak: cache-connection-desync
    return {};
  }
  redisReply* reply = nullptr;
  if (redisGetReply(connection, reinterpret_cast<void**>(&reply)) != REDIS_OK) {
    redisFree(connection);
    return {};
  }
  pool.give(connection);   // clean
  return text_of(reply);
}

std::string cancelled_early_closes(Pool& pool, const std::string& tenant_id, bool is_cancelled) {
  redisContext* connection = pool.take();
  redisAppendCommand(connection, "GET profile:%s", tenant_id.c_str());
  if (is_cancelled) {
    redisFree(connection);   // clean
    return {};
  }
  redisReply* reply = nullptr;
  if (redisGetReply(connection, reinterpret_cast<void**>(&reply)) != REDIS_OK) {
    redisFree(connection);
    return {};
  }
  pool.give(connection);   // clean
  return text_of(reply);
}

std::string failed_leaks(Pool& pool, const std::string& tenant_id) {
  redisContext* connection = pool.take();
  redisAppendCommand(connection, "GET profile:%s", tenant_id.c_str());
  redisReply* reply = nullptr;
  if (redisGetReply(connection, reinterpret_cast<void**>(&reply)) != REDIS_OK) {
    pool.give(connection);   // leak: cache-connection-desync
    return {};
  }
  pool.give(connection);   // clean
  return text_of(reply);
}

std::vector<std::string> deadline_leaks(Pool& pool, const std::vector<std::string>& keys, const bool& is_late) {
  redisContext* connection = pool.take();
  for (const std::string& key : keys) redisAppendCommand(connection, "GET %s", key.c_str());
  std::vector<std::string> found;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (is_late) break;
    redisReply* reply = nullptr;
    if (redisGetReply(connection, reinterpret_cast<void**>(&reply)) != REDIS_OK) {
      redisFree(connection);
      return found;
    }
    found.push_back(text_of(reply));
  }
  pool.give(connection);   // leak: cache-connection-desync
  return found;
}

std::vector<std::string> all_are_read(Pool& pool, const std::vector<std::string>& keys) {
  redisContext* connection = pool.take();
  for (const std::string& key : keys) redisAppendCommand(connection, "GET %s", key.c_str());
  std::vector<std::string> found;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    redisReply* reply = nullptr;
    if (redisGetReply(connection, reinterpret_cast<void**>(&reply)) != REDIS_OK) {
      redisFree(connection);
      return found;
    }
    found.push_back(text_of(reply));
  }
  pool.give(connection);   // clean
  return found;
}

std::string parse(const std::string& text);

std::string caught_leaks(Pool& pool, const std::string& key) {
  redisContext* connection = pool.take();
  try {
    redisAppendCommand(connection, "GET %s", key.c_str());
    redisAppendCommand(connection, "TTL %s", key.c_str());
    redisReply* reply = nullptr;
    if (redisGetReply(connection, reinterpret_cast<void**>(&reply)) != REDIS_OK) throw std::runtime_error("gone");
    std::string text = parse(text_of(reply));
    if (redisGetReply(connection, reinterpret_cast<void**>(&reply)) != REDIS_OK) throw std::runtime_error("gone");
    freeReplyObject(reply);
    pool.give(connection);   // clean
    return text;
  } catch (...) {
    pool.give(connection);   // leak: cache-connection-desync
    throw;
  }
}

std::string no_answer_leaks(Pool& pool, const std::string& key) {
  redisContext* connection = pool.take();
  auto* reply = static_cast<redisReply*>(redisCommand(connection, "GET %s", key.c_str()));
  if (!reply) {
    pool.give(connection);   // leak: cache-connection-desync
    return {};
  }
  pool.give(connection);   // clean
  return text_of(reply);
}
