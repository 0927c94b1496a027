#include "checks/precedence.h"

#include "checks/all-checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace partywall {
namespace {

using testing::ElementsAre;

SourceRange line(std::uint32_t number) { return {"agent.cpp", number, 3, number, 20}; }

Finding finding(const std::string& check, std::uint32_t at, const std::vector<std::uint32_t>& related = {}) {
  Finding made;
  made.check = check;
  made.primary = line(at);
  for (const std::uint32_t other : related)
    made.related.push_back({line(other), "here too", "answer", false, 1});
  return made;
}

std::vector<std::string> told(std::vector<Finding> findings) {
  std::vector<std::string> lines;
  for (const Finding& each : one_for_each_cause(std::move(findings)))
    lines.push_back(each.check + ":" + std::to_string(each.primary.line));
  return lines;
}

TEST(Precedence, UnitesOnePlaceAndCheck) {
  const auto kept = one_for_each_cause(
      {finding("quota-limit-shared", 4, {5}), finding("quota-limit-shared", 4, {6}), finding("quota-limit-shared", 9)});
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[0].related.size(), 2U);
}

TEST(Precedence, TellsTheRootOfTwoAtOnePlace) {
  EXPECT_THAT(told({finding("cache-key-missing-tenant", 4), finding("cache-key-conditional-tenant", 4)}),
              ElementsAre("cache-key-conditional-tenant:4"));
}

TEST(Precedence, TellsTheSourceAndNotTheHopsItReaches) {
  EXPECT_THAT(told({finding("tool-tenant-from-context", 2, {7, 8}), finding("cache-key-tenant-from-context", 7),
                    finding("tool-unscoped-access", 8), finding("tool-unscoped-access", 12)}),
              ElementsAre("tool-tenant-from-context:2", "cache-key-tenant-from-context:7", "tool-unscoped-access:12"));
}

TEST(Precedence, FollowsAChainToItsRoot) {
  const auto kept = one_for_each_cause({finding("tool-credential-unverified", 1, {5}),
                                        finding("tool-tenant-from-context", 5, {9}), finding("cache-key-missing-tenant", 9)});
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].check, "tool-credential-unverified");
  EXPECT_EQ(kept[0].related.size(), 2U);
}

TEST(Precedence, KeepsTwoTroublesAtOnePlace) {
  EXPECT_THAT(told({finding("vector-post-filter", 4), finding("vector-egress-before-filter", 4),
                    finding("tool-tenant-in-schema", 8), finding("tool-tenant-from-context", 8)}),
              ElementsAre("vector-egress-before-filter:4", "vector-post-filter:4", "tool-tenant-from-context:8",
                          "tool-tenant-in-schema:8"));
}

} // namespace
} // namespace partywall
