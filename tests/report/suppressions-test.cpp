#include "tests/report/sample-report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace partywall::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto path = "src/a.cpp";

/// A report with one finding of 'cache-key-missing-tenant' on the line of `code` that holds "get(", after
/// suppressions have been applied.
Report audited(const std::string& code, const std::string& check = "cache-key-missing-tenant") {
  auto report = clean_report();
  Finding finding;
  finding.check = check;
  const auto before = code.substr(0, code.find("get("));
  const auto line = static_cast<std::uint32_t>(std::ranges::count(before, '\n')) + 1;
  finding.primary = {path, line, 1, line, 2};
  report.results.push_back({finding, {}, {}});
  apply_suppressions(report, one_file(path, code));
  return report;
}

std::optional<std::string> reason(const Report& report) {
  const auto& suppression = report.results.at(0).suppression;
  return suppression ? std::optional(suppression->justification) : std::nullopt;
}

std::vector<std::string> problems(const Report& report) {
  std::vector<std::string> result;
  for (const auto& problem : report.coverage.problems) {
    EXPECT_EQ(problem.level, Level::warning);
    EXPECT_EQ(problem.where.path, path);
    result.push_back(problem.message);
  }
  return result;
}

TEST(Suppressions, OnTheLine) {
  const auto report = audited("x = get(k);  // partywall: ignore(cache-key-missing-tenant): public data\n");
  EXPECT_EQ(reason(report), "public data");
  EXPECT_EQ(report.results[0].suppression->where, (SourceRange{path, 1, 14, 1, 73}));
  EXPECT_THAT(problems(report), IsEmpty());
}

TEST(Suppressions, OnTheLineAbove) {
  EXPECT_EQ(reason(audited("  // partywall: ignore(cache-key-missing-tenant): public\n  x = get(k);\n")), "public");
}

TEST(Suppressions, InTheFormOfC) {
  EXPECT_EQ(reason(audited("/* partywall: ignore(cache-key-missing-tenant): public */ x = get(k);\n")), "public");
  EXPECT_EQ(reason(audited("/* partywall: ignore(cache-key-missing-tenant):\n   public\n   data */\nx = get(k);\n")),
            "public data");
}

TEST(Suppressions, SpacingIsFree) {
  EXPECT_EQ(reason(audited("//partywall:ignore( cache-key-missing-tenant ,vector-post-filter ) :  a  b \nget(k);\n")),
            "a b");
}

TEST(Suppressions, ThroughOtherCommentsButNotThroughCodeOrGaps) {
  const std::string comment = "// partywall: ignore(cache-key-missing-tenant): public\n";
  EXPECT_EQ(reason(audited(comment + "// and more words\nget(k);\n")), "public");
  EXPECT_EQ(reason(audited(comment + "\nget(k);\n")), std::nullopt);
  EXPECT_EQ(reason(audited(comment + "other();\nget(k);\n")), std::nullopt);
  EXPECT_EQ(reason(audited("get(k);\n" + comment)), std::nullopt) << "the line below";
}

TEST(Suppressions, BehindCodeSpeaksForItsOwnLineOnly) {
  const auto report = audited("other();  // partywall: ignore(cache-key-missing-tenant): public\nget(k);\n");
  EXPECT_EQ(reason(report), std::nullopt);
  EXPECT_THAT(problems(report), ElementsAre(HasSubstr("suppresses nothing")));
}

TEST(Suppressions, SeveralIdsAndSeveralComments) {
  auto report = audited("// partywall: ignore(vector-post-filter, cache-key-missing-tenant): both\n"
                        "// partywall: ignore(tool-tenant-from-context): third\nget(k);\n");
  EXPECT_EQ(reason(report), "both");
  EXPECT_THAT(problems(report), ElementsAre(HasSubstr("'vector-post-filter' suppresses nothing"),
                                            HasSubstr("'tool-tenant-from-context' suppresses nothing")));
}

TEST(Suppressions, OneCommentForTwoFindings) {
  const std::string code = "// partywall: ignore(cache-key-missing-tenant): public\nget(k);\n";
  auto report = audited(code);
  report.results[0].suppression.reset();
  report.results.push_back(report.results[0]);
  apply_suppressions(report, one_file(path, code));
  EXPECT_TRUE(report.results[0].suppression && report.results[1].suppression);
}

TEST(Suppressions, OfAnotherCheckDoNothing) {
  const auto report = audited("get(k);  // partywall: ignore(vector-post-filter): public\n");
  EXPECT_EQ(reason(report), std::nullopt);
  EXPECT_THAT(problems(report),
              ElementsAre("the suppression of 'vector-post-filter' suppresses nothing here: remove it"));
}

TEST(Suppressions, NeedAReason) {
  for (const auto* end : {"", ":", ":   "}) {
    const auto report = audited("get(k);  // partywall: ignore(cache-key-missing-tenant)" + std::string(end) + "\n");
    EXPECT_EQ(reason(report), std::nullopt) << end;
    EXPECT_THAT(problems(report), ElementsAre(HasSubstr("gives no reason"))) << end;
  }
}

TEST(Suppressions, OfUnknownChecksGetASuggestion) {
  EXPECT_THAT(
      problems(audited("get(k);  // partywall: ignore(cache-key-mising-tenant): x\n")),
      ElementsAre(
          "unknown check 'cache-key-mising-tenant' in a suppression; did you mean 'cache-key-missing-tenant'?"));
  EXPECT_THAT(problems(audited("get(k);  // partywall: ignore(TNT1): x\n")),
              ElementsAre("unknown check 'TNT1' in a suppression"));
}

TEST(Suppressions, OfChecksThatAreOffAreNoMistake) {
  auto report = audited("get(k);\n");
  report.checks_off = {"quota-limit-shared"};
  apply_suppressions(report, one_file(path, "get(k);  // partywall: ignore(quota-limit-shared): x\n"));
  EXPECT_THAT(problems(report), IsEmpty());
}

TEST(Suppressions, ThatCannotBeReadAreSaid) {
  for (const auto* comment :
       {"partywall: ignore", "partywall: ignore()", "partywall: ignore cache-key-missing-tenant: x",
        "partywall: ignroe(cache-key-missing-tenant): x", "partywall: ignore(cache-key: x",
        "partywall: ignore( , ): x"}) {
    EXPECT_THAT(problems(audited("get(k);  // " + std::string(comment) + "\n")), ElementsAre(HasSubstr("does nothing")))
        << comment;
  }
}

TEST(Suppressions, OtherCommentsAreNotOurs) {
  for (const auto* comment : {"partywall is a tool", "partywall::scoped(x)", "see partywall: ignore(x): y", "NOLINT"}) {
    EXPECT_THAT(problems(audited("get(k);  // " + std::string(comment) + "\n")), IsEmpty()) << comment;
  }
}

TEST(Suppressions, TextInStringsIsNoComment) {
  const auto report = audited("auto s = \"// partywall: ignore(cache-key-missing-tenant): x\"; get(k);\n"
                              "auto r = R\"(\n// partywall: ignore(nonsense): x\n)\";\n");
  EXPECT_EQ(reason(report), std::nullopt);
  EXPECT_THAT(problems(report), IsEmpty());
}

TEST(Suppressions, LeaveFilesWithoutFindingsAlone) {
  auto report = clean_report();
  apply_suppressions(report, [](const std::string& read) -> std::optional<std::string> {
    ADD_FAILURE() << "read " << read;
    return std::nullopt;
  });
  EXPECT_THAT(report.coverage.problems, IsEmpty());
}

TEST(Suppressions, AFileThatCannotBeReadSuppressesNothing) {
  auto report = sample_report();
  apply_suppressions(report, [](const std::string&) { return std::nullopt; });
  for (const auto& result : report.results) {
    EXPECT_FALSE(result.suppression);
  }
}

TEST(Suppressions, ALineTheFileDoesNotHave) {
  auto report = audited("get(k);  // partywall: ignore(cache-key-missing-tenant): x");
  EXPECT_EQ(reason(report), "x") << "no line break at the end of the file";
}

} // namespace
} // namespace partywall::report
