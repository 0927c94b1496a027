#include "checks/flow/solver/state.h"

#include <algorithm>
#include <map>

namespace partywall::solver {

Term State::find(Term root) const {
  const auto place = std::ranges::lower_bound(contents, root, {}, &std::pair<Term, Term>::first);
  return place != contents.end() && place->first == root ? place->second : Term{};
}

void State::set(Term root, Term content) {
  const auto place = std::ranges::lower_bound(contents, root, {}, &std::pair<Term, Term>::first);
  if (place != contents.end() && place->first == root) place->second = content;
  else contents.insert(place, {root, content});
}

void State::learn(Term fact) {
  const auto place = std::ranges::lower_bound(facts, fact);
  if (place == facts.end() || *place != fact) facts.insert(place, fact);
}

bool State::knows(Term fact) const { return std::ranges::binary_search(facts, fact); }

namespace {

/// Facts implied by `condition` being `value`, beside the condition itself.
std::vector<Term> implied(Terms& terms, Term condition, bool value, int depth) {
  if (depth > 8) return {};
  if (terms.is_apply(condition, "not")) return implied(terms, terms.child(condition, 0), !value, depth + 1);
  if (terms.is_apply(condition, value ? "and" : "or")) {
    std::vector<Term> facts;
    for (const Term part : std::vector<Term>(terms.children(condition).begin(), terms.children(condition).end()))
      for (const Term fact : implied(terms, part, value, depth + 1)) facts.push_back(fact);
    return facts;
  }
  if (terms.is_apply(condition, "present") && terms.kind(terms.child(condition, 0)) == TermKind::alternative) {
    // An optional that is empty on some branches: being present rules those out.
    std::vector<Terms::Branch> branches;
    const Term inner = terms.child(condition, 0);
    const std::vector<Term> parts(terms.children(inner).begin(), terms.children(inner).end());
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
      const TermKind kind = terms.kind(parts[i + 1]);
      const bool is_literal = kind == TermKind::text;
      const bool is_empty = kind == TermKind::zero || kind == TermKind::null ||
                            (is_literal && terms.name(terms.at(parts[i + 1]).symbol).empty());
      branches.push_back({parts[i], is_empty || is_literal ? terms.number(is_empty ? 0 : 1) : terms.apply("present", {parts[i + 1]})});
    }
    std::vector<Term> facts = implied(terms, terms.alternative(std::move(branches)), value, depth + 1);
    facts.push_back(value ? condition : terms.negate(condition));
    return facts;
  }
  // A result code that each path has set for itself.
  if (terms.is_apply(condition, "equal")) {
    const bool is_first = terms.kind(terms.child(condition, 0)) == TermKind::alternative;
    const Term several = terms.child(condition, is_first ? 0 : 1);
    const Term literal = terms.child(condition, is_first ? 1 : 0);
    const auto is_literal = [&](Term term) { return terms.kind(term) == TermKind::number || terms.kind(term) == TermKind::text; };
    if (terms.kind(several) == TermKind::alternative && is_literal(literal)) {
      std::vector<Terms::Branch> branches;
      const std::vector<Term> parts(terms.children(several).begin(), terms.children(several).end());
      for (std::size_t i = 0; i + 1 < parts.size(); i += 2)
        branches.push_back({parts[i], is_literal(parts[i + 1]) ? terms.number(parts[i + 1] == literal ? 1 : 0) : terms.apply("equal", {parts[i + 1], literal})});
      std::vector<Term> facts = implied(terms, terms.alternative(std::move(branches)), value, depth + 1);
      facts.push_back(value ? condition : terms.negate(condition));
      return facts;
    }
  }
  if (terms.kind(condition) != TermKind::alternative)
    return terms.truth(condition) >= 0 ? std::vector<Term>{} : std::vector<Term>{value ? condition : terms.negate(condition)};

  // Every branch that can still have this value; what they all imply is known.
  std::vector<std::vector<Term>> possible;
  const std::vector<Term> parts(terms.children(condition).begin(), terms.children(condition).end());
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    if (terms.truth(parts[i + 1]) == (value ? 0 : 1)) continue;
    std::vector<Term> facts = implied(terms, parts[i + 1], value, depth + 1);
    if (terms.kind(parts[i]) == TermKind::all) facts.insert(facts.end(), terms.children(parts[i]).begin(), terms.children(parts[i]).end());
    else if (terms.kind(parts[i]) != TermKind::yes) facts.push_back(parts[i]);
    std::ranges::sort(facts);
    possible.push_back(std::move(facts));
  }
  if (possible.empty()) return {};
  std::vector<Term> common = possible.front();
  for (const auto& facts : possible)
    std::erase_if(common, [&](Term fact) { return !std::ranges::binary_search(facts, fact); });
  common.push_back(value ? condition : terms.negate(condition));
  return common;
}

/// Positions in a range change from turn to turn under one name: nothing lasting is known of them.
bool is_position(const Terms& terms, Term term) {
  for (; terms.kind(term) == TermKind::offset || terms.kind(term) == TermKind::project; term = terms.child(term, 0))
    if (terms.kind(terms.child(term, 1)) == TermKind::step_element) return true;
  return false;
}

bool is_about_position(const Terms& terms, Term fact) {
  if (terms.is_apply(fact, "not")) fact = terms.child(fact, 0);
  const auto is_position = [&](Term term) {
    return (terms.kind(term) == TermKind::offset || terms.kind(term) == TermKind::project) &&
           terms.kind(terms.child(term, 1)) == TermKind::step_element;
  };
  if (terms.is_apply(fact, "present")) return is_position(terms.child(fact, 0));
  if (!terms.is_apply(fact, "equal")) return false;
  return is_position(terms.child(fact, 0)) || is_position(terms.child(fact, 1)) || terms.child(fact, 0) == terms.child(fact, 1);
}

}  // namespace

void learn_condition(Terms& terms, State& state, Term condition, bool value) {
  if (!condition) return;
  for (const Term fact : implied(terms, condition, value, 0)) {
    if (terms.truth(fact) >= 0) continue;   // goes without saying
    // Equal to some element: it is one of them, whatever the position is later.
    if (terms.is_apply(fact, "equal"))
      for (const auto [one, other] : {std::pair(0, 1), std::pair(1, 0)})
        if (const Term left = terms.child(fact, one), right = terms.child(fact, other); is_position(terms, right) && !is_position(terms, left) &&
            terms.kind(left) != TermKind::text && terms.kind(left) != TermKind::number)
          state.learn(terms.apply("member", {left, right}));
    if (!is_about_position(terms, fact)) state.learn(fact);
  }
}

Term join_contents(Terms& terms, const std::vector<Terms::Branch>& branches) {
  // Records that differ in some parts are joined part by part, so that a field untouched stays one value.
  bool all_records = true;
  Term rest;
  for (const auto& [guard, value] : branches) {
    if (terms.kind(value) == TermKind::record) {
      if (!rest) rest = terms.child(value, 0);
      all_records &= terms.child(value, 0) == rest;
    }
  }
  if (!rest) return terms.alternative(branches);
  for (const auto& [guard, value] : branches)
    all_records &= terms.kind(value) == TermKind::record || value == rest;
  if (!all_records) return terms.alternative(branches);

  std::map<Term, std::vector<Terms::Branch>> parts;
  for (const auto& [guard, value] : branches)
    if (terms.kind(value) == TermKind::record)
      for (std::size_t i = 1; i + 1 < terms.children(value).size(); i += 2) parts[terms.child(value, i)];
  for (auto& [step, alternatives] : parts)
    for (const auto& [guard, value] : branches) {
      Term part;
      if (terms.kind(value) == TermKind::record)
        for (std::size_t i = 1; i + 1 < terms.children(value).size(); i += 2)
          if (terms.child(value, i) == step) part = terms.child(value, i + 1);
      if (!part) part = terms.kind(rest) == TermKind::nothing ? terms.zero() : terms.project(rest, step);
      // Added to a list on one of the ways: on the other there is no such item.
      if (terms.kind(rest) == TermKind::list && terms.kind(part) == TermKind::nothing) part = terms.zero();
      alternatives.push_back({guard, part});
    }
  std::vector<std::pair<Term, Term>> joined;
  for (auto& [step, alternatives] : parts) joined.emplace_back(step, join_contents(terms, alternatives));
  return terms.record(rest, std::move(joined));
}

bool says_one_of(const Terms& terms, Term left, Term right) {
  static constexpr std::uint32_t weight_limit = 60;
  const auto facts_of = [&](Term guard) {
    return terms.kind(guard) == TermKind::all ? std::vector<Term>(terms.children(guard).begin(), terms.children(guard).end()) : std::vector<Term>{guard};
  };
  const auto says_equal = [&](Term guard) {
    return std::ranges::any_of(facts_of(guard), [&](Term fact) {
      if (!terms.is_apply(fact, "equal") && !terms.is_apply(fact, "member")) return false;
      const auto is_value = [&](Term side) { return terms.kind(side) != TermKind::number && terms.kind(side) != TermKind::text; };
      return is_value(terms.child(fact, 0)) && is_value(terms.child(fact, 1));
    });
  };
  if (terms.kind(left) == TermKind::yes || terms.kind(right) == TermKind::yes) return false;
  if (terms.at(left).weight > weight_limit || terms.at(right).weight > weight_limit) return false;
  if (facts_of(left).size() == 1 && facts_of(right).size() == 1) return false;   // one is merely the opposite of the other
  return says_equal(left) || says_equal(right);
}

}  // namespace partywall::solver
