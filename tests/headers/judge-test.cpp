/// What the judge of rows lets pass and what not, on a library of a few lines.
#include "checks/flow/models/model-file.h"
#include "tests/headers/judge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace partywall::headers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Interfaces& library() {
  static const Interfaces interfaces = [] {
    Interfaces made;
    made.push_back(interface_of_text(R"(
#include <initializer_list>
#include <string>
namespace kv {
struct Store { void drop(int shard); };
template <class Key> class Client : public Store {
public:
  explicit Client(const std::string& host);
  std::string get(const Key& key) const;
  void get(const Key& key, std::string& value, int timeout = 0) const;
  void put(const Key& key, const std::string& value);
  void put(std::initializer_list<Key> keys, const std::string& value);
  template <class... Parts> void log(const char* format, Parts&&... parts);
  static int count();
};
extern "C" int kv_read(const char* key, char* value, const char* fallback, ...);
inline namespace v2 { void gone() = delete; }
}
)",
                                     {"-std=c++20"}));
    return made;
  }();
  return interfaces;
}

/// The complaints about rows written as the items of `rows:`.
std::vector<std::string> about(const std::string& rows) {
  Rules rules;
  models::Errors errors("test.yaml");
  const auto root = models::read_document("version: 1\nlibrary: kv\nrows:\n" + rows, errors);
  rules.file = models::parse_model_file(*root, errors);
  models::compile(rules.file, rules.compiled, errors);
  EXPECT_EQ(errors.count(), 0U) << rows;
  std::vector<std::string> found;
  for (const Complaint& complaint : complaints(rules, library()))
    found.push_back(complaint.name + ": " + complaint.what);
  return found;
}

TEST(Judge, parses_the_library) { EXPECT_THAT(library().front()->errors, IsEmpty()); }

TEST(Judge, lets_rows_pass_that_declarations_bear_out) {
  EXPECT_THAT(
      about("  - {function: 'kv::Client::get', arity: 1, hop: {kind: cache.read, key: arg0, value: result, instance: "
            "this}}\n"
            "  - {function: 'kv::Client::get', sets: {arg1: 'at(this, arg0)'}}\n"
            "  - {function: 'kv::Client::put', parameters: {0: 'std::initializer_list'}, sets: {'elem(this)': arg1}}\n"
            "  - {function: 'kv::Client::put', sets: {'at(this, arg0)': arg1}}\n"
            "  - {function: 'kv::Client::log', hop: {kind: egress.log, text: 'printf(arg0, rest1)'}}\n"
            "  - {function: 'kv::Store::drop', receiver: 'kv::Client', sets: {this: arg0}}\n"
            "  - {function: 'kv::Client::Client', parameters: {0: text}, sets: {this: arg0}}\n"
            "  - {function: 'kv::kv_read', sets: {'*arg1': arg0}, returns: 'opaque(arg5)'}\n"),
      IsEmpty());
}

TEST(Judge, wants_every_name_declared) {
  EXPECT_THAT(about("  - {functions: ['kv::Client::get', 'kv::Client::gett', 'kv::gone']}\n"),
              ElementsAre(HasSubstr("kv::Client::gett: no header"), HasSubstr("kv::gone: no header")));
  EXPECT_THAT(about("  - {function: 'kv::Client::drop'}\n"), ElementsAre(HasSubstr("no header")))
      << "a base declares it";
}

TEST(Judge, wants_of_classes_and_methods_that_each_is_of_use) {
  EXPECT_THAT(about("  - {classes: ['kv::Client', 'kv::Store'], methods: [get, put, drop]}\n"), IsEmpty());
  EXPECT_THAT(about("  - {classes: ['kv::Client', 'kv::Cluster'], methods: [get]}\n"),
              ElementsAre(HasSubstr("kv::Cluster::get: no header")));
  EXPECT_THAT(about("  - {classes: ['kv::Client'], methods: [get, mget]}\n"),
              ElementsAre(HasSubstr("kv::Client::mget: no header")));
}

TEST(Judge, wants_an_overload_that_fits) {
  EXPECT_THAT(about("  - {function: 'kv::Client::get', arity: 2}\n"), ElementsAre(HasSubstr("no overload")));
  EXPECT_THAT(about("  - {function: 'kv::Client::Client', parameters: {0: integer}}\n"),
              ElementsAre(HasSubstr("no overload")));
  EXPECT_THAT(about("  - {function: 'kv::Client::put', parameters: {1: omitted}}\n"),
              ElementsAre(HasSubstr("no overload")));
  EXPECT_THAT(about("  - {function: 'kv::Store::drop', receiver: 'kv::Cluster'}\n"),
              ElementsAre(HasSubstr("no overload")));
}

TEST(Judge, wants_a_row_to_be_within_reach) {
  EXPECT_THAT(about("  - {function: 'kv::Client::count'}\n  - {function: 'kv::Client::count', arity: 0}\n"),
              ElementsAre(HasSubstr("an earlier row takes it")));
}

TEST(Judge, wants_roles_that_the_declaration_allows) {
  EXPECT_THAT(about("  - {function: 'kv::Client::get', sets: {arg1: arg0}}\n"), ElementsAre(HasSubstr("there is arg1")))
      << "not in the overload with one parameter";
  EXPECT_THAT(about("  - {function: 'kv::Client::put', sets: {this: arg2}}\n"),
              ElementsAre(HasSubstr("there is arg2")));
  EXPECT_THAT(about("  - {function: 'kv::Client::put', arity: 2, sets: {arg1: arg0}}\n"),
              ElementsAre(HasSubstr("arg1 can be written to")));
  EXPECT_THAT(about("  - {function: 'kv::kv_read', sets: {'*arg2': arg0}}\n"),
              ElementsAre(HasSubstr("*arg2 can be written to")));
  EXPECT_THAT(about("  - {function: 'kv::Store::drop', returns: arg0}\n"), ElementsAre(HasSubstr("it has a result")));
  EXPECT_THAT(about("  - {function: 'kv::Store::drop', sets: {this: '*arg0'}}\n"),
              ElementsAre(HasSubstr("arg0 points to something")));
  EXPECT_THAT(about("  - {function: 'kv::Store::drop', hop: {kind: cache.erase, value: result}}\n"),
              ElementsAre(HasSubstr("it has a result")));
  EXPECT_THAT(about("  - {function: 'kv::Client::count', returns: this}\n"),
              ElementsAre(HasSubstr("it has an object")));
}

} // namespace
} // namespace partywall::headers
