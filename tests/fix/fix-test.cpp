/// Every page below testdata/fixes leaks in one idiom, and the page with `.fixed` in its name is what the change makes
/// of it: it still parses, and nothing is left to find. On the pages below testdata/unfixed no change is safe.
#include "driver/fix/place.h"
#include "tests/support/audit-page.h"

#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace partywall::fix {
namespace {

namespace fs = std::filesystem;
using support::Page;

std::vector<fs::path> pages(const char* folder) {
  std::vector<fs::path> found = support::files_below(support::source_root() / "testdata" / folder, ".cpp");
  std::erase_if(found, [](const fs::path& page) { return page.stem().extension() == ".fixed"; });
  return found;
}

report::SourceReader reader(const Page& page) {
  return [&page](const std::string& path) -> std::optional<std::string> {
    const auto file = std::ranges::find(page.files, path, &support::SourceFile::name);
    return file == page.files.end() ? std::nullopt : std::optional(file->text);
  };
}

Page fixed(const Page& page, const std::vector<Finding>& findings) {
  std::vector<const Fix*> fixes;
  for (const Finding& finding : findings)
    for (const Fix& fix : finding.fixes)
      fixes.push_back(&fix);
  Page changed = page;
  for (Edited& file : apply_all(fixes, reader(page)).files)
    std::ranges::find(changed.files, file.path, &support::SourceFile::name)->text = std::move(file.contents);
  return changed;
}

std::vector<std::string> told(const support::Told& audited) {
  std::vector<std::string> lines;
  for (const Finding& finding : audited.findings)
    lines.push_back(fmt::format("{}:{}: {}", finding.primary.path, finding.primary.line, finding.message));
  for (const Coverage::Problem& problem : audited.coverage.problems)
    if (problem.level == Level::error)
      lines.push_back(fmt::format("{}:{}: {}", problem.where.path, problem.where.line, problem.message));
  return lines;
}

class Idiom : public testing::TestWithParam<fs::path> {};

TEST_P(Idiom, IsMendedInItsOwnStyle) {
  const Page page = support::read_page(support::read_text(GetParam()), support::display(GetParam()));
  support::Told audited = support::told_on(page);
  ASSERT_THAT(audited.findings, testing::Not(testing::IsEmpty()));
  place_all(audited.findings, reader(page));
  for (const Finding& finding : audited.findings)
    EXPECT_EQ(finding.fixes.size(), 1U) << finding.primary.line << ": " << finding.message;

  const Page changed = fixed(page, audited.findings);
  const fs::path golden = GetParam().parent_path() / (GetParam().stem().string() + ".fixed.cpp");
  if (std::getenv("PARTYWALL_BLESS") != nullptr)
    std::ofstream(golden, std::ios::binary) << changed.files.front().text;
  EXPECT_EQ(changed.files.front().text, support::read_text(golden));
  EXPECT_THAT(told(support::told_on(changed)), testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Pages, Idiom, testing::ValuesIn(pages("fixes")),
                         [](const auto& info) { return support::test_name(info.param.stem().string()); });

class Unsafe : public testing::TestWithParam<fs::path> {};

TEST_P(Unsafe, IsLeftToPeople) {
  const Page page = support::read_page(support::read_text(GetParam()), support::display(GetParam()));
  support::Told audited = support::told_on(page);
  ASSERT_THAT(audited.findings, testing::Not(testing::IsEmpty()));
  place_all(audited.findings, reader(page));
  for (const Finding& finding : audited.findings)
    EXPECT_THAT(finding.fixes, testing::IsEmpty()) << finding.primary.line << ": " << finding.message;
}

INSTANTIATE_TEST_SUITE_P(Pages, Unsafe, testing::ValuesIn(pages("unfixed")),
                         [](const auto& info) { return support::test_name(info.param.stem().string()); });

KeyChange change_at(std::uint32_t column, std::uint32_t end, KeyChange::Idiom idiom) {
  KeyChange change;
  change.where = {"a.cpp", 1, column, 1, end};
  change.idiom = idiom;
  change.identity = "who.tenant";
  return change;
}

TEST(Place, LeavesPositionalFormatsAlone) {
  const std::string text = R"(fmt::format("{0}:{1}", a, b))";
  EXPECT_EQ(place(change_at(1, 29, KeyChange::Idiom::format), text), std::nullopt);
}

TEST(Place, LeavesRawStringsAlone) {
  const std::string text = R"x(fmt::format(R"(a:{})", a))x";
  EXPECT_EQ(place(change_at(1, 26, KeyChange::Idiom::format), text), std::nullopt);
}

TEST(Place, LeavesCommandsAloneWhoseVerbIsAnArgument) {
  const std::string text = R"(redisCommand(c, "%s k:%s", verb, id))";
  KeyChange change = change_at(1, 37, KeyChange::Idiom::redis_command);
  change.index = 1;
  EXPECT_EQ(place(change, text), std::nullopt);
}

TEST(Place, LeavesTextAloneThatIsNoCall) {
  const std::string text = "CACHE_KEY_OF(prompt";
  EXPECT_EQ(place(change_at(1, 20, KeyChange::Idiom::join), text), std::nullopt);
}

TEST(Apply, TakesEqualChangesOnceAndLeavesOverlappingOnesOut) {
  const report::SourceReader reader = [](const std::string&) { return std::optional<std::string>("get(key);\n"); };
  const Fix one{"", {{{"a.cpp", 1, 5, 1, 5}, "tenant + "}}};
  const Fix same = one;
  const Fix other{"", {{{"a.cpp", 1, 5, 1, 5}, "org + "}}};
  const Outcome outcome = apply_all({&one, &same, &other}, reader);
  ASSERT_EQ(outcome.files.size(), 1U);
  EXPECT_EQ(outcome.files.front().contents, "get(tenant + key);\n");
  EXPECT_EQ(outcome.applied, 2U);
  EXPECT_EQ(outcome.conflicting, 1U);
}

} // namespace
} // namespace partywall::fix
