// Declarations of cpp-lru-cache, compared with lamerman/cpp-lru-cache at commit de1c4a03.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cache {
template <typename key_t, typename value_t> struct lru_cache;
template <typename key_t, typename value_t> struct lru_cache {
  void put(const key_t&, const value_t&);
  const value_t& get(const key_t&);
  bool exists(const key_t&) const;
};
} // namespace cache
