/// The examples of the checks' pages are programs: each is audited like a fixture, so that no page can rot.
#include "tests/support/audit-page.h"

#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace partywall::support {
namespace {

namespace fs = std::filesystem;

class DocumentedCheck : public testing::TestWithParam<fs::path> {};

TEST_P(DocumentedCheck, ExamplesAreFoundAsMarked) {
  for (const Example& example : read_examples(read_text(GetParam()), display(GetParam()))) {
    const std::vector<std::string> failures = audit_page(example.page);
    EXPECT_TRUE(failures.empty()) << fmt::format("{}", fmt::join(failures, "\n"));
  }
}

TEST_P(DocumentedCheck, HasALeakAndItsFix) {
  const std::string check = GetParam().stem().string();
  std::size_t leaks = 0;
  std::size_t passes = 0;
  for (const Example& example : read_examples(read_text(GetParam()), display(GetParam()))) {
    (example.leaks ? leaks : passes) += 1;
    bool is_own = false;   // a second check may find fault with the same code
    for (const SourceFile& file : example.page.files)
      for (const Mark& mark : file.marks) {
        if (mark.kind != Mark::Kind::leak)
          continue;
        EXPECT_TRUE(example.leaks) << file.place(mark.line) << ": a leak in a block tagged pass";
        is_own |= std::ranges::find(mark.checks, check) != mark.checks.end();
      }
    EXPECT_EQ(is_own, example.leaks) << display(GetParam()) << ":" << example.line;
    EXPECT_EQ(example.leaks, example.page.count(Mark::Kind::leak) > 0) << display(GetParam()) << ":" << example.line;
  }
  EXPECT_GT(leaks, 0U);
  EXPECT_GT(passes, 0U);
}

INSTANTIATE_TEST_SUITE_P(Pages, DocumentedCheck, testing::ValuesIn(files_below(source_root() / "docs/checks", ".md")),
                         [](const auto& info) { return test_name(info.param.stem().string()); });

} // namespace
} // namespace partywall::support
