//--- replies.h
#pragma once
#include <string>
#include <unordered_map>

struct Caller { std::string account; };
bool is_multi_tenant();
std::string ask(const std::string& prompt);
std::string rules_of(const std::string& account);

class Cache {
public:
  std::string through(const Caller& who, const std::string& message);
  std::string through_keyed(const Caller& who, const std::string& message);

private:
  std::unordered_map<std::string, std::string> replies_;
};

//--- cache.cpp
#include "replies.h"

std::string Cache::through(const Caller& who, const std::string& message) {
  const auto kept = replies_.find(message);
  if (kept != replies_.end()) return kept->second;
  return replies_[message] = ask(rules_of(who.account) + message);
}

std::string Cache::through_keyed(const Caller& who, const std::string& message) {
  const std::string key = who.account + ":" + message;
  const auto kept = replies_.find(key);   // clean
  if (kept != replies_.end()) return kept->second;
  return replies_[key] = ask(rules_of(who.account) + message);
}

//--- service.cpp
#include "replies.h"

std::string reply(Cache& cache, const Caller& who, const std::string& message) {
  if (is_multi_tenant()) return ask(rules_of(who.account) + message);   // leak: cache-disabled-for-tenancy
  return cache.through(who, message);   // step
}

std::string reply_keyed(Cache& cache, const Caller& who, const std::string& message) {
  return cache.through_keyed(who, message);   // clean
}
