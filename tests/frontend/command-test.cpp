// Compile commands as they stand in real databases: other compilers, odd flags, missing files.
#include "driver/frontend/lower.h"
#include "tests/frontend/support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace partywall::frontend {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::HasSubstr;

class Command : public testing::Test {
protected:
  void SetUp() override {
    root_ = fs::path(testing::TempDir()) /
            ("command-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const std::string& name, const std::string& text) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << text;
  }

  /// `arguments` without the file, which comes last.
  ir::Program lower_file(const std::string& name, std::vector<std::string> arguments) {
    arguments.push_back((root_ / name).string());
    return lower({root_.string(), (root_ / name).string(), arguments, ""}, Boundary{root_.string(), {}});
  }

  fs::path root_;
};

TEST_F(Command, FindsBuiltinAndLibraryHeadersWithoutFlags) {
  write("main.cpp", "#include <cstddef>\n#include <cstdarg>\n#include <string>\nstd::size_t f(const std::string& s) { "
                    "return s.size(); }\n");
  for (const char* compiler : {"g++", "/usr/bin/c++", "clang++", "x86_64-linux-gnu-g++-12", "clang++-19"}) {
    const ir::Program program = lower_file("main.cpp", {compiler, "-c"});
    EXPECT_FALSE(has_error(program)) << compiler << ": " << program.units.front().notes.front().message;
    EXPECT_EQ(functions_named(program, "f").size(), 1U) << compiler;
  }
}

TEST_F(Command, TakesTheLanguageFromDriverAndFile) {
  write("plain.c", "#include <stdio.h>\nint new(int class) { return puts(\"c\") + class; }\n");
  write("plus.cpp", "int f() { return [] { return 1; }(); }\n");
  EXPECT_FALSE(has_error(lower_file("plain.c", {"gcc", "-std=gnu11"})));
  EXPECT_FALSE(has_error(lower_file("plain.c", {"cc"})));
  EXPECT_FALSE(has_error(lower_file("plus.cpp", {"gcc"})));
  EXPECT_TRUE(has_error(lower_file("plain.c", {"g++"})));
}

TEST_F(Command, LooksThroughWrappers) {
  write("main.cpp", "#include <vector>\nint f(const std::vector<int>& v) { return v[0]; }\n");
  EXPECT_FALSE(has_error(lower_file("main.cpp", {"ccache", "g++", "-O2"})));
  EXPECT_FALSE(has_error(lower_file("main.cpp", {"/usr/bin/ccache", "/usr/bin/clang++"})));
  EXPECT_FALSE(has_error(lower_file("main.cpp", {"env", "LANG=C", "distcc", "c++"})));
}

TEST_F(Command, IsNotDisturbedByFlagsOfOtherCompilers) {
  write("main.cpp", "int f(int n) { return n + LIMIT; }\n");
  const ir::Program program = lower_file("main.cpp", {"g++",
                                                      "-DLIMIT=3",
                                                      "-fno-gnu-unique",
                                                      "-fconserve-stack",
                                                      "-mno-such-thing",
                                                      "-Wno-maybe-uninitialized",
                                                      "-Wsuggest-final-types",
                                                      "-fno-tree-vectorize",
                                                      "-fipa-pta",
                                                      "--param=max-inline=3",
                                                      "-Werror",
                                                      "-pipe",
                                                      "-MMD",
                                                      "-MF",
                                                      "deps.d",
                                                      "-MT",
                                                      "x.o",
                                                      "-flto=auto",
                                                      "-fsanitize=address",
                                                      "-o",
                                                      "main.o",
                                                      "-c",
                                                      "-unknown-flag"});
  EXPECT_FALSE(has_error(program));
  EXPECT_EQ(functions_named(program, "f").size(), 1U);
}

TEST_F(Command, LoadsNothingAndWritesNothing) {
  write("main.cpp", "int f() { return 1; }\n");
  const ir::Program program = lower_file("main.cpp", {"clang++",
                                                      "-fplugin=./evil.so",
                                                      "-fpass-plugin=./evil.so",
                                                      "-Xclang",
                                                      "-load",
                                                      "-Xclang",
                                                      "./evil.so",
                                                      "-Xclang",
                                                      "-add-plugin",
                                                      "-Xclang",
                                                      "evil",
                                                      "-fplugin-arg-evil-x=y",
                                                      "-mllvm",
                                                      "-load=./evil.so",
                                                      "-MD",
                                                      "-MF",
                                                      "main.d",
                                                      "-o",
                                                      "main.o",
                                                      "-save-temps",
                                                      "-ftime-trace",
                                                      "--serialize-diagnostics",
                                                      "main.dia",
                                                      "-c"});
  EXPECT_FALSE(has_error(program));
  EXPECT_EQ(functions_named(program, "f").size(), 1U);
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(root_))
    files.push_back(entry.path().filename());
  EXPECT_THAT(files, testing::ElementsAre("main.cpp"));
}

TEST_F(Command, ReadsResponseFiles) {
  write("main.cpp", "#include \"given.h\"\nint f() { return LIMIT + GIVEN; }\n");
  write("include/given.h", "#define GIVEN 1\n");
  write("flags.rsp", "-DLIMIT=3 \"-Iinclude\" -fplugin=./evil.so\n");
  EXPECT_FALSE(has_error(lower_file("main.cpp", {"c++", "@flags.rsp"})));
  EXPECT_TRUE(has_error(lower_file("main.cpp", {"c++", "@absent.rsp"})));
}

TEST_F(Command, ResolvesPathsAgainstItsDirectory) {
  write("src/main.cpp", "#include \"sub.h\"\nint f() { return sub(); }\n");
  write("include/sub.h", "inline int sub() { return 2; }\n");
  write("build/placeholder", "");
  const std::string build = (root_ / "build").string();
  const ir::Program program =
      lower({build, (root_ / "src/main.cpp").string(), {"c++", "-I../include", "-c", "../src/main.cpp"}, ""},
            Boundary{root_.string(), {}});
  EXPECT_FALSE(has_error(program));
  ASSERT_EQ(functions_named(program, "sub").size(), 1U);
  std::vector<std::string> paths;
  for (const ir::File& file : program.files)
    paths.emplace_back(program.text(file.path));
  EXPECT_THAT(paths, testing::IsSupersetOf({"src/main.cpp", "include/sub.h"}));
  EXPECT_EQ(program.text(program.units.front().main_file), "src/main.cpp");
}

TEST_F(Command, LowersNothingOutsideTheBoundary) {
  write("main.cpp", "#include \"vendor/lib.h\"\nint f() { return lib(1) + twice(2); }\n");
  write("vendor/lib.h",
        "#pragma once\ninline int lib(int n) { return n; }\ntemplate <class T> T twice(T t) { return t + t; }\n");
  const ir::Program program = lower_file("main.cpp", {"c++"});
  EXPECT_FALSE(has_error(program));
  EXPECT_THAT(functions_named(program, "lib"), testing::IsEmpty());
  EXPECT_THAT(functions_named(program, "twice"), testing::IsEmpty());
  ASSERT_EQ(functions_named(program, "f").size(), 1U);
  EXPECT_THAT(calls_in(program, *functions_named(program, "f").front()), testing::ElementsAre("lib", "twice"));
}

TEST_F(Command, SaysWhatIsMissing) {
  write("main.cpp", "#include \"missing.h\"\nint f(int n) { return n; }\nint g() { return undefined(1); }\n");
  const ir::Program program = lower_file("main.cpp", {"c++"});
  ASSERT_TRUE(has_error(program));
  const ir::Note& note = program.units.front().notes.front();
  EXPECT_EQ(note.severity, ir::Note::Severity::error);
  EXPECT_THAT(note.message, HasSubstr("missing.h"));
  EXPECT_EQ(note.location.line, 1U);
  EXPECT_EQ(functions_named(program, "f").size(), 1U) << "the rest is still lowered";
}

TEST_F(Command, ShowsAFewErrorsOfMany) {
  std::string text;
  for (int i = 0; i < 100; ++i)
    text += "int f" + std::to_string(i) + "() { return undefined_" + std::to_string(i) + "; }\n";
  write("main.cpp", text);
  const auto notes = lower_file("main.cpp", {"c++"}).units.front().notes;
  ASSERT_EQ(notes.size(), 21U);
  EXPECT_THAT(notes.back().message, HasSubstr("80 more errors"));
}

TEST_F(Command, LosesAFileThatIsNotThere) {
  const ir::Program program = lower_file("absent.cpp", {"c++", "-c"});
  ASSERT_FALSE(program.units.front().notes.empty());
  EXPECT_EQ(program.units.front().notes.back().severity, ir::Note::Severity::lost);
}

TEST_F(Command, LosesACommandWithoutSense) {
  const ir::Program program = lower({root_.string(), (root_ / "x.cpp").string(), {}, ""}, Boundary{root_.string(), {}});
  ASSERT_FALSE(program.units.front().notes.empty());
  EXPECT_EQ(program.units.front().notes.back().severity, ir::Note::Severity::lost);
}

TEST_F(Command, TellsConfigurationsApart) {
  write("main.cpp", "int f() { return 1; }\n");
  const auto configuration = [&](std::vector<std::string> arguments) {
    const ir::Program program = lower_file("main.cpp", std::move(arguments));
    return std::string(program.text(program.units.front().configuration));
  };
  EXPECT_EQ(configuration({"c++", "-DA=1", "-o", "one.o"}), configuration({"c++", "-DA=1", "-o", "two.o"}));
  EXPECT_NE(configuration({"c++", "-DA=1"}), configuration({"c++", "-DA=2"}));
}

TEST_F(Command, GivesTheSameTextTwice) {
  write("main.cpp", "#include <map>\n#include <string>\nint f(std::map<std::string, int>& m, const std::string& k) {\n"
                    "  auto add = [&](auto n) { return m[k] += n; };\n  return add(1) + add(2L);\n}\n");
  EXPECT_EQ(ir::print(lower_file("main.cpp", {"c++"})), ir::print(lower_file("main.cpp", {"c++"})));
}

} // namespace
} // namespace partywall::frontend
