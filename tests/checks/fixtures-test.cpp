/// Every page below testdata/checks and every project below testdata/projects, audited and compared with its
/// marks. A new page needs no code: one test a page, discovered when the tests start.
#include "checks/all-checks.h"
#include "tests/support/audit-page.h"

#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace partywall::support {
namespace {

namespace fs = std::filesystem;

bool is_check(const std::string& id) {
  return std::ranges::any_of(all_checks(), [&](const Check& check) { return check.info.id == id; });
}

/// Pages of folders whose check exists; catalogue-test names the others.
std::vector<fs::path> pages() {
  std::vector<fs::path> pages = files_below(source_root() / "testdata/checks", ".cpp");
  std::erase_if(pages, [](const fs::path& page) { return !is_check(page.parent_path().filename().string()); });
  return pages;
}

std::vector<fs::path> projects() {
  std::vector<fs::path> projects;
  for (const fs::path& list : files_below(source_root() / "testdata/projects", "compile_flags.txt"))
    projects.push_back(list.parent_path());
  return projects;
}

std::string name_of(const testing::TestParamInfo<fs::path>& info) {
  return test_name((info.param.parent_path().filename() / info.param.stem()).string());
}

class Fixture : public testing::TestWithParam<fs::path> {};

TEST_P(Fixture, IsFoundAsMarked) {
  const Page page = read_page(read_text(GetParam()), display(GetParam()));
  const std::vector<std::string> failures = audit_page(page);
  EXPECT_TRUE(failures.empty()) << fmt::format("{}", fmt::join(failures, "\n"));
}

/// The name of a page is a promise to its reader.
TEST_P(Fixture, HoldsWhatItsNameSays) {
  const Page page = read_page(read_text(GetParam()), display(GetParam()));
  const std::string name = GetParam().stem().string();
  const std::size_t leaks = page.count(Mark::Kind::leak);
  const std::size_t gaps = page.count(Mark::Kind::gap);
  if (name.starts_with("flags")) {
    EXPECT_GT(leaks, 0U);
    EXPECT_EQ(gaps, 0U);
  } else if (name.starts_with("passes")) {
    EXPECT_EQ(leaks + gaps, 0U);
    EXPECT_GT(page.count(Mark::Kind::clean), 0U) << "nothing here is marked as worth a look";
  } else if (name.starts_with("cross-tu")) {
    EXPECT_GT(std::ranges::count_if(page.files, &SourceFile::is_unit), 1);
  } else if (name.starts_with("gaps")) {
    EXPECT_GT(gaps, 0U);
  } else {
    ADD_FAILURE() << name << " is none of flags, passes, cross-tu, gaps";
  }
}

INSTANTIATE_TEST_SUITE_P(Pages, Fixture, testing::ValuesIn(pages()), name_of);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Fixture);

class Project : public testing::TestWithParam<fs::path> {};

TEST_P(Project, IsFoundAsMarked) {
  const std::vector<std::string> failures = audit_project(GetParam());
  EXPECT_TRUE(failures.empty()) << fmt::format("{}", fmt::join(failures, "\n"));
}

INSTANTIATE_TEST_SUITE_P(Projects, Project, testing::ValuesIn(projects()),
                         [](const auto& info) { return test_name(info.param.filename().string()); });

} // namespace
} // namespace partywall::support
