#include <hiredis/hiredis.h>
#include <string>

struct Principal {
  std::string tenant;
};
std::string load_memory(const std::string& tenant);
std::string complete(const std::string& memory, const std::string& prompt);

std::string answer(redisContext* redis, const Principal& who, const std::string& prompt) {
  auto* known = static_cast<redisReply*>(redisCommand(redis, "GET answer:%s", prompt.c_str()));
  if (known != nullptr && known->type == REDIS_REPLY_STRING) {
    std::string answer(known->str, known->len);
    freeReplyObject(known);
    return answer;
  }
  std::string fresh = complete(load_memory(who.tenant), prompt);
  freeReplyObject(redisCommand(redis, "SETEX answer:%s 600 %s", prompt.c_str(), fresh.c_str()));
  return fresh;
}
