// Declarations of libpqxx 7, compared with jtv/libpqxx at commit 022574e1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <tuple>

namespace pqxx {
struct connection;
struct const_result_iterator;
struct const_reverse_result_iterator {};
struct const_row_iterator;
struct dbtransaction;
struct field;
struct result;
struct row;
struct transaction_base;
} 

struct pg_conn {};
struct pg_result {};

namespace pqxx {
struct zview {};
struct conversion_context {};
struct params;
} 

namespace pqxx { namespace internal {
struct notice_waiters {};
} } 

namespace pqxx {
struct row_ref {};
struct field_ref {};
struct transaction_focus {};
struct prepped {};
} 

namespace pqxx { namespace internal {
struct basic_transaction;
} } 

namespace pqxx {
struct nontransaction;
struct pipeline;
} 

namespace pqxx { namespace internal {
struct basic_robusttransaction {};
} } 

namespace pqxx {
struct subtransaction;
using sl = std::source_location;
using result_size_type = int;
using row_size_type = int;
using field_size_type = std::size_t;
enum class encoding_group : int {};
} 

namespace pqxx { namespace internal { namespace pq {
using PGconn = pg_conn;
using PGresult = pg_result;
} } } 

namespace pqxx {
using ctx = const conversion_context &;
enum class write_policy : int {};
enum isolation_level : unsigned int {};
template <isolation_level ISOLATION = isolation_level::read_committed, write_policy READWRITE = write_policy::read_write> struct transaction;
template <isolation_level ISOLATION = read_committed> struct robusttransaction;
struct connection {
  connection(sl = {});
  connection(const char[], sl = {});
  connection(zview, sl = {});
  connection(connection &&, sl = {});
  template <internal::ZKey_ZValues MAPPING> connection(const int &, sl = {});
  bool is_open() const;
  template <typename TYPE> void set_session_var(int, const TYPE &, sl = {}) &;
  void prepare(zview, zview, sl = {}) &;
  void prepare(const char[], const char[], sl = {}) &;
  void prepare(const char[], sl = {}) &;
  void prepare(zview, sl = {}) &;
  std::string esc(const char[], sl = {}) const;
  int esc(int, int, sl = {});
  std::string esc(int, sl = {}) const;
  template <binary DATA> std::string esc(const int &) const;
  template <binary DATA> zview esc(const int &, int) const;
  std::string esc_raw(int) const;
  std::string esc_raw(int, int) const;
  template <binary DATA> std::string esc_raw(const int &) const;
  template <binary DATA> zview esc_raw(const int &, int) const;
  std::string quote_raw(int) const;
  template <binary DATA> std::string quote_raw(const int &) const;
  std::string quote_name(int) const;
  std::string quote_table(int) const;
  template <typename T> std::string quote(const T &, sl = {}) const;
  std::string esc_like(int, char = {}, sl = {}) const;
  void close(sl = {});
  enum connect_mode : unsigned int {};
  connection(connect_mode, zview, sl);
  connection(internal::pq::PGconn *);
};
struct const_result_iterator {
  using pointer = const row_ref *;
  using reference = row_ref;
  pointer operator->() const;
  reference operator*() const;
  const_result_iterator operator++(int) &;
  const_result_iterator & operator++();
  bool operator==(const const_result_iterator &) const;
  bool operator!=(const const_result_iterator &) const;
};
struct const_row_iterator {
  using pointer = const field_ref *;
  using reference = field_ref;
  pointer operator->() const;
  reference operator*() const;
  const_row_iterator operator++(int) &;
  const_row_iterator & operator++();
  bool operator==(const const_row_iterator &) const;
  bool operator!=(const const_row_iterator &) const;
};
struct dbtransaction : transaction_base {
  dbtransaction(connection &);
  dbtransaction(connection &, int);
  dbtransaction(connection &, int, std::shared_ptr<std::string>);
};
struct field {
  using size_type = field_size_type;
  bool operator==(const field &) const;
  bool operator!=(const field &) const;
  const char * name(sl = {}) const &;
  int view() const &;
  const char * c_str() const &;
  bool is_null() const;
  size_type size() const;
  template <typename T> bool to(T &, ctx = {});
  template <typename T> bool operator>>(T &) const;
  template <typename T> bool to(T &, const T &, ctx = {});
  template <typename T> T as(const T &, ctx = {});
  template <typename T> T as(ctx = {});
  template <typename T, template<typename>class O = std::optional> O<T> get() const;
  bool to(const char *&, ctx) const;
  bool to(zview &, ctx) const;
  bool to(zview &, const zview &, ctx) const;
  zview as(const zview &, ctx) const;
};
struct result {
  using size_type = result_size_type;
  using reference = row_ref;
  using const_iterator = const_result_iterator;
  using const_reverse_iterator = const_reverse_result_iterator;
  result();
  result(const result &);
  result(result &&);
  result & operator=(const result &);
  result & operator=(result &&);
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
  row_ref operator[](size_type) const;
  row_ref at(size_type, sl = {}) const;
  field_ref at(size_type, row_size_type, sl = {}) const;
  row_size_type columns() const;
  const char * column_name(row_size_type, sl = {}) const &;
  const std::string & query() const &;
  size_type affected_rows() const;
  row one_row(sl = {}) const;
  result(const std::shared_ptr<internal::pq::PGresult> &, const std::shared_ptr<std::string> &, const std::shared_ptr<pqxx::internal::notice_waiters> &, encoding_group);
};
struct row {
  using size_type = row_size_type;
  using const_iterator = const_row_iterator;
  using reference = field_ref;
  row();
  row(row &&);
  row(const row &);
  row(const row_ref &);
  row & operator=(const row &);
  row & operator=(row &&);
  const_iterator begin() const;
  const_iterator cbegin() const;
  const_iterator end() const;
  const_iterator cend() const;
  reference front() const;
  reference back() const;
  reference operator[](size_type) const;
  reference operator[](zview) const;
  reference at(size_type, sl = {}) const;
  reference at(zview, sl = {}) const;
  size_type size() const;
  template <typename ... TYPE> std::tuple<TYPE...> as(sl = {}) const;
  row(result, result_size_type, size_type);
};
struct transaction_base {
  void commit(sl = {});
  void abort(sl = {});
  std::string esc(const char[], sl = {});
  template <typename ... ARGS> auto esc(ARGS &&...) const;
  template <typename ... ARGS> auto esc_raw(ARGS &&...) const;
  template <typename T> std::string quote(const T &, sl = {}) const;
  template <binary DATA> std::string quote_raw(const int &, sl = {}) const;
  std::string quote_name(int) const;
  std::string esc_like(int, char = {}, sl = {}) const;
  result exec(int, int, sl = {});
  result exec(int, params, sl = {});
  result exec(int, sl = {});
  result exec(const std::stringstream &, int);
  result exec0(zview, int);
  result exec0(zview);
  row exec1(zview, int);
  row exec1(zview);
  result exec_n(result::size_type, zview, int);
  result exec_n(result::size_type, zview);
  template <typename TYPE> TYPE query_value(zview, int);
  template <not_borrowed TYPE> TYPE query_value(zview, sl = {});
  template <not_borrowed ... TYPE> std::tuple<TYPE...> query1(zview, sl = {});
  template <not_borrowed ... TYPE> std::optional<std::tuple<TYPE...>> query01(zview, sl = {});
  template <typename ... TYPE> auto stream(int, sl = {}) &;
  template <typename CALLABLE> auto for_stream(int, CALLABLE &&, sl = {});
  template <typename ... TYPE> auto query(zview, sl = {});
  template <typename ... TYPE> auto query_n(result::size_type, zview, sl = {});
  template <typename CALLABLE> void for_query(zview, CALLABLE &&, sl = {});
  template <typename ... Args> result exec_params(int, Args &&...);
  template <typename ... Args> row exec_params1(zview, Args &&...);
  template <typename ... Args> result exec_params0(zview, Args &&...);
  template <typename ... Args> result exec_params_n(std::size_t, zview, Args &&...);
  template <typename ... Args> result exec_params_n(result::size_type, zview, Args &&...);
  template <typename ... TYPE> auto query(zview, const params &, sl = {});
  template <typename ... TYPE> auto query_n(result::size_type, zview, const params &);
  template <not_borrowed TYPE> TYPE query_value(zview, const params &, sl = {});
  template <not_borrowed ... TYPE> std::tuple<TYPE...> query1(zview, const params &, sl = {});
  template <not_borrowed ... TYPE> std::optional<std::tuple<TYPE...>> query01(zview, const params &, sl = {});
  template <typename CALLABLE> void for_query(zview, CALLABLE &&, const params &, sl = {});
  template <typename ... Args> result exec_prepared(zview, Args &&...);
  result exec(prepped, sl = {});
  template <typename ... TYPE> auto query(prepped, const params &, sl = {});
  template <typename ... TYPE> auto query(prepped, sl = {});
  template <not_borrowed TYPE> TYPE query_value(prepped, const params &, sl = {});
  template <not_borrowed TYPE> TYPE query_value(prepped, ctx = {});
  template <typename CALLABLE> void for_query(prepped, CALLABLE &&, const params &, sl = {});
  template <typename CALLABLE> void for_query(prepped, CALLABLE &&, sl = {});
  result exec(prepped, const params &, sl = {});
  template <typename ... Args> row exec_prepared1(zview, Args &&...);
  template <typename ... Args> result exec_prepared0(zview, Args &&...);
  template <typename ... Args> result exec_prepared_n(result::size_type, zview, Args &&...);
  connection & conn() const;
  void set_variable(int, int);
  transaction_base(connection &, int, std::shared_ptr<std::string>);
  transaction_base(connection &, int);
  transaction_base(connection &);
};
template <typename TYPE> TYPE from_string(int, ctx = {});
int from_string(int, ctx);
template <typename T> void from_string(int, T &, ctx = {});
template <typename TYPE> std::string to_string(const TYPE &, ctx = {});
template <typename T> T from_string(const std::stringstream &);
std::string to_string(const float &, ctx);
std::string to_string(const double &, ctx);
std::string to_string(const long double &, ctx);
std::string to_string(const std::stringstream &, ctx);
struct params {
  params();
  template <typename ... Args> params(Args &&...);
  void append() &;
  void append(zview) &;
  void append(const std::string &) &;
  void append(std::string &&) &;
  void append(int) &;
  template <binary DATA> void append(const int &) &;
  void append(const params &) &;
  void append(params &&) &;
  template <typename TYPE> void append(const TYPE &) &;
  template <range RANGE> void append_multi(const RANGE &) &;
};
template <typename T> T from_string(const field &, ctx = {});
std::nullptr_t from_string(const field &, ctx);
std::string to_string(const field_ref &, ctx);
std::string to_string(const field &, ctx);
} 

namespace pqxx { namespace internal {
struct basic_transaction : dbtransaction {
  basic_transaction(connection &, zview, int, sl = {});
  basic_transaction(connection &, zview, std::string &&, sl = {});
  basic_transaction(connection &, zview, sl = {});
};
} } 

namespace pqxx {
template <isolation_level ISOLATION, write_policy READWRITE> struct transaction : internal::basic_transaction {
  transaction(connection &, int, sl = {});
  transaction(connection &, sl = {});
};
struct nontransaction : transaction_base {
  nontransaction(connection &, int = {});
};
struct pipeline {
  using query_id = long;
  query_id insert(int, sl = {}) &;
};
template <isolation_level ISOLATION> struct robusttransaction {
  robusttransaction(connection &, int);
  robusttransaction(connection &, std::string &&);
  robusttransaction(connection &, sl = {});
};
struct subtransaction : dbtransaction {
  subtransaction(dbtransaction &, int, sl = {});
  subtransaction(dbtransaction &, sl = {});
  subtransaction(subtransaction &, int = {}, sl = {});
};
} 

