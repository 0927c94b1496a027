#include "checks/vector/vector-finding.h"

#include <algorithm>

namespace partywall {

using namespace solver;

bool shares_request(const Hop& hop, const Event& other) {
  const auto& chain = hop.occurrence.event->chain;
  const auto shared = static_cast<std::size_t>(std::ranges::mismatch(chain, other.chain).in1 - chain.begin());
  return shared >= std::min(hop.stands_at, chain.size());
}

const Occurrence* later_test(const Solution& solution, const Hop& search) {
  Query& query = *solution.query;
  const SiteId site = search.occurrence.event->site;
  const Occurrence* found = nullptr;
  for (const Occurrence& occurrence : solution.events) {
    if (occurrence.event->kind != "compare" || occurrence.root != search.occurrence.root || found)
      continue;
    const Term left = occurrence.event->slot("left");
    const Term right = occurrence.event->slot("right");
    for (const auto& [result, identity] : {std::pair(left, right), std::pair(right, left)}) {
      if (!query.depends_on_result(result, site) || query.depends_on_result(identity, site))
        continue;
      if (!query.holding(identity, occurrence.event->facts).may && query.dependence(result).empty())
        continue;
      // The test nearest below the search's own request; a shared helper may be tested by several callers.
      if (shares_request(search, *occurrence.event))
        found = &occurrence;
    }
  }
  return found;
}

bool is_filtered_late(const Solution& solution, const Hop& search) {
  return search.action == VectorAction::search && (search.late_scope.may || later_test(solution, search));
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
