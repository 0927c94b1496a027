#include "checks/flow/models/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace partywall::models {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// A folder of its own for one test.
class Load : public testing::Test {
protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / (std::string("partywall-load-") + test->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    const auto path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }

  static std::string rules(const std::string& library, const std::string& rows) {
    return "version: 1\nlibrary: " + library + "\nrows:\n" + rows;
  }

  [[nodiscard]] std::string folder() const { return folder_.string(); }

private:
  fs::path folder_;
};

std::vector<std::string> libraries(const Models& models, std::string_view function) {
  std::vector<std::string> result;
  for (const auto* row : models.rows(function))
    result.push_back(row->library);
  return result;
}

TEST_F(Load, reads_folders_recursively_in_sorted_order) {
  write("b/second.yaml", rules("b", "  - {function: f, returns: this}\n"));
  write("a/first.yaml", rules("a", "  - {function: f, returns: this}\n"));
  write("a/deep/er.yaml", rules("deep", "  - {function: f, returns: this}\n"));
  write("a/README.md", "no rules: [");
  write("a/schema.json", "{");
  const auto loaded = load_models({folder()}, {});
  EXPECT_THAT(loaded.errors, IsEmpty());
  EXPECT_THAT(libraries(loaded.models, "f"), ElementsAre("deep", "a", "b"));
}

TEST_F(Load, gives_earlier_paths_precedence) {
  const auto shipped = write("shipped.yaml", rules("shipped", "  - {function: f, returns: this}\n") +
                                                 "types: [{type: web::Request, role: caller}]\n");
  const auto own = write("own.yaml", rules("own", "  - {function: f, returns: arg0}\n") +
                                         "types: [{type: web::Request, role: verified}]\n");
  const auto loaded = load_models({own, shipped}, {});
  EXPECT_THAT(libraries(loaded.models, "f"), ElementsAre("own", "shipped"));
  EXPECT_EQ(loaded.models.role_of_type("web::Request"), "verified");
  EXPECT_EQ(loaded.models.role_of_type("web::Reply"), "");
  EXPECT_THAT(loaded.models.rows("g"), IsEmpty());
}

TEST_F(Load, reads_a_file_once) {
  const auto file = write("one.yaml", rules("one", "  - {function: f, returns: this}\n"));
  const auto loaded = load_models({file, folder(), folder() + "/./one.yaml"}, {});
  EXPECT_THAT(loaded.models.all(), SizeIs(1));
}

TEST_F(Load, keeps_the_good_rows_of_a_bad_file) {
  const auto file =
      write("some.yaml", rules("some", "  - {function: f, returns: thsi}\n  - {function: g, returns: this}\n"));
  const auto loaded = load_models({file}, {});
  EXPECT_THAT(loaded.errors, SizeIs(1));
  EXPECT_THAT(loaded.models.rows("f"), IsEmpty());
  EXPECT_THAT(loaded.models.rows("g"), SizeIs(1));
}

TEST_F(Load, says_what_cannot_be_read) {
  const auto loaded = load_models({folder() + "/none.yaml"}, {});
  ASSERT_THAT(loaded.errors, SizeIs(1));
  EXPECT_EQ(loaded.errors[0].file, folder() + "/none.yaml");
  EXPECT_EQ(loaded.errors[0].line, 0U);
  EXPECT_EQ(loaded.errors[0].message, "no such file or folder");
}

TEST_F(Load, keeps_its_index_when_moved) {
  auto loaded = parse_models(rules("x", "  - {functions: [f, f, g], returns: this}\n"), "x.yaml");
  const Models moved = std::move(loaded.models);
  ASSERT_THAT(moved.rows("f"), SizeIs(1));
  EXPECT_EQ(moved.rows("f")[0], &moved.all()[0]);
  EXPECT_EQ(moved.rows("g")[0]->library, "x");
}

TEST_F(Load, adds_the_configuration_to_the_lexicon) {
  const auto file = write("words.yaml", "version: 1\nlibrary: words\nlexicon:\n  identity_names: [tenant]\n");
  Config config;
  config.identity_names = {"Realm", "tenant"};
  config.identity_types = {"app::Site"};
  config.credentials = {"X-Vault-Token"};
  config.context = {"toolState"};
  const auto loaded = load_models({file}, config);
  EXPECT_THAT(loaded.models.lexicon().identity_names, ElementsAre("tenant", "realm", "realms", "tenants"));
  EXPECT_THAT(loaded.models.lexicon().identity_types, ElementsAre("app::Site"));
  EXPECT_THAT(loaded.models.lexicon().credential_names, ElementsAre("x_vault_token"));
  EXPECT_THAT(loaded.models.lexicon().model_names, ElementsAre("tool_state"));
}

TEST_F(Load, finds_rows_that_never_match) {
  const auto loaded = parse_models(rules("kv", "  - {functions: [kv::get, kv::fetch], returns: this}\n"
                                               "  - {function: kv::Client::gett_all, returns: this}\n"
                                               "  - {function: kv::set, returns: this}\n"
                                               "  - {function: unrelated_name, returns: this}\n"),
                                   "kv.yaml");
  const auto errors =
      unmatched_rows(loaded.models, {"kv::fetch", "kv::Client::get_all", "other::set", "kvx::set", "main"});
  ASSERT_THAT(errors, SizeIs(3));
  EXPECT_EQ(errors[0].file, "kv.yaml");
  EXPECT_EQ(errors[0].line, 5U);
  EXPECT_EQ(errors[0].column, 5U);
  EXPECT_EQ(errors[0].message, "no call matches this row: 'kv::Client::gett_all' is never called; did you mean "
                               "'kv::Client::get_all'?");
  EXPECT_EQ(errors[1].message, "no call matches this row: 'kv::set' is never called; did you mean 'kvx::set'?");
  EXPECT_EQ(errors[2].message, "no call matches this row: 'unrelated_name' is never called");
  EXPECT_THAT(unmatched_rows(loaded.models, {"kv::get", "kv::set", "kv::Client::gett_all", "unrelated_name"}),
              IsEmpty());
}

const std::vector<std::string> check_ids{"cache-key-missing-tenant", "vector-post-filter", "tool-tenant-from-context"};

TEST_F(Load, reads_every_key_of_a_configuration) {
  const auto file = write(".partywall.yaml", R"(version: 1
identity:
  names: [realm, siteGroup]
  types: ['app::Realm']
  exclude: [account]
credentials: [x-vault-token]
context: [tool_state]
exclude: ['generated/**']
rules: [rules/own.yaml]
checks:
  vector-post-filter: off
  cache-key-missing-tenant: note
single_tenant: [tools/]
fail_on: error
)");
  const auto [config, errors] = load_config(file, check_ids);
  EXPECT_THAT(errors, IsEmpty());
  EXPECT_EQ(config.file, file);
  EXPECT_THAT(config.identity_names, ElementsAre("realm", "siteGroup"));
  EXPECT_THAT(config.identity_types, ElementsAre("app::Realm"));
  ASSERT_THAT(config.identity_exclude, SizeIs(1));
  EXPECT_EQ(config.identity_exclude[0].name, "account");
  EXPECT_EQ(config.identity_exclude[0].line, 5U);
  EXPECT_THAT(config.credentials, ElementsAre("x-vault-token"));
  EXPECT_THAT(config.context, ElementsAre("tool_state"));
  EXPECT_THAT(config.exclude, ElementsAre("generated/**"));
  EXPECT_THAT(config.rules, ElementsAre("rules/own.yaml"));
  EXPECT_THAT(config.checks, ElementsAre(std::pair<const std::string, std::string>("cache-key-missing-tenant", "note"),
                                         std::pair<const std::string, std::string>("vector-post-filter", "off")));
  EXPECT_THAT(config.single_tenant, ElementsAre("tools/"));
  EXPECT_EQ(config.fail_on, "error");
}

TEST_F(Load, takes_an_empty_configuration) {
  for (const auto* text : {"", "# nothing yet\n", "version: 1\n"}) {
    const auto loaded = load_config(write(".partywall.yaml", text), check_ids);
    EXPECT_THAT(loaded.errors, IsEmpty()) << text;
    EXPECT_THAT(loaded.config.fail_on, IsEmpty());
  }
}

TEST_F(Load, says_everything_that_is_wrong_in_a_configuration) {
  const auto file = write(".partywall.yaml", R"(identity:
  name: [realm]
  names: ['--']
credential: [x]
context: tool_state
exclude: ['']
checks:
  vector-postfilter: error
  vector-post-filter: of
fail_on: allways
fail_on: error
)");
  const auto loaded = load_config(file, check_ids);
  std::vector<std::string> messages;
  for (const auto& error : loaded.errors) {
    EXPECT_EQ(error.file, file);
    messages.push_back(std::to_string(error.line) + ":" + std::to_string(error.column) + ": " + error.message);
  }
  EXPECT_THAT(messages, ElementsAre("2:3: unknown key 'name'; did you mean 'names'?", "3:11: '--' has no letters",
                                    "4:1: unknown key 'credential'; did you mean 'credentials'?",
                                    "5:10: 'context' must be a list, not a text", "6:11: an empty text",
                                    "8:3: unknown check 'vector-postfilter'; did you mean 'vector-post-filter'?",
                                    "9:23: unknown level 'of'; did you mean 'off'?",
                                    "10:10: unknown value 'allways'; known: error, warning, note, never",
                                    "11:1: key 'fail_on' is written twice"));
}

TEST_F(Load, takes_words_out_of_the_vocabulary) {
  const auto words = write("words.yaml", "version: 1\nlibrary: words\nlexicon:\n"
                                         "  identity_names: [tenant, account, accounts, acct]\n"
                                         "  determining_names: [user, subject]\n");
  Config config;
  config.identity_names = {"upstream_account"};
  config.identity_exclude = {{"Account", 3, 13}, {"user", 3, 22}};
  const auto loaded = load_models({words}, config);
  EXPECT_THAT(loaded.errors, IsEmpty());
  EXPECT_THAT(loaded.models.lexicon().identity_names,
              ElementsAre("tenant", "acct", "upstream_account", "upstream_accounts"));
  EXPECT_THAT(loaded.models.lexicon().determining_names, ElementsAre("subject"));
}

TEST_F(Load, says_that_a_word_to_be_taken_out_is_not_in_the_vocabulary) {
  const auto words = write("words.yaml", "version: 1\nlibrary: words\nlexicon:\n  identity_names: [tenant, account]\n");
  Config config;
  config.file = "project/.partywall.yaml";
  config.identity_exclude = {{"acount", 4, 13}};
  const auto loaded = load_models({words}, config);
  ASSERT_THAT(loaded.errors, SizeIs(1));
  EXPECT_EQ(loaded.errors[0].file, "project/.partywall.yaml");
  EXPECT_EQ(loaded.errors[0].line, 4U);
  EXPECT_EQ(loaded.errors[0].column, 13U);
  EXPECT_EQ(loaded.errors[0].message, "unknown identity name 'acount'; did you mean 'account'?");
}

TEST_F(Load, does_not_take_a_word_in_and_out_at_once) {
  const auto loaded = load_config(
      write(".partywall.yaml", "identity:\n  names: [realm]\n  exclude: [Realm, '-']\n"), check_ids);
  std::vector<std::string> messages;
  for (const auto& error : loaded.errors)
    messages.push_back(std::to_string(error.line) + ":" + std::to_string(error.column) + ": " + error.message);
  EXPECT_THAT(messages, ElementsAre("3:13: 'Realm' is under 'names' as well: one of the two must go",
                                    "3:20: '-' has no letters"));
}

TEST_F(Load, does_not_read_a_configuration_of_another_version) {
  const auto loaded = load_config(write(".partywall.yaml", "version: 2\nwhatever: {}\n"), check_ids);
  ASSERT_FALSE(loaded.errors.empty());
  EXPECT_THAT(loaded.errors.back().message, HasSubstr("unknown key 'whatever'"));
  EXPECT_THAT(loaded.errors.front().message, HasSubstr("version '2' is not supported"));
}

TEST_F(Load, says_that_a_configuration_is_not_there) {
  const auto loaded = load_config(folder() + "/none.yaml", check_ids);
  ASSERT_THAT(loaded.errors, SizeIs(1));
  EXPECT_THAT(loaded.errors[0].message, HasSubstr("cannot be read: No such file"));
  EXPECT_EQ(loaded.errors[0].line, 0U);
}

} // namespace
} // namespace partywall::models
