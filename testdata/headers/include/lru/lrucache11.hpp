// Declarations of lrucache11, compared with mohaps/lrucache11 at commit ab288eef.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>

namespace lru11 {
struct NullLock {};
template <typename K, typename V> struct KeyValuePair {};
template <class Key, class Value, class Lock = NullLock,
          class Map = std::unordered_map<Key, typename std::list<KeyValuePair<Key, Value>>::iterator>>
struct Cache;
template <class Key, class Value, class Lock, class Map> struct Cache {
  void insert(const Key&, Value);
  bool tryGet(const Key&, Value&);
  bool tryGetCopy(const Key&, Value&);
  bool tryGetRef(const Key&, Value&);
  const Value& getRef(const Key&);
  Value get(const Key&);
  Value getCopy(const Key&);
  bool remove(const Key&);
  bool contains(const Key&) const;
};
} // namespace lru11
