/// Format strings as composition.
#include "checks/flow/solver/model-call.h"

#include "tests/flow/solver/random-term.h"

#include <gmock/gmock.h>

namespace partywall::solver {
namespace {

class FormatTest : public testing::Test {
protected:
  std::string formatted(std::string_view format) { return show(fill_format(terms, terms.text(format), arguments)); }
  std::string printed(std::string_view format) {
    return show(fill_printf(terms, terms.text(format), arguments, false));
  }
  std::string binary(std::string_view format) { return show(fill_printf(terms, terms.text(format), arguments, true)); }
  [[nodiscard]] std::string show(Term term) const { return print(terms, term_program(), term); }

  Terms terms;
  const Term a = terms.input(ir::FunctionId{0}, 0);
  const Term b = terms.input(ir::FunctionId{0}, 1);
  const Term c = terms.input(ir::FunctionId{0}, 2);
  std::vector<Term> arguments{a, b, c};
};

TEST_F(FormatTest, HolesAreFilledInOrder) {
  EXPECT_EQ(formatted("resp:{}:{}"), "cat(\"resp:\", a, \":\", b)");
  EXPECT_EQ(formatted("{}{}"), "cat(a, b)");
  EXPECT_EQ(formatted("{}"), "a");
}

TEST_F(FormatTest, HolesAreFilledByPosition) {
  EXPECT_EQ(formatted("{1}/{0}"), "cat(b, \"/\", a)");
  EXPECT_EQ(formatted("{0}{0}"), "cat(a, a)");
  EXPECT_EQ(formatted("{2:>8}"), "c");
}

TEST_F(FormatTest, SpecificationsAreNoText) { EXPECT_EQ(formatted("{:x}-{:08}"), "cat(a, \"-\", b)"); }

TEST_F(FormatTest, DoubledBracesAreText) {
  EXPECT_EQ(formatted("{{tenant}}:{}"), "cat(\"{tenant}:\", a)");
  EXPECT_EQ(formatted("no holes"), "\"no holes\"");
  EXPECT_EQ(formatted(""), "\"\"");
}

TEST_F(FormatTest, HolesWithoutArgumentsAreEmpty) {
  EXPECT_EQ(formatted("{}{}{}:{}"), "cat(a, b, c, \":\")");
  EXPECT_EQ(formatted("{9}x"), "\"x\"");
  EXPECT_EQ(formatted("x{"), "\"x\"");
}

TEST_F(FormatTest, AFormatThatIsNotKnownDependsOnEverything) {
  EXPECT_EQ(show(fill_format(terms, c, std::vector{a, b})), "derived(a, b, c)");
  EXPECT_EQ(show(fill_printf(terms, c, std::vector{a, b}, false)), "derived(a, b, c)");
}

TEST_F(FormatTest, KnownGapPrecisionDoesNotCut) {
  // "{:.4}" keeps four characters of a string, as "%.4s" does.
  EXPECT_EQ(formatted("{:.4}"), "a");
}

TEST_F(FormatTest, KnownGapNestedSpecificationsLeaveABrace) {
  // "{:{}}" takes its width from the second argument.
  EXPECT_EQ(formatted("{:{}}"), "cat(a, \"}\")");
}

TEST_F(FormatTest, ConversionsAreFilledInOrder) {
  EXPECT_EQ(printed("resp:%s:%s"), "cat(\"resp:\", a, \":\", b)");
  EXPECT_EQ(printed("%s%s"), "cat(a, b)");
  EXPECT_EQ(printed("100%%"), "\"100%\"");
}

TEST_F(FormatTest, NumbersAreNumbers) {
  for (const char* conversion : {"%d", "%i", "%u", "%x", "%lld", "%zu", "%08lx", "%ju", "%.2f", "%g"})
    EXPECT_EQ(printed(std::string(conversion) + ":%s"), "cat(number(a), \":\", b)") << conversion;
}

TEST_F(FormatTest, WidthPadsAndPrecisionCuts) {
  EXPECT_EQ(printed("%8s|%-8s"), "cat(a, \"|\", b)");
  EXPECT_EQ(printed("%.8s"), "truncate(a)");
  EXPECT_EQ(printed("%20.8s:%s"), "cat(truncate(a), \":\", b)");
}

TEST_F(FormatTest, StarsTakeAnArgument) {
  EXPECT_EQ(printed("%.*s:%s"), "cat(b, \":\", c)");
  EXPECT_EQ(printed("%*s:%s"), "cat(b, \":\", c)");
  EXPECT_EQ(printed("%*.*s"), "c");
}

TEST_F(FormatTest, ConversionsWithoutArgumentsAreEmpty) {
  EXPECT_EQ(printed("%s%s%s:%s"), "cat(a, b, c, \":\")");
  EXPECT_EQ(printed("50%"), "\"50\"");
}

TEST_F(FormatTest, BinaryTextTakesItsLength) {
  EXPECT_EQ(binary("%b:%s"), "cat(a, \":\", c)");
  EXPECT_EQ(binary("%b"), "a");
}

TEST_F(FormatTest, LiteralArgumentsBecomePartOfTheText) {
  arguments = {terms.text("eu"), a};
  EXPECT_EQ(formatted("{}:{}"), "cat(\"eu:\", a)");
  EXPECT_EQ(printed("%s:%s"), "cat(\"eu:\", a)");
  arguments = {terms.number(42), a};
  EXPECT_EQ(printed("%d:%s"), "cat(\"42:\", a)");
}

TEST_F(FormatTest, KnownGapAConstantNumberIsTakenForACharacter) {
  // fmt::format("v{}", 42) is "v42".
  arguments = {terms.number(42)};
  EXPECT_EQ(formatted("v{}"), "\"v*\"");
}

} // namespace
} // namespace partywall::solver
