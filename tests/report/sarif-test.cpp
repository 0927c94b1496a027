// Single promises of the SARIF report. The whole of it is in the golden files.

#include "tests/report/sample-report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace partywall::report {
namespace {

using nlohmann::json;

json run_of(const Report& report, const SourceReader& sources = sample_sources()) {
  return json::parse(sarif(report, sources)).at("runs").at(0);
}

/// The result of a report with one finding, after `edit`.
template <typename Edit> json result_of(Edit edit, const SourceReader& sources = sample_sources()) {
  auto report = sample_report();
  report.results.resize(1);
  edit(report.results[0].finding);
  return run_of(report, sources).at("results").at(0);
}

json primary_region(const json& result) { return result.at("locations").at(0).at("physicalLocation").at("region"); }

TEST(Sarif, ResultsComeBySeverityThenPlace) {
  const auto run = run_of(sample_report());
  std::vector<std::string> order;
  for (const auto& result : run.at("results")) {
    order.push_back(result.at("ruleId").get<std::string>() + ":" + primary_region(result).at("startLine").dump());
  }
  EXPECT_THAT(order, testing::ElementsAre("tool-tenant-from-context:8", "tool-tenant-from-context:12",
                                          "cache-key-missing-tenant:24", "vector-post-filter:7"));
}

TEST(Sarif, ColumnsAreUtf16) {
  const auto run = run_of(sample_report());
  const auto region = primary_region(run.at("results").at(3));
  // The line holds ö, ß and ä of two bytes and one unit each, and a sign of four bytes and two units.
  EXPECT_EQ(region.at("startColumn"), 58);
  EXPECT_EQ(region.at("endColumn"), 91);
  EXPECT_EQ(region.at("snippet").at("text"), "index.search(embed(question), 20)");
}

TEST(Sarif, PathsArePercentEncoded) {
  const auto run = run_of(sample_report());
  const auto& place = run.at("results").at(3).at("locations").at(0).at("physicalLocation").at("artifactLocation");
  EXPECT_EQ(place.at("uri"), "src/find%20notes.cpp");
  EXPECT_EQ(place.at("uriBaseId"), "%SRCROOT%");
  const auto result = result_of([](Finding& finding) { finding.primary.path = "a:b/#ä%.cpp"; });
  EXPECT_EQ(result.at("locations").at(0).at("physicalLocation").at("artifactLocation").at("uri"),
            "a%3Ab/%23%C3%A4%25.cpp");
}

TEST(Sarif, AssumedFindingsRankLower) {
  EXPECT_EQ(result_of([](Finding&) {}).at("rank"), 86.0);
  const auto assumed = result_of([](Finding& finding) { finding.is_assumed = true; });
  EXPECT_EQ(assumed.at("rank"), 64.5);
  EXPECT_THAT(assumed.at("message").at("text").get<std::string>(), testing::HasSubstr("assumed"));
}

TEST(Sarif, AnalysisTargetOnlyWhereItSaysSomething) {
  const auto target = [](const char* through) {
    return result_of([&](Finding& finding) { finding.analysed_through = through; });
  };
  EXPECT_FALSE(target("").contains("analysisTarget"));
  EXPECT_FALSE(target("src/chat.cpp").contains("analysisTarget"));
  EXPECT_EQ(target("src/main.cpp").at("analysisTarget").at("uri"), "src/main.cpp");
}

TEST(Sarif, KeyStepsAreRelatedPlacesToo) {
  const auto result = result_of([](Finding&) {});
  std::vector<std::string> messages;
  for (const auto& related : result.at("relatedLocations")) {
    EXPECT_EQ(related.at("id"), messages.size() + 1);
    messages.push_back(related.at("message").at("text"));
  }
  EXPECT_THAT(messages, testing::ElementsAre("The answer is stored under the same key.",
                                             "It stays here for as long as the process runs.",
                                             "The prompt comes with the request.",
                                             "The key is made of the literal 'answer:' and the prompt; no tenant."));
}

TEST(Sarif, AFlowKeepsItsEnds) {
  const auto result = result_of([](Finding& finding) {
    finding.path.assign(250, finding.path[0]);
    for (std::size_t i = 0; i < finding.path.size(); ++i) {
      finding.path[i].text = "Step " + std::to_string(i);
    }
  });
  const auto& flow = result.at("codeFlows").at(0);
  const auto& steps = flow.at("threadFlows").at(0).at("locations");
  ASSERT_EQ(steps.size(), 100U);
  EXPECT_EQ(steps.front().at("location").at("message").at("text"), "Step 0.");
  EXPECT_EQ(steps.back().at("location").at("message").at("text"), "Step 249.");
  EXPECT_EQ(flow.at("message").at("text"), "150 of 250 steps are not shown.");
}

TEST(Sarif, WithoutAWayThereIsNoFlow) {
  EXPECT_FALSE(result_of([](Finding& finding) { finding.path.clear(); }).contains("codeFlows"));
}

json replacement_of(const Replacement& replacement, const std::string& code) {
  const auto result = result_of(
      [&](Finding& finding) {
        finding.primary = {"f.cpp", 1, 1, 1, 2};
        finding.fixes = {{.description = "Fix", .replacements = {replacement}}};
      },
      one_file("f.cpp", code));
  return result.at("fixes").at(0).at("artifactChanges").at(0).at("replacements").at(0);
}

TEST(Sarif, InsertionsStandBehindTheIndentation) {
  const auto moved = replacement_of({{"f.cpp", 1, 1, 1, 1}, "  check();\n"}, "  get();\n");
  EXPECT_EQ(moved.at("deletedRegion").at("startColumn"), 3);
  EXPECT_EQ(moved.at("deletedRegion").at("endColumn"), 3);
  EXPECT_EQ(moved.at("insertedContent").at("text"), "check();\n  ");
  const auto kept = replacement_of({{"f.cpp", 1, 1, 1, 1}, "check();\n"}, "  get();\n");
  EXPECT_EQ(kept.at("deletedRegion").at("startColumn"), 1) << "cannot be said otherwise";
}

TEST(Sarif, AReplacementKeepsAllItsLines) {
  const auto region = replacement_of({{"f.cpp", 1, 5, 2, 4}, ""}, "get(a,\n  b);\n").at("deletedRegion");
  EXPECT_EQ(region, (json{{"startLine", 1}, {"startColumn", 5}, {"endLine", 2}, {"endColumn", 4}}));
}

TEST(Sarif, ProblemsAreNotifications) {
  const auto run = run_of(sample_report());
  const auto& notifications = run.at("invocations").at(0).at("toolExecutionNotifications");
  ASSERT_EQ(notifications.size(), 3U);
  EXPECT_EQ(notifications[0].at("message").at("text"), "'legacy/model.h' file not found.");
  EXPECT_EQ(notifications[0].at("locations").at(0).at("physicalLocation").at("region").at("startLine"), 3);
  EXPECT_EQ(notifications[1].at("descriptor").at("id"), "analysis-incomplete");
  EXPECT_EQ(notifications[2].at("message").at("text"), "1 of 23 hops could not be decided.");
  EXPECT_EQ(notifications[2].at("level"), "note");
}

TEST(Sarif, SuppressionsAndBaselinesAreAllOrNone) {
  const auto plain = run_of(sample_report());
  for (const auto& result : plain.at("results")) {
    EXPECT_FALSE(result.contains("suppressions") || result.contains("baselineState"));
  }
  auto report = sample_report();
  report.results[0].suppression = Suppression{"public", {"src/chat.cpp", 20, 1, 20, 9}};
  report.results[1].baseline_state = "unchanged";
  std::size_t suppressed = 0;
  const auto run = run_of(report);
  for (const auto& result : run.at("results")) {
    suppressed += result.at("suppressions").size();
    EXPECT_TRUE(result.contains("baselineState"));
  }
  EXPECT_EQ(suppressed, 1U);
  const auto& suppression = run.at("results").at(2).at("suppressions").at(0);
  EXPECT_EQ(suppression.at("kind"), "inSource");
  EXPECT_EQ(suppression.at("justification"), "public");
}

TEST(Sarif, TooManyResultsAreCutAndSaid) {
  auto report = clean_report();
  report.rules.resize(1);
  Finding finding;
  finding.check = report.rules[0].id;
  finding.level = report.rules[0].level;
  finding.message = "The key 'k' holds no tenant.";
  finding.primary = {"f.cpp", 1, 1, 1, 2};
  report.results.assign(25'002, {finding, {}, {}});
  const auto run = run_of(report, [](const std::string&) { return std::nullopt; });
  EXPECT_EQ(run.at("results").size(), 25'000U);
  EXPECT_EQ(run.at("invocations").at(0).at("toolExecutionNotifications").at(0).at("message").at("text"),
            "2 further findings were left out.");
}

TEST(Json, HoldsWhatTheReportHolds) {
  const auto report = sample_report();
  const auto log = json::parse(report::json(report, sample_sources()));
  EXPECT_EQ(log.at("version"), 1);
  ASSERT_EQ(log.at("findings").size(), report.results.size());
  const auto& finding = log.at("findings").at(0);
  EXPECT_EQ(finding.at("fingerprint"), fingerprints(report).at(0));
  EXPECT_EQ(finding.at("witness").size(), report.results[0].finding.path.size());
  EXPECT_EQ(finding.at("source"), "  if (auto hit = answers.find(key)) {");
  EXPECT_EQ(finding.at("suppression"), nullptr);
  EXPECT_EQ(log.at("coverage").at("hops").at("found"), 23);
  EXPECT_EQ(log.at("coverage").at("problems").size(), 2U);
  EXPECT_EQ(log.at("checks").size(), 3U);
}

} // namespace
} // namespace partywall::report
