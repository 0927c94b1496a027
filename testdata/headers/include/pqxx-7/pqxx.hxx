// Declarations of libpqxx 7, compared with jtv/libpqxx at the tag 7.9.2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace pqxx {
struct binarystring;
struct connection;
struct const_result_iterator;
struct const_reverse_result_iterator {};
struct const_row_iterator;
struct dbtransaction;
struct field;
struct result;
struct row;
struct transaction_base;
} // namespace pqxx

struct pg_conn {};
struct pg_result {};

namespace pqxx {
struct byte_char_traits {};
struct zview {};
struct params;
struct transaction_focus {};
} // namespace pqxx

namespace pqxx {
namespace internal {
struct basic_transaction;
}
} // namespace pqxx

namespace pqxx {
struct nontransaction;
struct pipeline;
} // namespace pqxx

namespace pqxx {
namespace internal {
struct basic_robusttransaction {};
} // namespace internal
} // namespace pqxx

namespace pqxx {
struct subtransaction;
using result_size_type = int;
using row_size_type = int;
using field_size_type = std::size_t;
} // namespace pqxx

namespace pqxx {
namespace internal {
namespace pq {
using PGconn = pg_conn;
using PGresult = pg_result;
} // namespace pq
} // namespace internal
} // namespace pqxx

namespace pqxx {
using bytes = std::basic_string<std::byte>;
using bytes_view = std::basic_string_view<std::byte>;
} // namespace pqxx

namespace pqxx {
namespace internal {
enum class encoding_group : int {
  MONOBYTE,
  BIG5,
  EUC_CN,
  EUC_JP,
  EUC_KR,
  EUC_TW,
  GB18030,
  GBK,
  JOHAB,
  MULE_INTERNAL,
  SJIS,
  UHC,
  UTF8
};
template <typename IT, typename ACCESSOR = void> struct dynamic_params {};
} // namespace internal
} // namespace pqxx

namespace pqxx {
using table_path = std::initializer_list<std::string_view>;
enum class write_policy : int { read_only, read_write };
enum isolation_level : unsigned int { read_committed, repeatable_read, serializable };
template <isolation_level ISOLATION = isolation_level::read_committed,
          write_policy READWRITE = write_policy::read_write>
struct transaction;
template <isolation_level ISOLATION = read_committed> struct robusttransaction;
struct binarystring {
  using char_type = unsigned char;
  using value_type = char_type;
  using size_type = std::size_t;
  binarystring(const binarystring&);
  binarystring(const field&);
  binarystring(std::string_view);
  binarystring(const void*, std::size_t);
  binarystring(std::shared_ptr<value_type>, size_type);
  size_type size() const;
  const value_type* data() const;
  const char* get() const;
  std::string_view view() const;
  std::string str() const;
};
struct connection {
  connection();
  connection(const char[]);
  connection(zview);
  connection(connection&&);
  template <typename MAPPING> connection(const MAPPING&);
  bool is_open() const;
  template <typename TYPE> void set_session_var(std::string_view, const TYPE&) &;
  void prepare(zview, zview) &;
  void prepare(const char[], const char[]) &;
  void prepare(const char[]) &;
  void prepare(zview) &;
  std::string esc(const char[]) const;
  std::string_view esc(std::string_view, std::span<char>);
  std::string esc(std::string_view) const;
  template <typename DATA> std::string esc(const DATA&) const;
  template <typename DATA> zview esc(const DATA&, std::span<char>) const;
  std::string esc_raw(const unsigned char[], std::size_t) const;
  std::string esc_raw(bytes_view) const;
  std::string esc_raw(bytes_view, std::span<char>) const;
  template <typename DATA> std::string esc_raw(const DATA&) const;
  template <typename DATA> zview esc_raw(const DATA&, std::span<char>) const;
  std::string quote_raw(bytes_view) const;
  template <typename DATA> std::string quote_raw(const DATA&) const;
  std::string quote_name(std::string_view) const;
  std::string quote_table(std::string_view) const;
  std::string quote_table(table_path) const;
  template <typename T> std::string quote(const T&) const;
  std::string quote(const binarystring&) const;
  std::string quote(bytes_view) const;
  std::string esc_like(std::string_view, char = {}) const;
  std::string esc(const char[], std::size_t) const;
  std::string quote_raw(const unsigned char[], std::size_t) const;
  void close();
  enum connect_mode : unsigned int { connect_nonblocking };
  connection(connect_mode, zview);
  connection(internal::pq::PGconn*);
};
struct field {
  using size_type = field_size_type;
  bool operator==(const field&) const;
  bool operator!=(const field&) const;
  const char* name() const&;
  std::string_view view() const&;
  const char* c_str() const&;
  bool is_null() const;
  size_type size() const;
  template <typename T>
  typename std::enable_if_t<(!std::is_pointer<T>::value || std::is_same<T, const char*>::value), bool> to(T&) const;
  template <typename T> bool operator>>(T&) const;
  template <typename T>
  typename std::enable_if_t<(!std::is_pointer<T>::value || std::is_same<T, const char*>::value), bool>
  to(T&, const T&) const;
  template <typename T> T as(const T&) const;
  template <typename T> T as() const;
  template <typename T, template <typename> class O = std::optional> O<T> get() const;
  bool to(std::string&) const;
  bool to(std::string&, const std::string&) const;
  bool to(const char*&) const;
  bool to(std::string_view&) const;
  bool to(std::string_view&, const std::string_view&) const;
  std::string_view as() const;
  std::string_view as(const std::string_view&) const;
  bool to(zview&) const;
  bool to(zview&, const zview&) const;
  zview as(const zview&) const;
};
struct result {
  using size_type = result_size_type;
  using reference = row;
  using const_iterator = const_result_iterator;
  using const_reverse_iterator = const_reverse_result_iterator;
  result();
  result(const result&);
  result(result&&);
  result& operator=(const result&);
  result& operator=(result&&);
  const_reverse_iterator rbegin() const;
  const_reverse_iterator rend() const;
  const_iterator begin() const;
  const_iterator cbegin() const;
  const_iterator end() const;
  const_iterator cend() const;
  reference front() const;
  reference back() const;
  size_type size() const;
  bool empty() const;
  row operator[](size_type) const;
  row at(size_type) const;
  field at(size_type, row_size_type) const;
  row_size_type columns() const;
  const char* column_name(row_size_type) const&;
  const std::string& query() const&;
  size_type affected_rows() const;
  result(const std::shared_ptr<internal::pq::PGresult>&, const std::shared_ptr<std::string>&, internal::encoding_group);
};
struct row {
  using size_type = row_size_type;
  using const_iterator = const_row_iterator;
  using reference = field;
  row();
  row(row&&);
  row(const row&);
  row& operator=(const row&);
  row& operator=(row&&);
  const_iterator begin() const;
  const_iterator cbegin() const;
  const_iterator end() const;
  const_iterator cend() const;
  reference front() const;
  reference back() const;
  reference operator[](size_type) const;
  reference operator[](zview) const;
  reference at(size_type) const;
  reference at(zview) const;
  size_type size() const;
  template <typename... TYPE> std::tuple<TYPE...> as() const;
  bool empty() const;
  row(const result&, result_size_type, size_type);
};
struct transaction_base {
  void commit();
  void abort();
  template <typename... ARGS> auto esc(ARGS&&...) const;
  template <typename... ARGS> auto esc_raw(ARGS&&...) const;
  template <typename T> std::string quote(const T&) const;
  std::string quote(const binarystring&) const;
  std::string quote_raw(const unsigned char[], std::size_t) const;
  std::string quote_raw(zview) const;
  template <typename DATA> std::string quote_raw(const DATA&) const;
  std::string quote_name(std::string_view) const;
  std::string esc_like(std::string_view, char = {}) const;
  result exec(std::string_view, std::string_view);
  result exec(std::string_view);
  result exec(const std::stringstream&, std::string_view);
  result exec0(zview, std::string_view);
  result exec0(zview);
  row exec1(zview, std::string_view);
  row exec1(zview);
  result exec_n(result::size_type, zview, std::string_view);
  result exec_n(result::size_type, zview);
  template <typename TYPE> TYPE query_value(zview, std::string_view);
  template <typename TYPE> TYPE query_value(zview);
  template <typename... TYPE> std::tuple<TYPE...> query1(zview);
  template <typename... TYPE> std::optional<std::tuple<TYPE...>> query01(zview);
  template <typename... TYPE> auto stream(std::string_view) &;
  template <typename CALLABLE> auto for_stream(std::string_view, CALLABLE&&);
  template <typename... TYPE> auto query(zview);
  template <typename... TYPE> auto query_n(result::size_type, zview);
  template <typename CALLABLE> void for_query(zview, CALLABLE&&);
  template <typename... Args> result exec_params(zview, Args&&...);
  template <typename... Args> row exec_params1(zview, Args&&...);
  template <typename... Args> result exec_params0(zview, Args&&...);
  template <typename... Args> result exec_params_n(std::size_t, zview, Args&&...);
  template <typename... Args> result exec_params_n(result::size_type, zview, Args&&...);
  template <typename... TYPE> auto query(zview, const params&);
  template <typename... TYPE> auto query_n(result::size_type, zview, const params&);
  template <typename TYPE> TYPE query_value(zview, const params&);
  template <typename... TYPE> std::tuple<TYPE...> query1(zview, const params&);
  template <typename... TYPE> std::optional<std::tuple<TYPE...>> query01(zview, const params&);
  template <typename CALLABLE> void for_query(zview, CALLABLE&&, const params&);
  template <typename... Args> result exec_prepared(zview, Args&&...);
  template <typename... Args> row exec_prepared1(zview, Args&&...);
  template <typename... Args> result exec_prepared0(zview, Args&&...);
  template <typename... Args> result exec_prepared_n(result::size_type, zview, Args&&...);
  connection& conn() const;
  void set_variable(std::string_view, std::string_view);
  transaction_base(connection&, std::string_view, std::shared_ptr<std::string>);
  transaction_base(connection&, std::string_view);
  transaction_base(connection&);
  std::string_view query_value(zview, std::string_view);
};
template <typename TYPE> TYPE from_string(std::string_view);
std::string_view from_string(std::string_view);
template <typename T> void from_string(std::string_view, T&);
template <typename TYPE> std::string to_string(const TYPE&);
template <typename T> T from_string(const std::stringstream&);
std::string to_string(const float&);
std::string to_string(const double&);
std::string to_string(const long double&);
std::string to_string(const std::stringstream&);
struct params {
  params();
  template <typename... Args> params(Args&&...);
  void append() &;
  void append(zview) &;
  void append(const std::string&) &;
  void append(std::string&&) &;
  void append(bytes_view) &;
  void append(const bytes&) &;
  template <typename DATA> void append(const DATA&) &;
  void append(bytes&&) &;
  void append(const binarystring&) &;
  template <typename IT, typename ACCESSOR> void append(const pqxx::internal::dynamic_params<IT, ACCESSOR>&) &;
  void append(const params&) &;
  void append(params&&) &;
  template <typename RANGE> void append_multi(const RANGE&) &;
};
} // namespace pqxx

namespace pqxx {
namespace prepare {
template <typename IT> auto make_dynamic_params(IT, IT);
template <typename C> auto make_dynamic_params(const C&);
template <typename C, typename ACCESSOR> auto make_dynamic_params(C&, ACCESSOR);
} // namespace prepare
} // namespace pqxx

namespace pqxx {
template <typename T> T from_string(const field&);
std::nullptr_t from_string(const field&);
std::string to_string(const field&);
struct nontransaction : transaction_base {
  nontransaction(connection&, std::string_view = {});
};
struct pipeline {
  using query_id = long;
  query_id insert(std::string_view) &;
};
template <isolation_level ISOLATION> struct robusttransaction {
  robusttransaction(connection&, std::string_view);
  robusttransaction(connection&, std::string&&);
  robusttransaction(connection&);
};
struct const_result_iterator : row {
  using pointer = const row*;
  using reference = row;
  pointer operator->() const;
  reference operator*() const;
  const_result_iterator operator++(int) &;
  const_result_iterator& operator++();
  bool operator==(const const_result_iterator&) const;
  bool operator!=(const const_result_iterator&) const;
};
struct const_row_iterator : field {
  using pointer = const field*;
  using reference = field;
  pointer operator->() const;
  reference operator*() const;
  const_row_iterator operator++(int) &;
  const_row_iterator& operator++();
  bool operator==(const const_row_iterator&) const;
  bool operator!=(const const_row_iterator&) const;
};
struct dbtransaction : transaction_base {
  dbtransaction(connection&);
  dbtransaction(connection&, std::string_view);
  dbtransaction(connection&, std::string_view, std::shared_ptr<std::string>);
};
} // namespace pqxx

namespace pqxx {
namespace internal {
struct basic_transaction : dbtransaction {
  basic_transaction(connection&, zview, std::string_view);
  basic_transaction(connection&, zview, std::string&&);
  basic_transaction(connection&, zview);
};
} // namespace internal
} // namespace pqxx

namespace pqxx {
template <isolation_level ISOLATION, write_policy READWRITE> struct transaction : internal::basic_transaction {
  transaction(connection&, std::string_view);
  transaction(connection&);
};
struct subtransaction : dbtransaction {
  subtransaction(dbtransaction&, std::string_view = {});
  subtransaction(subtransaction&, std::string_view = {});
};
} // namespace pqxx
