#include "driver/report/source.h"

#include <gtest/gtest.h>

namespace partywall::report {
namespace {

TEST(SourceFile, LinesEndInAnyKindOfBreak) {
  const SourceFile file("one\ntwo\r\nthree\rfour");
  EXPECT_EQ(file.line_count(), 4U);
  EXPECT_EQ(file.line(1), "one");
  EXPECT_EQ(file.line(2), "two");
  EXPECT_EQ(file.line(3), "three");
  EXPECT_EQ(file.line(4), "four");
  EXPECT_EQ(file.line(0), "");
  EXPECT_EQ(file.line(5), "");
}

TEST(SourceFile, PositionsAreLineAndByteColumn) {
  const SourceFile file("ab\r\ncd\n");
  EXPECT_EQ(file.position(0), std::pair(1U, 1U));
  EXPECT_EQ(file.position(2), std::pair(1U, 3U));
  EXPECT_EQ(file.position(4), std::pair(2U, 1U));
  EXPECT_EQ(file.position(7), std::pair(3U, 1U));
}

TEST(SourceFile, ColumnsCountUtf16Units) {
  const SourceFile file("a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80z\n"); // a, ä (2 bytes), € (3), 😀 (4), z
  EXPECT_EQ(file.utf16_column(1, 1), 1U);
  EXPECT_EQ(file.utf16_column(1, 2), 2U);
  EXPECT_EQ(file.utf16_column(1, 4), 3U);
  EXPECT_EQ(file.utf16_column(1, 7), 4U);
  EXPECT_EQ(file.utf16_column(1, 11), 6U) << "the smiley is a surrogate pair";
  EXPECT_EQ(file.utf16_column(1, 12), 7U);
  EXPECT_EQ(file.utf16_column(1, 500), 7U) << "a column beyond the line is its end";
}

TEST(SourceFile, BadBytesAreOneUnitEach) {
  const SourceFile file("\xff\xfe=\n");
  EXPECT_EQ(file.utf16_column(1, 3), 3U);
}

TEST(DecodeUtf8, ReplacesWhatCouldHaveBegunACharacterAtOnce) {
  const auto widths = [](std::string_view text) {
    std::vector<std::uint32_t> result;
    for (const auto& point : decode_utf8(text)) {
      result.push_back(point.value == 0xfffd ? point.bytes : 100 + point.bytes);
    }
    return result;
  };
  using Widths = std::vector<std::uint32_t>;
  EXPECT_EQ(widths("a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80"), (Widths{101, 102, 103, 104}));
  EXPECT_EQ(widths("\xf0\x9f\x98"
                   "a"),
            (Widths{3, 101}));
  EXPECT_EQ(widths("\xf0\x9f\x98"), (Widths{3}));
  EXPECT_EQ(widths("\xed\xa0\x80"), (Widths{1, 1, 1})) << "a surrogate";
  EXPECT_EQ(widths("\xe0\x80\xaf"), (Widths{1, 1, 1})) << "overlong";
  EXPECT_EQ(widths("\xf4\x90\x80\x80"), (Widths{1, 1, 1, 1})) << "beyond Unicode";
  EXPECT_EQ(widths("\xf5\x80\xbf"), (Widths{1, 1, 1}));
}

TEST(SourceFile, AByteOrderMarkTakesNoColumn) {
  const SourceFile file("\xef\xbb\xbfint x;\nint y;\n");
  EXPECT_EQ(file.line(1), "int x;");
  EXPECT_EQ(file.utf16_column(1, 4), 1U) << "Clang counts its three bytes";
  EXPECT_EQ(file.utf16_column(1, 8), 5U);
  EXPECT_EQ(file.utf16_column(2, 5), 5U);
}

TEST(FirstLine, CutsARangeOfSeveralLines) {
  const SourceFile file("call(a,  \n     b);\n");
  EXPECT_EQ(first_line({"f", 1, 1, 2, 8}, &file), (SourceRange{"f", 1, 1, 1, 8}));
  EXPECT_EQ(first_line({"f", 1, 1, 2, 8}, nullptr), (SourceRange{"f", 1, 1, 1, 2}));
}

TEST(FirstLine, IsNeverEmpty) {
  const SourceFile file("\n");
  EXPECT_EQ(first_line({"f", 1, 3, 1, 3}, &file), (SourceRange{"f", 1, 3, 1, 4}));
  EXPECT_EQ(first_line({"f", 1, 1, 2, 1}, &file), (SourceRange{"f", 1, 1, 1, 2}));
  EXPECT_EQ(first_line({.path = "f"}, nullptr), (SourceRange{"f", 1, 1, 1, 2}));
}

TEST(Printable, KeepsTextAndTakesTheSting) {
  EXPECT_EQ(printable("tab\tand ä€😀\n"), "tab\tand ä€😀\n");
  EXPECT_EQ(printable("\x1b[31m"), "\ufffd[31m");
  EXPECT_EQ(printable("\x9b"), "\ufffd");
  EXPECT_EQ(printable("a\u202e"
                      "b"),
            "a\ufffd"
            "b")
      << "no reordering marks";
  EXPECT_EQ(printable(std::string_view("\0", 1)), "\ufffd");
}

TEST(Sources, ReadEachFileOnce) {
  int reads = 0;
  const SourceReader reader = [&](const std::string& path) -> std::optional<std::string> {
    ++reads;
    return path == "here" ? std::optional<std::string>("x") : std::nullopt;
  };
  Sources sources(reader);
  EXPECT_EQ(sources.find("here"), sources.find("here"));
  EXPECT_NE(sources.find("here"), nullptr);
  EXPECT_EQ(sources.find("gone"), nullptr);
  EXPECT_EQ(sources.find("gone"), nullptr);
  EXPECT_EQ(reads, 2);
}

} // namespace
} // namespace partywall::report
