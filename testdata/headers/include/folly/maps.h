// Declarations of folly, compared with facebook/folly at commit ff98381e.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <type_traits>
#include <utility>

namespace folly {
struct F14HashToken {};
template <typename T> struct remove_cvref {};
template <typename T> using remove_cvref_t = typename remove_cvref<T>::type;
} // namespace folly

namespace folly {
namespace detail {
template <typename TableKey, typename Hasher, typename KeyEqual, typename ArgKey>
struct EligibleForHeterogeneousFind {};
template <typename TableKey, typename Hasher, typename KeyEqual, typename ArgKey>
using EligibleForHeterogeneousInsert =
    std::conjunction<EligibleForHeterogeneousFind<TableKey, Hasher, KeyEqual, ArgKey>,
                     std::is_constructible<TableKey, ArgKey>>;
} // namespace detail
} // namespace folly

namespace folly {
namespace f14 {
namespace detail {
template <typename Policy> struct F14BasicMap;
}
} // namespace f14
} // namespace folly

namespace folly {
namespace detail {
namespace concurrenthashmap {
namespace bucket {
template <typename KeyType, typename ValueType, uint8_t ShardBits = 0, typename HashFn = std::hash<KeyType>,
          typename KeyEqual = std::equal_to<KeyType>, typename Allocator = std::allocator<uint8_t>,
          template <typename> class Atom = std::atomic, class Mutex = std::mutex>
struct BucketTable {};
} // namespace bucket
} // namespace concurrenthashmap
} // namespace detail
} // namespace folly

namespace folly {
template <typename KeyType, typename ValueType, typename HashFn = std::hash<KeyType>,
          typename KeyEqual = std::equal_to<KeyType>, typename Allocator = std::allocator<uint8_t>,
          uint8_t ShardBits = 8, template <typename> class Atom = std::atomic, class Mutex = std::mutex,
          template <typename, typename, uint8_t, typename, typename, typename, template <typename> class,
                    class> class Impl = detail::concurrenthashmap::bucket::BucketTable>
struct ConcurrentHashMap;
}

namespace folly {
namespace f14 {
namespace detail {
template <typename Policy> struct F14BasicMap {
  template <typename K, typename T>
  using EnableHeterogeneousFind =
      std::enable_if_t<::folly::detail::EligibleForHeterogeneousFind<typename Policy::Key, typename Policy::Hasher,
                                                                     typename Policy::KeyEqual, K>::value,
                       T>;
  template <typename K, typename T>
  using EnableHeterogeneousInsert =
      std::enable_if_t<::folly::detail::EligibleForHeterogeneousInsert<typename Policy::Key, typename Policy::Hasher,
                                                                       typename Policy::KeyEqual, K>::value,
                       T>;
  template <typename K>
  using IsIter = std::disjunction<std::is_same<typename Policy::Iter, remove_cvref_t<K>>,
                                  std::is_same<typename Policy::ConstIter, remove_cvref_t<K>>>;
  template <typename K, typename T>
  using EnableHeterogeneousErase =
      std::enable_if_t<::folly::detail::EligibleForHeterogeneousFind<
                           typename Policy::Key, typename Policy::Hasher, typename Policy::KeyEqual,
                           std::conditional_t<IsIter<K>::value, typename Policy::Key, K>>::value& &
                           !IsIter<K>::value,
                       T>;
  using key_type = typename Policy::Key;
  using mapped_type = typename Policy::Mapped;
  using value_type = typename Policy::Value;
  using size_type = std::size_t;
  using iterator = typename Policy::Iter;
  using const_iterator = typename Policy::ConstIter;
  iterator begin();
  const_iterator begin() const;
  const_iterator cbegin() const;
  iterator end();
  const_iterator end() const;
  const_iterator cend() const;
  std::pair<iterator, bool> insert(const value_type&);
  template <typename P>
  std::enable_if_t<std::is_constructible<value_type, P&&>::value, std::pair<iterator, bool>> insert(P&&);
  template <typename U1, typename U2>
  std::enable_if_t<std::is_constructible<key_type, const U1&>::value &&
                       std::is_constructible<mapped_type, const U2&>::value,
                   std::pair<iterator, bool>>
  insert(const std::pair<U1, U2>&);
  template <typename U1, typename U2>
  std::enable_if_t<std::is_constructible<key_type, U1&&>::value && std::is_constructible<mapped_type, U2&&>::value,
                   std::pair<iterator, bool>>
  insert(std::pair<U1, U2>&&);
  std::pair<iterator, bool> insert(value_type&&);
  iterator insert(const_iterator, const value_type&);
  template <typename P>
  std::enable_if_t<std::is_constructible<value_type, P&&>::value, iterator> insert(const_iterator, P&&);
  iterator insert(const_iterator, value_type&&);
  template <class InputIt> void insert(InputIt, InputIt);
  void insert(std::initializer_list<value_type>);
  template <typename M> std::pair<iterator, bool> insert_or_assign(const key_type&, M&&);
  template <typename M> std::pair<iterator, bool> insert_or_assign(key_type&&, M&&);
  template <typename M> std::pair<iterator, bool> insert_or_assign(const F14HashToken&, const key_type&, M&&);
  template <typename M> std::pair<iterator, bool> insert_or_assign(const F14HashToken&, key_type&&, M&&);
  template <typename M> iterator insert_or_assign(const_iterator, const key_type&, M&&);
  template <typename M> iterator insert_or_assign(const_iterator, key_type&&, M&&);
  template <typename K, typename M> EnableHeterogeneousInsert<K, std::pair<iterator, bool>> insert_or_assign(K&&, M&&);
  template <typename K, typename M>
  EnableHeterogeneousInsert<K, std::pair<iterator, bool>> insert_or_assign(const F14HashToken&, K&&, M&&);
  template <typename... Args> std::pair<iterator, bool> emplace(Args&&...);
  template <typename... Args> std::pair<iterator, bool> try_emplace(const key_type&, Args&&...);
  template <typename... Args> std::pair<iterator, bool> try_emplace(key_type&&, Args&&...);
  template <typename... Args> iterator try_emplace(const_iterator, const key_type&, Args&&...);
  template <typename... Args> iterator try_emplace(const_iterator, key_type&&, Args&&...);
  template <typename K, typename... Args>
  EnableHeterogeneousInsert<K, std::pair<iterator, bool>> try_emplace(K&&, Args&&...);
  iterator erase(const_iterator);
  iterator erase(iterator);
  iterator erase(const_iterator, const_iterator);
  size_type erase(const key_type&);
  template <typename K> EnableHeterogeneousErase<K, size_type> erase(const K&);
  mapped_type& at(const key_type&);
  const mapped_type& at(const key_type&) const;
  template <typename K> EnableHeterogeneousFind<K, mapped_type&> at(const K&);
  template <typename K> EnableHeterogeneousFind<K, const mapped_type&> at(const K&) const;
  mapped_type& operator[](const key_type&);
  mapped_type& operator[](key_type&&);
  template <typename K> EnableHeterogeneousInsert<K, mapped_type&> operator[](K&&);
  size_type count(const key_type&) const;
  template <typename K> EnableHeterogeneousFind<K, size_type> count(const K&) const;
  iterator find(const key_type&);
  const_iterator find(const key_type&) const;
  iterator find(const F14HashToken&, const key_type&);
  const_iterator find(const F14HashToken&, const key_type&) const;
  template <typename K> EnableHeterogeneousFind<K, iterator> find(const K&);
  template <typename K> EnableHeterogeneousFind<K, const_iterator> find(const K&) const;
  template <typename K> EnableHeterogeneousFind<K, iterator> find(const F14HashToken&, const K&);
  template <typename K> EnableHeterogeneousFind<K, const_iterator> find(const F14HashToken&, const K&) const;
  bool contains(const key_type&) const;
  template <typename K> EnableHeterogeneousFind<K, bool> contains(const K&) const;
  bool contains(const F14HashToken&, const key_type&) const;
  template <typename K> EnableHeterogeneousFind<K, bool> contains(const F14HashToken&, const K&) const;
  template <typename Self, typename K> static auto& at(Self&, const K&);
};
} // namespace detail
} // namespace f14
} // namespace folly

namespace folly {
template <
    typename KeyType, typename ValueType, typename HashFn, typename KeyEqual, typename Allocator, uint8_t ShardBits,
    template <typename> class Atom, class Mutex,
    template <typename, typename, uint8_t, typename, typename, typename, template <typename> class, class> class Impl>
struct ConcurrentHashMap {
  template <typename K, typename T>
  using EnableHeterogeneousFind =
      std::enable_if_t<detail::EligibleForHeterogeneousFind<KeyType, HashFn, KeyEqual, K>::value, T>;
  struct ConstIterator {};
  using key_type = KeyType;
  using mapped_type = ValueType;
  using size_type = std::size_t;
  template <typename K, typename T>
  using EnableHeterogeneousInsert =
      std::enable_if_t<::folly::detail::EligibleForHeterogeneousInsert<KeyType, HashFn, KeyEqual, K>::value, T>;
  template <typename K> using IsIter = std::is_same<ConstIterator, remove_cvref_t<K>>;
  template <typename K, typename T>
  using EnableHeterogeneousErase =
      std::enable_if_t<::folly::detail::EligibleForHeterogeneousFind<
                           KeyType, HashFn, KeyEqual, std::conditional_t<IsIter<K>::value, KeyType, K>>::value& &
                           !IsIter<K>::value,
                       T>;
  ConstIterator find(const KeyType&) const;
  template <typename K, EnableHeterogeneousFind<K, int> = 0> ConstIterator find(const K&) const;
  ConstIterator cend() const;
  ConstIterator cbegin() const;
  ConstIterator end() const;
  ConstIterator begin() const;
  std::pair<ConstIterator, bool> insert(std::pair<key_type, mapped_type>&&);
  template <typename Key, EnableHeterogeneousInsert<Key, int> = 0>
  std::pair<ConstIterator, bool> insert(std::pair<Key, mapped_type>&&);
  template <typename Key, typename Value> std::pair<ConstIterator, bool> insert(Key&&, Value&&);
  template <typename Key, typename... Args> std::pair<ConstIterator, bool> try_emplace(Key&&, Args&&...);
  template <typename... Args> std::pair<ConstIterator, bool> emplace(Args&&...);
  template <typename Key, typename Value> std::pair<ConstIterator, bool> insert_or_assign(Key&&, Value&&);
  const ValueType operator[](const KeyType&);
  template <typename Key, EnableHeterogeneousInsert<Key, int> = 0> const ValueType operator[](const Key&);
  const ValueType at(const KeyType&) const;
  template <typename K, EnableHeterogeneousFind<K, int> = 0> const ValueType at(const K&) const;
  size_type erase(const key_type&);
  template <typename K, EnableHeterogeneousErase<K, int> = 0> size_type erase(const K&);
  ConstIterator erase(ConstIterator&);
};
} // namespace folly
