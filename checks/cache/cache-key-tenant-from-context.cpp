/// Whoever picks the namespace reads it:   cache.get(request.header("X-Org") + ":" + tag);
/// The credential picks it:                cache.get(principal.org + ":" + tag);
#include "checks/cache/cache-finding.h"
#include "checks/check.h"

namespace partywall {

namespace {

using namespace solver;

std::string chosen_by(Provenance provenance) {
  switch (provenance) {
    case Provenance::model: return "comes from what the model wrote";
    case Provenance::caller: return "comes from the request, which the caller wrote";
    default: return "is not tied to the caller's credential";
  }
}

/// The tenant somebody chose; null if it is a claim whose token was not verified, which is another check's cause.
const IdentityLeaf* chosen(const Solution& solution, const Hop& hop) {
  for (const IdentityLeaf& leaf : hop.scope.leaves) {
    if (leaf.provenance != Provenance::model && leaf.provenance != Provenance::caller) continue;
    return solution.query->is_unverified_claim(leaf.term) ? nullptr : &leaf;
  }
  return nullptr;
}

Finding report(const Solution& solution, const Hop& hop, const IdentityLeaf& leaf) {
  Finding finding = cache_finding(solution, hop, "whose tenant the caller chose", leaf.term);
  const std::string name = spell(solution, leaf.term);
  finding.message = "The tenant in the cache key, '" + name + "', " + chosen_by(leaf.provenance) +
                    ": whoever picks it reads that tenant's entries. Use the tenant of the verified principal, or reject the request when "
                    "the two differ.";
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Hop& hop : solution.hops) {
    if (hop.surface != "cache" || hop.verdict != Verdict::leaking || hop.gap != Gap::untrusted || hop.scope.leaves.empty()) continue;
    const IdentityLeaf* leaf = chosen(solution, hop);
    if (leaf && speaks_for_its_pair(solution, hop) && !is_before_authentication(solution, hop)) findings.push_back(report(solution, hop, *leaf));
  }
  return findings;
}

}  // namespace

Check cache_key_tenant_from_context() {
  return {{.id = "cache-key-tenant-from-context",
           .surface = "cache",
           .name = "CacheKeyTenantFromContext",
           .title = "The caller or the model chooses the tenant in the cache key",
           .description = "The cache key has a tenant part, but its value comes from model output, tool arguments, a header or the body, and "
                          "nothing compares it with the credential. Whoever picks the namespace reads, or poisons, that namespace.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 8.8,
           .cwe = {345, 807, 639},
           .owasp = {"LLM06", "ASI03", "MCP07"}},
          run};
}

}  // namespace partywall
