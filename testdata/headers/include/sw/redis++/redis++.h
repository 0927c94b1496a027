// Declarations of redis-plus-plus 1.3.15, compared with sewenew/redis-plus-plus at commit 2c47000b.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

struct redisReply;

namespace sw {
namespace redis {
struct ReplyDeleter {};
struct ConnectionOptions {};
struct Sentinel {};
struct ConnectionPoolOptions {};
struct GuardedConnection {};
struct LimitOptions {};
struct Subscriber {};
struct PipelineImpl {};
struct TransactionImpl {};
struct Uri {};
struct Redis;
struct ClusterOptions {};
struct RedisCluster;
struct QueuedReplies;
using StringView = std::string_view;
template <typename T> using Optional = std::optional<T>;
using OptionalString = Optional<std::string>;
using OptionalLongLong = Optional<long long>;
using OptionalDouble = Optional<double>;
using OptionalStringPair = Optional<std::pair<std::string, std::string>>;
template <typename...> using Void = void;
template <typename Iter, typename T = Void<>> struct IsIter {};
template <typename... Args> struct LastType {};
using Cursor = unsigned long long;
using ReplyUPtr = std::unique_ptr<redisReply, ReplyDeleter>;
enum class Role : int {};
using GuardedConnectionSPtr = std::shared_ptr<GuardedConnection>;
enum class UpdateType : int {};
template <typename Impl> struct QueuedRedis;
using Transaction = QueuedRedis<TransactionImpl>;
using Pipeline = QueuedRedis<PipelineImpl>;
template <typename Impl> struct QueuedRedis {
  Redis redis();
  template <typename Cmd, typename... Args>
  typename std::enable_if<!std::is_convertible<Cmd, StringView>::value, QueuedRedis<Impl>&>::type command(Cmd,
                                                                                                          Args&&...);
  template <typename... Args> QueuedRedis<Impl>& command(const StringView&, Args&&...);
  template <typename Input>
  typename std::enable_if<IsIter<Input>::value, QueuedRedis<Impl>&>::type command(Input, Input);
  QueuedReplies exec();
  void discard();
  QueuedRedis<Impl>& select(long long);
  QueuedRedis<Impl>& del(const StringView&);
  template <typename Input> QueuedRedis<Impl>& del(Input, Input);
  template <typename T> QueuedRedis<Impl>& del(std::initializer_list<T>);
  QueuedRedis<Impl>& exists(const StringView&);
  template <typename Input> QueuedRedis<Impl>& exists(Input, Input);
  template <typename T> QueuedRedis<Impl>& exists(std::initializer_list<T>);
  QueuedRedis<Impl>& expire(const StringView&, long long);
  QueuedRedis<Impl>& expire(const StringView&, const std::chrono::seconds&);
  QueuedRedis<Impl>& ttl(const StringView&);
  QueuedRedis<Impl>& unlink(const StringView&);
  template <typename Input> QueuedRedis<Impl>& unlink(Input, Input);
  template <typename T> QueuedRedis<Impl>& unlink(std::initializer_list<T>);
  QueuedRedis<Impl>& decr(const StringView&);
  QueuedRedis<Impl>& get(const StringView&);
  QueuedRedis<Impl>& incr(const StringView&);
  QueuedRedis<Impl>& incrby(const StringView&, long long);
  QueuedRedis<Impl>& psetex(const StringView&, long long, const StringView&);
  QueuedRedis<Impl>& psetex(const StringView&, const std::chrono::milliseconds&, const StringView&);
  QueuedRedis<Impl>& set(const StringView&, const StringView&, const std::chrono::milliseconds& = {}, UpdateType = {});
  QueuedRedis<Impl>& set(const StringView&, const StringView&, bool, UpdateType = {});
  QueuedRedis<Impl>& setex(const StringView&, long long, const StringView&);
  QueuedRedis<Impl>& setex(const StringView&, const std::chrono::seconds&, const StringView&);
  QueuedRedis<Impl>& setnx(const StringView&, const StringView&);
  QueuedRedis<Impl>& lpush(const StringView&, const StringView&);
  template <typename Input> QueuedRedis<Impl>& lpush(const StringView&, Input, Input);
  template <typename T> QueuedRedis<Impl>& lpush(const StringView&, std::initializer_list<T>);
  QueuedRedis<Impl>& lrange(const StringView&, long long, long long);
  QueuedRedis<Impl>& ltrim(const StringView&, long long, long long);
  QueuedRedis<Impl>& rpush(const StringView&, const StringView&);
  template <typename Input> QueuedRedis<Impl>& rpush(const StringView&, Input, Input);
  template <typename T> QueuedRedis<Impl>& rpush(const StringView&, std::initializer_list<T>);
  QueuedRedis<Impl>& hdel(const StringView&, const StringView&);
  template <typename Input> QueuedRedis<Impl>& hdel(const StringView&, Input, Input);
  template <typename T> QueuedRedis<Impl>& hdel(const StringView&, std::initializer_list<T>);
  QueuedRedis<Impl>& hget(const StringView&, const StringView&);
  QueuedRedis<Impl>& hgetall(const StringView&);
  QueuedRedis<Impl>& hincrby(const StringView&, const StringView&, long long);
  QueuedRedis<Impl>& hset(const StringView&, const StringView&, const StringView&);
  QueuedRedis<Impl>& hset(const StringView&, const std::pair<StringView, StringView>&);
  template <typename Input>
  typename std::enable_if<!std::is_convertible<Input, StringView>::value, QueuedRedis<Impl>&>::type
  hset(const StringView&, Input, Input);
  template <typename T> QueuedRedis<Impl>& hset(const StringView&, std::initializer_list<T>);
  QueuedRedis<Impl>& sadd(const StringView&, const StringView&);
  template <typename Input> QueuedRedis<Impl>& sadd(const StringView&, Input, Input);
  template <typename T> QueuedRedis<Impl>& sadd(const StringView&, std::initializer_list<T>);
  QueuedRedis<Impl>& smembers(const StringView&);
  QueuedRedis<Impl>& srem(const StringView&, const StringView&);
  template <typename Input> QueuedRedis<Impl>& srem(const StringView&, Input, Input);
  template <typename T> QueuedRedis<Impl>& srem(const StringView&, std::initializer_list<T>);
  QueuedRedis<Impl>& zadd(const StringView&, const StringView&, double, UpdateType = {}, bool = {});
  template <typename Input> QueuedRedis<Impl>& zadd(const StringView&, Input, Input, UpdateType = {}, bool = {});
  QueuedRedis<Impl>& publish(const StringView&, const StringView&);
};
struct Redis {
  Redis(const ConnectionOptions&, const ConnectionPoolOptions& = {});
  Redis(const std::string&);
  Redis(const std::shared_ptr<Sentinel>&, const std::string&, Role, const ConnectionOptions&,
        const ConnectionPoolOptions& = {});
  Redis(Redis&&);
  Redis& operator=(Redis&&);
  Pipeline pipeline(bool = {});
  Transaction transaction(bool = {}, bool = {});
  Subscriber subscriber();
  template <typename Cmd, typename... Args>
  typename std::enable_if<!std::is_convertible<Cmd, StringView>::value, ReplyUPtr>::type command(Cmd, Args&&...);
  template <typename... Args>
  typename std::enable_if<!IsIter<typename LastType<Args...>::type>::value, ReplyUPtr>::type command(const StringView&,
                                                                                                     Args&&...);
  template <typename... Args>
  typename std::enable_if<IsIter<typename LastType<Args...>::type>::value, void>::type command(const StringView&,
                                                                                               Args&&...);
  template <typename Result, typename... Args> Result command(const StringView&, Args&&...);
  template <typename Input> typename std::enable_if<IsIter<Input>::value, ReplyUPtr>::type command(Input, Input);
  template <typename Result, typename Input>
  typename std::enable_if<IsIter<Input>::value, Result>::type command(Input, Input);
  template <typename Input, typename Output>
  typename std::enable_if<IsIter<Input>::value, void>::type command(Input, Input, Output);
  void auth(const StringView&);
  void auth(const StringView&, const StringView&);
  std::string echo(const StringView&);
  std::string ping();
  std::string ping(const StringView&);
  long long dbsize();
  void flushdb(bool = {});
  std::string info();
  std::string info(const StringView&);
  long long del(const StringView&);
  template <typename Input> long long del(Input, Input);
  template <typename T> long long del(std::initializer_list<T>);
  OptionalString dump(const StringView&);
  long long exists(const StringView&);
  template <typename Input> long long exists(Input, Input);
  template <typename T> long long exists(std::initializer_list<T>);
  bool expire(const StringView&, long long);
  bool expire(const StringView&, const std::chrono::seconds&);
  bool expireat(const StringView&, long long);
  bool expireat(const StringView&, const std::chrono::time_point<std::chrono::system_clock, std::chrono::seconds>&);
  template <typename Output> void keys(const StringView&, Output);
  bool persist(const StringView&);
  bool pexpire(const StringView&, long long);
  bool pexpire(const StringView&, const std::chrono::milliseconds&);
  long long pttl(const StringView&);
  OptionalString randomkey();
  void rename(const StringView&, const StringView&);
  bool renamenx(const StringView&, const StringView&);
  template <typename Output> Cursor scan(Cursor, const StringView&, long long, Output);
  template <typename Output> Cursor scan(Cursor, Output);
  template <typename Output> Cursor scan(Cursor, const StringView&, Output);
  template <typename Output> Cursor scan(Cursor, long long, Output);
  long long touch(const StringView&);
  template <typename Input> long long touch(Input, Input);
  template <typename T> long long touch(std::initializer_list<T>);
  long long ttl(const StringView&);
  std::string type(const StringView&);
  long long unlink(const StringView&);
  template <typename Input> long long unlink(Input, Input);
  template <typename T> long long unlink(std::initializer_list<T>);
  long long append(const StringView&, const StringView&);
  long long decr(const StringView&);
  long long decrby(const StringView&, long long);
  OptionalString get(const StringView&);
  std::string getrange(const StringView&, long long, long long);
  OptionalString getset(const StringView&, const StringView&);
  long long incr(const StringView&);
  long long incrby(const StringView&, long long);
  double incrbyfloat(const StringView&, double);
  template <typename Input, typename Output> void mget(Input, Input, Output);
  template <typename T, typename Output> void mget(std::initializer_list<T>, Output);
  template <typename Input> void mset(Input, Input);
  template <typename T> void mset(std::initializer_list<T>);
  template <typename Input> bool msetnx(Input, Input);
  template <typename T> bool msetnx(std::initializer_list<T>);
  void psetex(const StringView&, long long, const StringView&);
  void psetex(const StringView&, const std::chrono::milliseconds&, const StringView&);
  bool set(const StringView&, const StringView&, const std::chrono::milliseconds& = {}, UpdateType = {});
  bool set(const StringView&, const StringView&, bool, UpdateType = {});
  OptionalString set_with_get_option(const StringView&, const StringView&, const std::chrono::milliseconds& = {},
                                     UpdateType = {});
  OptionalString set_with_get_option(const StringView&, const StringView&, bool, UpdateType = {});
  void setex(const StringView&, long long, const StringView&);
  void setex(const StringView&, const std::chrono::seconds&, const StringView&);
  bool setnx(const StringView&, const StringView&);
  long long strlen(const StringView&);
  OptionalStringPair blpop(const StringView&, long long);
  OptionalStringPair blpop(const StringView&, const std::chrono::seconds& = {});
  template <typename Input> OptionalStringPair blpop(Input, Input, long long);
  template <typename T> OptionalStringPair blpop(std::initializer_list<T>, long long);
  template <typename Input> OptionalStringPair blpop(Input, Input, const std::chrono::seconds& = {});
  template <typename T> OptionalStringPair blpop(std::initializer_list<T>, const std::chrono::seconds& = {});
  OptionalStringPair brpop(const StringView&, long long);
  OptionalStringPair brpop(const StringView&, const std::chrono::seconds& = {});
  template <typename Input> OptionalStringPair brpop(Input, Input, long long);
  template <typename T> OptionalStringPair brpop(std::initializer_list<T>, long long);
  template <typename Input> OptionalStringPair brpop(Input, Input, const std::chrono::seconds& = {});
  template <typename T> OptionalStringPair brpop(std::initializer_list<T>, const std::chrono::seconds& = {});
  OptionalString lindex(const StringView&, long long);
  long long llen(const StringView&);
  OptionalString lpop(const StringView&);
  long long lpush(const StringView&, const StringView&);
  template <typename Input> long long lpush(const StringView&, Input, Input);
  template <typename T> long long lpush(const StringView&, std::initializer_list<T>);
  template <typename Output> void lrange(const StringView&, long long, long long, Output);
  long long lrem(const StringView&, long long, const StringView&);
  void ltrim(const StringView&, long long, long long);
  OptionalString rpop(const StringView&);
  long long rpush(const StringView&, const StringView&);
  template <typename Input> long long rpush(const StringView&, Input, Input);
  template <typename T> long long rpush(const StringView&, std::initializer_list<T>);
  long long hdel(const StringView&, const StringView&);
  template <typename Input> long long hdel(const StringView&, Input, Input);
  template <typename T> long long hdel(const StringView&, std::initializer_list<T>);
  bool hexists(const StringView&, const StringView&);
  OptionalString hget(const StringView&, const StringView&);
  template <typename Output> void hgetall(const StringView&, Output);
  long long hincrby(const StringView&, const StringView&, long long);
  double hincrbyfloat(const StringView&, const StringView&, double);
  template <typename Output> void hkeys(const StringView&, Output);
  long long hlen(const StringView&);
  template <typename Input, typename Output> void hmget(const StringView&, Input, Input, Output);
  template <typename T, typename Output> void hmget(const StringView&, std::initializer_list<T>, Output);
  template <typename Input> void hmset(const StringView&, Input, Input);
  template <typename T> void hmset(const StringView&, std::initializer_list<T>);
  long long hset(const StringView&, const StringView&, const StringView&);
  long long hset(const StringView&, const std::pair<StringView, StringView>&);
  template <typename Input>
  typename std::enable_if<!std::is_convertible<Input, StringView>::value, long long>::type hset(const StringView&,
                                                                                                Input, Input);
  template <typename T> long long hset(const StringView&, std::initializer_list<T>);
  bool hsetnx(const StringView&, const StringView&, const StringView&);
  bool hsetnx(const StringView&, const std::pair<StringView, StringView>&);
  template <typename Output> void hvals(const StringView&, Output);
  long long sadd(const StringView&, const StringView&);
  template <typename Input> long long sadd(const StringView&, Input, Input);
  template <typename T> long long sadd(const StringView&, std::initializer_list<T>);
  long long scard(const StringView&);
  bool sismember(const StringView&, const StringView&);
  template <typename Output> void smembers(const StringView&, Output);
  long long srem(const StringView&, const StringView&);
  template <typename Input> long long srem(const StringView&, Input, Input);
  template <typename T> long long srem(const StringView&, std::initializer_list<T>);
  long long zadd(const StringView&, const StringView&, double, UpdateType = {}, bool = {});
  template <typename Input> long long zadd(const StringView&, Input, Input, UpdateType = {}, bool = {});
  template <typename T> long long zadd(const StringView&, std::initializer_list<T>, UpdateType = {}, bool = {});
  long long zcard(const StringView&);
  double zincrby(const StringView&, double, const StringView&);
  template <typename Output> void zrange(const StringView&, long long, long long, Output);
  template <typename Interval, typename Output> void zrangebyscore(const StringView&, const Interval&, Output);
  template <typename Interval, typename Output>
  void zrangebyscore(const StringView&, const Interval&, const LimitOptions&, Output);
  OptionalLongLong zrank(const StringView&, const StringView&);
  long long zrem(const StringView&, const StringView&);
  template <typename Input> long long zrem(const StringView&, Input, Input);
  template <typename T> long long zrem(const StringView&, std::initializer_list<T>);
  template <typename Output> void zrevrange(const StringView&, long long, long long, Output);
  OptionalDouble zscore(const StringView&, const StringView&);
  template <typename Result, typename Keys, typename Args> Result eval(const StringView&, Keys, Keys, Args, Args);
  template <typename Result>
  Result eval(const StringView&, std::initializer_list<StringView>, std::initializer_list<StringView>);
  template <typename Keys, typename Args, typename Output> void eval(const StringView&, Keys, Keys, Args, Args, Output);
  template <typename Output>
  void eval(const StringView&, std::initializer_list<StringView>, std::initializer_list<StringView>, Output);
  template <typename Result, typename Keys, typename Args> Result evalsha(const StringView&, Keys, Keys, Args, Args);
  template <typename Result>
  Result evalsha(const StringView&, std::initializer_list<StringView>, std::initializer_list<StringView>);
  template <typename Keys, typename Args, typename Output>
  void evalsha(const StringView&, Keys, Keys, Args, Args, Output);
  template <typename Output>
  void evalsha(const StringView&, std::initializer_list<StringView>, std::initializer_list<StringView>, Output);
  long long publish(const StringView&, const StringView&);
  template <typename Input> std::string xadd(const StringView&, const StringView&, Input, Input);
  template <typename T> std::string xadd(const StringView&, const StringView&, std::initializer_list<T>);
  template <typename Input> std::string xadd(const StringView&, const StringView&, Input, Input, long long, bool = {});
  template <typename T>
  std::string xadd(const StringView&, const StringView&, std::initializer_list<T>, long long, bool = {});
  Redis(const GuardedConnectionSPtr&);
  Redis(const Uri&);
};
struct RedisCluster {
  RedisCluster(const ConnectionOptions&, const ConnectionPoolOptions& = {}, Role = {}, const ClusterOptions& = {});
  RedisCluster(const std::string&);
  RedisCluster(RedisCluster&&);
  RedisCluster& operator=(RedisCluster&&);
  Redis redis(const StringView&, bool = {});
  Pipeline pipeline(const StringView&, bool = {});
  Transaction transaction(const StringView&, bool = {}, bool = {});
  Subscriber subscriber();
  Subscriber subscriber(const StringView&);
  template <typename Cmd, typename Key, typename... Args>
  typename std::enable_if<!std::is_convertible<Cmd, StringView>::value, ReplyUPtr>::type command(Cmd, Key&&, Args&&...);
  template <typename Key, typename... Args>
  typename std::enable_if<(std::is_convertible<Key, StringView>::value ||
                           std::is_arithmetic<typename std::decay<Key>::type>::value) &&
                              !IsIter<typename LastType<Key, Args...>::type>::value,
                          ReplyUPtr>::type
  command(const StringView&, Key&&, Args&&...);
  template <typename Key, typename... Args>
  typename std::enable_if<(std::is_convertible<Key, StringView>::value ||
                           std::is_arithmetic<typename std::decay<Key>::type>::value) &&
                              IsIter<typename LastType<Key, Args...>::type>::value,
                          void>::type
  command(const StringView&, Key&&, Args&&...);
  template <typename Result, typename Key, typename... Args>
  typename std::enable_if<std::is_convertible<Key, StringView>::value ||
                              std::is_arithmetic<typename std::decay<Key>::type>::value,
                          Result>::type
  command(const StringView&, Key&&, Args&&...);
  template <typename Input> typename std::enable_if<IsIter<Input>::value, ReplyUPtr>::type command(Input, Input);
  template <typename Result, typename Input>
  typename std::enable_if<IsIter<Input>::value, Result>::type command(Input, Input);
  template <typename Input, typename Output>
  typename std::enable_if<IsIter<Input>::value, void>::type command(Input, Input, Output);
  long long del(const StringView&);
  template <typename Input> long long del(Input, Input);
  template <typename T> long long del(std::initializer_list<T>);
  OptionalString dump(const StringView&);
  long long exists(const StringView&);
  template <typename Input> long long exists(Input, Input);
  template <typename T> long long exists(std::initializer_list<T>);
  bool expire(const StringView&, long long);
  bool expire(const StringView&, const std::chrono::seconds&);
  bool expireat(const StringView&, long long);
  bool expireat(const StringView&, const std::chrono::time_point<std::chrono::system_clock, std::chrono::seconds>&);
  bool persist(const StringView&);
  bool pexpire(const StringView&, long long);
  bool pexpire(const StringView&, const std::chrono::milliseconds&);
  long long pttl(const StringView&);
  void rename(const StringView&, const StringView&);
  bool renamenx(const StringView&, const StringView&);
  long long touch(const StringView&);
  template <typename Input> long long touch(Input, Input);
  template <typename T> long long touch(std::initializer_list<T>);
  long long ttl(const StringView&);
  std::string type(const StringView&);
  long long unlink(const StringView&);
  template <typename Input> long long unlink(Input, Input);
  template <typename T> long long unlink(std::initializer_list<T>);
  long long append(const StringView&, const StringView&);
  long long decr(const StringView&);
  long long decrby(const StringView&, long long);
  OptionalString get(const StringView&);
  std::string getrange(const StringView&, long long, long long);
  OptionalString getset(const StringView&, const StringView&);
  long long incr(const StringView&);
  long long incrby(const StringView&, long long);
  double incrbyfloat(const StringView&, double);
  template <typename Input, typename Output> void mget(Input, Input, Output);
  template <typename T, typename Output> void mget(std::initializer_list<T>, Output);
  template <typename Input> void mset(Input, Input);
  template <typename T> void mset(std::initializer_list<T>);
  template <typename Input> bool msetnx(Input, Input);
  template <typename T> bool msetnx(std::initializer_list<T>);
  void psetex(const StringView&, long long, const StringView&);
  void psetex(const StringView&, const std::chrono::milliseconds&, const StringView&);
  bool set(const StringView&, const StringView&, const std::chrono::milliseconds& = {}, UpdateType = {});
  bool set(const StringView&, const StringView&, bool, UpdateType = {});
  OptionalString set_with_get_option(const StringView&, const StringView&, const std::chrono::milliseconds& = {},
                                     UpdateType = {});
  OptionalString set_with_get_option(const StringView&, const StringView&, bool, UpdateType = {});
  void setex(const StringView&, long long, const StringView&);
  void setex(const StringView&, const std::chrono::seconds&, const StringView&);
  bool setnx(const StringView&, const StringView&);
  long long strlen(const StringView&);
  OptionalStringPair blpop(const StringView&, long long);
  OptionalStringPair blpop(const StringView&, const std::chrono::seconds& = {});
  template <typename Input> OptionalStringPair blpop(Input, Input, long long);
  template <typename T> OptionalStringPair blpop(std::initializer_list<T>, long long);
  template <typename Input> OptionalStringPair blpop(Input, Input, const std::chrono::seconds& = {});
  template <typename T> OptionalStringPair blpop(std::initializer_list<T>, const std::chrono::seconds& = {});
  OptionalStringPair brpop(const StringView&, long long);
  OptionalStringPair brpop(const StringView&, const std::chrono::seconds& = {});
  template <typename Input> OptionalStringPair brpop(Input, Input, long long);
  template <typename T> OptionalStringPair brpop(std::initializer_list<T>, long long);
  template <typename Input> OptionalStringPair brpop(Input, Input, const std::chrono::seconds& = {});
  template <typename T> OptionalStringPair brpop(std::initializer_list<T>, const std::chrono::seconds& = {});
  OptionalString lindex(const StringView&, long long);
  long long llen(const StringView&);
  OptionalString lpop(const StringView&);
  long long lpush(const StringView&, const StringView&);
  template <typename Input> long long lpush(const StringView&, Input, Input);
  template <typename T> long long lpush(const StringView&, std::initializer_list<T>);
  template <typename Output> void lrange(const StringView&, long long, long long, Output);
  long long lrem(const StringView&, long long, const StringView&);
  void ltrim(const StringView&, long long, long long);
  OptionalString rpop(const StringView&);
  long long rpush(const StringView&, const StringView&);
  template <typename Input> long long rpush(const StringView&, Input, Input);
  template <typename T> long long rpush(const StringView&, std::initializer_list<T>);
  long long hdel(const StringView&, const StringView&);
  template <typename Input> long long hdel(const StringView&, Input, Input);
  template <typename T> long long hdel(const StringView&, std::initializer_list<T>);
  bool hexists(const StringView&, const StringView&);
  OptionalString hget(const StringView&, const StringView&);
  template <typename Output> void hgetall(const StringView&, Output);
  long long hincrby(const StringView&, const StringView&, long long);
  double hincrbyfloat(const StringView&, const StringView&, double);
  template <typename Output> void hkeys(const StringView&, Output);
  long long hlen(const StringView&);
  template <typename Input, typename Output> void hmget(const StringView&, Input, Input, Output);
  template <typename T, typename Output> void hmget(const StringView&, std::initializer_list<T>, Output);
  template <typename Input> void hmset(const StringView&, Input, Input);
  template <typename T> void hmset(const StringView&, std::initializer_list<T>);
  long long hset(const StringView&, const StringView&, const StringView&);
  long long hset(const StringView&, const std::pair<StringView, StringView>&);
  template <typename Input>
  typename std::enable_if<!std::is_convertible<Input, StringView>::value, long long>::type hset(const StringView&,
                                                                                                Input, Input);
  template <typename T> long long hset(const StringView&, std::initializer_list<T>);
  bool hsetnx(const StringView&, const StringView&, const StringView&);
  bool hsetnx(const StringView&, const std::pair<StringView, StringView>&);
  template <typename Output> void hvals(const StringView&, Output);
  long long sadd(const StringView&, const StringView&);
  template <typename Input> long long sadd(const StringView&, Input, Input);
  template <typename T> long long sadd(const StringView&, std::initializer_list<T>);
  long long scard(const StringView&);
  bool sismember(const StringView&, const StringView&);
  template <typename Output> void smembers(const StringView&, Output);
  long long srem(const StringView&, const StringView&);
  template <typename Input> long long srem(const StringView&, Input, Input);
  template <typename T> long long srem(const StringView&, std::initializer_list<T>);
  long long zadd(const StringView&, const StringView&, double, UpdateType = {}, bool = {});
  template <typename Input> long long zadd(const StringView&, Input, Input, UpdateType = {}, bool = {});
  template <typename T> long long zadd(const StringView&, std::initializer_list<T>, UpdateType = {}, bool = {});
  long long zcard(const StringView&);
  double zincrby(const StringView&, double, const StringView&);
  template <typename Output> void zrange(const StringView&, long long, long long, Output);
  template <typename Interval, typename Output> void zrangebyscore(const StringView&, const Interval&, Output);
  template <typename Interval, typename Output>
  void zrangebyscore(const StringView&, const Interval&, const LimitOptions&, Output);
  OptionalLongLong zrank(const StringView&, const StringView&);
  long long zrem(const StringView&, const StringView&);
  template <typename Input> long long zrem(const StringView&, Input, Input);
  template <typename T> long long zrem(const StringView&, std::initializer_list<T>);
  template <typename Output> void zrevrange(const StringView&, long long, long long, Output);
  OptionalDouble zscore(const StringView&, const StringView&);
  template <typename Result, typename Keys, typename Args> Result eval(const StringView&, Keys, Keys, Args, Args);
  template <typename Result>
  Result eval(const StringView&, std::initializer_list<StringView>, std::initializer_list<StringView>);
  template <typename Keys, typename Args, typename Output> void eval(const StringView&, Keys, Keys, Args, Args, Output);
  template <typename Output>
  void eval(const StringView&, std::initializer_list<StringView>, std::initializer_list<StringView>, Output);
  template <typename Result, typename Keys, typename Args> Result evalsha(const StringView&, Keys, Keys, Args, Args);
  template <typename Result>
  Result evalsha(const StringView&, std::initializer_list<StringView>, std::initializer_list<StringView>);
  template <typename Keys, typename Args, typename Output>
  void evalsha(const StringView&, Keys, Keys, Args, Args, Output);
  template <typename Output>
  void evalsha(const StringView&, std::initializer_list<StringView>, std::initializer_list<StringView>, Output);
  long long publish(const StringView&, const StringView&);
  template <typename Input> std::string xadd(const StringView&, const StringView&, Input, Input);
  template <typename T> std::string xadd(const StringView&, const StringView&, std::initializer_list<T>);
  template <typename Input> std::string xadd(const StringView&, const StringView&, Input, Input, long long, bool = {});
  template <typename T>
  std::string xadd(const StringView&, const StringView&, std::initializer_list<T>, long long, bool = {});
  RedisCluster(const Uri&);
};
struct QueuedReplies {
  std::size_t size() const;
  redisReply& get(std::size_t);
  template <typename Result> typename std::enable_if<!std::is_same<Result, bool>::value, Result>::type get(std::size_t);
  template <typename Result> typename std::enable_if<std::is_same<Result, bool>::value, Result>::type get(std::size_t);
  template <typename Output> void get(std::size_t, Output);
};
} // namespace redis
} // namespace sw
