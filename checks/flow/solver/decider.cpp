#include "checks/flow/solver/decider.h"

#include "checks/flow/solver/vector-request.h"

#include <algorithm>

namespace partywall::solver {

namespace {

std::string_view deciding_slot(const Hop& hop) {
  const Event& event = *hop.occurrence.event;
  if (hop.surface == "cache")
    return "key";
  if (hop.surface != "vector")
    return event.slot("parameters") ? "parameters" : "text";
  if (hop.action == VectorAction::write)
    return event.slot("key") ? "key" : event.slot("value") ? "value" : "parameters";
  if (event.kind == "data.sql")
    return hop.looseness != Looseness::none || !event.slot("parameters") ? "text" : "parameters";
  if (event.kind == "data.request")
    return "value";
  const bool has_filter = event.slot("filter") && (hop.scope.may || hop.looseness != Looseness::none);
  if (has_filter || !event.slot("query"))
    return event.slot("filter") ? "filter" : "key";
  return "query";
}

/// A place between words of its own: `(` … `)`, not inside quotes or braces, where a single value would stand.
bool is_clause(const Terms& terms, std::span<const Term> parts, std::size_t index) {
  const auto letters = [&](std::size_t i) {
    return terms.kind(parts[i]) == TermKind::text ? terms.name(terms.at(parts[i]).symbol) : std::string_view("?");
  };
  const std::string_view before = index > 0 ? letters(index - 1) : std::string_view();
  const std::string_view after = index + 1 < parts.size() ? letters(index + 1) : std::string_view();
  return (before.empty() || before.ends_with('(')) && (after.empty() || after.starts_with(')'));
}

/// Of a text that a function puts its own words around, the clauses it was given.
Term clauses_of(Terms& terms, const Query& query, Term text) {
  const std::vector<Term> parts(terms.children(text).begin(), terms.children(text).end());
  std::vector<Term> found;
  bool has_clause = false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (terms.kind(parts[i]) == TermKind::text)
      continue;
    std::vector<Term> ways{parts[i]};
    if (terms.kind(parts[i]) == TermKind::alternative) {
      ways.clear();
      for (std::size_t w = 1; w < terms.children(parts[i]).size(); w += 2)
        if (!terms.is_literal(terms.child(parts[i], w)))
          ways.push_back(terms.child(parts[i], w));
    }
    if (ways.empty() || !std::ranges::all_of(ways, [&](Term way) { return query.is_passed_on(way); }))
      return text;
    has_clause |= is_clause(terms, parts, i);
    found.insert(found.end(), ways.begin(), ways.end());
  }
  return has_clause ? terms.list(found) : text;
}

/// Of a filter that is set on some ways: what it is set to.
Term ways_of(Terms& terms, Term filter) {
  if (terms.kind(filter) != TermKind::alternative)
    return filter;
  std::vector<Term> ways;
  for (std::size_t i = 1; i < terms.children(filter).size(); i += 2)
    if (const Term way = terms.child(filter, i); terms.kind(way) != TermKind::nothing)
      ways.push_back(way);
  return terms.list(ways);
}

/// What decides, as one function on the way sees it; absent if the event has none.
Term deciding_part(Terms& terms, const Query& query, const Hop& hop, const Event& seen) {
  const std::string_view name = deciding_slot(hop);
  Term slot = seen.slot(name);
  if (hop.surface != "vector" || !slot)
    return slot;
  if (seen.kind == "data.request") {
    slot = decider_of(terms, body_of(terms, slot), hop.action == VectorAction::write);
    // A query in another language, in a body that has nothing else.
    if (terms.kind(slot) == TermKind::list && terms.children(slot).size() == 1)
      slot = terms.child(slot, 0);
  }
  if (name == "filter")
    slot = ways_of(terms, slot);
  return terms.kind(slot) == TermKind::cat ? clauses_of(terms, query, slot) : slot;
}

} // namespace

std::size_t stand(const Solution& solution, const Hop& hop) {
  const std::size_t first = solution.request_start(hop.occurrence);
  std::size_t index = hop.occurrence.event->chain.size();
  for (; index > first; --index) {
    const Event* seen = solution.seen_from(hop.occurrence, index);
    const Term decides = seen ? deciding_part(solution.terms(), *solution.query, hop, *seen) : Term{};
    if (!decides || !solution.query->is_passed_on(decides))
      break;
  }
  return index;
}

} // namespace partywall::solver
