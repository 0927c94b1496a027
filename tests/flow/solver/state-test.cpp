/// What is known where paths meet, and what a condition teaches.
#include "checks/flow/solver/state.h"

#include "tests/flow/solver/random-term.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>

namespace partywall::solver {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSubsetOf;
using testing::UnorderedElementsAre;

class StateTest : public testing::Test {
protected:
  [[nodiscard]] std::string show(Term term) const { return print(terms, term_program(), term); }
  Term present(Term term) { return terms.apply("present", {term}); }
  Term field(std::string_view name) { return terms.field_step(name); }
  Term object(std::uint32_t variable) { return terms.variable_object(ir::FunctionId{0}, ir::VariableId{variable}); }

  State state(std::vector<Term> facts, std::vector<std::pair<Term, Term>> contents) {
    State made;
    made.is_reachable = true;
    for (const Term fact : facts)
      made.learn(fact);
    for (const auto& [root, content] : contents)
      made.set(root, content);
    return made;
  }
  State joined(const std::vector<State>& states) {
    std::vector<const State*> incoming;
    for (const State& one : states)
      incoming.push_back(&one);
    return join(terms, incoming, [&](Term root) { return terms.load(root); });
  }
  std::vector<std::string> learned(Term condition, bool value) {
    State known;
    learn_condition(terms, known, condition, value);
    std::vector<std::string> facts;
    for (const Term fact : known.facts)
      facts.push_back(show(fact));
    return facts;
  }

  Terms terms;
  const Term a = terms.input(ir::FunctionId{0}, 0);
  const Term b = terms.input(ir::FunctionId{0}, 1);
  const Term c = terms.input(ir::FunctionId{0}, 2);
  const Term if_a = present(a), if_b = present(b), if_c = present(c);
};

// ---- storing

TEST_F(StateTest, ContentsAreFoundByRoot) {
  State memory;
  memory.set(object(2), b);
  memory.set(object(1), a);
  memory.set(object(2), c);
  EXPECT_EQ(memory.find(object(1)), a);
  EXPECT_EQ(memory.find(object(2)), c);
  EXPECT_FALSE(memory.find(object(3)));
  EXPECT_TRUE(std::ranges::is_sorted(memory.contents));
  EXPECT_EQ(memory.contents.size(), 2U);
}

TEST_F(StateTest, FactsAreASet) {
  State known;
  for (const Term fact : {if_c, if_a, if_c, if_b})
    known.learn(fact);
  EXPECT_TRUE(std::ranges::is_sorted(known.facts));
  EXPECT_EQ(known.facts.size(), 3U);
  EXPECT_TRUE(known.knows(if_a));
  EXPECT_FALSE(known.knows(terms.negate(if_a)));
}

// ---- joining

TEST_F(StateTest, JoinOfNothingIsUnreachable) {
  EXPECT_FALSE(joined({}).is_reachable);
  EXPECT_TRUE(joined({state({}, {}), state({}, {})}).is_reachable);
}

TEST_F(StateTest, FactsThatAllPathsKnowStay) {
  EXPECT_THAT(joined({state({if_a, if_b}, {}), state({if_c, if_b}, {})}).facts, ElementsAre(if_b));
  EXPECT_THAT(joined({state({if_a}, {}), state({terms.negate(if_a)}, {})}).facts, IsEmpty());
}

TEST_F(StateTest, ValuesRememberWhatTheirPathKnew) {
  const State both =
      joined({state({if_a, if_b}, {{object(1), a}}), state({terms.negate(if_a), if_b}, {{object(1), c}})});
  EXPECT_EQ(both.find(object(1)), terms.alternative({{if_a, a}, {terms.negate(if_a), c}}));
}

TEST_F(StateTest, EqualValuesNeedNoGuard) {
  EXPECT_EQ(joined({state({if_a}, {{object(1), b}}), state({}, {{object(1), b}})}).find(object(1)), b);
}

TEST_F(StateTest, AnObjectNotMentionedHoldsItsInitialContent) {
  const State both = joined({state({if_a}, {{object(1), b}}), state({terms.negate(if_a)}, {})});
  EXPECT_EQ(both.find(object(1)), terms.alternative({{if_a, b}, {terms.negate(if_a), terms.load(object(1))}}));
}

TEST_F(StateTest, RecordsAreJoinedPartByPart) {
  const Term left = terms.record(terms.nothing(), {{field("same"), c}, {field("other"), a}});
  const Term right = terms.record(terms.nothing(), {{field("same"), c}, {field("other"), b}});
  const State both = joined({state({if_a}, {{object(1), left}}), state({if_b}, {{object(1), right}})});
  EXPECT_EQ(
      both.find(object(1)),
      terms.record(terms.nothing(), {{field("same"), c}, {field("other"), terms.alternative({{if_a, a}, {if_b, b}})}}));
}

TEST_F(StateTest, AnUntouchedRecordIsJoinedWithOneThatWasWritten) {
  const Term before = terms.load(a);
  const Term written = terms.update(before, field("x"), b, false);
  const State both = joined({state({if_a}, {{object(1), written}}), state({if_b}, {{object(1), before}})});
  EXPECT_EQ(terms.project(both.find(object(1)), field("x")),
            terms.alternative({{if_a, b}, {if_b, terms.project(before, field("x"))}}));
  EXPECT_EQ(terms.project(both.find(object(1)), field("y")), terms.project(before, field("y")));
}

TEST_F(StateTest, RecordsWithinRecordsAreJoinedPartByPart) {
  const auto nested = [&](Term value) {
    const Term inner = terms.record(terms.nothing(), {{field("kept"), c}, {field("changed"), value}});
    return terms.record(terms.nothing(), {{field("inner"), inner}});
  };
  const Term both =
      joined({state({if_a}, {{object(1), nested(a)}}), state({if_b}, {{object(1), nested(b)}})}).find(object(1));
  EXPECT_EQ(terms.project(terms.project(both, field("inner")), field("kept")), c);
}

TEST_F(StateTest, RecordsOfDifferentOriginStayApart) {
  const Term left = terms.update(terms.load(a), field("x"), c, false);
  const Term right = terms.update(terms.load(b), field("x"), c, false);
  const Term both = joined({state({if_a}, {{object(1), left}}), state({if_b}, {{object(1), right}})}).find(object(1));
  EXPECT_EQ(both, terms.alternative({{if_a, left}, {if_b, right}}));
  EXPECT_EQ(terms.project(both, field("x")), c);
}

TEST_F(StateTest, JoinIsIdempotentAndCommutativeAndKnowsNoMoreThanEachPath) {
  for (std::uint64_t seed = 0; seed < 800; ++seed) {
    SCOPED_TRACE(seed);
    TermMaker make(terms, seed);
    std::vector<State> states;
    for (int i = 0; i < 3; ++i)
      states.push_back(
          state({make.condition(1), make.condition(1)}, {{object(1), make.value(2)}, {object(2), make.value(1)}}));
    const State reference = joined(states);
    for (const State& one : states)
      EXPECT_THAT(reference.facts, IsSubsetOf(one.facts));
    const State again = joined({states[2], states[0], states[1]});
    EXPECT_EQ(again.facts, reference.facts);
    EXPECT_EQ(show(again.find(object(1))), show(reference.find(object(1))));
    EXPECT_EQ(again.find(object(1)), reference.find(object(1)));
    const State twice = joined({reference, reference});
    EXPECT_EQ(twice.facts, reference.facts);
    EXPECT_EQ(twice.contents, reference.contents);
  }
}

// ---- learning

TEST_F(StateTest, AConditionIsKnownOrItsOpposite) {
  EXPECT_THAT(learned(if_a, true), ElementsAre("present(a)"));
  EXPECT_THAT(learned(if_a, false), ElementsAre("not(present(a))"));
  EXPECT_THAT(learned(terms.negate(if_a), true), ElementsAre("not(present(a))"));
  EXPECT_THAT(learned(terms.negate(if_a), false), ElementsAre("present(a)"));
}

TEST_F(StateTest, LiteralsTeachNothing) {
  for (const Term literal : {terms.number(1), terms.number(0), terms.null(), terms.zero()}) {
    EXPECT_THAT(learned(literal, true), IsEmpty());
    EXPECT_THAT(learned(literal, false), IsEmpty());
  }
}

TEST_F(StateTest, AConjunctionTeachesItsPartsOnlyIfItHolds) {
  const Term both = terms.apply("and", {if_a, terms.negate(if_b)});
  EXPECT_THAT(learned(both, true), UnorderedElementsAre("present(a)", "not(present(b))"));
  EXPECT_THAT(learned(both, false), ElementsAre("not(and(present(a), not(present(b))))"));
}

TEST_F(StateTest, ADisjunctionTeachesItsPartsOnlyIfItFails) {
  const Term either = terms.apply("or", {if_a, if_b});
  EXPECT_THAT(learned(either, false), UnorderedElementsAre("not(present(a))", "not(present(b))"));
  EXPECT_THAT(learned(either, true), ElementsAre("or(present(a), present(b))"));
}

TEST_F(StateTest, ShortCircuitsAreReadBack) {
  // `a && b` as blocks: b where a, else false.
  const Term both = terms.alternative({{if_a, if_b}, {terms.negate(if_a), terms.number(0)}});
  EXPECT_THAT(learned(both, true), testing::IsSupersetOf({"present(a)", "present(b)"}));
  EXPECT_THAT(learned(both, false), testing::Not(testing::Contains("not(present(b))")));
  EXPECT_THAT(learned(both, false), testing::Not(testing::Contains("not(present(a))")));
  // `a || b`: true where a, else b.
  const Term either = terms.alternative({{if_a, terms.number(1)}, {terms.negate(if_a), if_b}});
  EXPECT_THAT(learned(either, false), testing::IsSupersetOf({"not(present(a))", "not(present(b))"}));
  EXPECT_THAT(learned(either, true), testing::Not(testing::Contains("present(b)")));
}

TEST_F(StateTest, AnOptionalThatIsPresentWasFilled) {
  const Term optional = terms.alternative({{if_a, b}, {terms.negate(if_a), terms.zero()}});
  EXPECT_THAT(learned(present(optional), true), testing::IsSupersetOf({"present(a)", "present(b)"}));
  EXPECT_THAT(learned(present(optional), false), testing::Not(testing::Contains("not(present(a))")));
}

TEST_F(StateTest, PositionsInARangeTeachNothing) {
  const Term position = terms.offset(a, terms.any_element());
  EXPECT_THAT(learned(terms.apply("equal", {position, b}), false), IsEmpty());
  EXPECT_THAT(learned(present(position), true), IsEmpty());
  EXPECT_THAT(learned(terms.apply("equal", {terms.offset(a, field("x")), b}), true), testing::SizeIs(1));
}

TEST_F(StateTest, EqualityWithItselfTeachesNothing) {
  EXPECT_THAT(learned(terms.apply("equal", {a, a}), true), IsEmpty());
}

/// The values a condition can have when the inputs are as `world` says: an alternative may be any branch whose guard
/// holds.
std::set<bool> values(const Terms& terms, Term condition, const std::map<Term, bool>& world) {
  const auto children = terms.children(condition);
  if (const int truth = terms.truth(condition); truth >= 0)
    return {truth == 1};
  if (const auto atom = world.find(condition); atom != world.end())
    return {atom->second};
  std::set<bool> found;
  if (terms.is_apply(condition, "not")) {
    for (const bool value : values(terms, children[0], world))
      found.insert(!value);
  } else if (terms.is_apply(condition, "and") || terms.is_apply(condition, "or")) {
    for (const bool left : values(terms, children[0], world))
      for (const bool right : values(terms, children[1], world))
        found.insert(terms.is_apply(condition, "and") ? left && right : left || right);
  } else if (terms.kind(condition) == TermKind::alternative) {
    for (std::size_t i = 0; i + 1 < children.size(); i += 2) {
      std::vector<Term> guard{children[i]};
      if (terms.kind(children[i]) == TermKind::all)
        guard.assign(terms.children(children[i]).begin(), terms.children(children[i]).end());
      const bool can_hold = std::ranges::all_of(guard, [&](Term fact) {
        return terms.kind(fact) == TermKind::yes || values(terms, fact, world).contains(true);
      });
      if (can_hold)
        found.merge(values(terms, children[i + 1], world));
    }
  } else {
    ADD_FAILURE() << "a condition of an unexpected kind";
  }
  return found;
}

TEST_F(StateTest, WhatIsLearnedHoldsInEveryWorldWhereTheConditionDoes) {
  const std::vector<Term> atoms{if_a, if_b, if_c, terms.apply("equal", {a, terms.text("x")})};
  int checked = 0;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    const Term condition = TermMaker(terms, seed).condition(3);
    for (const bool value : {true, false}) {
      State known;
      learn_condition(terms, known, condition, value);
      for (unsigned bits = 0; bits < 16; ++bits) {
        std::map<Term, bool> world;
        for (std::size_t i = 0; i < atoms.size(); ++i)
          world[atoms[i]] = (bits >> i & 1U) != 0;
        if (!values(terms, condition, world).contains(value))
          continue;
        for (const Term fact : known.facts) {
          ++checked;
          EXPECT_TRUE(values(terms, fact, world).contains(true))
              << show(condition) << " being " << value << " does not imply " << show(fact);
        }
      }
    }
  }
  EXPECT_GT(checked, 10000);
}

} // namespace
} // namespace partywall::solver
