/// Units that cannot be analysed cost themselves, are named, and keep the audit from passing.
#include "tests/cli/program.h"

#include <gmock/gmock.h>

namespace partywall {
namespace {

using test::Outcome;
using test::Project;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Clang's own switch for testing crashes takes the process down while it parses.
const std::string crashing = "int before();\n#pragma clang __debug parser_crash\nint after();\n";

const std::string endless =
    "constexpr unsigned spin() { unsigned sum = 0; for (unsigned i = 0; i < 4000000000u; ++i) sum += i; return sum; }\n"
    "static_assert(spin() != 1);\n";

/// The notifications of level error in a SARIF report.
std::vector<nlohmann::json> errors_in(const Outcome& outcome) {
  std::vector<nlohmann::json> errors;
  for (const auto& note : nlohmann::json::parse(outcome.out)["runs"][0]["invocations"][0]["toolExecutionNotifications"])
    if (note["level"] == "error")
      errors.push_back(note);
  return errors;
}

TEST(Incomplete, where_a_unit_does_not_parse) {
  Project project;
  project.unit("good.cpp", "int good() { return 1; }\n");
  project.unit("bad.cpp", "#include \"absent.h\"\nint still_seen() { return 2; }\n");
  const Outcome outcome = project.audit();
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("the audit is incomplete: 1 of 2 files"), HasSubstr("--allow-incomplete")));
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("bad.cpp:1:10: "), HasSubstr("absent.h")));
  EXPECT_THAT(project.audit({"--output", "sarif"}).err, AllOf(HasSubstr("bad.cpp:1:10: "), HasSubstr("absent.h")));

  EXPECT_THAT(project.audit({"--dump-ir"}).out, AllOf(HasSubstr("still_seen"), HasSubstr("good")));
  EXPECT_EQ(project.audit({"--allow-incomplete"}).status, 0);
  EXPECT_EQ(project.audit({"--fail-on", "never"}).status, 3) << "an audit that did not look must not pass";
  EXPECT_EQ(project.audit({"good.cpp"}).status, 3) << "FILES restricts the report, not the analysis";

  const auto errors = errors_in(project.audit({"--output", "sarif"}));
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "bad.cpp");
}

TEST(Incomplete, where_a_unit_takes_its_worker_down) {
  for (const std::string jobs : {"1", "2"}) {
    Project project;
    project.unit("first.cpp", "int first() { return 1; }\n");
    project.unit("crash.cpp", crashing);
    project.unit("second.cpp", "int second() { return 2; }\n");
    project.unit("third.cpp", "int third() { return 3; }\n");
    const Outcome outcome = project.audit({"-j", jobs});
    EXPECT_EQ(outcome.status, 3);
    EXPECT_THAT(outcome.err, HasSubstr("1 of 4 files"));
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("crash.cpp: "), HasSubstr("not analysed: the front end was stopped by signal")));
    EXPECT_THAT(project.audit({"-j", jobs, "--dump-ir"}).out,
                AllOf(HasSubstr("first"), HasSubstr("second"), HasSubstr("third"), Not(HasSubstr("before"))));
  }
}

TEST(Incomplete, where_a_unit_never_ends) {
  Project project;
  project.unit("good.cpp", "int good() { return 1; }\n");
  project.unit("endless.cpp", endless, {"-fconstexpr-steps=2147483647"});
  const Outcome outcome = project.audit({"--timeout", "2"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("endless.cpp: "), HasSubstr("the front end gave no answer within 2 s")));
}

TEST(Incomplete, where_a_source_is_missing) {
  Project project;
  project.unit("good.cpp", "int good() { return 1; }\n");
  project.unit("gone.cpp", "");
  std::filesystem::remove(project / "gone.cpp");
  const Outcome outcome = project.audit();
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.out, HasSubstr("gone.cpp: "));
}

TEST(Incomplete, says_only_the_first_errors_of_a_file) {
  Project project;
  std::string text;
  for (int i = 0; i < 9; ++i)
    text += "int f" + std::to_string(i) + "() { return nothing" + std::to_string(i) + "; }\n";
  project.unit("bad.cpp", text);
  EXPECT_THAT(project.audit().out, AllOf(HasSubstr("nothing0"), HasSubstr("nothing2"), Not(HasSubstr("nothing3")),
                                         HasSubstr("6 more errors")));
}

}  // namespace
}  // namespace partywall
