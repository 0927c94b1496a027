// Declarations of the API of opentelemetry-cpp 1.28, compared with open-telemetry/opentelemetry-cpp at commit e3511380.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace opentelemetry {
inline namespace v1 {
namespace nostd {
struct string_view;
}
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace common {
struct KeyValueIterable {};
} // namespace common
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace metrics {
struct Meter;
struct MeterProvider;
} // namespace metrics
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace baggage {
struct Baggage;
}
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace context {
struct Context {};
} // namespace context
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace metrics {
struct SynchronousInstrument {};
struct Provider;
} // namespace metrics
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace nostd {
template <class T, std::size_t Extent = static_cast<std::size_t>(-1)> struct span {};
} // namespace nostd
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace common {
using AttributeValue =
    std::variant<bool, int32_t, int64_t, uint32_t, double, const char*, nostd::string_view, nostd::span<const bool>,
                 nostd::span<const int32_t>, nostd::span<const int64_t>, nostd::span<const uint32_t>,
                 nostd::span<const double>, nostd::span<const nostd::string_view>, uint64_t,
                 nostd::span<const uint64_t>, nostd::span<const uint8_t>>;
}
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace nostd {
template <bool B, class T = void> using enable_if_t = typename std::enable_if<B, T>::type;
}
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace common {
namespace detail {
template <class T> struct is_key_value_iterable {};
} // namespace detail
} // namespace common
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace nostd {
namespace detail {
template <class T> struct unique_ptr_element_type {};
} // namespace detail
} // namespace nostd
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace nostd {
template <class T> struct unique_ptr;
template <class T> struct shared_ptr;
} // namespace nostd
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace metrics {
template <class T> struct ObserverResultT;
template <class T> struct Counter;
template <class T> struct Histogram;
template <class T> struct UpDownCounter;
} // namespace metrics
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace nostd {
struct string_view {
  using size_type = std::size_t;
  string_view();
  string_view(const char*);
  string_view(const std::basic_string<char>&);
  string_view(const char*, size_type);
  const char* data() const;
  size_type size() const;
};
template <class T> struct unique_ptr {
  using element_type = typename detail::unique_ptr_element_type<T>::type;
  using pointer = element_type*;
  unique_ptr();
  unique_ptr(std::nullptr_t);
  unique_ptr(pointer);
  unique_ptr(unique_ptr<T>&&);
  template <class U, typename std::enable_if<std::is_convertible<U*, pointer>::value>::type* = nullptr>
  unique_ptr(unique_ptr<U>&&);
  template <class U, typename std::enable_if<std::is_convertible<U*, pointer>::value>::type* = nullptr>
  unique_ptr(std::unique_ptr<U>&&);
  unique_ptr<T>& operator=(unique_ptr<T>&&);
  unique_ptr<T>& operator=(std::nullptr_t);
  template <class U, typename std::enable_if<std::is_convertible<U*, pointer>::value>::type* = nullptr>
  unique_ptr<T>& operator=(unique_ptr<U>&&);
  template <class U, typename std::enable_if<std::is_convertible<U*, pointer>::value>::type* = nullptr>
  unique_ptr<T>& operator=(std::unique_ptr<U>&&);
  operator bool() const;
  element_type& operator*() const;
  pointer operator->() const;
  pointer get() const;
};
template <class T> struct shared_ptr {
  using element_type = T;
  using pointer = element_type*;
  shared_ptr();
  shared_ptr(pointer);
  shared_ptr(std::shared_ptr<T>);
  shared_ptr(shared_ptr<T>&&);
  template <class U, typename std::enable_if<std::is_convertible<U*, pointer>::value>::type* = nullptr>
  shared_ptr(shared_ptr<U>&&);
  shared_ptr(const shared_ptr<T>&);
  shared_ptr(unique_ptr<T>&&);
  shared_ptr(std::unique_ptr<T>&&);
  shared_ptr<T>& operator=(shared_ptr<T>&&);
  shared_ptr<T>& operator=(std::nullptr_t);
  shared_ptr<T>& operator=(const shared_ptr<T>&);
  element_type& operator*() const;
  pointer operator->() const;
  operator bool() const;
  pointer get() const;
};
} // namespace nostd
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace metrics {
struct Meter {
  nostd::unique_ptr<Counter<uint64_t>> CreateUInt64Counter(nostd::string_view, nostd::string_view = {},
                                                           nostd::string_view = {});
  nostd::unique_ptr<Counter<double>> CreateDoubleCounter(nostd::string_view, nostd::string_view = {},
                                                         nostd::string_view = {});
  nostd::unique_ptr<Histogram<uint64_t>> CreateUInt64Histogram(nostd::string_view, nostd::string_view = {},
                                                               nostd::string_view = {});
  nostd::unique_ptr<Histogram<double>> CreateDoubleHistogram(nostd::string_view, nostd::string_view = {},
                                                             nostd::string_view = {});
  nostd::unique_ptr<UpDownCounter<int64_t>> CreateInt64UpDownCounter(nostd::string_view, nostd::string_view = {},
                                                                     nostd::string_view = {});
};
struct MeterProvider {
  nostd::shared_ptr<Meter> GetMeter(nostd::string_view, nostd::string_view = {}, nostd::string_view = {});
};
template <class T> struct ObserverResultT {
  void Observe(T);
  void Observe(T, const common::KeyValueIterable&);
  template <class U, nostd::enable_if_t<common::detail::is_key_value_iterable<U>::value>* = nullptr>
  void Observe(T, const U&);
  void Observe(T, std::initializer_list<std::pair<nostd::string_view, common::AttributeValue>>);
};
template <class T> struct Counter {
  void Add(T);
  void Add(T, const context::Context&);
  void Add(T, const common::KeyValueIterable&);
  void Add(T, const common::KeyValueIterable&, const context::Context&);
  template <class U, nostd::enable_if_t<common::detail::is_key_value_iterable<U>::value>* = nullptr>
  void Add(T, const U&);
  template <class U, nostd::enable_if_t<common::detail::is_key_value_iterable<U>::value>* = nullptr>
  void Add(T, const U&, const context::Context&);
  void Add(T, std::initializer_list<std::pair<nostd::string_view, common::AttributeValue>>);
  void Add(T, std::initializer_list<std::pair<nostd::string_view, common::AttributeValue>>, const context::Context&);
};
template <class T> struct Histogram {
  void Record(T, const context::Context&);
  void Record(T, const common::KeyValueIterable&, const context::Context&);
  template <class U, nostd::enable_if_t<common::detail::is_key_value_iterable<U>::value>* = nullptr>
  void Record(T, const U&, const context::Context&);
  void Record(T, std::initializer_list<std::pair<nostd::string_view, common::AttributeValue>>, const context::Context&);
};
template <class T> struct UpDownCounter {
  void Add(T);
  void Add(T, const context::Context&);
  void Add(T, const common::KeyValueIterable&);
  void Add(T, const common::KeyValueIterable&, const context::Context&);
  template <class U, nostd::enable_if_t<common::detail::is_key_value_iterable<U>::value>* = nullptr>
  void Add(T, const U&);
  template <class U, nostd::enable_if_t<common::detail::is_key_value_iterable<U>::value>* = nullptr>
  void Add(T, const U&, const context::Context&);
  void Add(T, std::initializer_list<std::pair<nostd::string_view, common::AttributeValue>>);
  void Add(T, std::initializer_list<std::pair<nostd::string_view, common::AttributeValue>>, const context::Context&);
};
} // namespace metrics
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace baggage {
struct Baggage {
  bool GetValue(nostd::string_view, std::string&) const;
};
} // namespace baggage
} // namespace v1
} // namespace opentelemetry

namespace opentelemetry {
inline namespace v1 {
namespace metrics {
struct Provider {
  static nostd::shared_ptr<MeterProvider> GetMeterProvider();
  static void SetMeterProvider(const nostd::shared_ptr<MeterProvider>&);
};
} // namespace metrics
} // namespace v1
} // namespace opentelemetry
