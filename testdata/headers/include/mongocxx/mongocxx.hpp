// Declarations of mongocxx and bsoncxx 4, compared with mongodb/mongo-cxx-driver at commit 9caa5879.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace bsoncxx {
namespace v_noabi {
namespace document {
struct element {};
struct view {
  element operator[](std::string_view) const;
};
struct value {
  element operator[](std::string_view) const;
  document::view view() const noexcept;
};
struct view_or_value {};
} // namespace document
namespace array {
struct value {};
struct view {};
} // namespace array
namespace builder::basic {
template <class T, class U> std::tuple<T&&, U&&> kvp(T&&, U&&);
template <class... Args> v_noabi::document::value make_document(Args&&...);
template <class... Args> array::value make_array(Args&&...);
struct sub_document {
  template <class Arg, class... Args> void append(Arg&&, Args&&...);
  void append();
};
struct document : sub_document {
  v_noabi::document::view view() const;
  v_noabi::document::value extract();
};
} // namespace builder::basic
enum class ExtendedJsonMode : std::uint8_t {};
std::string to_json(document::view, ExtendedJsonMode = {});
std::string to_json(array::view, ExtendedJsonMode = {});
document::value from_json(std::string_view);
} // namespace v_noabi
} // namespace bsoncxx

namespace mongocxx {
namespace v_noabi {
struct client_session {};
struct cursor {};
struct options {};
struct result {};
struct value {};
struct view_or_text {};
using bsoncxx::v_noabi::document::view_or_value;
template <class T> using optional = std::optional<T>;
struct pipeline {
  pipeline& match(view_or_value);
};
struct collection {
  cursor find(view_or_value, const options& = {});
  cursor find(const client_session&, view_or_value, const options& = {});
  optional<value> find_one(view_or_value, const options& = {});
  optional<value> find_one(const client_session&, view_or_value, const options& = {});
  std::int64_t count_documents(view_or_value, const options& = {});
  std::int64_t count_documents(const client_session&, view_or_value, const options& = {});
  cursor aggregate(const pipeline&, const options& = {});
  cursor aggregate(const client_session&, const pipeline&, const options& = {});
  cursor distinct(view_or_text, view_or_value, const options& = {});
  cursor distinct(const client_session&, view_or_text, view_or_value, const options& = {});
  optional<value> find_one_and_delete(view_or_value, const options& = {});
  optional<value> find_one_and_delete(const client_session&, view_or_value, const options& = {});
  optional<result> delete_one(view_or_value, const options& = {});
  optional<result> delete_one(const client_session&, view_or_value, const options& = {});
  optional<result> delete_many(view_or_value, const options& = {});
  optional<result> delete_many(const client_session&, view_or_value, const options& = {});
  optional<result> update_one(view_or_value, view_or_value, const options& = {});
  optional<result> update_one(const client_session&, view_or_value, view_or_value, const options& = {});
  optional<result> update_one(view_or_value, const pipeline&, const options& = {});
  optional<result> update_one(const client_session&, view_or_value, const pipeline&, const options& = {});
  optional<result> update_many(view_or_value, view_or_value, const options& = {});
  optional<result> update_many(const client_session&, view_or_value, view_or_value, const options& = {});
  optional<result> update_many(view_or_value, const pipeline&, const options& = {});
  optional<result> update_many(const client_session&, view_or_value, const pipeline&, const options& = {});
  optional<result> find_one_and_update(view_or_value, view_or_value, const options& = {});
  optional<result> find_one_and_update(const client_session&, view_or_value, view_or_value, const options& = {});
  optional<result> find_one_and_update(view_or_value, const pipeline&, const options& = {});
  optional<result> find_one_and_update(const client_session&, view_or_value, const pipeline&, const options& = {});
  optional<result> replace_one(view_or_value, view_or_value, const options& = {});
  optional<result> replace_one(const client_session&, view_or_value, view_or_value, const options& = {});
  optional<result> find_one_and_replace(view_or_value, view_or_value, const options& = {});
  optional<result> find_one_and_replace(const client_session&, view_or_value, view_or_value, const options& = {});
  optional<result> insert_one(view_or_value, const options& = {});
  optional<result> insert_one(const client_session&, view_or_value, const options& = {});
  template <class Container> optional<result> insert_many(const Container&, const options& = {});
  template <class Container> optional<result> insert_many(const client_session&, const Container&, const options& = {});
  template <class Iterator> optional<result> insert_many(Iterator, Iterator, const options& = {});
  template <class Iterator>
  optional<result> insert_many(const client_session&, Iterator, Iterator, const options& = {});
};
struct database {
  mongocxx::v_noabi::collection collection(view_or_text) const;
  mongocxx::v_noabi::collection operator[](view_or_text) const;
};
struct client {
  mongocxx::v_noabi::database database(view_or_text) const&;
  mongocxx::v_noabi::database operator[](view_or_text) const&;
};
} // namespace v_noabi

namespace v1 {
struct client_session {};
struct cursor {};
struct options {};
struct result {};
struct value {};
using bsoncxx::v_noabi::document::view;
template <class T> using optional = std::optional<T>;
struct pipeline {
  pipeline& match(view);
};
struct collection {
  cursor find(view, const options& = {});
  cursor find(const client_session&, view, const options& = {});
  optional<value> find_one(view, const options& = {});
  optional<value> find_one(const client_session&, view, const options& = {});
  std::int64_t count_documents(view, const options& = {});
  std::int64_t count_documents(const client_session&, view, const options& = {});
  cursor aggregate(const pipeline&, const options& = {});
  cursor aggregate(const client_session&, const pipeline&, const options& = {});
  cursor distinct(std::string_view, view, const options& = {});
  cursor distinct(const client_session&, std::string_view, view, const options& = {});
  optional<value> find_one_and_delete(view, const options& = {});
  optional<value> find_one_and_delete(const client_session&, view, const options& = {});
  optional<result> delete_one(view, const options& = {});
  optional<result> delete_one(const client_session&, view, const options& = {});
  optional<result> delete_many(view, const options& = {});
  optional<result> delete_many(const client_session&, view, const options& = {});
  optional<result> update_one(view, view, const options& = {});
  optional<result> update_one(const client_session&, view, view, const options& = {});
  optional<result> update_one(view, const pipeline&, const options& = {});
  optional<result> update_one(const client_session&, view, const pipeline&, const options& = {});
  optional<result> update_many(view, view, const options& = {});
  optional<result> update_many(const client_session&, view, view, const options& = {});
  optional<result> update_many(view, const pipeline&, const options& = {});
  optional<result> update_many(const client_session&, view, const pipeline&, const options& = {});
  optional<result> find_one_and_update(view, view, const options& = {});
  optional<result> find_one_and_update(const client_session&, view, view, const options& = {});
  optional<result> find_one_and_update(view, const pipeline&, const options& = {});
  optional<result> find_one_and_update(const client_session&, view, const pipeline&, const options& = {});
  optional<result> replace_one(view, view, const options& = {});
  optional<result> replace_one(const client_session&, view, view, const options& = {});
  optional<result> find_one_and_replace(view, view, const options& = {});
  optional<result> find_one_and_replace(const client_session&, view, view, const options& = {});
  optional<result> insert_one(view, const options& = {});
  optional<result> insert_one(const client_session&, view, const options& = {});
  template <class Container> optional<result> insert_many(const Container&, const options& = {});
  template <class Container> optional<result> insert_many(const client_session&, const Container&, const options& = {});
  template <class Iterator> optional<result> insert_many(Iterator, Iterator, const options& = {});
  template <class Iterator>
  optional<result> insert_many(const client_session&, Iterator, Iterator, const options& = {});
};
} // namespace v1
} // namespace mongocxx
