/// Two tenants, one key:   cache.set(org.slug + board, summary);            "ab" + "c" is "a" + "bc"
/// One key each:           cache.set(org.slug + ":" + board, summary);
#include "checks/cache/cache-finding.h"
#include "checks/check.h"

namespace partywall {

namespace {

using namespace solver;

Finding report(const Solution& solution, const Hop& hop) {
  const Term identity = hop.scope.leaves.empty() ? Term{} : hop.scope.leaves.front().term;
  Finding finding = cache_finding(solution, hop, "in which two tenants can collide", identity);
  const std::string name = identity ? spell(solution, identity) : "the tenant";
  if (hop.gap == Gap::folded) {
    finding.message = "The tenant is in the cache key only as a hash, a cut or a remainder: two tenants can have the same key. Keep the "
                      "whole identity in the key, or a cryptographic digest of it.";
  } else {
    finding.message = "'" + name + "' runs into its neighbour in the cache key without a delimiter: another tenant and another part can "
                                   "spell the same key. Put a delimiter after '" + name + "', or its length before it.";
  }
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Hop& hop : solution.hops)
    if (hop.surface == "cache" && hop.verdict == Verdict::leaking && (hop.gap == Gap::ambiguous || hop.gap == Gap::folded) &&
        speaks_for_its_pair(solution, hop))
      findings.push_back(report(solution, hop));
  return findings;
}

}  // namespace

Check cache_key_ambiguous_tenant() {
  return {{.id = "cache-key-ambiguous-tenant",
           .surface = "cache",
           .name = "CacheKeyAmbiguousTenant",
           .title = "Two tenants can have the same cache key",
           .description = "The tenant is in the cache key, but not so that it can be told apart: joined to another part without a delimiter, "
                          "or kept only as a hash, a cut or a remainder. Two tenants can collide, by accident or on purpose.",
           .level = Level::warning,
           .precision = "high",
           .security_severity = 6.8,
           .cwe = {1289, 639, 706},
           .owasp = {"LLM02", "MCP10"}},
          run};
}

}  // namespace partywall
