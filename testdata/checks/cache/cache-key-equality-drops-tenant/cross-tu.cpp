//--- key.h
#pragma once
#include <cstddef>
#include <string>
#include <unordered_map>

struct AnswerKey {
  std::string account_id;
  std::string model;
  std::string prompt;
};
bool operator==(const AnswerKey& left, const AnswerKey& right);

struct PageKey {
  std::string account_id;
  std::string path;
};
bool operator==(const PageKey& left, const PageKey& right);

struct KeyHash {
  std::size_t operator()(const AnswerKey& key) const;
  std::size_t operator()(const PageKey& key) const;
};

template <typename Key, typename Value>
class Lru {
public:
  const Value* find(const Key& key) const {
    const auto place = entries_.find(key);
    return place == entries_.end() ? nullptr : &place->second;
  }

private:
  std::unordered_map<Key, Value, KeyHash> entries_;
};

//--- key.cpp
#include "key.h"

bool operator==(const AnswerKey& left, const AnswerKey& right) {   // leak: cache-key-equality-drops-tenant
  return left.model == right.model && left.prompt == right.prompt;
}

bool operator==(const PageKey& left, const PageKey& right) {   // clean
  return left.path == right.path && left.account_id == right.account_id;
}

std::size_t KeyHash::operator()(const AnswerKey& key) const { return std::hash<std::string>{}(key.prompt); }
std::size_t KeyHash::operator()(const PageKey& key) const { return std::hash<std::string>{}(key.path); }

//--- service.cpp
#include "key.h"

class Service {
public:
  std::string answer(const std::string& account_id, const std::string& prompt) {
    if (const std::string* kept = answers_.find({account_id, "small", prompt})) return *kept;
    return {};
  }
  std::string page(const std::string& account_id, const std::string& path) {
    if (const std::string* kept = pages_.find({account_id, path})) return *kept;
    return {};
  }

private:
  Lru<AnswerKey, std::string> answers_;
  Lru<PageKey, std::string> pages_;
};
