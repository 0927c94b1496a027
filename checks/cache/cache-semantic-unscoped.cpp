/// Anybody's nearest answer:   for (auto& e : entries) if (cosine(e.question, q) > 0.9f) return e.answer;
/// The tenant's own:           … if (e.tenant == who.tenant && cosine(e.question, q) > 0.9f) return e.answer;
#include "checks/cache/cache-finding.h"
#include "checks/check.h"
#include "checks/flow/solver/vector-score.h"

#include <algorithm>

namespace partywall {

namespace {

using namespace solver;

/// The entries' own tenant is compared with something on the way.
bool is_gated(const Solution& solution, const Occurrence& score) {
  const Terms& terms = solution.terms();
  const Term entry = score.event->slot("value");
  const auto is_about = [&](Term left, Term right) {
    return terms.contains(left, entry) != terms.contains(right, entry);
  };
  for (const Occurrence& compare : solution.beside(score)) {
    if (compare.event->kind != "compare")
      continue;
    if (is_about(compare.event->slot("left"), compare.event->slot("right")))
      return true;
  }
  return std::ranges::any_of(score.event->facts, [&](Term fact) {
    return terms.contains(fact, entry) && solution.engine->names.mentions_identity(terms, solution.program(), fact);
  });
}

/// Whose the nearest entry is, is looked at before it is served.
bool is_checked_afterwards(const Solution& solution, const Hop& hop) {
  return std::ranges::any_of(solution.beside(hop.occurrence), [&](const Occurrence& compare) {
    const Event& event = *compare.event;
    if (event.kind != "compare")
      return false;
    const SiteId site = hop.occurrence.event->site;
    return solution.query->depends_on_result(event.slot("left"), site) !=
           solution.query->depends_on_result(event.slot("right"), site);
  });
}

std::string message_for(const Solution& solution, Term query) {
  if (query && !solution.query->dependence_in_embedding(query).empty())
    return "Only the text that was embedded names the tenant: nearness ranks, it does not keep apart, and a similar "
           "question of another tenant is "
           "near enough. Compare the entry's tenant before its distance.";
  return "Every tenant's entries are candidates of this similarity cache: a similar question of another tenant is "
         "answered with his answer. Compare "
         "the entry's tenant before its distance, or keep the entries of each tenant apart.";
}

Finding report(const Solution& solution, const Hop& hop) {
  Finding finding;
  place(solution, hop.occurrence, hop.occurrence.event->chain.size(),
        "the nearest entry is chosen here, whoever it belongs to", finding);
  finding.subject = "similarity cache";
  finding.message = message_for(solution, hop.occurrence.event->slot("query"));
  return finding;
}

Finding report(const Solution& solution, const Occurrence& score) {
  const Terms& terms = solution.terms();
  Finding finding;
  place(solution, score, score.event->chain.size(), "the nearest entry is chosen here, whoever it belongs to", finding);
  finding.subject = "similarity cache";
  finding.message = message_for(solution, score.event->slot("query"));
  const Site& site = terms.at(score.event->site);
  const ir::Function& function = solution.engine->function(site.function);
  // The loop it stands in, where one does.
  for (const ir::Block& block : function.blocks)
    if (block.terminator.kind == ir::Terminator::Kind::branch && block.terminator.location.line > 0 &&
        block.terminator.location.line <= site.location.line &&
        block.terminator.location.line + 3 >= site.location.line)
      relate(finding, {range_of(solution.program(), block.terminator.location), "the candidates are gone through here",
                       function_name(solution.program(), site.function), false, 1});
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Hop& hop : solution.hops)
    if (hop.surface == "cache" && hop.occurrence.event->kind == "vector.search" && hop.verdict == Verdict::leaking &&
        solution.found_identity && !is_checked_afterwards(solution, hop))
      findings.push_back(report(solution, hop));
  for (const Occurrence& score : solution.events) {
    const Event& event = *score.event;
    if (event.kind != "vector.score" || !is_reported(solution, solution.terms().at(event.site).location))
      continue;
    if (!solution.found_identity || !solution.outlives_request(score, event.slot("instance")))
      continue;
    if (solution.query->holding(event.slot("instance"), event.facts).may || is_gated(solution, score) ||
        !keeps_answers(solution, event))
      continue;
    findings.push_back(report(solution, score));
  }
  return findings;
}

} // namespace

Check cache_semantic_unscoped() {
  return {{.id = "cache-semantic-unscoped",
           .surface = "cache",
           .name = "CacheSemanticUnscoped",
           .title = "A similarity cache answers from every tenant's entries",
           .description = "A cache that is searched by nearness looks at the entries of all tenants. Not even the same "
                          "question is needed: a "
                          "similar one of another tenant returns the stored answer. The tenant in the embedded text "
                          "does not keep them apart.",
           .level = Level::error,
           .precision = "medium",
           .security_severity = 8.6,
           .cwe = {863, 488, 524},
           .owasp = {"LLM02", "LLM08", "MCP10"}},
          run};
}

} // namespace partywall
