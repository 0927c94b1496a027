/// Once for everybody:   static const std::string glossary = load_glossary(who.customer_id);
/// Once a tenant:        static std::map<CustomerId, std::string> glossaries;  glossaries.try_emplace(who.customer_id,
/// …);
#include "checks/cache/cache-finding.h"
#include "checks/check.h"

#include <algorithm>

namespace partywall {

namespace {

using namespace solver;

bool is_part(const Terms& terms, Term term) {
  switch (terms.kind(term)) {
  case TermKind::project:
  case TermKind::load:
  case TermKind::offset:
  case TermKind::named:
    return true;
  default:
    return false;
  }
}

/// The input, object or call that a value is a part of.
Term origin(const Terms& terms, Term term) {
  while (is_part(terms, term))
    term = terms.child(term, 0);
  return term;
}

bool is_of_main(const Solution& solution, Term term) {
  const Terms& terms = solution.terms();
  if (terms.kind(term) != TermKind::input)
    return false;
  return solution.program().text(solution.engine->function(ir::FunctionId{terms.at(term).symbol}).name) == "main";
}

/// Somebody the kept value is about who is not the same for all who read it; absent for none.
Term somebody(const Solution& solution, const Event& event) {
  const Terms& terms = solution.terms();
  const Term holder = origin(terms, event.slot("instance"));
  for (const Term leaf : solution.query->dependence(event.slot("value"))) {
    const Provenance provenance = solution.query->judge(leaf, event.facts).provenance;
    if (provenance == Provenance::ambient || provenance == Provenance::defaulted)
      continue;
    const Term source = origin(terms, leaf);
    // The tenant of the object itself: it belongs to one.
    if (source == holder || is_of_main(solution, source))
      continue;
    return leaf;
  }
  return {};
}

/// Keeping who the caller is, is not keeping something of his.
bool is_the_caller(const Solution& solution, Term value) {
  const Terms& terms = solution.terms();
  while (is_part(terms, value))
    value = terms.child(value, 0);
  IdentityNames& names = solution.engine->names;
  return names.identity(terms, solution.program(), value) != IdentityKind::none ||
         !names.identity_field(terms, solution.program(), value).empty() || solution.query->is_credential(value);
}

bool mentions(const Terms& terms, Term term, Term part) { return part && terms.contains(term, part); }

/// Whether `function` writes `pointer` at all.
bool writes(const Solution& solution, ir::FunctionId function, Term pointer) {
  const Terms& terms = solution.terms();
  return std::ranges::any_of(solution.engine->summaries[function.value].writes, [&](const Write& write) {
    return write.pointer == pointer || terms.contains(write.pointer, pointer);
  });
}

/// An entry of a container, or a part of one: looked up for whoever asks, not kept for all.
bool is_entry(const Terms& terms, Term term) {
  for (; is_part(terms, term); term = terms.child(term, 0))
    if (terms.children(term).size() == 2 && terms.kind(terms.child(term, 1)) == TermKind::step_key)
      return true;
  return false;
}

/// The place a fact reads at function entry, of the object (or among the globals) that `instance` is in.
void places_read(const Terms& terms, Term term, std::vector<Term>& found) {
  if (is_entry(terms, term))
    return;
  if (terms.kind(term) == TermKind::load || terms.kind(term) == TermKind::project)
    found.push_back(term);
  for (const Term child : terms.children(term))
    places_read(terms, child, found);
}

/// Pointer to the place that `read` was read from; absent if it is none.
Term pointer_of(Terms& terms, Term read) {
  if (terms.kind(read) == TermKind::load)
    return terms.child(read, 0);
  if (terms.kind(read) != TermKind::project)
    return {};
  const Term base = pointer_of(terms, terms.child(read, 0));
  return base ? terms.offset(base, terms.child(read, 1)) : Term{};
}

enum class Guard : std::uint8_t { none, latch, tenant };

/// What `facts` say of `cell`: it is looked at, or something that is written beside it, and maybe at whose it is.
Guard guard_in(const Solution& solution, std::span<const Term> facts, Term cell, ir::FunctionId function) {
  Terms& terms = solution.terms();
  Guard found = Guard::none;
  for (const Term fact : facts) {
    if (terms.is_apply(fact, "once"))
      found = Guard::latch;
    std::vector<Term> reads;
    places_read(terms, fact, reads);
    for (const Term read : reads) {
      const Term pointer = pointer_of(terms, read);
      if (!pointer)
        continue;
      const bool is_it = pointer == cell || mentions(terms, cell, pointer) == true;
      const bool is_beside =
          origin(terms, pointer) == origin(terms, cell) || (terms.kind(origin(terms, pointer)) == TermKind::object &&
                                                            terms.kind(origin(terms, cell)) == TermKind::object);
      const bool is_kept = pointer == cell || (is_beside && !is_it && writes(solution, function, pointer));
      if (!is_kept)
        continue;
      if (solution.engine->names.mentions_identity(terms, solution.program(), fact))
        return Guard::tenant;
      found = Guard::latch;
    }
  }
  return found;
}

/// Under which condition `function` leaves in `cell` what was there: `if (!cell || old) cell = …` in the end.
std::vector<Term> kept_under(const Solution& solution, Term cell, ir::FunctionId function) {
  Terms& terms = solution.terms();
  for (const Write& write : solution.engine->summaries[function.value].writes) {
    if (write.pointer != cell || terms.kind(write.value) != TermKind::alternative)
      continue;
    const std::vector<Term> parts(terms.children(write.value).begin(), terms.children(write.value).end());
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
      if (pointer_of(terms, parts[i + 1]) != cell)
        continue;
      if (terms.kind(parts[i]) != TermKind::all)
        return {parts[i]};
      return {terms.children(parts[i]).begin(), terms.children(parts[i]).end()};
    }
  }
  return {};
}

/// What is known around a write: written once and kept (a latch), or only while it is for the same tenant.
Guard guard_of(const Solution& solution, const Event& event, ir::FunctionId function) {
  const Term cell = event.slot("instance");
  const Guard before = guard_in(solution, event.facts, cell, function);
  return before != Guard::none ? before : guard_in(solution, kept_under(solution, cell, function), cell, function);
}

/// The guard may stand in the function that writes or in one that calls it.
Guard guard_on_the_way(const Solution& solution, const Occurrence& occurrence) {
  const std::vector<Place> places = solution.places(occurrence);
  Guard found = Guard::none;
  for (std::size_t i = places.size(); i-- > solution.request_start(occurrence);) {
    const Event* seen = solution.seen_from(occurrence, i);
    if (!seen)
      continue;
    const Guard guard = guard_of(solution, *seen, places[i].function);
    if (guard == Guard::tenant)
      return guard;
    if (guard != Guard::none)
      found = guard;
  }
  return found;
}

/// What a function pointer has just handed out (memory, a handle) is this request's own; and what came of too many
/// things to tell is no place that one could wait at.
bool is_made_for_request(const Terms& terms, Term instance) {
  const Term holder = origin(terms, instance);
  if (terms.kind(holder) != TermKind::alternative)
    return terms.kind(holder) == TermKind::invoke || terms.kind(holder) == TermKind::apply ||
           terms.kind(holder) == TermKind::null;
  for (std::size_t i = 1; i < terms.children(holder).size(); i += 2)
    if (!is_made_for_request(terms, terms.child(holder, i)))
      return false;
  return true;
}

bool is_latched(const Solution& solution, const Occurrence& occurrence) {
  const Event& event = *occurrence.event;
  if (event.kind == "static.initialise")
    return true;
  if (event.kind != "cell.write" || is_the_caller(solution, event.slot("value")))
    return false;
  if (is_made_for_request(solution.terms(), event.slot("instance")))
    return false;
  return solution.outlives_request(occurrence, event.slot("instance")) &&
         guard_on_the_way(solution, occurrence) == Guard::latch;
}

Finding report(const Solution& solution, const Occurrence& occurrence, Term leaf) {
  const bool is_static = occurrence.event->kind == "static.initialise";
  const std::string name = spell(solution, leaf);
  const std::string place_name = spell(solution, occurrence.event->slot("instance"));
  Finding finding;
  place(solution, occurrence, occurrence.event->chain.size(), "kept here for everybody who comes later", finding);
  finding.subject = "memo " + place_name;
  finding.message = "'" + place_name + "' is worked out once, for '" + name + "' of " +
                    (is_static ? "the first request, and a static keeps it" : "whoever came first, and kept") +
                    " for all tenants after it. Keep one per tenant, in a map keyed by '" + name + "'.";
  for (const Remark& remark : origin_of(solution, occurrence, leaf)) {
    relate(finding, remark);
    finding.path.insert(finding.path.begin(), remark);
  }
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Occurrence& occurrence : solution.events) {
    const Event& event = *occurrence.event;
    if (event.kind != "static.initialise" && event.kind != "cell.write")
      continue;
    if (!is_reported(solution, solution.terms().at(event.site).location))
      continue;
    if (const Term leaf = somebody(solution, event); leaf && is_latched(solution, occurrence))
      findings.push_back(report(solution, occurrence, leaf));
  }
  return findings;
}

} // namespace

Check cache_static_memo() {
  return {{.id = "cache-static-memo",
           .surface = "cache",
           .name = "CacheStaticMemo",
           .title = "A tenant's value is kept for everybody",
           .description = "A static local, a call_once or a member that is filled once keeps a value that was worked "
                          "out for one tenant. "
                          "There is no key at all: everybody who comes later is served what the first one got.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 8.6,
           .cwe = {1188, 524, 488},
           .owasp = {"LLM02", "MCP10"}},
          run};
}

} // namespace partywall
