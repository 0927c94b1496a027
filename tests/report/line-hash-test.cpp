#include "driver/report/report.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

namespace partywall::report {
namespace {

using testing::ElementsAre;

TEST(LineHash, OfAnEmptyFile) { EXPECT_THAT(line_hashes(""), ElementsAre("c129715d7a2bc9a3:1")); }

TEST(LineHash, OfOneLine) {
  EXPECT_THAT(line_hashes("int x;"), ElementsAre("4b8e363018112f95:1"));
  EXPECT_THAT(line_hashes("int x;\n"), ElementsAre("22bd3bea0af67823:1", "c129715d7a2bc9a3:1"));
}

TEST(LineHash, IgnoresBlanksAndKindsOfLineBreaks) {
  const auto expected = ElementsAre("a684955ef24a829c:1", "e18907962e56e2a4:1", "c129715d7a2bc9a3:1");
  for (const auto* text :
       {"int x;\nint y;\n", "int x;\r\nint y;\r\n", "int x;\rint y;\r", "\tint   x ;\n  int\ty;\n"}) {
    EXPECT_THAT(line_hashes(text), expected) << text;
  }
}

TEST(LineHash, ABlankBreaksAPairOfLineBreaks) {
  EXPECT_THAT(line_hashes("a\r \nb\n"),
              ElementsAre("818c3a85b988abe4:1", "bf4c4d48992e2ca5:1", "ade70578248be16f:1", "c129715d7a2bc9a3:1"));
}

TEST(LineHash, AByteOrderMarkCounts) {
  EXPECT_THAT(line_hashes("\xef\xbb\xbfint x;\n"), ElementsAre("1eba37772d944d4a:1", "c129715d7a2bc9a3:1"));
}

TEST(LineHash, ABadByteIsAReplacementCharacter) {
  EXPECT_EQ(line_hashes("a\xff"
                        "b\n"),
            line_hashes("a\xef\xbf\xbd"
                        "b\n"));
  // A cut-off sequence is one character, an overlong one as many as it has bytes.
  EXPECT_EQ(line_hashes("a\xe2\x82"
                        "b\n"),
            line_hashes("a\xef\xbf\xbd"
                        "b\n"));
  EXPECT_EQ(line_hashes("\xc0\xaf"), line_hashes("\xef\xbf\xbd\xef\xbf\xbd"));
}

TEST(LineHash, EqualLinesAreCounted) {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += "foo();\n";
  }
  const auto hashes = line_hashes(text);
  ASSERT_EQ(hashes.size(), 61U);
  const auto first = hashes[0].substr(0, hashes[0].find(':'));
  // A window of 100 characters sees only its own kind for the first 60 - 15 lines.
  for (std::size_t i = 0; i < 45; ++i) {
    EXPECT_EQ(hashes[i], fmt::format("{}:{}", first, i + 1));
  }
  EXPECT_FALSE(hashes[46].starts_with(first));
}

/// The definition, word by word, for text in the Basic Multilingual Plane given as units.
std::vector<std::string> by_definition(const std::u16string& text) {
  std::vector<std::uint64_t> stream;
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == u' ' || text[i] == u'\t' || (text[i] == u'\n' && i > 0 && text[i - 1] == u'\r')) {
      continue;
    }
    if (stream.empty() || stream.back() == u'\n') {
      starts.push_back(stream.size());
    }
    stream.push_back(text[i] == u'\r' ? u'\n' : text[i]);
  }
  if (stream.empty() || stream.back() == u'\n') {
    starts.push_back(stream.size());
  }
  stream.push_back(65535);
  stream.resize(stream.size() + 100, 0);
  std::vector<std::string> result;
  std::map<std::uint64_t, int> seen;
  for (const auto start : starts) {
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < 100; ++i) {
      std::uint64_t power = 1;
      for (std::size_t k = 0; k < 99 - i; ++k) {
        power *= 37;
      }
      hash += stream[start + i] * power;
    }
    result.push_back(fmt::format("{:x}:{}", hash, ++seen[hash]));
  }
  return result;
}

TEST(LineHash, IsWhatTheDefinitionSays) {
  std::mt19937 random(7); // NOLINT: the same texts every time
  constexpr std::u16string_view alphabet = u"ab \t\r\n;{}x";
  for (int round = 0; round < 200; ++round) {
    std::u16string units;
    std::string bytes;
    for (auto length = random() % 400; length > 0; --length) {
      const auto unit = alphabet[random() % alphabet.size()];
      units += unit;
      bytes += static_cast<char>(unit);
    }
    ASSERT_EQ(line_hashes(bytes), by_definition(units)) << "round " << round;
  }
}

TEST(LineHash, CharactersBeyondTheBasicPlaneAreTwoUnits) {
  EXPECT_EQ(line_hashes("s = \"\xf0\x9f\x98\x80\";\n"), by_definition(u"s = \"\xd83d\xde00\";\n"));
}

} // namespace
} // namespace partywall::report
