/// Exit status 2: what is wrong, where, and what to do.
#include "tests/cli/program.h"

#include <gmock/gmock.h>

namespace partywall {
namespace {

using test::Outcome;
using test::Project;
using test::TemporaryFolder;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

void expect_refusal(const Outcome& outcome, const testing::Matcher<std::string>& message) {
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, AllOf(StartsWith("partywall: error: "), message));
  EXPECT_EQ(outcome.out, "");
}

Project small_project() {
  Project project;
  project.unit("src/agent.cpp", "int main() { return 0; }\n");
  project.unit("src/tools.cpp", "int tool() { return 1; }\n");
  return project;
}

TEST(WrongUse, of_an_empty_database) {
  expect_refusal(Project().audit(), AllOf(HasSubstr("compile_commands.json: the compilation database is empty"),
                                          HasSubstr("CMAKE_EXPORT_COMPILE_COMMANDS=ON")));
}

TEST(WrongUse, of_a_missing_database) {
  const TemporaryFolder folder;
  const auto remedy = HasSubstr("CMAKE_EXPORT_COMPILE_COMMANDS=ON");
  expect_refusal(test::partywall({"audit", "-p", "nowhere"}, folder.path()),
                 AllOf(HasSubstr("nowhere: no such file or folder"), remedy));
  expect_refusal(test::partywall({"audit", "-p", "."}, folder.path()),
                 AllOf(HasSubstr("no compile_commands.json in this folder"), remedy));
  expect_refusal(test::partywall({"audit"}, folder.path()), AllOf(HasSubstr("no compile_commands.json in"), remedy));
}

TEST(WrongUse, of_a_database_that_is_not_json) {
  const TemporaryFolder folder;
  folder.write("compile_commands.json", "[\n  nonsense\n]");
  expect_refusal(test::partywall({"audit", "-p", "."}, folder.path()),
                 HasSubstr("compile_commands.json:2:4: not valid JSON"));
}

TEST(WrongUse, of_a_file_that_is_not_in_the_database) {
  expect_refusal(small_project().audit({"tools.cpp"}),
                 HasSubstr("tools.cpp: not in the compilation database; did you mean 'src/tools.cpp'?"));
  expect_refusal(small_project().audit({"src/agnet.cpp"}), HasSubstr("did you mean 'src/agent.cpp'?"));
}

TEST(WrongUse, of_a_word_that_is_no_identity) {
  const Project project = small_project();
  project.file(".partywall.yaml", "identity:\n  exclude: [acount]\n");
  expect_refusal(project.audit(), AllOf(HasSubstr(".partywall.yaml:2:13: unknown identity name 'acount'"),
                                        HasSubstr("did you mean 'account'?")));
}

TEST(WrongUse, where_everything_is_outside_the_project) {
  const Project project = small_project();
  project.file(".partywall.yaml", "exclude: ['src/**']\n");
  expect_refusal(project.audit(), HasSubstr("nothing to audit: all 2 entries are outside the project"));
}

TEST(WrongUse, of_options) {
  expect_refusal(small_project().audit({"--shout"}), AllOf(HasSubstr("--shout"), HasSubstr("'partywall audit --help'")));
  expect_refusal(small_project().audit({"-j", "many"}), HasSubstr("many"));
  expect_refusal(small_project().audit({"--fail-on", "eror"}), HasSubstr("did you mean 'error'?"));
  expect_refusal(small_project().run({}), HasSubstr("'partywall --help'"));
  expect_refusal(small_project().run({"adit"}), HasSubstr("there is no command 'adit' ('partywall --help' lists them); did you mean 'audit'?"));
}

TEST(WrongUse, of_outputs) {
  expect_refusal(small_project().audit({"--output", "sarf"}), HasSubstr("unknown format 'sarf' (there are text, sarif, json); did you mean 'sarif'?"));
  expect_refusal(small_project().audit({"--output", "sarif="}), HasSubstr("a file name is missing"));
  expect_refusal(small_project().audit({"--output", "sarif=no/such/folder/a.sarif"}),
                 HasSubstr("there is no folder 'no/such/folder'"));
  expect_refusal(small_project().audit({"--output", "sarif", "--output", "text"}), HasSubstr("only one report"));
  expect_refusal(small_project().audit({"--output", "sarif", "--dump-ir"}), HasSubstr("only one report"));
}

TEST(WrongUse, of_what_is_not_available_yet) {
  const std::vector<std::vector<std::string>> requests = {
      {"--baseline", "old.sarif"}, {"--diff-base", "main"},
      {"--output", "html=a.html"}, {"--output", "github"}, {"--output", "gitlab"}};
  for (const auto& request : requests)
    expect_refusal(small_project().audit(request), HasSubstr("is not available yet"));
  expect_refusal(small_project().run({"inventory", "--output", "html"}), HasSubstr("is not available yet"));
}

TEST(WrongUse, of_a_check_in_the_configuration) {
  const Project project = small_project();
  project.file(".partywall.yaml", "version: 1\nchecks:\n  cache-key-mising-tenant: off\n");
  expect_refusal(project.audit(), AllOf(HasSubstr(".partywall.yaml:3:3: "), HasSubstr("cache-key-mising-tenant"),
                                        HasSubstr("did you mean 'cache-key-missing-tenant'")));
}

TEST(WrongUse, of_a_configuration_that_is_not_there) {
  expect_refusal(small_project().audit({"--config", "absent.yaml"}), HasSubstr("absent.yaml"));
}

TEST(WrongUse, of_rules) {
  const Project project = small_project();
  project.file("mine.yaml", "version: 1\nlibrary: mine\nrows:\n  - function: get\n    hopp: {kind: cache.read}\n");
  const auto message = AllOf(HasSubstr("mine.yaml:5:5: "), HasSubstr("did you mean 'hop'?"));
  expect_refusal(project.audit({"--rules", "mine.yaml"}), message);
  expect_refusal(project.run({"rules", "check", "mine.yaml"}), message);
  expect_refusal(project.audit({"--rules", "absent.yaml"}), HasSubstr("absent.yaml: no such rules file or folder"));
  expect_refusal(project.run({"rules", "check", "absent.yaml"}), HasSubstr("absent.yaml: no such rules file or folder"));
}

TEST(WrongUse, of_a_check_to_explain) {
  expect_refusal(small_project().run({"explain", "cache-key-mising-tenant"}),
                 HasSubstr("did you mean 'cache-key-missing-tenant'"));
}

TEST(WrongUse, of_a_function_to_dump) {
  expect_refusal(small_project().audit({"--dump-summary", "no_such_function"}), HasSubstr("no_such_function"));
}

TEST(WrongUse, of_ir_files) {
  const TemporaryFolder folder;
  folder.write("bad.ir", "this is no program\n");
  expect_refusal(test::partywall({"link", "bad.ir"}, folder.path()), HasSubstr("bad.ir:1:"));
  expect_refusal(test::partywall({"link", "absent.ir"}, folder.path()), HasSubstr("absent.ir: cannot be read"));
}

}  // namespace
}  // namespace partywall
