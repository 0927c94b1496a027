/// One name everywhere: a check's id is its code, its page and its fixtures.
#include "checks/all-checks.h"
#include "tests/support/audit-page.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

namespace partywall::support {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const CheckInfo* info_of(const std::string& id) {
  for (const Check& check : all_checks())
    if (check.info.id == id)
      return &check.info;
  return nullptr;
}

std::string page_of(const CheckInfo& info) {
  const fs::path page = source_root() / "docs/checks" / info.surface / (info.id + ".md");
  return fs::exists(page) ? read_text(page) : std::string{};
}

TEST(Catalogue, IsNotEmpty) { EXPECT_FALSE(all_checks().empty()); }

TEST(Catalogue, NamesAreIdsOfTheirSurface) {
  for (const auto& [info, run] : all_checks()) {
    EXPECT_TRUE(info.id.starts_with(info.surface + "-")) << info.id;
    std::string spelled = info.id;
    std::erase(spelled, '-');
    std::string lowered = info.name;
    std::ranges::transform(lowered, lowered.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    EXPECT_EQ(lowered, spelled) << "the name of a check is its id in PascalCase";
    EXPECT_NE(run, nullptr) << info.id;
  }
}

TEST(Catalogue, EveryCheckHasItsCode) {
  for (const auto& [info, run] : all_checks())
    EXPECT_TRUE(fs::exists(source_root() / "checks" / info.surface / (info.id + ".cpp"))) << info.id;
}

TEST(Catalogue, EveryCheckHasItsFixtures) {
  for (const auto& [info, run] : all_checks())
    for (const char* page : {"flags.cpp", "passes.cpp", "cross-tu.cpp"})
      EXPECT_TRUE(fs::exists(source_root() / "testdata/checks" / info.surface / info.id / page))
          << info.id << ": no " << page;
}

TEST(Catalogue, EveryCheckHasItsPage) {
  for (const auto& [info, run] : all_checks()) {
    const std::string page = page_of(info);
    EXPECT_THAT(page, testing::StartsWith("# " + info.id + "\n")) << info.id;
    for (const char* part : {"Why it leaks", "Example", "The fix", "What it does not see", "Level and tags"})
      EXPECT_THAT(page, HasSubstr(fmt::format("\n## {}\n", part))) << info.id;
  }
}

/// What a page says about level and tags is what the check says.
TEST(Catalogue, PagesAgreeWithTheirChecks) {
  static constexpr const char* level_names[] = {"note", "warning", "error"};
  for (const auto& [info, run] : all_checks()) {
    const std::string page = page_of(info);
    EXPECT_THAT(page, HasSubstr(fmt::format("- Level: {}\n", level_names[static_cast<int>(info.level)]))) << info.id;
    for (const int cwe : info.cwe)
      EXPECT_THAT(page, HasSubstr(fmt::format("CWE-{}", cwe))) << info.id;
    for (const std::string& tag : info.owasp)
      EXPECT_THAT(page, HasSubstr(tag)) << info.id;
  }
}

TEST(Catalogue, EveryPageBelongsToACheck) {
  for (const fs::path& page : files_below(source_root() / "docs/checks", ".md")) {
    const CheckInfo* info = info_of(page.stem().string());
    ASSERT_NE(info, nullptr) << display(page) << " describes no check";
    EXPECT_EQ(page.parent_path().filename(), info->surface) << display(page);
  }
}

/// Fixtures may be there before their check; they are named here so that nobody takes them for tests.
TEST(Catalogue, FixturesBelongToChecks) {
  for (const fs::path& page : files_below(source_root() / "testdata/checks", ".cpp")) {
    const fs::path folder = page.parent_path();
    const std::string id = folder.filename().string();
    const std::string surface = folder.parent_path().filename().string();
    EXPECT_TRUE(id.starts_with(surface + "-")) << display(page) << " stands in the wrong folder";
    if (info_of(id) == nullptr)
      std::cout << display(page) << ": waits for its check\n";
  }
}

} // namespace
} // namespace partywall::support
