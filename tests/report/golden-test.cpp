// Whole reports against files that a reviewer can read. PARTYWALL_BLESS=1 rewrites them.

#include "tests/report/sample-report.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace partywall::report {
namespace {

std::string golden_path(const std::string& name) { return PARTYWALL_SOURCE_DIR "/testdata/report/golden/" + name; }

void expect_golden(const std::string& name, const std::string& actual) {
  if (std::getenv("PARTYWALL_BLESS") != nullptr) {
    std::ofstream(golden_path(name), std::ios::binary) << actual;
  }
  std::ifstream in(golden_path(name), std::ios::binary);
  ASSERT_TRUE(in) << golden_path(name) << " is missing; run with PARTYWALL_BLESS=1";
  const std::string expected(std::istreambuf_iterator<char>(in), {});
  EXPECT_EQ(expected, actual) << "if this is meant, run again with PARTYWALL_BLESS=1";
}

Report suppressed_report() {
  auto report = sample_report();
  apply_suppressions(report, sample_sources());
  return report;
}

TEST(Golden, TextOfFindings) { expect_golden("leaks.txt", text(suppressed_report(), sample_sources(), false)); }
TEST(Golden, TextInColour) { expect_golden("leaks-colour.txt", text(suppressed_report(), sample_sources(), true)); }
TEST(Golden, TextOfNothing) { expect_golden("clean.txt", text(clean_report(), sample_sources(), false)); }
TEST(Golden, SarifOfFindings) { expect_golden("leaks.sarif", sarif(sample_report(), sample_sources())); }
TEST(Golden, SarifWithSuppression) { expect_golden("suppressed.sarif", sarif(suppressed_report(), sample_sources())); }
TEST(Golden, SarifOfNothing) { expect_golden("clean.sarif", sarif(clean_report(), sample_sources())); }
TEST(Golden, Json) { expect_golden("leaks.json", json(suppressed_report(), sample_sources())); }

TEST(Golden, TenRunsOneAnswer) {
  const auto first = sarif(suppressed_report(), sample_sources());
  for (int run = 0; run < 10; ++run) {
    EXPECT_EQ(first, sarif(suppressed_report(), sample_sources()));
  }
}

} // namespace
} // namespace partywall::report
