/// May be left out:   filter.add_should(tenant_is(t));  if (!t.empty()) filter.add_must(tenant_is(t));
/// Always binds:      filter.add_must(tenant_is(t));
#include "checks/check.h"
#include "checks/vector/vector-finding.h"

namespace partywall {

namespace {

using namespace solver;

std::string flaw(const Hop& hop, const std::string& name) {
  switch (hop.looseness) {
  case Looseness::either:
    return "'" + name +
           "' is one of several conditions of which one is enough: rows of other tenants that meet another one pass. "
           "Make it "
           "a condition of its own that every row has to meet";
  case Looseness::without_owner:
    return "rows without an owner pass beside those of '" + name +
           "': old and badly imported rows are everybody's. Ask for '" + name + "', or for a written public marker";
  case Looseness::negated:
    return "the filter excludes '" + name + "' and lets all other tenants through. Require '" + name + "' instead";
  default:
    return "'" + name + "' restricts the " + action_of(hop) +
           " on some paths only; on the others it runs over all tenants. Reject the request "
           "where there is no tenant, and always filter";
  }
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Hop& hop : solution.hops) {
    if (hop.surface != "vector" || hop.verdict != Verdict::leaking || hop.action == VectorAction::none ||
        hop.action == VectorAction::write)
      continue;
    const bool is_optional =
        hop.gap == Gap::conditional || (hop.gap == Gap::missing && hop.looseness != Looseness::none);
    if (!is_optional || hop.looseness == Looseness::replaced)
      continue;
    Finding finding;
    place(solution, hop.occurrence, hop.stands_at, "the tenant's condition need not be met here", finding);
    const Term identity = identity_in_reach(solution, hop);
    const std::string name = identity ? spell(solution, identity) : "the tenant";
    finding.message =
        "The tenant's condition of this " + action_of(hop) + " is not mandatory: " + flaw(hop, name) + ".";
    if (hop.action != VectorAction::erase)
      (void)follow_to_model(solution, hop, finding);
    finding.subject = "optional filter " + name;
    if (identity)
      for (const Remark& remark : origin_of(solution, hop.occurrence, identity)) {
        relate(finding, remark);
        finding.path.insert(finding.path.begin(), remark);
      }
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace

Check vector_filter_optional() {
  return {{.id = "vector-filter-optional",
           .surface = "vector",
           .name = "VectorFilterOptional",
           .title = "Tenant condition of a vector search is not mandatory",
           .description = "The tenant's condition is part of the filter and need not be met: it stands in a "
                          "disjunction, is added on some paths "
                          "only, vanishes when the tenant is empty, or lets rows without an owner through.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 8.6,
           .cwe = {636, 670, 863},
           .owasp = {"LLM08", "MCP07"}},
          run};
}

} // namespace partywall
