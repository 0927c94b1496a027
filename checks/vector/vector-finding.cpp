#include "checks/vector/vector-finding.h"

#include "checks/flow/solver/owner-test.h"
#include "checks/flow/solver/request.h"
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
  return [&](Term term) { return is_drawn_from_result(solution, term, event.site); };
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

bool carries_content(const Solution& solution, Term term, const std::function<bool(Term)>& is_found) {
  const Terms& terms = solution.terms();
  if (terms.is_apply(term, "size") || terms.is_apply(term, "present") || terms.is_apply(term, "embed"))
    return false;
  if (const ir::TypeId type = terms.type_of(term)) {
    const ir::Type::Shape shape = solution.program().at(type).shape;
    if (shape == ir::Type::Shape::integer || shape == ir::Type::Shape::floating || shape == ir::Type::Shape::boolean)
      return false;
  }
  if (!is_found(term))
    return false;
  const TermKind kind = terms.kind(term);
  const bool is_group = kind == TermKind::cat || kind == TermKind::list || kind == TermKind::record ||
                        kind == TermKind::alternative || kind == TermKind::repeat || kind == TermKind::named ||
                        kind == TermKind::apply;
  if (!is_group)
    return true;
  return std::ranges::any_of(terms.children(term),
                             [&](Term child) { return carries_content(solution, child, is_found); });
}

const Occurrence* follow_to_model(const Solution& solution, const Hop& search, Finding& finding) {
  const std::function<bool(Term)> is_found = found_by(solution, search);
  for (const Occurrence& occurrence : solution.beside(search.occurrence)) {
    const Event& event = *occurrence.event;
    if ((event.kind != "model.complete" && event.kind != "egress.model") ||
        event.site == search.occurrence.event->site || !shares_request(search, event))
      continue;
    const bool is_told = std::ranges::any_of(event.slots, [&](const auto& slot) {
      return slot.first != "results" && slot.first != "instance" && carries_content(solution, slot.second, is_found);
    });
    if (!is_told)
      continue;
    const Site& site = solution.terms().at(event.site);
    const Remark remark{range_of(solution.program(), site.location), "what was found is in this prompt",
                        function_name(solution.program(), site.function), true, 1};
    relate(finding, remark);
    finding.path.push_back(remark);
    return &occurrence;
  }
  return nullptr;
}

LateTest later_test(const Solution& solution, const Hop& search) {
  const Event& event = *search.occurrence.event;
  const bool is_by_hand = event.kind == "vector.score";
  const std::function<bool(Term)> is_found = found_by(solution, search);
  for (const Occurrence& occurrence : solution.beside(search.occurrence)) {
    if (occurrence.event->site == event.site ||
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

std::vector<Term> held_by(const Solution& solution, const Event& filter) {
  const Terms& terms = solution.terms();
  const Term value = filter.slot("value");
  std::vector<Term> found;
  const auto note = [&](Term term) {
    const Holding holding = solution.query->holding(term, filter.facts);
    for (const IdentityLeaf& leaf : holding.leaves)
      if (holding.may)
        found.push_back(leaf.term);
  };
  note(value);
  if (!value || terms.kind(value) != TermKind::closure)
    return found;
  const std::vector<Term> captures(terms.children(value).begin(), terms.children(value).end());
  for (const Term capture : captures) {
    note(capture);
    const bool is_this = terms.kind(capture) == TermKind::input && terms.at(capture).number == input_this;
    if (terms.kind(capture) == TermKind::input && !is_this)
      for (const Term leaf : solution.query->dependence(solution.terms().load(capture)))
        found.push_back(leaf);
  }
  return found;
}

const Occurrence* lost_filter(const Solution& solution, const Hop& search) {
  const auto is_used = [&](Term leaf) {
    return std::ranges::any_of(solution.hops, [&](const Hop& hop) {
      return hop.occurrence.root == search.occurrence.root && hop.surface == "vector" &&
             std::ranges::find(hop.scope.leaves, leaf, &IdentityLeaf::term) != hop.scope.leaves.end();
    });
  };
  for (const Occurrence& occurrence : solution.beside(search.occurrence)) {
    if (occurrence.event->kind != "filter" || !shares_request(search, *occurrence.event))
      continue;
    const std::vector<Term> held = held_by(solution, *occurrence.event);
    if (held.empty() || std::ranges::any_of(held, is_used))
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
  for (const Occurrence& occurrence : solution.beside(hop.occurrence)) {
    if (!shares_request(hop, *occurrence.event))
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
