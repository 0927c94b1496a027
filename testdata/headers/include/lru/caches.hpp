// Declarations of caches, compared with vpetrigo/caches at commit e63b4083.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <utility>

namespace caches {
template <typename Key> struct NoCachePolicy {};
template <typename V> using WrappedValue = std::shared_ptr<V>;
template <typename Key, typename Value, template <typename> class Policy = NoCachePolicy,
          typename HashMap = std::unordered_map<Key, WrappedValue<Value>>>
struct fixed_sized_cache;
template <typename Key, typename Value, template <typename> class Policy, typename HashMap> struct fixed_sized_cache {
  using map_type = HashMap;
  using value_type = typename map_type::mapped_type;
  void Put(const Key&, const Value&);
  std::pair<value_type, bool> TryGet(const Key&) const;
  value_type Get(const Key&) const;
  bool Cached(const Key&) const;
  bool Remove(const Key&);
};
} // namespace caches
