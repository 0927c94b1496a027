/// A cache key no tenant reaches:        cache.set("answer:" + prompt, reply);
/// The same key, scoped to its tenant:   cache.set(tenant.id + ":answer:" + prompt, reply);
#include "checks/cache/cache-finding.h"
#include "checks/cache/cache-kind.h"
#include "checks/cache/key-change.h"
#include "checks/check.h"

namespace partywall {

namespace {

using namespace solver;

Finding report(const Solution& solution, const Hop& hop) {
  const Term identity = hop.varies_with.empty() ? Term{} : hop.varies_with.front();
  Finding finding = cache_finding(solution, hop, "without the tenant", identity);
  const std::string kind(kind_of_entry(solution, hop));
  const std::string value = kind.empty() ? "the value" : "the value, " + kind + ",";
  const std::string key = "The cache key " + built_from(solution, key_where_it_stands(solution, hop), true);
  if (!identity) {
    finding.message = key + ", but the value is a model's answer. Put the tenant of the request into the key.";
    finding.is_assumed = true;
    return finding;
  }
  const std::string in_reach = spelled_identity(solution, hop);
  const std::string name = in_reach.empty() ? spell(solution, identity) : in_reach;
  if (is_uneven_pair(solution, hop)) {
    const bool is_read = hop.occurrence.event->kind.ends_with("read");
    finding.message = key + ", but " + value + (is_read ? " was stored under a key with '" : " is looked up under a key with '") + name +
                      "': the two never meet, and what stands here without a tenant is open to all. Build both keys in one function.";
    return finding;
  }
  finding.key_changes = key_changes(solution, hop);
  finding.message = key + ", but " + value + " depends on '" + name + "'. '" + name +
                    "' is in reach and never gets into the key: put it there, with a delimiter.";
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Hop& hop : solution.hops)
    if (hop.surface == "cache" && !is_semantic(hop) && hop.verdict == Verdict::leaking && hop.gap == Gap::missing &&
        speaks_for_its_pair(solution, hop) && !serves_one_tenant(solution, hop) && !is_before_authentication(solution, hop))
      findings.push_back(report(solution, hop));
  return findings;
}

}  // namespace

Check cache_key_missing_tenant() {
  return {{.id = "cache-key-missing-tenant",
           .surface = "cache",
           .name = "CacheKeyMissingTenant",
           .title = "Cache key is not scoped to a tenant",
           .description = "A value that varies with the tenant is read or written under a key that no tenant identity reaches, in a "
                          "store that serves several tenants. Two tenants with the same request share the entry.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 8.6,
           .cwe = {488, 639, 524},
           .owasp = {"LLM02", "MCP10"}},
          run};
}

}  // namespace partywall
