#include "tests/support/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace partywall::support {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Finding finding(const std::string& check, std::uint32_t line, const std::string& path = "main.cpp") {
  Finding found;
  found.check = check;
  found.primary = {path, line, 1, line, 5};
  found.message = "A message.";
  return found;
}

Finding with_path(Finding found, std::uint32_t line, std::uint32_t end_line, const std::string& path = "main.cpp") {
  Remark remark;
  remark.where = {path, line, 1, end_line, 5};
  found.path.push_back(remark);
  return found;
}

TEST(Compare, IsSilentWhenAllIsAsMarked) {
  const Page page = read_page("a;   // leak: cache-one\nb;   // clean\n", "flags.cpp");
  EXPECT_THAT(compare(page, {finding("cache-one", 1)}), IsEmpty());
}

TEST(Compare, AMissedMarkFails) {
  const Page page = read_page("\na;   // leak: cache-one, tool-two\n", "flags.cpp");
  EXPECT_THAT(compare(page, {finding("tool-two", 2)}), ElementsAre("flags.cpp:2: expected cache-one"));
}

TEST(Compare, AnUnmarkedFindingFails) {
  const Page page = read_page("a;\nb;   // clean\n", "flags.cpp");
  EXPECT_THAT(
      compare(page, {finding("cache-one", 2), finding("cache-one", 1)}),
      ElementsAre("flags.cpp:1: unexpected cache-one: A message.", "flags.cpp:2: unexpected cache-one: A message."));
}

TEST(Compare, TheRightLineWithTheWrongCheckFailsTwice) {
  const Page page = read_page("a;   // leak: cache-one\n", "flags.cpp");
  EXPECT_THAT(compare(page, {finding("cache-two", 1)}),
              ElementsAre("flags.cpp:1: expected cache-one", "flags.cpp:1: unexpected cache-two: A message."));
}

TEST(Compare, ARepeatedFindingFails) {
  const Page page = read_page("a;   // leak: cache-one\n", "flags.cpp");
  EXPECT_THAT(compare(page, {finding("cache-one", 1), finding("cache-one", 1)}),
              ElementsAre("flags.cpp:1: unexpected cache-one: A message."));
}

TEST(Compare, AFindingInAnotherFileOfThePageIsNotTheMarkedOne) {
  const Page page = read_page("//--- a.cpp\na;   // leak: cache-one\n//--- b.cpp\nb;\n", "cross-tu.cpp");
  EXPECT_THAT(compare(page, {finding("cache-one", 1, "b.cpp")}),
              ElementsAre("cross-tu.cpp:2: expected cache-one", "cross-tu.cpp:4: unexpected cache-one: A message."));
}

TEST(Compare, AFindingOutsideThePageFails) {
  const Page page = read_page("a;\n", "flags.cpp");
  EXPECT_THAT(compare(page, {finding("cache-one", 7, "/usr/include/x.h")}),
              ElementsAre("/usr/include/x.h:7: unexpected cache-one: A message. (outside the page)"));
}

TEST(Compare, AStepIsMetByAnyPlaceOfAFinding) {
  const Page page =
      read_page("//--- a.cpp\na;   // leak: cache-one\n//--- b.cpp\nb(\n  c);   // step\n", "cross-tu.cpp");
  EXPECT_THAT(compare(page, {with_path(finding("cache-one", 1, "a.cpp"), 1, 2, "b.cpp")}), IsEmpty());
  EXPECT_THAT(compare(page, {with_path(finding("cache-one", 1, "a.cpp"), 1, 1, "b.cpp")}),
              ElementsAre("cross-tu.cpp:5: expected a step: no finding's path or related places come here"));
}

TEST(Compare, AGapFailsOnceItIsClosed) {
  const Page page = read_page("a;   // gap: cache-one filled by a macro\n", "gaps.cpp");
  EXPECT_THAT(compare(page, {}), IsEmpty());
  EXPECT_THAT(compare(page, {finding("cache-one", 1)}),
              ElementsAre("gaps.cpp:1: the gap is closed: mark it 'leak: cache-one'"));
}

} // namespace
} // namespace partywall::support
