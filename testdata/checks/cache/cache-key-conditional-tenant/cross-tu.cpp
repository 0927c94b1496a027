// A key helper with a switch in it: who calls it how decides.
//--- key.h
#pragma once
#include <string>

struct Principal {
  std::string tenant_id;
};

std::string key_of(const Principal& who, const std::string& question, bool isolated);
std::string prefix_or_shared(const Principal* who);

//--- key.cpp
#include "key.h"

std::string key_of(const Principal& who, const std::string& question, bool isolated) {
  std::string key;
  if (isolated) key = who.tenant_id + ":";
  return key + question;
}

std::string prefix_or_shared(const Principal* who) {
  if (who == nullptr) return "shared:";
  return who->tenant_id + ":";
}

//--- make.cpp
#include "key.h"

std::string complete(const std::string& prompt);
std::string documents_of(const std::string& tenant_id);

std::string make(const Principal& who, const std::string& question) {
  return complete(documents_of(who.tenant_id) + question);
}

//--- answers.cpp
#include <map>

#include "key.h"

std::string make(const Principal& who, const std::string& question);

class Answers {
public:
  std::string configured_leaks(const Principal& who, const std::string& question, bool isolated) {
    const std::string key = key_of(who, question, isolated);
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // leak: cache-key-conditional-tenant
    return answers_[key] = make(who, question);                                                  // step
  }

  std::string unconditional_is_scoped(const Principal& who, const std::string& question) {
    const std::string key = who.tenant_id + ":" + question;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = make(who, question);                                                  // clean
  }

  std::string nullable_leaks(const Principal* who, const Principal& owner, const std::string& question) {
    const std::string key = prefix_or_shared(who) + question;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // leak: cache-key-conditional-tenant
    return answers_[key] = make(owner, question);                                                // step
  }

  std::string never_null_is_scoped(const Principal& owner, const std::string& question) {
    const std::string key = owner.tenant_id + ":" + question;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = make(owner, question);                                                // clean
  }

private:
  std::map<std::string, std::string> answers_;
};
