// Declarations of Boost.Redis, compared with boostorg/redis at commit dea03967.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <utility>

namespace boost {
namespace redis {
struct request;
struct request {
  template <class... Ts> void push(std::string_view, const Ts&...);
  template <class ForwardIterator>
  void push_range(std::string_view, std::string_view, ForwardIterator, ForwardIterator,
                  typename std::iterator_traits<ForwardIterator>::value_type* = {});
  template <class ForwardIterator>
  void push_range(std::string_view, ForwardIterator, ForwardIterator,
                  typename std::iterator_traits<ForwardIterator>::value_type* = {});
  template <class Range>
  void push_range(std::string_view, std::string_view, const Range&, decltype(std::begin(std::declval<Range>()))* = {});
  template <class Range>
  void push_range(std::string_view, const Range&, decltype(std::cbegin(std::declval<Range>()))* = {});
};
} // namespace redis
} // namespace boost
