// flags: -std=gnu17
// A pool that is an array and a count, in C.
//--- pool.c
#include <stddef.h>

#include <hiredis/hiredis.h>

#define POOL_MAX 32

struct pool {
  int idle_count;
  redisContext *idle[POOL_MAX];
};

static redisContext *take(struct pool *pool) {
  if (pool->idle_count > 0) return pool->idle[--pool->idle_count];
  return redisConnect("127.0.0.1", 6379);
}

static void give(struct pool *pool, redisContext *c) {
  if (pool->idle_count < POOL_MAX) {
    pool->idle[pool->idle_count++] = c;
    c = NULL;
  }
  if (c != NULL) redisFree(c);
}

int load_leaks(struct pool *pool, const char *account) {
  redisReply *plan = NULL;
  redisReply *price = NULL;
  redisContext *c = take(pool);
  if (c == NULL) return -1;
  redisAppendCommand(c, "GET plan:%s", account);
  redisAppendCommand(c, "GET price:%s", account);
  if (redisGetReply(c, (void **)&plan) != REDIS_OK) {
    redisFree(c);
    return -1;
  }
  if (plan->type != REDIS_REPLY_STRING) {
    freeReplyObject(plan);
    give(pool, c);   // leak: cache-connection-desync
    return 1;
  }
  if (redisGetReply(c, (void **)&price) != REDIS_OK) {
    freeReplyObject(plan);
    redisFree(c);
    return -1;
  }
  give(pool, c);   // clean
  freeReplyObject(plan);
  freeReplyObject(price);
  return 0;
}

int load(struct pool *pool, const char *account) {
  redisReply *plan = NULL;
  redisContext *c = take(pool);
  if (c == NULL) return -1;
  redisAppendCommand(c, "GET plan:%s", account);
  if (redisGetReply(c, (void **)&plan) != REDIS_OK) {
    redisFree(c);
    return -1;
  }
  if (plan->type != REDIS_REPLY_STRING) {
    freeReplyObject(plan);
    give(pool, c);   // clean
    return 1;
  }
  give(pool, c);   // clean
  freeReplyObject(plan);
  return 0;
}
