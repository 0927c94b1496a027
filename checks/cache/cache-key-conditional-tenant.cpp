/// On one branch only:   if (strict) key = who.tenant + ":" + key;  cache.set(key, reply);
/// On every branch:      key = who.tenant + ":" + key;              cache.set(key, reply);
#include "checks/cache/cache-finding.h"
#include "checks/check.h"

namespace partywall {

namespace {

using namespace solver;

Finding report(const Solution& solution, const Hop& hop) {
  const Term identity = hop.scope.leaves.empty() ? Term{} : hop.scope.leaves.front().term;
  Finding finding = cache_finding(solution, hop, "that names the tenant on some paths only", identity);
  const std::string name = identity ? spell(solution, identity) : "the tenant";
  finding.message = hop.scope.falls_back
                        ? "The cache key falls back to a value that all tenants share where '" + name + "' is missing"
                        : "'" + name + "' gets into the cache key on some paths only";
  finding.message += ": what the other paths store is read by every tenant. Put the tenant into the key on every path, or reject the "
                     "request that has none.";
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Hop& hop : solution.hops)
    if (hop.surface == "cache" && hop.verdict == Verdict::leaking && hop.gap == Gap::conditional && speaks_for_its_pair(solution, hop))
      findings.push_back(report(solution, hop));
  return findings;
}

}  // namespace

Check cache_key_conditional_tenant() {
  return {{.id = "cache-key-conditional-tenant",
           .surface = "cache",
           .name = "CacheKeyConditionalTenant",
           .title = "Cache key names the tenant on some paths only",
           .description = "The tenant joins the cache key on some paths and not on others, or a default stands in for a missing one. The "
                          "paths without it write entries that every tenant can read.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 8.1,
           .cwe = {696, 488, 524},
           .owasp = {"LLM02", "MCP10"}},
          run};
}

}  // namespace partywall
