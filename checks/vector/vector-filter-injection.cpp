/// Text that can close the tenant's clause:   "(@tenant:{" + t + "} @topic:{" + args["topic"] + "})=>[KNN 8 @emb $q]"
/// Text that cannot:                          "(@tenant:{" + t + "} @topic:{" + escape_tag(args["topic"]) + "})=>…"
#include "checks/check.h"
#include "checks/flow/solver/vector-hop.h"
#include "checks/vector/vector-finding.h"

#include <algorithm>

namespace partywall {

namespace {

using namespace solver;

/// Numbers and members of closed sets cannot break out of a clause.
bool is_closed(const Solution& solution, Term term) {
  const ir::TypeId type = solution.terms().type_of(term);
  if (!type)
    return false;
  using Shape = ir::Type::Shape;
  const Shape shape = solution.program().at(type).shape;
  return shape == Shape::integer || shape == Shape::enumeration || shape == Shape::boolean || shape == Shape::floating;
}

/// Somebody looked at the value before: an allow-list, a pattern, a lookup.
bool is_looked_at(const Solution& solution, Term value, const Event& event) {
  const Terms& terms = solution.terms();
  return std::ranges::any_of(event.facts, [&](Term fact) {
    const Term inner = terms.is_apply(fact, "not") ? terms.child(fact, 0) : fact;
    if (terms.is_apply(inner, "present") && terms.child(inner, 0) == value)
      return false;
    if (terms.kind(inner) == TermKind::alternative && says_presence_only(terms, inner))
      return false;
    return terms.contains(fact, value) && !terms.is_apply(inner, "less");
  });
}

/// The untrusted text in `term`, if any of it gets there as it was written.
Term untrusted_text(const Solution& solution, Term term, const Event& event, int depth = 0) {
  const Terms& terms = solution.terms();
  if (depth > 12 || is_closed(solution, term) || is_looked_at(solution, term, event))
    return {};
  switch (terms.kind(term)) {
  case TermKind::cat:
  case TermKind::alternative:
  case TermKind::list:
    for (std::size_t i = terms.kind(term) == TermKind::alternative ? 1 : 0; i < terms.children(term).size();
         i += terms.kind(term) == TermKind::alternative ? 2 : 1)
      if (const Term found = untrusted_text(solution, terms.child(term, i), event, depth + 1))
        return found;
    return {};
  case TermKind::project:
    // Letter by letter: somebody takes the text apart, to escape it or to look at it.
    if (terms.kind(terms.child(term, 1)) == TermKind::step_element)
      return {};
    [[fallthrough]];
  case TermKind::source:
  case TermKind::load:
  case TermKind::input:
  case TermKind::named:
  case TermKind::result: {
    const IdentityLeaf leaf = solution.query->judge(term, event.facts);
    const bool is_untrusted = leaf.provenance == Provenance::model || leaf.provenance == Provenance::caller;
    return is_untrusted && leaf.kind == IdentityKind::none ? term : Term{};
  }
  case TermKind::apply:
    if (terms.is_apply(term, "complete"))
      return term;
    return terms.is_apply(term, "copy") || terms.is_apply(term, "truncate")
               ? untrusted_text(solution, terms.child(term, 0), event, depth + 1)
               : Term{};
  default:
    return {};
  }
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Hop& hop : solution.hops) {
    if (hop.surface != "vector" || !hop.scope.may || hop.gap == Gap::untrusted)
      continue;
    for (const Term part : hop.spliced) {
      const Term text = untrusted_text(solution, part, *hop.occurrence.event);
      if (!text)
        continue;
      Finding finding;
      place(solution, hop.occurrence, hop.stands_at, "text of others becomes part of the filter here", finding);
      const std::string name = spell(solution, text);
      const std::string tenant =
          hop.scope.leaves.empty() ? "the tenant" : "'" + spell(solution, hop.scope.leaves.front().term) + "'";
      finding.message = "'" + name + "' is spliced into the filter beside the condition on " + tenant +
                        ": a quote, brace or 'or' in it ends its clause and lifts that condition. Bind it as a "
                        "parameter, or escape it for this "
                        "query language.";
      finding.subject = "spliced " + name;
      for (const Remark& remark : origin_of(solution, hop.occurrence, text)) {
        relate(finding, remark);
        finding.path.insert(finding.path.begin(), remark);
      }
      findings.push_back(std::move(finding));
      break;
    }
  }
  return findings;
}

} // namespace

Check vector_filter_injection() {
  return {{.id = "vector-filter-injection",
           .surface = "vector",
           .name = "VectorFilterInjection",
           .title = "Untrusted text is spliced into a vector search's filter",
           .description = "A value that the model or the caller wrote is put into the text of a filter unescaped, "
                          "beside the tenant's condition. "
                          "Syntax inside the value can close its own clause and widen the filter to other tenants.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 8.8,
           .cwe = {74, 89, 943},
           .owasp = {"LLM05", "LLM08", "MCP05"}},
          run};
}

} // namespace partywall
