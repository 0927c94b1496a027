// A report must come out whatever stands in the audited files, and wherever the analysis thinks it stands: files
// change between analysis and report.

#include "tests/report/consumers.h"
#include "tests/report/sample-report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace partywall::report {
namespace {

constexpr auto path = "src/a.cpp";

class Source {
public:
  explicit Source(unsigned seed) : random_(seed) {}

  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

  std::string text(std::uint32_t longest) {
    static const std::vector<std::string> pieces = {
        "a",      " ",       "\t",         "\n",
        "\r",     "\r\n",    "\"",         "'",
        "//",     "/*",      "*/",         "R\"x(",
        ")x\"",   "\\",      "{0}",        "](",
        "[",      "\xff",    "\xe2\x82",   "\u00e4",
        "\u4e2d", "\x1b[0m", "\u202e",     "ignore",
        "1'0",    ". ",      "\U0001f600", "// partywall: ignore(cache-key-missing-tenant): why\n"};
    std::string result;
    for (auto count = below(longest); count > 0; --count) {
      result += pieces[below(static_cast<std::uint32_t>(pieces.size()))];
    }
    return result;
  }

  SourceRange range() {
    const SourceRange first{path, below(12), below(30), below(12), below(30)};
    return below(8) == 0 ? SourceRange{.path = path} : first;
  }

  Remark remark() { return {range(), text(8), text(4), below(4) == 0, below(4)}; }

  Finding finding() {
    Finding result;
    result.check = "cache-key-missing-tenant";
    result.level = Level::error;
    result.primary = range();
    result.message = text(12);
    result.function = text(3);
    result.subject = text(2);
    for (auto count = below(14); count > 0; --count) {
      result.path.push_back(remark());
      result.related.push_back(remark());
    }
    result.fixes = {{text(3), {{range(), text(4)}, {range(), text(4)}}}};
    return result;
  }

private:
  std::mt19937 random_;
};

TEST(Robustness, AnyTextAnyPlace) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    Source source(seed);
    const auto sources = one_file(path, source.text(60));
    auto report = clean_report();
    for (int i = 0; i < 3; ++i) {
      report.results.push_back({source.finding(), {}, {}});
    }
    apply_suppressions(report, sources);
    EXPECT_THAT(text(report, sources, false), testing::EndsWith("open\n"));
    EXPECT_THAT(text(report, sources, false), testing::Not(testing::HasSubstr("\x1b")));
    EXPECT_THAT(consumer_complaints(nlohmann::json::parse(sarif(report, sources))), testing::IsEmpty());
    EXPECT_EQ(nlohmann::json::parse(json(report, sources)).at("findings").size(), 3U);
  }
}

} // namespace
} // namespace partywall::report
