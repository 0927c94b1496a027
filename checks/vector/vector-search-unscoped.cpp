/// Everybody's vectors:    index.searchKnn(query, 8);
/// The tenant's own:       indexes.at(who.tenant_id).searchKnn(query, 8);
#include "checks/check.h"
#include "checks/vector/vector-finding.h"

namespace partywall {

namespace {

using namespace solver;

std::string what_happens(const Hop& hop) {
  switch (hop.action) {
  case VectorAction::erase:
    return "removes vectors of whichever tenant it is pointed at";
  case VectorAction::scan:
    return "goes over the vectors of all tenants";
  default:
    return "ranks the vectors of all tenants, and the nearest may be anybody's";
  }
}

Finding report(const Solution& solution, const Hop& hop) {
  Finding finding;
  place(solution, hop.occurrence, hop.stands_at, "nothing restricts it to a tenant", finding);
  const Term identity = identity_in_reach(solution, hop);
  finding.message =
      "The " + action_of(hop) + " " + what_happens(hop) + ": no filter, namespace or index ties it to a tenant. ";
  if (hop.action != VectorAction::erase && follow_to_model(solution, hop, finding))
    finding.message += "What it finds goes into a model's prompt. ";
  finding.message +=
      identity ? "Restrict it to '" + spell(solution, identity) + "'." : "Restrict it to the tenant of the request.";
  relate_ranking(solution, hop, finding);
  finding.subject = "unscoped " + action_of(hop) + (hop.store.empty() ? "" : " of " + hop.store);
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Hop& hop : solution.hops) {
    if (hop.surface != "vector" || hop.verdict != Verdict::leaking ||
        (hop.gap != Gap::missing && hop.gap != Gap::folded))
      continue;
    if (hop.action == VectorAction::write || hop.looseness != Looseness::none)
      continue;
    if (is_filtered_late(solution, hop) || lost_filter(solution, hop))
      continue;
    findings.push_back(report(solution, hop));
  }
  return findings;
}

} // namespace

Check vector_search_unscoped() {
  return {{.id = "vector-search-unscoped",
           .surface = "vector",
           .name = "VectorSearchUnscoped",
           .title = "Vector search is not restricted to a tenant",
           .description = "A nearest-neighbour search, or a listing, count, fetch or deletion on the same store, runs "
                          "over the vectors of "
                          "all tenants: no filter, selector, namespace, collection or index restricts it, on any path.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 8.6,
           .cwe = {200, 862, 639},
           .owasp = {"LLM08", "MCP10"}},
          run};
}

} // namespace partywall
