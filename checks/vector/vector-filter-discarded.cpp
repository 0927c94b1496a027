/// Built, and not used:   restrict(copy_of_request, tenant);  points.Search(&context, request, &response);
/// Built and used:        restrict(request, tenant);          points.Search(&context, request, &response);
#include "checks/check.h"
#include "checks/vector/vector-finding.h"

#include <optional>

namespace partywall {

namespace {

using namespace solver;

/// A filter of the tenant's that the search never gets.
std::optional<Finding> lost(const Solution& solution, const Hop& hop) {
  if ((hop.gap != Gap::missing && hop.gap != Gap::folded) || hop.looseness != Looseness::none)
    return std::nullopt;
  const Occurrence* filter = lost_filter(solution, hop);
  if (!filter)
    return std::nullopt;
  Finding finding;
  place(solution, hop.occurrence, hop.stands_at, "the " + action_of(hop) + " runs without the tenant's filter",
        finding);
  const std::string name = spell(solution, held_by(solution, *filter->event).front());
  finding.message = "A filter for '" + name + "' is built and never gets into this " + action_of(hop) +
                    ", which runs over the vectors of all tenants. Hand the " + action_of(hop) +
                    " the object that holds the filter: not a copy, and not "
                    "one that is overwritten afterwards.";
  finding.subject = "lost filter " + name;
  const Site& site = solution.terms().at(filter->event->site);
  const Remark built{range_of(solution.program(), site.location),
                     "the filter is built here, and does not reach the " + action_of(hop),
                     function_name(solution.program(), site.function), true, 1};
  relate(finding, built);
  finding.path.insert(finding.path.begin(), built);
  return finding;
}

/// A filter of the tenant's over which somebody else's conditions are laid.
std::optional<Finding> replaced(const Solution& solution, const Hop& hop) {
  if (hop.looseness != Looseness::replaced)
    return std::nullopt;
  Finding finding;
  place(solution, hop.occurrence, hop.stands_at, "the filter of this " + action_of(hop) + " may be another's", finding);
  const Term identity = identity_in_reach(solution, hop);
  const std::string name = identity ? spell(solution, identity) : "the tenant";
  finding.message = "The condition on '" + name +
                    "' is laid under conditions that come from elsewhere: an entry of the "
                    "same name replaces it, and the " +
                    action_of(hop) +
                    " runs over another tenant's vectors. Set the tenant's condition last, or join both with an 'and'.";
  finding.subject = "replaced filter " + name;
  if (identity)
    for (const Remark& remark : origin_of(solution, hop.occurrence, identity)) {
      relate(finding, remark);
      finding.path.insert(finding.path.begin(), remark);
    }
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Hop& hop : solution.hops) {
    if (hop.surface != "vector" || hop.verdict != Verdict::leaking || hop.action == VectorAction::write ||
        hop.action == VectorAction::none || is_filtered_late(solution, hop))
      continue;
    std::optional<Finding> finding = replaced(solution, hop);
    if (!finding)
      finding = lost(solution, hop);
    if (!finding)
      continue;
    if (hop.action != VectorAction::erase)
      (void)follow_to_model(solution, hop, *finding);
    findings.push_back(std::move(*finding));
  }
  return findings;
}

} // namespace

Check vector_filter_discarded() {
  return {{.id = "vector-filter-discarded",
           .surface = "vector",
           .name = "VectorFilterDiscarded",
           .title = "Tenant filter is built and does not reach the search",
           .description = "A filter for the tenant is built and takes no part in the search: it went into a copy, was "
                          "never attached, or was "
                          "overwritten by another filter. The search runs over the vectors of all tenants.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 8.6,
           .cwe = {687, 563, 862},
           .owasp = {"LLM08", "MCP07"}},
          run};
}

} // namespace partywall
