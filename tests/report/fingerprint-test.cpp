#include "tests/report/sample-report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace partywall::report {
namespace {

Report one_finding() {
  auto report = sample_report();
  report.results.resize(1);
  return report;
}

std::string identity(const Report& report) { return fingerprints(report).at(0); }

TEST(Fingerprint, StaysWhenCodeMoves) {
  auto report = one_finding();
  const auto before = identity(report);
  report.results[0].finding.primary.line += 40;
  report.results[0].finding.primary.end_line += 40;
  report.results[0].finding.primary.column = 1;
  report.results[0].finding.message = "Said in other words.";
  report.results[0].finding.path.clear();
  EXPECT_EQ(before, identity(report));
}

TEST(Fingerprint, ChangesWithWhatTheFindingIsAbout) {
  const auto before = identity(one_finding());
  auto change = [&](auto edit) {
    auto report = one_finding();
    edit(report.results[0].finding);
    return identity(report);
  };
  std::set<std::string> all{before};
  all.insert(change([](Finding& f) { f.check = "cache-semantic-unscoped"; }));
  all.insert(change([](Finding& f) { f.primary.path = "src/other.cpp"; }));
  all.insert(change([](Finding& f) { f.function = "agent::other"; }));
  all.insert(change([](Finding& f) { f.subject = "another cache"; }));
  all.insert(change([](Finding& f) { f.subject = f.function + f.subject, f.function.clear(); }));
  EXPECT_EQ(all.size(), 6U);
}

TEST(Fingerprint, EqualFindingsAreCounted) {
  auto report = one_finding();
  report.results.resize(3, report.results[0]);
  const auto all = fingerprints(report);
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), 3U);
  EXPECT_EQ(all[0], identity(one_finding())) << "a second one does not rename the first";
}

TEST(Fingerprint, TwoFindingsOnOneLineDiffer) {
  auto report = one_finding();
  report.results.push_back(report.results[0]);
  report.results[1].finding.primary.column += 3;
  report.results[1].finding.subject = "the other cache";
  EXPECT_NE(fingerprints(report)[0], fingerprints(report)[1]);
}

TEST(Fingerprint, IsHexOfOneLength) {
  EXPECT_THAT(fingerprints(sample_report()), testing::Each(testing::MatchesRegex("[0-9a-f]{32}")));
}

} // namespace
} // namespace partywall::report
