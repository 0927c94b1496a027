#include "checks/flow/solver/debt.h"

#include <algorithm>

namespace partywall::solver {

namespace {

constexpr int depth_limit = 40;

/// A bit for each possible number of replies outstanding, the last one for that many or more.
using Counts = std::uint32_t;
constexpr int most = 8;
constexpr Counts nothing_owed = 1;
constexpr Counts all_counts = (1U << (most + 1)) - 1;

struct Standing {
  Counts counts = 0;
  bool is_poisoned = false;
};

/// Whether the facts say that `condition` holds: as itself, as present, or by comparison with a number.
bool is_known(Terms& terms, Term condition, std::span<const Term> facts, bool holds) {
  if (terms.is_apply(condition, "not"))
    return is_known(terms, terms.child(condition, 0), facts, !holds);
  for (const Term fact : facts) {
    const bool is_denied = terms.is_apply(fact, "not");
    const Term inner = is_denied ? terms.child(fact, 0) : fact;
    if (inner == condition || (terms.is_apply(inner, "present") && terms.child(inner, 0) == condition)) {
      if (is_denied != holds)
        return true;
      continue;
    }
    if (!terms.is_apply(inner, "equal") || terms.children(inner).size() != 2)
      continue;
    for (std::size_t side = 0; side < 2; ++side) {
      const Term number = terms.child(inner, 1 - side);
      if (terms.child(inner, side) != condition || terms.kind(number) != TermKind::number)
        continue;
      const bool is_zero = terms.at(number).number == 0;
      if (is_zero && is_denied == holds)
        return true;
      if (!is_zero && !is_denied && holds)
        return true;
    }
  }
  return false;
}

Standing evaluate(Query& query, Terms& terms, Term debt, std::span<const Term> facts, int depth) {
  if (depth > depth_limit || !debt)
    return {nothing_owed, false};
  const std::vector<Term> children(terms.children(debt).begin(), terms.children(debt).end());
  if (terms.kind(debt) == TermKind::alternative) {
    Standing all;
    for (const std::size_t i : query.possible_branches(debt, facts)) {
      std::vector<Term> known(facts.begin(), facts.end());
      if (terms.kind(children[i]) == TermKind::all)
        known.insert(known.end(), terms.children(children[i]).begin(), terms.children(children[i]).end());
      else if (terms.kind(children[i]) != TermKind::yes)
        known.push_back(children[i]);
      std::ranges::sort(known);
      const Standing one = evaluate(query, terms, children[i + 1], known, depth + 1);
      all.counts |= one.counts;
      all.is_poisoned |= one.is_poisoned;
    }
    return all;
  }
  if (terms.is_apply(debt, "owes")) {
    Standing before = evaluate(query, terms, children[0], facts, depth + 1);
    const auto shift = static_cast<int>(std::min<std::int64_t>(terms.at(children[1]).number, most));
    const Counts shifted = before.counts << shift;
    before.counts = (shifted & all_counts) | (shifted > all_counts ? 1U << most : 0);
    return before;
  }
  if (terms.is_apply(debt, "settles")) {
    Standing before = evaluate(query, terms, children[0], facts, depth + 1);
    const Counts many = before.counts & (1U << most);
    before.counts = (before.counts >> 1) | (before.counts & nothing_owed) | many;
    return before;
  }
  if (terms.is_apply(debt, "poisons")) {
    Standing before = evaluate(query, terms, children[0], facts, depth + 1);
    before.is_poisoned |= is_known(terms, children[1], facts, true);
    return before;
  }
  return {nothing_owed, false};
}

} // namespace

Debt debt_of(Query& query, Terms& terms, Term debt, std::span<const Term> facts) {
  const Standing standing = evaluate(query, terms, debt, facts, 0);
  return {(standing.counts & ~nothing_owed) != 0, standing.is_poisoned};
}

} // namespace partywall::solver
