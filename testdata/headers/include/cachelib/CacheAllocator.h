// Declarations of CacheLib, compared with facebook/CacheLib at commit 278ffc74.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <tuple>
#include <utility>

namespace facebook {
namespace cachelib {
struct CacheBase {};
} // namespace cachelib
} // namespace facebook

namespace folly {
template <class Iter> struct Range {};
using StringPiece = Range<const char*>;
} // namespace folly

namespace facebook {
namespace cachelib {
template <typename CacheTrait> struct CacheAllocator;
using PoolId = int8_t;
template <typename CacheTrait> struct CacheItem {};
} // namespace cachelib
} // namespace facebook

namespace facebook {
namespace cachelib {
namespace objcache2 {
template <typename AllocatorT> struct ObjectCache;
template <typename AllocatorT> struct ObjectCacheBase {};
} // namespace objcache2
} // namespace cachelib
} // namespace facebook

namespace facebook {
namespace cachelib {
template <typename CacheTrait> struct CacheAllocator {
  using Item = CacheItem<CacheTrait>;
  using ReadHandle = typename Item::ReadHandle;
  using WriteHandle = typename Item::WriteHandle;
  using Key = typename Item::Key;
  using AccessContainer = typename Item::AccessContainer;
  WriteHandle allocate(PoolId, Key, uint32_t, uint32_t = {}, uint32_t = {});
  bool insert(const WriteHandle&);
  WriteHandle insertOrReplace(const WriteHandle&);
  ReadHandle find(Key);
  WriteHandle findToWrite(Key);
  using AccessIterator = typename AccessContainer::Iterator;
  enum class RemoveRes : uint8_t { kSuccess, kNotFoundInRam };
  RemoveRes remove(Key);
  RemoveRes remove(AccessIterator&);
  RemoveRes remove(const ReadHandle&);
};
} // namespace cachelib
} // namespace facebook

namespace facebook {
namespace cachelib {
namespace objcache2 {
template <typename AllocatorT> struct ObjectCache {
  enum class AllocStatus : int { kSuccess, kAllocError, kKeyAlreadyExists };
  template <typename T> std::shared_ptr<const T> find(folly::StringPiece);
  template <typename T> std::shared_ptr<T> findToWrite(folly::StringPiece);
  template <typename T>
  std::tuple<AllocStatus, std::shared_ptr<T>, std::shared_ptr<T>> insertOrReplace(folly::StringPiece, int, size_t = {},
                                                                                  uint32_t = {});
  template <typename T>
  std::pair<AllocStatus, std::shared_ptr<T>> insert(folly::StringPiece, int, size_t = {}, uint32_t = {});
  bool remove(folly::StringPiece);
};
} // namespace objcache2
} // namespace cachelib
} // namespace facebook
