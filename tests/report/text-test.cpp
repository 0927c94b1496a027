#include "tests/report/sample-report.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace partywall::report {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr auto path = "a.cpp";

Report report_on(const SourceRange& where, std::string message = "The key 'key' holds no tenant.") {
  auto report = clean_report();
  Finding finding;
  finding.check = "vector-post-filter";
  finding.primary = where;
  finding.message = std::move(message);
  report.results.push_back({finding, {}, {}});
  return report;
}

std::string text_of(const Report& report, const std::string& code, bool colour = false) {
  return text(report, one_file(path, code), colour);
}

TEST(Text, HasTheShapeOfACompilerMessage) {
  EXPECT_THAT(text_of(report_on({path, 2, 3, 2, 6}), "\n  get(key);\n"),
              testing::StartsWith("a.cpp:2:3: warning: The key 'key' holds no tenant [vector-post-filter]\n"
                                  "    2 | get(key);\n"
                                  "      | ^~~\n"));
}

TEST(Text, FurtherSentencesGetTheirOwnLine) {
  const auto shown =
      text_of(report_on({path, 1, 1, 1, 4}, "Key 'a. B' of v1.2 leaks e.g. here. It is shared. Mend it."), "get();\n");
  EXPECT_THAT(shown, HasSubstr("warning: Key 'a. B' of v1.2 leaks e.g. here [vector-post-filter]\n"));
  EXPECT_THAT(shown, HasSubstr("\n  It is shared. Mend it.\n"));
}

TEST(Text, UnderlinesInTerminalColumns) {
  EXPECT_THAT(text_of(report_on({path, 1, 14, 1, 17}), "s = \"\xe4\xb8\xad\xc3\xa4\"; get(k);\n"),
              HasSubstr("    1 | s = \"中ä\"; get(k);\n"
                        "      |            ^~~\n"))
      << "a Chinese character is two columns wide";
  EXPECT_THAT(text_of(report_on({path, 1, 5, 1, 8}), "a\tb\tget\n"), HasSubstr("    1 | a    b    get\n"
                                                                               "      |           ^~~\n"))
      << "tabs are shown as blanks";
}

TEST(Text, ARangeOfSeveralLinesIsUnderlinedOnItsFirst) {
  EXPECT_THAT(text_of(report_on({path, 1, 3, 2, 9}), "  get(a,\n      b);\n"), HasSubstr("    1 | get(a,\n"
                                                                                         "      | ^~~~~~\n"));
}

TEST(Text, ALongLineIsCutAroundWhatMatters) {
  const auto code = std::string(300, 'a') + " get(key) " + std::string(300, 'b');
  const auto shown = text_of(report_on({path, 1, 302, 1, 310}), code);
  EXPECT_THAT(shown, HasSubstr("…"));
  EXPECT_THAT(shown, HasSubstr(" get(key) "));
  const auto line_start = shown.find("    1 | ") + 8;
  const auto underline_start = shown.find("      | ") + 8;
  const auto mark = shown.find('^') - underline_start;
  // "…" takes three bytes and one column.
  EXPECT_EQ(shown.substr(line_start + mark + 2, 8), "get(key)");
  EXPECT_LT(shown.find('\n', line_start) - line_start, 130U);
}

TEST(Text, PlacesWithoutSourceStandAlone) {
  const auto shown = text(report_on({path, 7, 3, 7, 6}), [](const std::string&) { return std::nullopt; }, false);
  EXPECT_THAT(shown, testing::StartsWith("a.cpp:7:3: warning: The key 'key' holds no tenant [vector-post-filter]\n\n"));
  EXPECT_THAT(text_of(report_on({path, 7, 3, 7, 6}), "too short\n"), Not(HasSubstr(" | ")));
}

Report with_steps(std::size_t count, std::vector<std::size_t> keys = {}) {
  auto report = report_on({path, 1, 1, 1, 4});
  for (std::size_t i = 1; i <= count; ++i) {
    report.results[0].finding.path.push_back(
        {.where = {path, 1, 1, 1, 2}, .text = fmt::format("Step {}.", i), .function = {}});
  }
  for (const auto key : keys) {
    report.results[0].finding.path[key - 1].is_key = true;
  }
  return report;
}

TEST(Text, EightStepsAreShown) {
  const auto shown = text_of(with_steps(8), "get();\n");
  for (int i = 1; i <= 8; ++i) {
    EXPECT_THAT(shown, HasSubstr(fmt::format("   {}. a.cpp:1:1: Step {}.\n", i, i)));
  }
  EXPECT_THAT(shown, Not(HasSubstr("more step")));
}

TEST(Text, ALongWayIsElidedButNotItsKeySteps) {
  const auto shown = text_of(with_steps(12, {6}), "get();\n");
  for (const int i : {1, 2, 6, 11, 12}) {
    EXPECT_THAT(shown, HasSubstr(fmt::format("{:>2}. a.cpp:1:1: Step {}.\n", i, i)));
  }
  EXPECT_THAT(shown, HasSubstr("      … 3 more steps\n"));
  EXPECT_THAT(shown, HasSubstr("      … 4 more steps\n"));
  EXPECT_THAT(shown, Not(HasSubstr("Step 4.")));
}

TEST(Text, ASingleStepIsNeverHidden) {
  EXPECT_THAT(text_of(with_steps(9, {4, 6}), "get();\n"), Not(HasSubstr("more step")));
}

TEST(Text, ColoursOnlyWhenAsked) {
  EXPECT_THAT(text_of(with_steps(12), "get();\n", false), Not(HasSubstr("\x1b")));
  EXPECT_THAT(text_of(with_steps(12), "get();\n", true), HasSubstr("\x1b[1;35mwarning:\x1b[0m"));
}

TEST(Text, TheSourceCannotSpeakToTheTerminal) {
  const auto shown = text_of(report_on({path, 1, 1, 1, 2}, "Name 'a\x1b[2J'."), "x \x1b[31m\x07 y\n");
  EXPECT_THAT(shown, Not(HasSubstr("\x1b")));
  EXPECT_THAT(shown, Not(HasSubstr("\x07")));
}

TEST(Text, SaysWhatIsAssumed) {
  auto report = report_on({path, 1, 1, 1, 4});
  EXPECT_THAT(text_of(report, "get();\n"), Not(HasSubstr("assumed")));
  report.results[0].finding.is_assumed = true;
  EXPECT_THAT(text_of(report, "get();\n"), HasSubstr("  assumed: "));
}

TEST(Text, AFixIsShownAsLines) {
  auto report = report_on({path, 2, 1, 2, 4});
  report.results[0].finding.fixes = {
      {.description = "Check first.",
       .replacements = {{{path, 2, 3, 2, 3}, "check(t);\n  "}, {{path, 3, 7, 3, 8}, "t, k"}}}};
  EXPECT_THAT(text_of(report, "f() {\n  g();\n  get(k);\n}\n"), HasSubstr("  suggestion: Check first\n"
                                                                          "    a.cpp:2:\n"
                                                                          "    +   check(t);\n"
                                                                          "    a.cpp:3:\n"
                                                                          "    -   get(k);\n"
                                                                          "    +   get(t, k);\n"));
}

TEST(Text, AFixThatCannotBeShownKeepsItsDescription) {
  auto report = report_on({path, 1, 1, 1, 4});
  report.results[0].finding.fixes = {
      {.description = "Overlapping", .replacements = {{{path, 1, 1, 1, 4}, "a"}, {{path, 1, 2, 1, 3}, "b"}}},
      {.description = "Elsewhere", .replacements = {{{"gone.cpp", 1, 1, 1, 4}, "a"}}}};
  const auto shown = text_of(report, "get();\n");
  EXPECT_THAT(shown, HasSubstr("  suggestion: Overlapping\n  suggestion: Elsewhere\n"));
  EXPECT_THAT(shown, Not(HasSubstr("    + ")));
}

TEST(Text, SuppressedAndFixedFindingsAreOnlyCounted) {
  auto report = report_on({path, 1, 1, 1, 4});
  report.results.resize(3, report.results[0]);
  report.results[0].suppression = Suppression{"fine", {path, 1, 1, 1, 2}};
  report.results[1].baseline_state = "absent";
  report.results[2].baseline_state = "new";
  const auto shown = text_of(report, "get();\n");
  EXPECT_EQ(shown.find("[vector-post-filter]"), shown.rfind("[vector-post-filter]"));
  EXPECT_THAT(shown, HasSubstr("\n1 finding suppressed by comments in the source.\n"));
  EXPECT_THAT(shown, HasSubstr("partywall: 1 warning, 1 suppressed, 1 fixed since the baseline · "));
}

TEST(Text, APlaceIsToldOnce) {
  auto report = report_on({path, 1, 1, 1, 4});
  auto& finding = report.results[0].finding;
  finding.path = {{.where = {path, 2, 1, 2, 4}, .text = "step", .function = {}}};
  finding.related = {{.where = {path, 2, 1, 2, 4}, .text = "again", .function = {}},
                     {.where = {path, 1, 1, 1, 4}, .text = "myself", .function = {}}};
  EXPECT_THAT(text_of(report, "get();\nput();\n"), Not(HasSubstr("see also")));
  finding.related.push_back({.where = {path, 2, 2, 2, 4}, .text = "other", .function = {}});
  EXPECT_THAT(text_of(report, "get();\nput();\n"), HasSubstr("  see also:\n    - a.cpp:2:2: other\n"));
}

TEST(Text, ProblemsOfAWholeFileFollowThoseOfItsLines) {
  auto report = clean_report();
  report.coverage.problems = {{Level::error, "and 3 more errors", {.path = path}},
                              {Level::error, "no such type", {path, 2, 1, 2, 4}},
                              {Level::error, "no such file", {path, 1, 1, 1, 4}}};
  EXPECT_THAT(text_of(report, "x;\ny;\n"), HasSubstr("a.cpp:1:1: error: no such file\n"
                                                     "    1 | x;\n"
                                                     "      | ^~\n"
                                                     "a.cpp:2:1: error: no such type\n"
                                                     "    2 | y;\n"
                                                     "      | ^~\n"
                                                     "a.cpp: error: and 3 more errors\n"));
}

TEST(Text, NoIdentityIsNotAllClear) {
  auto report = clean_report();
  report.coverage.found_identity = false;
  EXPECT_THAT(text_of(report, ""), HasSubstr("partywall: warning: no tenant identity was found in the program"));
  EXPECT_THAT(text_of(report, ""), HasSubstr(".partywall.yaml"));
}

TEST(Text, EndsWithTheSummary) {
  const auto report = sample_report();
  EXPECT_THAT(text(report, sample_sources(), false), testing::EndsWith(summary_line(report) + "\n"));
}

TEST(Summary, CountsWhatIsThere) {
  EXPECT_EQ(summary_line(sample_report()), "partywall: 3 errors, 1 warning · 14 files analysed, 1 failed, 2 skipped · "
                                           "23 hops: 15 scoped, 4 leaking, 3 neutral, 1 open");
  Report one;
  one.coverage.files_analysed = 1;
  one.coverage.hops_scoped = 1;
  EXPECT_EQ(
      summary_line(one),
      "partywall: no findings · 1 file analysed, 0 failed, 0 skipped · 1 hop: 1 scoped, 0 leaking, 0 neutral, 0 open");
}

} // namespace
} // namespace partywall::report
