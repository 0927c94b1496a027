// Connections that are drained or closed before they go back.
#include <hiredis/hiredis.h>

#include <deque>
#include <stdexcept>
#include <string>
#include <vector>

struct Pool {
  std::deque<redisContext*> idle;
  redisContext* take() {
    redisContext* connection = idle.front();
    idle.pop_front();
    return connection;
  }
  void give(redisContext* connection) { idle.push_back(connection); }
};

/// Gives back only what is clean.
class Lease {
public:
  explicit Lease(Pool& pool) : pool_(pool), connection_(pool.take()) {}
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() {
    if (connection_->err || owed_ > 0) redisFree(connection_);
    else pool_.give(connection_);   // clean
  }
  void ask(const std::string& key) {
    if (redisAppendCommand(connection_, "GET %s", key.c_str()) == REDIS_OK) ++owed_;
  }
  std::string answer() {
    redisReply* reply = nullptr;
    if (redisGetReply(connection_, reinterpret_cast<void**>(&reply)) != REDIS_OK) throw std::runtime_error("gone");
    --owed_;
    std::string text(reply->str, reply->len);
    freeReplyObject(reply);
    return text;
  }

private:
  Pool& pool_;
  redisContext* connection_;
  int owed_ = 0;
};

std::string first_of(Pool& pool, const std::string& tenant_id, bool is_enough) {
  Lease lease(pool);
  lease.ask("a:" + tenant_id);
  lease.ask("b:" + tenant_id);
  std::string text = lease.answer();
  if (is_enough) return text;
  return text + lease.answer();
}

/// Asked and answered under the same condition.
std::string optional_parts(Pool& pool, const std::string& key, bool with_age) {
  redisContext* connection = pool.take();
  redisAppendCommand(connection, "GET %s", key.c_str());
  if (with_age) redisAppendCommand(connection, "TTL %s", key.c_str());
  redisReply* reply = nullptr;
  if (redisGetReply(connection, reinterpret_cast<void**>(&reply)) != REDIS_OK) {
    redisFree(connection);
    return {};
  }
  std::string text(reply->str, reply->len);
  freeReplyObject(reply);
  if (with_age) {
    if (redisGetReply(connection, reinterpret_cast<void**>(&reply)) != REDIS_OK) {
      redisFree(connection);
      return {};
    }
    freeReplyObject(reply);
  }
  pool.give(connection);   // clean
  return text;
}

/// One turn asks and answers.
std::vector<std::string> one_by_one(Pool& pool, const std::vector<std::string>& keys) {
  redisContext* connection = pool.take();
  std::vector<std::string> found;
  for (const std::string& key : keys) {
    redisAppendCommand(connection, "GET %s", key.c_str());
    redisReply* reply = nullptr;
    if (redisGetReply(connection, reinterpret_cast<void**>(&reply)) != REDIS_OK) {
      redisFree(connection);
      return found;
    }
    found.emplace_back(reply->str, reply->len);
    freeReplyObject(reply);
  }
  pool.give(connection);   // clean
  return found;
}

/// Whatever is owed is counted down.
std::string counted(Pool& pool, const std::vector<std::string>& keys) {
  redisContext* connection = pool.take();
  std::size_t owed = 0;
  for (const std::string& key : keys)
    if (redisAppendCommand(connection, "GET %s", key.c_str()) == REDIS_OK) ++owed;
  std::string text;
  while (owed > 0) {
    redisReply* reply = nullptr;
    if (redisGetReply(connection, reinterpret_cast<void**>(&reply)) != REDIS_OK) {
      redisFree(connection);
      throw std::runtime_error("gone");
    }
    --owed;
    text.append(reply->str, reply->len);
    freeReplyObject(reply);
  }
  pool.give(connection);   // clean
  return text;
}

/// Sends and receives in one call.
std::string at_once(Pool& pool, const std::string& key) {
  redisContext* connection = pool.take();
  auto* reply = static_cast<redisReply*>(redisCommand(connection, "GET %s", key.c_str()));
  if (reply == nullptr) {
    redisFree(connection);
    return {};
  }
  std::string text(reply->str, reply->len);
  freeReplyObject(reply);
  pool.give(connection);   // clean
  return text;
}

/// Nobody borrows it afterwards.
std::string closed(const std::string& key) {
  redisContext* connection = redisConnect("cache", 6379);
  redisAppendCommand(connection, "GET %s", key.c_str());
  redisFree(connection);   // clean
  return {};
}
