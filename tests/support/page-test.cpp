#include "tests/support/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace partywall::support {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ReadPage, WithoutARuleIsOneUnit) {
  const Page page = read_page("int a;\nint b;\n", "flags.cpp");
  ASSERT_EQ(page.files.size(), 1U);
  EXPECT_TRUE(page.files[0].is_unit());
  EXPECT_EQ(page.files[0].text, "int a;\nint b;\n");
  EXPECT_THAT(page.flags, ElementsAre("-std=c++20"));
  EXPECT_THAT(page.errors, IsEmpty());
}

TEST(ReadPage, SplitsAtRulesAndKeepsTheLinesOfThePage) {
  const Page page =
      read_page("// A comment on the page.\n//--- key.h\nint key();\n//--- src/store.cpp\n\nint get();   // step\n",
                "cross-tu.cpp");
  ASSERT_EQ(page.files.size(), 2U);
  EXPECT_EQ(page.files[0].name, "key.h");
  EXPECT_FALSE(page.files[0].is_unit());
  EXPECT_EQ(page.files[1].name, "src/store.cpp");
  EXPECT_TRUE(page.files[1].is_unit());
  EXPECT_THAT(page.files[1].marks, ElementsAre(Mark{Mark::Kind::step, 2, {}}));
  EXPECT_EQ(page.files[1].place(2), "cross-tu.cpp:6");
}

TEST(ReadPage, TakesFlagsFromTheFirstLineOnly) {
  EXPECT_THAT(read_page("// flags: -std=c++17 -DX=1\nint a;\n", "a").flags, ElementsAre("-std=c++17", "-DX=1"));
  EXPECT_THAT(read_page("int a;\n// flags: -std=c++17\n", "a").flags, ElementsAre("-std=c++20"));
}

TEST(ReadPage, WithoutAUnitIsAMistake) {
  EXPECT_THAT(read_page("//--- only.h\nint a;\n", "page.cpp").errors, ElementsAre(HasSubstr("page.cpp:1: ")));
}

TEST(ReadMarks, KnowsAllKinds) {
  const Page page = read_page("a;   // leak: cache-one, vector-two\n"
                              "b;   // step\n"
                              "c;   // clean\n"
                              "d;   // gap: tool-three the table is filled by a macro\n",
                              "flags.cpp");
  EXPECT_THAT(page.files[0].marks,
              ElementsAre(Mark{Mark::Kind::leak, 1, {"cache-one", "vector-two"}}, Mark{Mark::Kind::step, 2, {}},
                          Mark{Mark::Kind::clean, 3, {}}, Mark{Mark::Kind::gap, 4, {"tool-three"}}));
  EXPECT_EQ(page.count(Mark::Kind::leak), 1U);
  EXPECT_THAT(page.errors, IsEmpty());
}

TEST(ReadMarks, LeavesProseAlone) {
  const Page page = read_page(
      "a;   // leaks when the cache is warm\nb;   // step by step\nc;   // see http://x // not a mark\n", "a");
  EXPECT_THAT(page.files[0].marks, IsEmpty());
  EXPECT_THAT(page.errors, IsEmpty());
}

TEST(ReadMarks, SaysWhereAMarkIsMalformed) {
  EXPECT_THAT(read_page("a;\nb;   // leak:\n", "p.cpp").errors, ElementsAre(HasSubstr("p.cpp:2: 'leak:' needs")));
  EXPECT_THAT(read_page("a;   // leak: NotAnId\n", "p.cpp").errors, ElementsAre(HasSubstr("p.cpp:1: 'leak:' needs")));
  EXPECT_THAT(read_page("a;   // gap: cache-one\n", "p.cpp").errors, ElementsAre(HasSubstr("p.cpp:1: 'gap:' needs")));
}

TEST(ReadExamples, FindsTaggedBlocksAndTheirLines) {
  const std::vector<Example> examples = read_examples("# Title\n"
                                                      "```cpp leak\n"
                                                      "get(key);   // leak: cache-one\n"
                                                      "```\n"
                                                      "```cpp\n"
                                                      "not executed\n"
                                                      "```\n"
                                                      "```cpp pass\n"
                                                      "get(tenant + key);\n"
                                                      "```\n",
                                                      "page.md");
  ASSERT_EQ(examples.size(), 2U);
  EXPECT_TRUE(examples[0].leaks);
  EXPECT_EQ(examples[0].page.files[0].place(1), "page.md:3");
  EXPECT_EQ(examples[0].page.count(Mark::Kind::leak), 1U);
  EXPECT_FALSE(examples[1].leaks);
  EXPECT_EQ(examples[1].page.files[0].text, "get(tenant + key);\n");
  EXPECT_EQ(examples[1].page.files[0].place(1), "page.md:9");
}

} // namespace
} // namespace partywall::support
