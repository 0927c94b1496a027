#include "driver/report/comments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace partywall::report {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> comments_of(const std::string& code) {
  const SourceFile file(code);
  std::vector<std::string> result;
  for (const auto& comment : find_comments(file).list) {
    result.emplace_back(comment.text);
  }
  return result;
}

TEST(Comments, OfBothForms) {
  EXPECT_THAT(comments_of("int a; // one\n/* two\n   three */ int b; //"), ElementsAre(" one", " two\n   three ", ""));
}

TEST(Comments, NotInLiterals) {
  EXPECT_THAT(comments_of(R"(auto a = "// no"; auto b = "\"// no"; auto c = '"'; // yes)"), ElementsAre(" yes"));
  EXPECT_THAT(comments_of(R"(auto u = u8"/* no */"; char c = '\''; /* yes */)"), ElementsAre(" yes "));
}

TEST(Comments, NotInRawStrings) {
  EXPECT_THAT(comments_of("auto a = R\"(// no \" // no)\"; // yes"), ElementsAre(" yes"));
  EXPECT_THAT(comments_of("auto a = u8R\"x(\n// no )\" // no\n)x\"; // yes"), ElementsAre(" yes"));
  EXPECT_THAT(comments_of("auto a = FOOR\"(\"; // yes"), ElementsAre(" yes")) << "a macro's name is no prefix";
}

TEST(Comments, DigitSeparatorsOpenNothing) {
  EXPECT_THAT(comments_of("int a = 1'000'000; // yes"), ElementsAre(" yes"));
  EXPECT_THAT(comments_of("int a = 0xff'ffu; auto c = 'x'; // yes"), ElementsAre(" yes"));
}

TEST(Comments, AnUnclosedLiteralEndsWithItsLine) {
  EXPECT_THAT(comments_of("#error don't // in the text\n// yes"), ElementsAre(" yes"));
  EXPECT_THAT(comments_of("auto a = \"one \\\n// no\"; // yes"), ElementsAre(" yes")) << "unless the line goes on";
}

TEST(Comments, ALineCommentGoesOnAfterABackslash) {
  EXPECT_THAT(comments_of("// one \\\n two\nint a;"), ElementsAre(" one \\\n two"));
  EXPECT_THAT(comments_of("// one \\\r\n two\r\nint a;"), ElementsAre(" one \\\r\n two"));
}

TEST(Comments, AnUnclosedOneGoesToTheEnd) {
  EXPECT_THAT(comments_of("int a; /* never closed"), ElementsAre(" never closed"));
  EXPECT_THAT(comments_of("/*"), ElementsAre(""));
  EXPECT_THAT(comments_of("/"), IsEmpty());
  EXPECT_THAT(comments_of("R\""), IsEmpty());
  EXPECT_THAT(comments_of("\"\\"), IsEmpty());
  EXPECT_THAT(comments_of("//\\"), ElementsAre("\\"));
}

TEST(Comments, CodeIsKnownByLine) {
  const SourceFile file("int a;\n// one\n\n  /* two */ b;\nauto c = R\"(\n // no\n)\";\n");
  EXPECT_THAT(find_comments(file).has_code, ElementsAre(true, false, false, true, true, true, true, false));
}

} // namespace
} // namespace partywall::report
