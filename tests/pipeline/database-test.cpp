#include "driver/pipeline/database.h"

#include "tests/pipeline/temporary-folder.h"

#include <gmock/gmock.h>

namespace partywall::pipeline {
namespace {

using test::TemporaryFolder;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

Database good(const TemporaryFolder& folder, const std::string& json) {
  folder.write("compile_commands.json", json);
  auto database = load_database(folder.path());
  EXPECT_TRUE(database.has_value()) << database.error();
  return database.value_or(Database{});
}

std::string bad(const TemporaryFolder& folder, const std::string& json) {
  const std::string file = folder.write("compile_commands.json", json);
  const auto database = load_database(folder.path());
  if (database)
    return "it was accepted";
  EXPECT_THAT(database.error(), StartsWith(file));
  return database.error().substr(file.size());
}

TEST(Database, splits_commands_as_a_shell_does) {
  const TemporaryFolder folder;
  const auto database = good(folder, R"([{"directory": "/p/build", "file": "../a b.cpp",
    "command": "clang++ -DNAME=\"x y\" '-DQUOTE=\"q\"' -I ../with\\ space -o CMakeFiles/agent.dir/a.o -c '../a b.cpp'"}])");
  ASSERT_EQ(database.commands.size(), 1U);
  const auto& command = database.commands[0];
  EXPECT_EQ(command.directory, "/p/build");
  EXPECT_EQ(command.file, "/p/a b.cpp");
  EXPECT_EQ(command.output, "CMakeFiles/agent.dir/a.o");
  EXPECT_THAT(command.arguments, ElementsAre("clang++", "-DNAME=x y", "-DQUOTE=\"q\"", "-I", "../with space", "-o",
                                             "CMakeFiles/agent.dir/a.o", "-c", "../a b.cpp"));
}

TEST(Database, takes_arguments_as_they_are_and_prefers_them) {
  const TemporaryFolder folder;
  const auto database = good(folder, R"([{"directory": "/p", "file": "a.c", "output": "a.o", "command": "wrong",
    "arguments": ["cc", "-DX=\"a b\"", "a.c"]}])");
  ASSERT_EQ(database.commands.size(), 1U);
  EXPECT_THAT(database.commands[0].arguments, ElementsAre("cc", "-DX=\"a b\"", "a.c"));
  EXPECT_EQ(database.commands[0].output, "a.o");
}

TEST(Database, reads_a_relative_directory_from_the_database_on) {
  const TemporaryFolder folder;
  const auto database = good(folder, R"([{"directory": "sub", "file": "a.cpp", "arguments": ["c++", "a.cpp"]}])");
  ASSERT_EQ(database.commands.size(), 1U);
  EXPECT_EQ(database.commands[0].file, folder / "sub/a.cpp");
}

TEST(Database, drops_launchers_in_front_of_the_compiler) {
  const TemporaryFolder folder;
  const auto database =
      good(folder, R"([{"directory": "/p", "file": "a.cpp", "command": "/usr/bin/ccache distcc g++-12 -c a.cpp"}])");
  ASSERT_EQ(database.commands.size(), 1U);
  EXPECT_THAT(database.commands[0].arguments, ElementsAre("g++-12", "-c", "a.cpp"));
}

TEST(Database, keeps_configurations_of_one_file_and_drops_doubles) {
  const TemporaryFolder folder;
  const auto database = good(folder, R"([{"directory": "/p", "file": "a.cpp", "command": "c++ -DA a.cpp"},
                                         {"directory": "/p", "file": "a.cpp", "command": "c++ -DB a.cpp"},
                                         {"directory": "/p", "file": "a.cpp", "command": "c++ -DA a.cpp"}])");
  EXPECT_EQ(database.commands.size(), 2U);
}

TEST(Database, names_what_is_neither_c_nor_cpp) {
  const TemporaryFolder folder;
  const auto database = good(folder, R"([{"directory": "/p", "file": "boot.S", "command": "cc -c boot.S"},
                                         {"directory": "/p", "file": "a.cpp", "command": "c++ a.cpp"}])");
  EXPECT_EQ(database.commands.size(), 1U);
  EXPECT_THAT(database.foreign, ElementsAre("/p/boot.S"));
}

TEST(Database, expands_response_files_relative_to_the_directory) {
  const TemporaryFolder folder;
  folder.write("flags.rsp", "-DONE '-DTWO=2 3'\n@more.rsp");
  folder.write("more.rsp", "-DTHREE");
  const auto database = good(folder, R"([{"directory": ".", "file": "a.cpp",
                                          "arguments": ["c++", "@flags.rsp", "@absent.rsp", "a.cpp"]}])");
  ASSERT_EQ(database.commands.size(), 1U);
  EXPECT_THAT(database.commands[0].arguments,
              ElementsAre("c++", "-DONE", "-DTWO=2 3", "-DTHREE", "@absent.rsp", "a.cpp"));
}

TEST(Database, refuses_response_files_without_end) {
  const TemporaryFolder folder;
  folder.write("again.rsp", "@again.rsp @again.rsp");
  EXPECT_THAT(bad(folder, R"([{"directory": ".", "file": "a.cpp", "arguments": ["c++", "@again.rsp"]}])"),
              HasSubstr("entry 1 (a.cpp): response file @again.rsp: is nested more than 8 deep"));
  EXPECT_THAT(bad(folder, R"([{"directory": ".", "file": "a.cpp", "arguments": ["c++", "@/dev/zero"]}])"),
              HasSubstr("is not a regular file"));
}

TEST(Database, says_where_json_breaks) {
  const TemporaryFolder folder;
  EXPECT_THAT(bad(folder, "[\n  {\"directory\": ,\n"), AllOf(StartsWith(":2:17: not valid JSON: "),
                                                            HasSubstr("CMAKE_EXPORT_COMPILE_COMMANDS=ON")));
  EXPECT_THAT(bad(folder, ""), StartsWith(":1:1: not valid JSON: "));
}

TEST(Database, is_not_brought_down_by_depth) {
  const TemporaryFolder folder;
  EXPECT_THAT(bad(folder, std::string(2'000'000, '[')), HasSubstr("not valid JSON"));
  EXPECT_THAT(bad(folder, std::string(200'000, '[') + std::string(200'000, ']')), HasSubstr("entry 1 is array"));
}

TEST(Database, says_that_it_is_empty_and_what_to_do) {
  const TemporaryFolder folder;
  EXPECT_THAT(bad(folder, "[]"), AllOf(HasSubstr("is empty"), HasSubstr("-DCMAKE_EXPORT_COMPILE_COMMANDS=ON")));
}

TEST(Database, says_which_entry_has_the_wrong_shape) {
  const TemporaryFolder folder;
  EXPECT_THAT(bad(folder, "{}"), HasSubstr("is a list of entries, this is object"));
  EXPECT_THAT(bad(folder, "[7]"), EndsWith("entry 1 is number, not an object"));
  EXPECT_THAT(bad(folder, R"([{"directory": "/p", "file": "a.cpp"}])"),
              HasSubstr("entry 1 has neither \"command\" nor \"arguments\""));
  EXPECT_THAT(bad(folder, R"([{"directory": "/p", "file": 3, "command": "c++"}])"),
              HasSubstr("entry 1: \"file\" is number, not a string"));
  EXPECT_THAT(bad(folder, R"([{"directory": "/p", "file": "a.cpp", "arguments": ["c++", 1]}])"),
              HasSubstr("entry 1: \"arguments\" is not a list of strings"));
  EXPECT_THAT(bad(folder, R"([{"directory": "/p", "file": "a.cpp", "arguments": []}])"),
              HasSubstr("entry 1: the command is empty"));
  EXPECT_THAT(bad(folder, R"([1, 2, 3, 4, 5, 6, 7])"), EndsWith("… and 2 more"));
}

TEST(Database, says_what_is_missing) {
  const TemporaryFolder folder;
  const auto no_file = load_database(folder.path());
  ASSERT_FALSE(no_file.has_value());
  EXPECT_THAT(no_file.error(), HasSubstr("no compile_commands.json in this folder"));
  const auto no_folder = load_database(folder / "nowhere");
  ASSERT_FALSE(no_folder.has_value());
  EXPECT_THAT(no_folder.error(), HasSubstr("no such file or folder"));
}

TEST(Database, is_found_upward_and_in_build) {
  const TemporaryFolder folder;
  folder.write("build/compile_commands.json", R"([{"directory": "/p", "file": "a.cpp", "command": "c++ a.cpp"}])");
  folder.write("src/deep/a.cpp", "");
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder / "src/deep");
  const auto database = load_database("");
  std::filesystem::current_path(before);
  ASSERT_TRUE(database.has_value()) << database.error();
  EXPECT_EQ(database->file, folder / "build/compile_commands.json");
}

}  // namespace
}  // namespace partywall::pipeline
