/// The laws of the term algebra, on random small terms, and its simplifications one by one.
#include "checks/flow/solver/term.h"

#include "tests/flow/solver/random-term.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>

namespace partywall::solver {
namespace {

using testing::IsSupersetOf;
using testing::UnorderedElementsAreArray;

constexpr std::uint64_t rounds = 1500;

class TermTest : public testing::Test {
protected:
  [[nodiscard]] std::string show(Term term) const { return print(terms, term_program(), term); }
  Term text(std::string_view literal) { return terms.text(literal); }
  Term cat(std::vector<Term> parts) { return terms.cat(parts); }
  Term field(std::string_view name) { return terms.field_step(name); }
  Term key(std::string_view name) { return terms.key_step(terms.text(name)); }

  /// One object of many parts, heavier than the arena keeps in full: `leaf`, wrapped and repeated.
  Term heavy(Term leaf) {
    Term grown = leaf;
    while (terms.at(grown).weight <= Terms::weight_limit / 2)
      grown = terms.list(std::array{grown, terms.apply("digest", {grown})});
    return grown;
  }

  /// Compares ids, shows terms.
  std::function<testing::AssertionResult(const char*, const char*, Term, Term)> same =
      [this](const char* left_text, const char* right_text, Term left, Term right) {
        if (left == right)
          return testing::AssertionSuccess();
        return testing::AssertionFailure() << left_text << " is " << show(left) << "\n"
                                           << right_text << " is " << show(right);
      };

  Terms terms;
  const Term a = terms.input(ir::FunctionId{0}, 0);
  const Term b = terms.input(ir::FunctionId{0}, 1);
  const Term c = terms.input(ir::FunctionId{0}, 2);
  const Term holds = terms.apply("present", {a});
  const Term fails = terms.negate(holds);
};

#define EXPECT_SAME(left, right) EXPECT_PRED_FORMAT2(same, left, right)

// ---- one id a term

TEST_F(TermTest, SameConstructionGivesTheSameId) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    const Term first = TermMaker(terms, seed).value();
    const std::size_t size = terms.size();
    const Term second = TermMaker(terms, seed).value();
    EXPECT_EQ(first, second) << show(first);
    EXPECT_EQ(terms.size(), size) << "a known term was built anew: " << show(first);
  }
}

TEST_F(TermTest, DifferentTermsHaveDifferentIds) {
  const std::vector<Term> all{a,
                              b,
                              terms.load(a),
                              text("a"),
                              text(""),
                              terms.zero(),
                              terms.null(),
                              terms.number(0),
                              terms.nothing(),
                              terms.yes(),
                              cat({a, b}),
                              cat({b, a}),
                              terms.list(std::array{a, b}),
                              terms.join(a, b),
                              terms.repeat(a, b),
                              terms.apply("digest", {a}),
                              terms.apply("hash", {a}),
                              terms.named("tenant", a),
                              terms.project(a, field("x")),
                              terms.offset(a, field("x"))};
  std::vector<Term> sorted = all;
  std::ranges::sort(sorted);
  EXPECT_EQ(std::ranges::unique(sorted).begin(), sorted.end());
}

TEST_F(TermTest, RebuildingFromTheSameChildrenChangesNothing) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    SCOPED_TRACE(seed);
    const Term term = TermMaker(terms, seed).value();
    const std::vector<Term> children(terms.children(term).begin(), terms.children(term).end());
    EXPECT_SAME(terms.rebuild(term, children), term);
  }
}

TEST_F(TermTest, OpennessComesFromTheInputsInside) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    const Term term = TermMaker(terms, seed).value();
    bool has_input = false;
    for (std::int64_t input = 0; input < 4; ++input)
      has_input |= terms.contains(term, terms.input(ir::FunctionId{0}, input));
    EXPECT_EQ(terms.at(term).is_open, has_input) << show(term);
    EXPECT_FALSE(terms.at(term).has_merge);
  }
  EXPECT_TRUE(terms.at(cat({a, terms.merge(ir::FunctionId{0}, 1, b)})).has_merge);
}

// ---- cat

TEST_F(TermTest, CatIsAssociative) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    SCOPED_TRACE(seed);
    TermMaker make(terms, seed);
    const Term x = make.value(2), y = make.value(2), z = make.value(2);
    EXPECT_SAME(cat({cat({x, y}), z}), cat({x, cat({y, z})}));
    EXPECT_SAME(cat({x, y, z}), cat({x, cat({y, z})}));
  }
}

TEST_F(TermTest, CatHasNeutralElements) {
  for (const Term neutral : {text(""), terms.zero(), terms.null(), terms.nothing()}) {
    EXPECT_SAME(cat({neutral, a}), a);
    EXPECT_SAME(cat({a, neutral}), a);
    EXPECT_SAME(cat({a, neutral, b}), cat({a, b}));
    EXPECT_SAME(cat({neutral}), text(""));
  }
  EXPECT_SAME(cat({}), text(""));
}

TEST_F(TermTest, CatMergesLiterals) {
  EXPECT_SAME(cat({text("a"), text("b"), a, text("c"), text("d")}), cat({text("ab"), a, text("cd")}));
  EXPECT_SAME(cat({text("a"), cat({text("b"), a})}), cat({text("ab"), a}));
  EXPECT_SAME(cat({text("x"), text("y")}), text("xy"));
  EXPECT_SAME(cat({text("a"), terms.number(':'), text("b")}), text("a:b")) << "a number in text is a character";
}

TEST_F(TermTest, CatKeepsOrderAndRepetition) {
  EXPECT_NE(cat({a, b}), cat({b, a}));
  EXPECT_NE(cat({a, a}), a);
  EXPECT_EQ(show(cat({a, text(":"), b})), "cat(a, \":\", b)");
}

// ---- joins

TEST_F(TermTest, JoinIsIdempotentCommutativeAndAssociative) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    SCOPED_TRACE(seed);
    TermMaker make(terms, seed);
    const Term x = make.value(2), y = make.value(2), z = make.value(2);
    EXPECT_SAME(terms.join(x, x), x);
    EXPECT_SAME(terms.join(x, y), terms.join(y, x));
    EXPECT_SAME(terms.join(terms.join(x, y), z), terms.join(x, terms.join(y, z)));
    EXPECT_SAME(terms.join(x, terms.nothing()), x);
    EXPECT_SAME(terms.join(terms.nothing(), x), x);
  }
}

TEST_F(TermTest, GuardedAlternativesDoNotDependOnOrder) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    SCOPED_TRACE(seed);
    TermMaker make(terms, seed);
    std::vector<Terms::Branch> branches;
    for (int i = 0; i < 4; ++i) {
      const Term value = make.value(1), guard = make.guard();
      // Of guarded and unguarded ways to one value see the known gap below.
      if (guard != terms.yes() && terms.kind(value) != TermKind::alternative)
        branches.push_back({guard, value});
    }
    const Term reference = terms.alternative(branches);
    std::mt19937_64 random(seed);
    std::ranges::shuffle(branches, random);
    EXPECT_SAME(terms.alternative(branches), reference);
  }
}

TEST_F(TermTest, AnAlternativeOfOneValueIsThatValue) {
  EXPECT_SAME(terms.alternative({}), terms.nothing());
  EXPECT_SAME(terms.alternative({{holds, a}}), a);
  EXPECT_SAME(terms.alternative({{holds, a}, {fails, a}}), a);
  EXPECT_SAME(terms.alternative({{holds, terms.nothing()}, {fails, a}}), a);
}

TEST_F(TermTest, NestedAlternativesAreConjunctions) {
  const Term other = terms.apply("present", {b});
  const Term inner = terms.alternative({{other, a}, {terms.negate(other), b}});
  EXPECT_SAME(
      terms.alternative({{holds, inner}, {fails, c}}),
      terms.alternative({{terms.all({holds, other}), a}, {terms.all({holds, terms.negate(other)}), b}, {fails, c}}));
}

TEST_F(TermTest, AValueUnderTwoGuardsKeepsBoth) {
  const Term joined = terms.alternative({{holds, a}, {fails, b}, {fails, a}});
  EXPECT_EQ(terms.children(joined).size(), 6U) << show(joined);
  EXPECT_SAME(terms.alternative({{terms.yes(), a}, {holds, a}, {fails, b}, {fails, a}}),
              terms.alternative({{terms.yes(), a}, {fails, b}}));
}

TEST_F(TermTest, AnUnguardedValueTakesInTheGuardedOnesInAnyOrder) {
  const Term first = terms.alternative({{terms.yes(), a}, {holds, a}, {fails, a}, {fails, b}});
  const Term last = terms.alternative({{holds, a}, {fails, a}, {fails, b}, {terms.yes(), a}});
  EXPECT_EQ(first, last) << show(last);
}

TEST_F(TermTest, ConjunctionsAreSets) {
  const Term other = terms.apply("present", {b});
  EXPECT_SAME(terms.all({}), terms.yes());
  EXPECT_SAME(terms.all({holds}), holds);
  EXPECT_SAME(terms.all({holds, other, holds, terms.yes()}), terms.all({other, holds}));
}

// ---- logic

TEST_F(TermTest, NegationIsAnInvolution) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    SCOPED_TRACE(seed);
    const Term condition = TermMaker(terms, seed).condition();
    EXPECT_SAME(terms.negate(terms.negate(condition)), condition);
    if (const int truth = terms.truth(condition); truth >= 0)
      EXPECT_EQ(terms.truth(terms.negate(condition)), 1 - truth) << show(condition);
    else
      EXPECT_NE(terms.negate(condition), condition) << show(condition);
  }
}

TEST_F(TermTest, EqualityIsSymmetricAndAbsorbsTruthValues) {
  EXPECT_SAME(terms.apply("equal", {a, b}), terms.apply("equal", {b, a}));
  EXPECT_SAME(terms.apply("not_equal", {a, b}), terms.negate(terms.apply("equal", {b, a})));
  EXPECT_SAME(terms.apply("equal", {holds, terms.number(1)}), holds);
  EXPECT_SAME(terms.apply("equal", {terms.number(0), holds}), fails);
  EXPECT_SAME(terms.apply("not_equal", {fails, terms.number(0)}), fails);
}

TEST_F(TermTest, TruthOfLiterals) {
  EXPECT_EQ(terms.truth(terms.number(3)), 1);
  EXPECT_EQ(terms.truth(terms.number(0)), 0);
  EXPECT_EQ(terms.truth(terms.null()), 0);
  EXPECT_EQ(terms.truth(terms.zero()), 0);
  EXPECT_EQ(terms.truth(a), -1);
  EXPECT_EQ(terms.truth(terms.negate(terms.null())), 1);
  EXPECT_EQ(terms.truth(terms.negate(terms.zero())), 1);
}

// ---- parts

TEST_F(TermTest, AStrongUpdateIsReadBack) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    SCOPED_TRACE(seed);
    TermMaker make(terms, seed);
    const Term value = make.value(2), part = make.value(2), step = make.step();
    const Term updated = terms.update(value, step, part, false);
    EXPECT_SAME(terms.project(updated, step), part);
    EXPECT_SAME(terms.update(updated, step, part, false), updated);
  }
}

TEST_F(TermTest, TheLastStrongUpdateWins) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    SCOPED_TRACE(seed);
    TermMaker make(terms, seed);
    const Term value = make.value(2), step = make.step(), first = make.value(2), second = make.value(2);
    EXPECT_SAME(terms.update(terms.update(value, step, first, false), step, second, false),
                terms.update(value, step, second, false));
  }
}

TEST_F(TermTest, UpdatesOfDifferentFieldsLeaveEachOtherAlone) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    SCOPED_TRACE(seed);
    TermMaker make(terms, seed);
    const Term value = make.value(2), part = make.value(2), more = make.value(2);
    const Term left = field("left"), other = field("other");
    EXPECT_SAME(terms.project(terms.update(value, other, part, make.pick(2) == 0), left), terms.project(value, left));
    EXPECT_SAME(terms.update(terms.update(value, left, part, false), other, more, false),
                terms.update(terms.update(value, other, more, false), left, part, false));
  }
}

TEST_F(TermTest, AWeakUpdateKeepsWhatWasThere) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    SCOPED_TRACE(seed);
    TermMaker make(terms, seed);
    const Term value = make.value(2), part = make.value(2), step = make.step();
    const Term before = terms.project(value, step);
    const Term after = terms.project(terms.update(value, step, part, true), step);
    if (before == terms.nothing() || before == terms.zero()) {
      EXPECT_SAME(after, part);
    } else {
      EXPECT_SAME(after, terms.join(before, part));
    }
  }
}

TEST_F(TermTest, EntriesUnderDifferentKeysAreDifferent) {
  Term map = terms.update(a, key("x"), b, false);
  map = terms.update(map, key("y"), c, false);
  EXPECT_SAME(terms.project(map, key("x")), b);
  EXPECT_SAME(terms.project(map, key("y")), c);
  EXPECT_SAME(terms.project(map, key("z")), terms.project(a, key("z")));
}

TEST_F(TermTest, AnUnknownKeyMayBeAnyEntry) {
  const Term map = terms.update(terms.zero(), key("x"), b, false);
  EXPECT_SAME(terms.project(map, terms.any_element()), b);
  const Term more = terms.update(map, terms.key_step(c), text("v"), false);
  EXPECT_SAME(terms.project(more, terms.key_step(c)), text("v"));
  EXPECT_SAME(terms.project(more, terms.key_step(a)), terms.join(b, text("v")));
  EXPECT_SAME(terms.project(more, terms.any_element()), terms.join(b, text("v")));
}

TEST_F(TermTest, KnownGapALiteralKeyIsNotFoundUnderAnUnknownOne) {
  // map[c] = v; map["x"]: c may be "x".
  const Term map = terms.update(terms.zero(), terms.key_step(c), b, false);
  EXPECT_SAME(terms.project(map, key("x")), terms.zero());
}

TEST_F(TermTest, PartsOfListsPairsAndTexts) {
  const Term pair = terms.list(std::array{a, b});
  EXPECT_SAME(terms.project(pair, field("first")), a);
  EXPECT_SAME(terms.project(pair, field("second")), b);
  EXPECT_SAME(terms.project(pair, terms.any_element()), terms.join(a, b));
  const Term word = cat({a, text(":")});
  EXPECT_SAME(terms.project(word, terms.any_element()), word);
  EXPECT_SAME(terms.project(text("0123456789abcdef"), terms.key_step(terms.apply("digest", {a}))),
              terms.apply("encode", {terms.apply("digest", {a})}));
  const Term callee = terms.closure(ir::CalleeId{0}, std::array{a, b});
  EXPECT_SAME(terms.project(callee, terms.capture_step(1)), b);
}

TEST_F(TermTest, PartsOfAlternativesKeepTheirGuards) {
  const Term record = terms.record(terms.nothing(), {{field("x"), b}});
  EXPECT_SAME(terms.project(terms.alternative({{holds, record}, {fails, c}}), field("x")),
              terms.alternative({{holds, b}, {fails, terms.project(c, field("x"))}}));
}

TEST_F(TermTest, TheContentOfAPartIsThePartOfTheContent) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    SCOPED_TRACE(seed);
    TermMaker make(terms, seed);
    const Term pointer = make.value(1), step = make.step();
    if (terms.kind(pointer) == TermKind::nothing)
      continue;
    EXPECT_SAME(terms.load(terms.offset(pointer, step)), terms.project(terms.load(pointer), step));
  }
  EXPECT_SAME(terms.load(terms.alternative({{holds, a}, {fails, b}})),
              terms.alternative({{holds, terms.load(a)}, {fails, terms.load(b)}}));
}

TEST_F(TermTest, AddressesOfPartsHaveTheObjectAsRoot) {
  const Term object = terms.variable_object(ir::FunctionId{0}, ir::VariableId{1});
  const Term part = terms.offset(terms.offset(object, field("x")), terms.any_element());
  EXPECT_TRUE(terms.is_address(part));
  EXPECT_SAME(terms.root(part), object);
  EXPECT_FALSE(terms.is_address(terms.offset(a, field("x"))));
  EXPECT_SAME(terms.root(terms.offset(a, field("x"))), a);
}

// ---- wrappers

TEST_F(TermTest, OnlyOpaqueValuesAreNamed) {
  for (const Term known :
       {text("x"), terms.number(1), terms.zero(), terms.null(), terms.nothing(), terms.named("org", a)})
    EXPECT_SAME(terms.named("tenant", known), known);
  EXPECT_NE(terms.named("tenant", a), a);
}

TEST_F(TermTest, DerivedIsASet) {
  EXPECT_SAME(terms.apply("derived", {a, b, a}), terms.apply("derived", {b, a}));
  EXPECT_SAME(terms.apply("derived", {terms.apply("derived", {a}), b}), terms.apply("derived", {a, b}));
}

TEST_F(TermTest, LiteralsPassThroughSpelling) {
  EXPECT_SAME(terms.apply("number", {terms.number(42)}), text("42"));
  EXPECT_SAME(terms.apply("encode", {text("x")}), text("x"));
  EXPECT_SAME(terms.apply("copy", {a}), a);
  EXPECT_SAME(terms.apply("digest", {terms.zero()}), terms.zero());
}

TEST_F(TermTest, LeavesAreListedOnceInOrder) {
  const Term term = cat({a, text(":"), terms.apply("digest", {cat({b, a})}), terms.repeat(c, a)});
  EXPECT_EQ(terms.leaves(term), (std::vector<Term>{a, text(":"), b, c}));
}

// ---- limits

TEST_F(TermTest, TooHeavyTermsKeepTheirLeaves) {
  const std::vector<Term> parts{heavy(a), heavy(b), text(":"), heavy(c)};
  const Term collapsed[] = {
      terms.cat(parts), terms.join(terms.join(parts[0], parts[1]), parts[3]),
      terms.record(terms.nothing(), {{field("x"), parts[0]}, {field("y"), parts[1]}, {field("z"), parts[3]}})};
  for (const Term term : collapsed) {
    EXPECT_LE(terms.at(term).weight, Terms::weight_limit);
    EXPECT_THAT(terms.leaves(term), IsSupersetOf({a, b, c})) << show(term);
  }
  EXPECT_EQ(terms.leaves(terms.cat(parts)), (std::vector<Term>{a, b, text(":"), c}))
      << "order of parts that collapse one by one";
}

TEST_F(TermTest, CollapsingAgainChangesNothing) {
  const Term once = cat({heavy(a), heavy(b), heavy(c)});
  const std::vector<Term> children(terms.children(once).begin(), terms.children(once).end());
  EXPECT_SAME(terms.rebuild(once, children), once);
  EXPECT_SAME(cat({once}), once);
}

TEST_F(TermTest, ManyAlternativesCollapseToTheirLeaves) {
  std::vector<Terms::Branch> branches;
  std::vector<Term> values;
  for (int i = 0; i < 30; ++i) {
    values.push_back(text(std::string(static_cast<std::size_t>(i) + 1, 'v')));
    branches.push_back({terms.yes(), values.back()});
  }
  const Term collapsed = terms.alternative(branches);
  EXPECT_TRUE(terms.is_apply(collapsed, "derived"));
  EXPECT_THAT(terms.leaves(collapsed), UnorderedElementsAreArray(values));
}

/// The guards of the ways weigh as well: with them it is too much, and there is nothing to take off.
TEST_F(TermTest, AChoiceThatIsTooHeavyByItsGuardsAloneCollapses) {
  const auto list = [&](int first) {
    std::vector<Term> items;
    for (int i = 0; i < static_cast<int>(Terms::weight_limit) / 2 - 1; ++i) items.push_back(terms.number(first + i));
    return terms.list(items);
  };
  const Term one = list(0), other = list(100'000);
  ASSERT_EQ(terms.at(one).weight + terms.at(other).weight, Terms::weight_limit);
  EXPECT_TRUE(terms.is_apply(terms.join(one, other), "derived"));
}

TEST_F(TermTest, TheSameOnEveryPathIsNoChoice) {
  const Term either = terms.join(a, b);
  EXPECT_SAME(terms.alternative({{holds, either}, {fails, either}}), either);
}

TEST_F(TermTest, TextThatGrowsByManyClausesKeepsItsOrder) {
  // Each clause is there or not: written out there would be 2^12 texts.
  const Term beginning = cat({text("owner = "), a});
  Term whole = beginning;
  for (int i = 0; i < 12; ++i) {
    const Term asked = terms.apply("present", {terms.input(ir::FunctionId{1}, i)});
    const Term more = cat({whole, text(" and f" + std::to_string(i) + " = "), terms.input(ir::FunctionId{1}, i)});
    whole = terms.alternative({{asked, more}, {terms.negate(asked), whole}});
  }
  EXPECT_LE(terms.at(whole).weight, 2 * Terms::weight_limit);
  ASSERT_EQ(terms.kind(whole), TermKind::cat) << show(whole);
  EXPECT_SAME(terms.child(whole, 0), text("owner = "));
  EXPECT_SAME(terms.child(whole, 1), a);
  EXPECT_FALSE(terms.any_part(whole, [&](Term part) { return terms.is_apply(part, "derived"); })) << show(whole);
}

TEST_F(TermTest, WhatAModelWasAskedMakesNoValueHeavy) {
  const Term said = terms.source("model", terms.site({ir::FunctionId{0}, 1, 2, {}}), std::array{heavy(a), heavy(b)});
  const Term parts[] = {text("["), said, text("]")};
  const Term whole = terms.cat(parts);
  ASSERT_EQ(terms.kind(whole), TermKind::cat);
  EXPECT_SAME(terms.child(whole, 1), said);
}

TEST_F(TermTest, GrowthIsBounded) {
  Term term = a;
  for (int i = 0; i < 60; ++i)
    term = terms.join(cat({term, text(":"), term, b}), c);
  EXPECT_LE(terms.at(term).weight, 2 * Terms::weight_limit);
  EXPECT_THAT(terms.leaves(term), IsSupersetOf({a, b}));
}

TEST_F(TermTest, WhatHasItemsOrLettersIsPresent) {
  const auto present = [&](Term value) { return terms.truth(terms.apply("present", {value})); };
  const Term a = terms.input(ir::FunctionId{0}, 0);
  EXPECT_EQ(present(terms.list(std::array{a})), 1);
  EXPECT_EQ(present(terms.list({})), -1);
  EXPECT_EQ(present(cat({text("org = "), a})), 1);
  EXPECT_EQ(present(cat({a, a})), -1);
  EXPECT_EQ(present(terms.record(terms.zero(), {{key("must"), a}})), 1);
  EXPECT_EQ(present(terms.record(terms.zero(), {{key("must"), terms.zero()}})), -1);
}

TEST_F(TermTest, AnObjectWrittenOutHasTheMembersItNames) {
  const Term a = terms.input(ir::FunctionId{0}, 0);
  const Term object = terms.list(std::array{terms.list(std::array{text("limit"), a})});
  EXPECT_EQ(terms.project(object, key("filter")), terms.zero());
  const Term open = terms.list(std::array{terms.list(std::array{a, text("x")})});
  EXPECT_EQ(terms.kind(terms.project(open, key("filter"))), TermKind::project);
}

TEST_F(TermTest, SitesAreOneForAPlace) {
  const SiteId first = terms.site({ir::FunctionId{0}, 1, 2, {}});
  EXPECT_EQ(terms.site({ir::FunctionId{0}, 1, 2, {}}), first);
  EXPECT_NE(terms.site({ir::FunctionId{0}, 1, 3, {}}), first);
  EXPECT_NE(terms.site({ir::FunctionId{0}, 2, 2, {}}), first);
  EXPECT_NE(terms.site({ir::FunctionId{1}, 1, 2, {}}), first);
}

} // namespace
} // namespace partywall::solver
