#include "driver/pipeline/coverage.h"

#include <gmock/gmock.h>

namespace partywall::pipeline {
namespace {

using Severity = ir::Note::Severity;

class CoverageOfUnits : public testing::Test {
protected:
  ir::Program program;

  ir::Unit& unit(const std::string& file) {
    program.units.push_back({program.names.intern(file), {}, {}, {}});
    return program.units.back();
  }

  ir::Note note(Severity severity, const std::string& message, const std::string& file, std::uint32_t line) {
    ir::Note result;
    result.severity = severity;
    result.message = message;
    result.location = {ir::FileId{static_cast<std::uint32_t>(program.files.size())}, line, 1, line, 2};
    program.files.push_back({program.names.intern(file), true, false});
    return result;
  }

  Coverage coverage() const {
    Coverage result;
    add_units(program, result);
    return result;
  }
};

TEST_F(CoverageOfUnits, counts_distinct_files) {
  unit("a.cpp");
  unit("a.cpp").notes = {note(Severity::error, "no", "a.cpp", 1)};
  unit("b.cpp");
  unit("b.cpp").notes = {note(Severity::remark, "mind", "b.cpp", 1), note(Severity::warning, "hm", "b.cpp", 2)};
  unit("c.cpp").notes = {note(Severity::lost, "gone", "c.cpp", 0)};
  EXPECT_EQ(coverage().files_analysed, 1U);
  EXPECT_EQ(coverage().files_failed, 2U);
}

TEST_F(CoverageOfUnits, shows_the_first_errors_with_places) {
  ir::Unit& broken = unit("a.cpp");
  for (std::uint32_t line = 9; line > 0; --line)
    broken.notes.push_back(note(Severity::error, "wrong", "a.cpp", line));
  const auto problems = coverage().problems;
  ASSERT_EQ(problems.size(), 4U);
  EXPECT_EQ(problems[0].message, "… and 6 more errors in this file");
  EXPECT_EQ(problems[1].where, (SourceRange{"a.cpp", 1, 1, 1, 2}));
  EXPECT_EQ(problems[3].where.line, 3U);
  EXPECT_EQ(problems[3].level, Level::error);
}

TEST_F(CoverageOfUnits, says_an_error_in_a_shared_header_once) {
  unit("a.cpp").notes = {note(Severity::error, "wrong", "shared.h", 4)};
  unit("b.cpp").notes = {note(Severity::error, "wrong", "shared.h", 4)};
  EXPECT_EQ(coverage().problems.size(), 1U);
  EXPECT_EQ(coverage().files_failed, 2U);
}

TEST_F(CoverageOfUnits, tells_a_lost_unit_from_a_partial_one) {
  unit("a.cpp").notes = {note(Severity::lost, "the front end stopped", "a.cpp", 0)};
  ASSERT_EQ(coverage().problems.size(), 1U);
  EXPECT_EQ(coverage().problems[0].message, "not analysed: the front end stopped");
  EXPECT_EQ(coverage().problems[0].where.line, 0U);
}

TEST_F(CoverageOfUnits, does_not_depend_on_order) {
  unit("b.cpp").notes = {note(Severity::error, "two", "b.cpp", 2), note(Severity::error, "one", "b.cpp", 1)};
  unit("a.cpp").notes = {note(Severity::warning, "three", "a.cpp", 3)};
  std::vector<std::string> messages;
  for (const auto& problem : coverage().problems)
    messages.push_back(problem.message);
  EXPECT_THAT(messages, testing::ElementsAre("three", "one", "two"));
}

}  // namespace
}  // namespace partywall::pipeline
