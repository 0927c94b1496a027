/// The model picks the tenant:        filter.add_must(tenant_is(arguments.at("tenant")));
/// The credential picks the tenant:   filter.add_must(tenant_is(principal.tenant));
#include "checks/check.h"
#include "checks/vector/vector-finding.h"

namespace partywall {

namespace {

using namespace solver;

/// The tenant somebody chose; null if it is a claim whose token was not verified, which is another check's cause.
const IdentityLeaf* chosen(const Solution& solution, const Hop& hop) {
  for (const IdentityLeaf& leaf : hop.scope.leaves) {
    if (leaf.provenance != Provenance::model && leaf.provenance != Provenance::caller)
      continue;
    return solution.query->is_unverified_claim(leaf.term) ? nullptr : &leaf;
  }
  return nullptr;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Hop& hop : solution.hops) {
    if (hop.surface != "vector" || hop.verdict != Verdict::leaking || hop.gap != Gap::untrusted ||
        hop.action == VectorAction::none)
      continue;
    const IdentityLeaf* leaf = chosen(solution, hop);
    if (!leaf)
      continue;
    Finding finding;
    place(solution, hop.occurrence, hop.stands_at, "the " + action_of(hop) + " is for the tenant that was named",
          finding);
    const std::string name = spell(solution, leaf->term);
    const char* who = leaf->provenance == Provenance::model ? "the model wrote" : "the caller wrote";
    finding.message = "'" + name + "' is what " + who + ", and decides whose vectors this " + action_of(hop) +
                      " is about; nothing compares it with the credential. Use the tenant of the verified principal, "
                      "or reject the request when the "
                      "two differ.";
    finding.subject = "tenant " + name;
    finding.is_assumed = leaf->is_assumed;
    if (const Occurrence* taken = read_of(solution, hop.occurrence, leaf->term)) {
      const Site& site = solution.terms().at(taken->event->site);
      const Remark remark{range_of(solution.program(), site.location), "the tenant is taken from the context here",
                          function_name(solution.program(), site.function), true, 1};
      relate(finding, remark);
      finding.path.insert(finding.path.begin(), remark);
    }
    for (const Remark& remark : origin_of(solution, hop.occurrence, leaf->term)) {
      relate(finding, remark);
      finding.path.insert(finding.path.begin(), remark);
    }
    findings.push_back(std::move(finding));
  }
  return findings;
}

} // namespace

Check vector_tenant_from_context() {
  return {{.id = "vector-tenant-from-context",
           .surface = "vector",
           .name = "VectorTenantFromContext",
           .title = "The caller or the model chooses the tenant of a vector search",
           .description = "A vector search, write or deletion is restricted to a tenant, but which one comes from "
                          "model output, tool arguments, "
                          "headers or the body, and nothing compares it with the credential.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 9.1,
           .cwe = {807, 441, 639},
           .owasp = {"LLM06", "LLM08", "ASI03"}},
          run};
}

} // namespace partywall
