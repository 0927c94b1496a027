/// Off for tenants:   if (options.multi_tenant) return ask(prompt);  cache.get("reply:" + prompt) …
/// On for each:       cache.get(who.tenant + ":reply:" + prompt) …
#include "checks/cache/cache-finding.h"
#include "checks/check.h"

#include <algorithm>

namespace partywall {

namespace {

using namespace solver;

bool is_denied(const Solution& solution, const Hop& hop, const Event& branch) {
  return std::ranges::binary_search(hop.occurrence.event->facts, solution.terms().negate(branch.slot("condition")));
}

/// The cache that is passed by where `branch` finds several tenants; null if one is asked there all the same.
const Hop* bypassed(const Solution& solution, const Occurrence& branch) {
  const Hop* found = nullptr;
  for (const Hop& hop : solution.hops) {
    if (hop.surface != "cache" || hop.occurrence.root != branch.root || !hop.occurrence.event->kind.ends_with("read"))
      continue;
    if (std::ranges::binary_search(hop.occurrence.event->facts, branch.event->slot("condition")))
      return nullptr;
    if (is_denied(solution, hop, *branch.event) && !found)
      found = &hop;
  }
  return found;
}

Finding report(const Solution& solution, const Occurrence& branch, const Hop& hop) {
  Finding finding;
  place(solution, branch, branch.event->chain.size(), "the cache is passed by here", finding);
  finding.subject = "cache bypass";
  finding.message =
      "The cache is switched off where several tenants are served, and its key still names none of them: that trades "
      "the leak for "
      "cost, one flag away from coming back. Put the tenant into the key, and the cache can serve everybody.";
  const std::vector<Place> places = solution.places(hop.occurrence);
  const Place& where = places[std::min(hop.stands_at, places.size() - 1)];
  relate(finding, {range_of(solution.program(), where.location), "the cache that is passed by",
                   function_name(solution.program(), where.function), true, 1});
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Occurrence& branch : solution.events)
    if (branch.event->kind == "branch.tenancy" &&
        is_reported(solution, solution.terms().at(branch.event->site).location))
      if (const Hop* hop = bypassed(solution, branch); hop && hop->gap != Gap::none)
        findings.push_back(report(solution, branch, *hop));
  return findings;
}

} // namespace

Check cache_disabled_for_tenancy() {
  return {{.id = "cache-disabled-for-tenancy",
           .surface = "cache",
           .name = "CacheDisabledForTenancy",
           .title = "The cache is switched off for several tenants instead of keyed",
           .description = "Where several tenants are served the cache is passed by, because its key names none of "
                          "them. Nothing leaks, but the "
                          "cost is paid on every request, and the unscoped key stays in the code.",
           .level = Level::note,
           .precision = "medium",
           .security_severity = 2.0,
           .cwe = {524},
           .owasp = {"LLM10"}},
          run};
}

} // namespace partywall
