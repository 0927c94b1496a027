#include "checks/vector/vector-finding.h"

#include "checks/flow/solver/owner-test.h"
#include "checks/flow/solver/vector-score.h"

#include <algorithm>
#include <ranges>

namespace partywall {

using namespace solver;

bool shares_request(const Hop& hop, const Event& other) {
  const auto& chain = hop.occurrence.event->chain;
  const auto shared = static_cast<std::size_t>(std::ranges::mismatch(chain, other.chain).in1 - chain.begin());
  return shared >= std::min(hop.stands_at, chain.size());
}

std::function<bool(Term)> found_by(const Solution& solution, const Hop& search) {
  const Event& event = *search.occurrence.event;
  if (event.kind == "vector.score")
    return [&](Term term) { return is_of_entry(solution, event, term); };
  return [&](Term term) { return solution.query->depends_on_result(term, event.site); };
}

void relate_ranking(const Solution& solution, const Hop& search, Finding& finding) {
  if (search.occurrence.event->kind != "vector.score")
    return;
  const std::vector<Place> places = rankings(solution, search.occurrence);
  for (const Place& place : places | std::views::take(3))
    if (is_reported(solution, place.location))
      relate(finding, {range_of(solution.program(), place.location), "what was scored is ranked here",
                       function_name(solution.program(), place.function), false, 1});
}

LateTest later_test(const Solution& solution, const Hop& search) {
  const Event& event = *search.occurrence.event;
  const bool is_by_hand = event.kind == "vector.score";
  const std::function<bool(Term)> is_found = found_by(solution, search);
  for (const Occurrence& occurrence : solution.events) {
    if (occurrence.root != search.occurrence.root || occurrence.event->site == event.site ||
        (is_by_hand && is_before_ranking(solution, search.occurrence, occurrence)))
      continue;
    // The test nearest below the search's own request; a shared helper may be tested by several callers.
    const Term identity =
        shares_request(search, *occurrence.event) ? tested_owner(solution, *occurrence.event, is_found) : Term{};
    if (identity)
      return {&occurrence, identity};
  }
  return {};
}

bool is_filtered_late(const Solution& solution, const Hop& search) {
  return search.action == VectorAction::search && (search.late_scope.may || later_test(solution, search).occurrence);
}

const Occurrence* lost_filter(const Solution& solution, const Hop& search) {
  const auto is_used = [&](const IdentityLeaf& leaf) {
    return std::ranges::any_of(solution.hops, [&](const Hop& hop) {
      return hop.occurrence.root == search.occurrence.root && hop.surface == "vector" &&
             std::ranges::find(hop.scope.leaves, leaf.term, &IdentityLeaf::term) != hop.scope.leaves.end();
    });
  };
  for (const Occurrence& occurrence : solution.events) {
    if (occurrence.event->kind != "filter" || occurrence.root != search.occurrence.root)
      continue;
    if (!shares_request(search, *occurrence.event))
      continue;
    const Holding holding = solution.query->holding(occurrence.event->slot("value"), occurrence.event->facts);
    if (!holding.may || std::ranges::any_of(holding.leaves, is_used))
      continue;
    return &occurrence;
  }
  return nullptr;
}

Term identity_in_reach(const Solution& solution, const Hop& hop) {
  if (hop.loose)
    return hop.loose;
  if (!hop.scope.leaves.empty())
    return hop.scope.leaves.front().term;
  for (const Occurrence& occurrence : solution.events) {
    if (occurrence.root != hop.occurrence.root || !shares_request(hop, *occurrence.event))
      continue;
    for (const auto& [name, term] : occurrence.event->slots) {
      const Holding holding = solution.query->holding(term, occurrence.event->facts);
      for (const IdentityLeaf& leaf : holding.leaves)
        if (leaf.kind == IdentityKind::tenant &&
            !solution.query->depends_on_result(leaf.term, hop.occurrence.event->site))
          return leaf.term;
    }
  }
  return {};
}

std::string action_of(const Hop& hop) {
  switch (hop.action) {
  case VectorAction::scan:
    return "read";
  case VectorAction::write:
    return "write";
  case VectorAction::erase:
    return "delete";
  default:
    return "search";
  }
}

} // namespace partywall
