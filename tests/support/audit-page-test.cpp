#include "tests/support/audit-page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace partywall::support {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(AuditPage, IsSilentAboutAPageWithoutHops) {
  const Page page =
      read_page("//--- part.h\nint part();\n//--- part.cpp\n#include \"part.h\"\nint part() { return 1; }\n"
                "//--- whole.cpp\n#include \"part.h\"\nint whole() { return part(); }\n",
                "cross-tu.cpp");
  EXPECT_THAT(audit_page(page), IsEmpty());
}

TEST(AuditPage, APageThatDoesNotCompileDisagrees) {
  EXPECT_THAT(audit_page(read_page("int broken() { return missing; }\n", "flags.cpp")), Contains(HasSubstr("missing")));
}

TEST(AuditPage, AMissedMarkDisagrees) {
  EXPECT_THAT(audit_page(read_page("int nothing();   // leak: cache-key-missing-tenant\n", "flags.cpp")),
              Contains("flags.cpp:1: expected cache-key-missing-tenant"));
}

TEST(AuditPage, AMistakeInThePageDisagrees) {
  EXPECT_THAT(audit_page(read_page("int nothing();   // leak:\n", "flags.cpp")), Contains(HasSubstr("flags.cpp:1: ")));
}

TEST(TestName, HoldsOnlyWhatGtestAccepts) { EXPECT_EQ(test_name("a-b/c.d9"), "a_b_c_d9"); }

} // namespace
} // namespace partywall::support
