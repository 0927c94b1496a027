//--- pool.h
#pragma once
#include <hiredis/hiredis.h>
#include <list>
#include <string>

class Pool {
public:
  redisContext* acquire();
  void release(redisContext* connection);
  void discard(redisContext* connection);

private:
  std::list<redisContext*> idle_;
};

void ask(redisContext* connection, const std::string& key);
bool answer(redisContext* connection, std::string& text);

//--- pool.cpp
#include "pool.h"

redisContext* Pool::acquire() {
  redisContext* connection = idle_.front();
  idle_.pop_front();
  return connection;
}

void Pool::release(redisContext* connection) { idle_.push_front(connection); }   // step

void Pool::discard(redisContext* connection) {
  redisFree(connection);
  release(redisConnect("cache", 6379));   // clean
}

//--- commands.cpp
#include "pool.h"

void ask(redisContext* connection, const std::string& key) { redisAppendCommand(connection, "GET %s", key.c_str()); }

bool answer(redisContext* connection, std::string& text) {
  redisReply* reply = nullptr;
  if (redisGetReply(connection, reinterpret_cast<void**>(&reply)) != REDIS_OK) return false;
  if (reply->str) text.assign(reply->str, reply->len);
  freeReplyObject(reply);
  return true;
}

//--- profile.cpp
#include "pool.h"

std::string profile_leaks(Pool& pool, const std::string& tenant_id) {
  redisContext* connection = pool.acquire();
  ask(connection, tenant_id + ":name");
  ask(connection, tenant_id + ":plan");
  std::string name, plan;
  if (!answer(connection, name)) {
    pool.discard(connection);
    return {};
  }
  if (name.empty()) {
    pool.release(connection);   // leak: cache-connection-desync
    return {};
  }
  if (!answer(connection, plan)) {
    pool.discard(connection);
    return {};
  }
  pool.release(connection);   // clean
  return name + plan;
}

std::string profile_is_drained(Pool& pool, const std::string& tenant_id) {
  redisContext* connection = pool.acquire();
  ask(connection, tenant_id + ":name");
  ask(connection, tenant_id + ":plan");
  std::string name, plan;
  if (!answer(connection, name) || !answer(connection, plan)) {
    pool.discard(connection);
    return {};
  }
  pool.release(connection);   // clean
  return name + plan;
}
