// The same leak in Redis: a key inside the command's text, a hash for everybody, a command as a vector of words.
#include <memory>
#include <string>

#include <hiredis/hiredis.h>

struct Principal {
  std::string org_id;
};

struct FreeReply {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};
using Reply = std::unique_ptr<redisReply, FreeReply>;

std::string complete(const std::string& prompt);
std::string memory_of(const std::string& org_id);

Reply owned(void* reply) { return Reply(static_cast<redisReply*>(reply)); }
bool is_text(const Reply& reply) { return reply && reply->type == REDIS_REPLY_STRING; }

std::string text_leaks(redisContext* redis, const Principal& who, const std::string& question) {
  const Reply cached = owned(redisCommand(redis, "GET answer:%s", question.c_str()));   // leak: cache-key-missing-tenant
  if (is_text(cached)) return cached->str;
  const std::string answer = complete(memory_of(who.org_id) + question);
  owned(redisCommand(redis, "SETEX answer:%s 600 %s", question.c_str(), answer.c_str()));   // step
  return answer;
}

std::string text_is_scoped(redisContext* redis, const Principal& who, const std::string& question) {
  const char* org = who.org_id.c_str();
  const Reply cached = owned(redisCommand(redis, "GET answer:%s:%s", org, question.c_str()));   // clean
  if (is_text(cached)) return cached->str;
  const std::string answer = complete(memory_of(who.org_id) + question);
  owned(redisCommand(redis, "SETEX answer:%s:%s 600 %s", org, question.c_str(), answer.c_str()));   // clean
  return answer;
}

std::string hash_leaks(redisContext* redis, const Principal& who, const std::string& question) {
  const Reply cached = owned(redisCommand(redis, "HGET %s %s", "answers", question.c_str()));   // leak: cache-key-missing-tenant
  if (is_text(cached)) return cached->str;
  const std::string answer = complete(memory_of(who.org_id) + question);
  owned(redisCommand(redis, "HSET %s %s %s", "answers", question.c_str(), answer.c_str()));   // step
  return answer;
}

// A hash of its own for each organisation: the field needs no tenant then.
std::string hash_is_scoped(redisContext* redis, const Principal& who, const std::string& question) {
  const std::string answers = "answers:" + who.org_id;
  const Reply cached = owned(redisCommand(redis, "HGET %s %s", answers.c_str(), question.c_str()));   // clean
  if (is_text(cached)) return cached->str;
  const std::string answer = complete(memory_of(who.org_id) + question);
  owned(redisCommand(redis, "HSET %s %s %s", answers.c_str(), question.c_str(), answer.c_str()));   // clean
  return answer;
}

std::string words_leak(redisContext* redis, const Principal& who, const std::string& question) {
  const std::string key = "plan:" + question;
  const char* get[] = {"GET", key.c_str()};
  const Reply cached = owned(redisCommandArgv(redis, 2, get, nullptr));   // leak: cache-key-missing-tenant
  if (is_text(cached)) return cached->str;
  const std::string plan = complete(memory_of(who.org_id) + question);
  const char* set[] = {"SET", key.c_str(), plan.c_str()};
  owned(redisCommandArgv(redis, 3, set, nullptr));   // step
  return plan;
}

std::string words_are_scoped(redisContext* redis, const Principal& who, const std::string& question) {
  const std::string key = "plan:" + who.org_id + ":" + question;
  const char* get[] = {"GET", key.c_str()};
  const Reply cached = owned(redisCommandArgv(redis, 2, get, nullptr));   // clean
  if (is_text(cached)) return cached->str;
  const std::string plan = complete(memory_of(who.org_id) + question);
  const char* set[] = {"SET", key.c_str(), plan.c_str()};
  owned(redisCommandArgv(redis, 3, set, nullptr));   // clean
  return plan;
}
