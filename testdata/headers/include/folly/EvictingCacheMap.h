// Declarations of folly, compared with facebook/folly at commit ff98381e.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>

namespace folly {
template <typename T, typename = void> struct HeterogeneousAccessEqualTo {};
template <typename T, typename = void> struct HeterogeneousAccessHash {};
template <class TKey, class TValue, class THash = HeterogeneousAccessHash<TKey>,
          class TKeyEqual = HeterogeneousAccessEqualTo<TKey>>
struct EvictingCacheMap;
template <class TKey, class TValue, class THash, class TKeyEqual> struct EvictingCacheMap {
  struct NodeList {};
  using TPair = std::pair<const TKey, TValue>;
  using PruneHookCall = std::function<void(TKey, TValue&&)>;
  template <typename Value, typename TIterator> struct iterator_base {};
  using iterator = iterator_base<TPair, typename NodeList::iterator>;
  using const_iterator = iterator_base<const TPair, typename NodeList::const_iterator>;
  bool exists(const TKey&) const;
  template <typename K> bool exists(const K&) const;
  TValue& get(const TKey&);
  template <typename K> TValue& get(const K&);
  iterator find(const TKey&);
  template <typename K> iterator find(const K&);
  const TValue& getWithoutPromotion(const TKey&) const;
  template <typename K> const TValue& getWithoutPromotion(const K&) const;
  TValue& getWithoutPromotion(const TKey&);
  template <typename K> TValue& getWithoutPromotion(const K&);
  const_iterator findWithoutPromotion(const TKey&) const;
  template <typename K> const_iterator findWithoutPromotion(const K&) const;
  iterator findWithoutPromotion(const TKey&);
  template <typename K> iterator findWithoutPromotion(const K&);
  bool erase(const TKey&, PruneHookCall = {});
  template <typename K> bool erase(const K&, PruneHookCall = {});
  iterator erase(const_iterator, PruneHookCall = {});
  void set(const TKey&, TValue&&, bool = {}, PruneHookCall = {});
  void set(const TKey&, const TValue&, bool = {}, PruneHookCall = {});
  template <typename K> void set(const K&, TValue&&, bool = {}, PruneHookCall = {});
  template <typename K> void set(const K&, const TValue&, bool = {}, PruneHookCall = {});
  std::pair<iterator, bool> insert(const TKey&, TValue&&, PruneHookCall = {});
  std::pair<iterator, bool> insert(const TKey&, const TValue&, PruneHookCall = {});
  template <typename K> std::pair<iterator, bool> insert(const K&, TValue&&, PruneHookCall = {});
  template <typename K> std::pair<iterator, bool> insert(const K&, const TValue&, PruneHookCall = {});
  iterator end();
  const_iterator end() const;
};
} // namespace folly
