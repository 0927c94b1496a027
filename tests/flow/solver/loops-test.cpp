/// What any number of turns of a loop leave behind.
#include "checks/flow/solver/loops.h"

#include "tests/flow/solver/random-term.h"

#include <gmock/gmock.h>

namespace partywall::solver {
namespace {

class LoopsTest : public testing::Test {
protected:
  [[nodiscard]] std::string show(Term term) const { return print(terms, term_program(), term); }
  [[nodiscard]] std::string closed(Term initial, Term back) {
    return show(close_loop(terms, self, initial, back, over));
  }
  Term cat(std::vector<Term> parts) { return terms.cat(parts); }
  Term field(std::string_view name) { return terms.field_step(name); }

  Terms terms;
  const Term a = terms.input(ir::FunctionId{0}, 0);
  const Term b = terms.input(ir::FunctionId{0}, 1);
  const Term c = terms.input(ir::FunctionId{0}, 2);
  const Term over = terms.load(terms.input(ir::FunctionId{0}, 3));
  const Term self = terms.merge(ir::FunctionId{0}, 1, terms.variable_object(ir::FunctionId{0}, ir::VariableId{0}));
  const Term if_b = terms.apply("present", {b});
};

TEST_F(LoopsTest, ALoopThatChangesNothingLeavesTheValue) { EXPECT_EQ(close_loop(terms, self, a, self, over), a); }

TEST_F(LoopsTest, TextThatGrowsRepeatsOverWhatTheLoopRunsOver) {
  EXPECT_EQ(closed(a, cat({self, b})), "cat(a, repeat(b, *p))");
  EXPECT_EQ(closed(terms.text(""), cat({self, b, terms.text(",")})), "repeat(cat(b, \",\"), *p)");
  EXPECT_EQ(closed(terms.zero(), cat({self, b})), "repeat(b, *p)");
}

TEST_F(LoopsTest, TextThatGrowsAtTheFront) { EXPECT_EQ(closed(a, cat({b, self})), "cat(repeat(b, *p), a)"); }

TEST_F(LoopsTest, TextThatGrowsAtBothEndsInDifferentTurns) {
  const Term back = terms.join(cat({self, b}), cat({c, self}));
  EXPECT_EQ(closed(a, back), "cat(repeat(c, *p), a, repeat(b, *p))");
}

TEST_F(LoopsTest, AppendingOnSomeTurnsOnly) {
  EXPECT_EQ(closed(a, terms.alternative({{if_b, cat({self, b})}, {terms.negate(if_b), self}})),
            "cat(a, repeat(b, *p))");
}

TEST_F(LoopsTest, AppendingOneOrTheOther) {
  EXPECT_EQ(closed(a, terms.alternative({{if_b, cat({self, b})}, {terms.negate(if_b), cat({self, c})}})),
            "cat(a, repeat(alt(b | c), *p))");
}

TEST_F(LoopsTest, AppendingMoreOnSomeTurns) {
  // As escaping does.
  const Term marked = terms.alternative({{if_b, cat({self, terms.text("|")})}, {terms.negate(if_b), self}});
  EXPECT_EQ(closed(terms.text(""), cat({marked, c})),
            "repeat(cat(alt(present(b) => \"|\" | not(present(b)) => \"\"), c), *p)");
  // Begun anew on some turns, it is no longer what it was.
  const Term anew = terms.alternative({{if_b, b}, {terms.negate(if_b), self}});
  EXPECT_THAT(closed(a, cat({anew, c})), testing::Not(testing::HasSubstr("repeat")));
}

TEST_F(LoopsTest, AValueAssignedAnewIsEither) {
  EXPECT_EQ(closed(a, b), "alt(a | b)");
  EXPECT_EQ(closed(a, terms.join(b, cat({self, c}))), "cat(alt(a | b), repeat(c, *p))");
}

TEST_F(LoopsTest, CountersAreNotText) {
  const Term back = terms.apply("derived", {self, terms.number(1)});
  const Term result = close_loop(terms, self, terms.number(0), back, over);
  EXPECT_FALSE(terms.at(result).has_merge) << show(result);
  EXPECT_FALSE(terms.contains(result, over)) << show(result);
  EXPECT_TRUE(terms.contains(result, terms.number(0)));
}

TEST_F(LoopsTest, ATextWithinWhichSelfStandsIsTakenOnce) {
  EXPECT_EQ(closed(a, cat({b, self, c})), "alt(a | cat(b, a, c))");
}

TEST_F(LoopsTest, RecordsAreClosedPartByPart) {
  const Term grown = terms.update(self, field("text"), cat({terms.project(self, field("text")), b}), false);
  const Term result = close_loop(terms, self, a, grown, over);
  EXPECT_EQ(show(terms.project(result, field("text"))), "cat(a.text, repeat(b, *p))");
  EXPECT_EQ(terms.project(result, field("other")), terms.project(a, field("other")));
}

TEST_F(LoopsTest, RecordsBuiltBeforeTheLoopKeepTheirOtherParts) {
  const Term initial = terms.record(terms.nothing(), {{field("text"), terms.text("(")}, {field("other"), c}});
  const Term grown = terms.update(self, field("text"), cat({terms.project(self, field("text")), b}), false);
  const Term result = close_loop(terms, self, initial, grown, over);
  EXPECT_EQ(show(terms.project(result, field("text"))), "cat(\"(\", repeat(b, *p))");
  EXPECT_EQ(terms.project(result, field("other")), c);
}

TEST_F(LoopsTest, ElementsPushedInTheLoopAreAmongTheElements) {
  const Term grown = terms.update(self, terms.any_element(), b, true);
  const Term result = close_loop(terms, self, terms.zero(), grown, over);
  EXPECT_TRUE(terms.contains(terms.project(result, terms.any_element()), b)) << show(result);
}

TEST_F(LoopsTest, TheValueOfTheHeadNeverRemains) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    TermMaker make(terms, seed);
    const Term initial = make.value(2), one = make.value(2), other = make.value(1);
    const Term backs[] = {
        cat({self, one}),
        cat({one, self}),
        terms.join(cat({self, one}), cat({other, self})),
        terms.update(self, make.step(), one, make.pick(2) == 0),
        terms.apply("digest", {self}),
        terms.alternative({{make.guard(), cat({self, terms.apply("encode", {self})})}, {make.guard(), self}})};
    for (const Term back : backs) {
      const Term result = close_loop(terms, self, initial, back, over);
      EXPECT_FALSE(terms.at(result).has_merge) << show(initial) << " then " << show(back) << " gives " << show(result);
    }
  }
}

TEST_F(LoopsTest, WhatWentInIsStillInside) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    TermMaker make(terms, seed);
    const Term initial = cat({a, make.value(1)});
    const Term body = cat({make.value(1), b});
    for (const Term back : {cat({self, body}), cat({body, self}), terms.join(self, body)}) {
      const Term result = close_loop(terms, self, initial, back, over);
      EXPECT_TRUE(terms.contains(result, a) && terms.contains(result, b)) << show(back) << " gives " << show(result);
    }
  }
}

TEST_F(LoopsTest, ReplacingGoesAllTheWayDown) {
  const Term nested =
      terms.list(std::array{cat({self, terms.text(":")}), terms.apply("digest", {terms.project(self, field("x"))})});
  EXPECT_EQ(show(replace(terms, nested, self, a)), "list(cat(a, \":\"), digest(a.x))");
  EXPECT_EQ(replace(terms, nested, b, a), nested);
  EXPECT_EQ(replace(terms, self, self, a), a);
}

TEST_F(LoopsTest, ReplacingSimplifies) {
  EXPECT_EQ(show(replace(terms, cat({terms.text("x"), self, terms.text("z")}), self, terms.text("y"))), "\"xyz\"");
}

} // namespace
} // namespace partywall::solver
