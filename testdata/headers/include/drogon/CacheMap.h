// Declarations of Drogon, compared with drogonframework/drogon at commit 74fc004c.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace drogon {
template <typename T1, typename T2> struct CacheMap;
template <typename T1, typename T2> struct CacheMap {
  void insert(const T1&, T2&&, size_t = {}, std::function<void()> = {});
  void insert(const T1&, const T2&, size_t = {}, std::function<void()> = {});
  T2 operator[](const T1&);
  bool find(const T1&);
  bool findAndFetch(const T1&, T2&);
  void erase(const T1&);
};
} // namespace drogon
