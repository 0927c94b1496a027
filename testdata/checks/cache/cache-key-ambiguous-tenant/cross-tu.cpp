// The join is in one file, the parts and the cache in another.
//--- key.h
#pragma once
#include <string>
#include <vector>

std::string concatenated(const std::vector<std::string>& parts);
std::string joined(const std::vector<std::string>& parts);
std::string shortened(const std::string& text);

//--- key.cpp
#include "key.h"

std::string concatenated(const std::vector<std::string>& parts) {
  std::string key;
  for (const std::string& part : parts) key += part;
  return key;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string key;
  for (const std::string& part : parts) {
    key += part;
    key += '\x1f';
  }
  return key;
}

std::string shortened(const std::string& text) { return text.substr(0, 8); }

//--- answers.cpp
#include <map>

#include "key.h"

struct Principal {
  std::string customer_id;
};

std::string complete(const std::string& prompt);
std::string documents_of(const std::string& customer_id);

class Answers {
public:
  std::string concatenated_leaks(const Principal& who, const std::string& question) {
    const std::string key = concatenated({who.customer_id, question});
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // leak: cache-key-ambiguous-tenant
    return answers_[key] = complete(documents_of(who.customer_id) + question);                   // step
  }

  std::string joined_is_scoped(const Principal& who, const std::string& question) {
    const std::string key = joined({who.customer_id, question});
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = complete(documents_of(who.customer_id) + question);                   // clean
  }

  std::string shortened_leaks(const Principal& who, const std::string& question) {
    const std::string key = shortened(who.customer_id) + ":" + question;
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // leak: cache-key-ambiguous-tenant
    return answers_[key] = complete(documents_of(who.customer_id) + question);                   // step
  }

  std::string whole_is_scoped(const Principal& who, const std::string& question) {
    const std::string key = who.customer_id + ":" + shortened(question);
    if (const auto found = answers_.find(key); found != answers_.end()) return found->second;   // clean
    return answers_[key] = complete(documents_of(who.customer_id) + question);                   // clean
  }

private:
  std::map<std::string, std::string> answers_;
};
