/// The laws of what is known about values, on random small terms: may and must, provenance, injectivity, dependence, and
/// the joining of states. The laws of terms themselves stand in term-test.cpp.
#include "checks/flow/solver/state.h"
#include "tests/flow/solver/random-term.h"
#include "tests/flow/solver/solved.h"

#include <set>

namespace partywall::solver {
namespace {

constexpr std::uint64_t rounds = 400;

/// Inputs 0 to 2 of the generated terms are a tenant, a text, and what a caller sent.
class Lattice : public testing::Test {
protected:
  Lattice()
      : solved_("function app::f(tenant_id: text, prompt: text, header: request, p: pointer to integer 32) -> text {\n"
                "  leave prompt\n}\n"),
        terms(solved_.solution->terms()), query(*solved_.solution->query) {}

  [[nodiscard]] Holding held(Term term, std::vector<Term> facts = {}) {
    std::ranges::sort(facts);
    return query.holding(term, facts);
  }
  [[nodiscard]] std::set<Term> dependence(Term term) {
    const std::vector<Term> found = query.dependence(term);
    return {found.begin(), found.end()};
  }
  [[nodiscard]] bool is_nothing(Term term) const { return terms.kind(term) == TermKind::nothing; }
  [[nodiscard]] std::string text(Term term) const { return print(terms, solved_.solution->program(), term); }

  static bool includes(const std::set<Term>& all, const std::set<Term>& part) {
    return std::ranges::includes(all, part);
  }

  Solved solved_;
  Terms& terms;
  Query& query;
};

bool same(const Holding& left, const Holding& right) {
  std::set<Term> one, other;
  for (const IdentityLeaf& leaf : left.leaves)
    one.insert(leaf.term);
  for (const IdentityLeaf& leaf : right.leaves)
    other.insert(leaf.term);
  return left.may == right.may && left.must == right.must && left.is_ambiguous == right.is_ambiguous &&
         left.is_folded == right.is_folded && left.is_untrusted == right.is_untrusted && one == other &&
         left.weakest() == right.weakest();
}

TEST_F(Lattice, MustImpliesMayAndNothingHoldsNothing) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    const Term term = TermMaker(terms, seed).value();
    const Holding all = held(term);
    EXPECT_TRUE(!all.must || all.may) << text(term);
    EXPECT_EQ(all.may, !all.leaves.empty()) << text(term);
  }
  EXPECT_TRUE(same(held(terms.nothing()), Holding{}));
  EXPECT_TRUE(same(held(terms.zero()), Holding{}));
  EXPECT_TRUE(dependence(terms.nothing()).empty());
}

TEST_F(Lattice, JoiningIsIdempotentCommutativeAndAssociative) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    TermMaker maker(terms, seed);
    const Term a = maker.value(), b = maker.value(), c = maker.value();
    SCOPED_TRACE(text(a) + " | " + text(b) + " | " + text(c));
    EXPECT_TRUE(same(held(terms.join(a, a)), held(a)));
    EXPECT_TRUE(same(held(terms.join(a, b)), held(terms.join(b, a))));
    EXPECT_TRUE(same(held(terms.join(a, terms.join(b, c))), held(terms.join(terms.join(a, b), c))));
    EXPECT_EQ(dependence(terms.join(a, terms.join(b, c))), dependence(terms.join(terms.join(a, b), c)));
  }
}

TEST_F(Lattice, OnTwoPathsMayIsEitherAndMustIsBoth) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    TermMaker maker(terms, seed);
    const Term a = maker.value(), b = maker.value();
    if (is_nothing(a) || is_nothing(b))
      continue;
    SCOPED_TRACE(text(a) + " | " + text(b));
    const Holding left = held(a), right = held(b), both = held(terms.join(a, b));
    EXPECT_EQ(both.may, left.may || right.may);
    EXPECT_EQ(both.must, left.must && right.must);
    EXPECT_EQ(both.is_ambiguous, left.is_ambiguous || right.is_ambiguous);
    EXPECT_EQ(both.is_untrusted, left.is_untrusted || right.is_untrusted);
    if (left.may && right.may)
      EXPECT_EQ(both.weakest(), std::min(left.weakest(), right.weakest()));
  }
}

TEST_F(Lattice, SideBySideOnePartIsEnough) {
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    TermMaker maker(terms, seed);
    const Term a = maker.value(), b = maker.value();
    const std::array parts{a, b};
    SCOPED_TRACE(text(a) + " + " + text(b));
    const Holding left = held(a), right = held(b), whole = held(terms.list(parts));
    EXPECT_EQ(whole.may, left.may || right.may);
    EXPECT_EQ(whole.must, left.must || right.must);
    std::set<Term> united = dependence(a);
    united.merge(dependence(b));
    EXPECT_EQ(dependence(terms.list(parts)), united);
  }
}

TEST_F(Lattice, WhatIsDoneToValuesIsMonotone) {
  const std::string_view functions[] = {"digest", "encode", "hash", "truncate", "derived", "embed", "verified", "model"};
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    TermMaker maker(terms, seed);
    const Term a = maker.value(), b = maker.value(), step = maker.step();
    if (is_nothing(a) || is_nothing(b))
      continue;
    const auto expect_monotone = [&](auto transfer) {
      const Holding less = held(transfer(a)), more = held(transfer(terms.join(a, b)));
      EXPECT_TRUE(!less.may || more.may);
      EXPECT_TRUE(!more.must || less.must);
      EXPECT_TRUE(!less.is_ambiguous || more.is_ambiguous);
    };
    SCOPED_TRACE(text(a) + " | " + text(b));
    for (const std::string_view function : functions) {
      SCOPED_TRACE(function);
      expect_monotone([&](Term term) { return terms.apply(function, {term}); });
    }
    expect_monotone([&](Term term) { return terms.cat(std::array{terms.text("k:"), term, terms.text(":")}); });
    expect_monotone([&](Term term) { return terms.update(terms.zero(), step, term, false); });
    EXPECT_TRUE(includes(dependence(terms.apply("derived", {a, b})), dependence(terms.apply("derived", {a}))));
  }
}

TEST_F(Lattice, KnowingMoreNeverWeakensMust) {
  const Term fact = terms.apply("present", {terms.input(ir::FunctionId{0}, 0)});
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    const Term term = TermMaker(terms, seed).value();
    SCOPED_TRACE(text(term));
    for (const Term known : {fact, terms.negate(fact)}) {
      EXPECT_TRUE(!held(term).must || held(term, {known}).must);
      EXPECT_TRUE(!held(term, {known}).may || held(term).may);
    }
  }
}

TEST_F(Lattice, ProvenanceIsAChainOfWhichTheTrustedPartIsTheTop) {
  for (int i = 0; i < static_cast<int>(Provenance::verified); ++i) {
    const auto lower = static_cast<Provenance>(i), upper = static_cast<Provenance>(i + 1);
    EXPECT_LT(lower, upper);
    EXPECT_TRUE(!is_trusted(lower) || is_trusted(upper)) << name_of(lower);
  }
}

TEST_F(Lattice, JoiningStatesKeepsCommonFactsInAnyOrder) {
  const auto initial = [&](Term root) { return terms.load(root); };
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    TermMaker maker(terms, seed);
    std::array<State, 2> states;
    for (State& state : states) {
      state.is_reachable = true;
      for (std::uint32_t variable = 0; variable < 3; ++variable)
        if (maker.pick(2))
          state.set(terms.variable_object(ir::FunctionId{0}, ir::VariableId{variable}), maker.value());
      const std::vector<Term> before = state.facts;
      learn_condition(terms, state, maker.condition(), true);
      EXPECT_TRUE(std::ranges::includes(state.facts, before));
    }
    const State forward = join(terms, {&states[0], &states[1]}, initial);
    const State backward = join(terms, {&states[1], &states[0]}, initial);
    const State alone = join(terms, {&states[0], &states[0]}, initial);
    EXPECT_EQ(forward.contents, backward.contents);
    EXPECT_EQ(forward.facts, backward.facts);
    EXPECT_EQ(alone.contents, states[0].contents);
    EXPECT_EQ(alone.facts, states[0].facts);
    for (const State& state : states)
      EXPECT_TRUE(std::ranges::includes(state.facts, forward.facts));
  }
}

} // namespace
} // namespace partywall::solver
