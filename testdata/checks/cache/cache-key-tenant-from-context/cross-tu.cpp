// The argument is read in one file, the key is made in a second, the cache is in a third.
//--- request.h
#pragma once
#include <string>

#include <nlohmann/json.hpp>

struct Principal {
  std::string org_id;
};

struct Recall {
  std::string org_id;
  std::string topic;
};

Recall recall_of(const nlohmann::json& arguments);
Recall recall_of(const Principal& who, const nlohmann::json& arguments);

//--- request.cpp
#include "request.h"

Recall recall_of(const nlohmann::json& arguments) {
  return {arguments.at("org_id").get<std::string>(), arguments.at("topic").get<std::string>()};   // step
}

Recall recall_of(const Principal& who, const nlohmann::json& arguments) {
  return {who.org_id, arguments.at("topic").get<std::string>()};
}

//--- key.cpp
#include "request.h"

std::string key_of(const Recall& recall) { return "memory:" + recall.org_id + ":" + recall.topic; }

//--- memory.cpp
#include <map>

#include "request.h"

std::string key_of(const Recall& recall);
std::string complete(const std::string& prompt);
std::string documents_of(const std::string& org_id);

class Memory {
public:
  std::string struct_leaks(const Principal& who, const nlohmann::json& arguments) {
    const std::string key = key_of(recall_of(arguments));
    if (const auto found = notes_.find(key); found != notes_.end()) return found->second;   // leak: cache-key-tenant-from-context
    return notes_[key] = complete(documents_of(who.org_id));
  }

  std::string struct_is_scoped(const Principal& who, const nlohmann::json& arguments) {
    const std::string key = key_of(recall_of(who, arguments));
    if (const auto found = notes_.find(key); found != notes_.end()) return found->second;   // clean
    return notes_[key] = complete(documents_of(who.org_id));                                // clean
  }

  std::string late_check_leaks(const Principal& who, const nlohmann::json& arguments) {
    const Recall recall = recall_of(arguments);
    if (const auto found = notes_.find(key_of(recall)); found != notes_.end()) return found->second;   // leak: cache-key-tenant-from-context
    if (recall.org_id != who.org_id) return {};
    return notes_[key_of(recall)] = complete(documents_of(who.org_id));
  }

  std::string early_check_is_scoped(const Principal& who, const nlohmann::json& arguments) {
    const Recall recall = recall_of(arguments);
    if (recall.org_id != who.org_id) return {};
    if (const auto found = notes_.find(key_of(recall)); found != notes_.end()) return found->second;   // clean
    return notes_[key_of(recall)] = complete(documents_of(who.org_id));                                // clean
  }

private:
  std::map<std::string, std::string> notes_;
};
