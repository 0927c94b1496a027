/// Served to anybody:   if (auto page = cache.get(host + path)) return *page;  const auto who = authenticate(request);
/// Served to its owner: const auto who = authenticate(request);  if (auto page = cache.get(who.tenant + path)) return
/// *page;
#include "checks/cache/cache-finding.h"
#include "checks/check.h"
#include "checks/flow/solver/order.h"

namespace partywall {

namespace {

using namespace solver;

/// The first check of a credential that comes after the lookup.
const Occurrence* check_after(const Solution& solution, const Occurrence& read) {
  const Occurrence* found = nullptr;
  for (const Occurrence& check : solution.beside(read))
    if (check.event->kind == "credential.check" && may_precede(solution, read, check) &&
        (!found || may_precede(solution, check, *found)))
      found = &check;
  return found;
}

Finding report(const Solution& solution, const Hop& hop) {
  const Term identity = hop.varies_with.empty() ? Term{} : hop.varies_with.front();
  Finding finding = cache_finding(solution, hop, "before anybody's credential was checked", identity);
  finding.message = "The cache is asked before the credential of the request is checked, under a key that " +
                    built_from(solution, key_where_it_stands(solution, hop), true) +
                    ": what was stored for one tenant is served to anybody who sends the same. Check the credential "
                    "first, and put its tenant into "
                    "the key.";
  if (const Occurrence* check = check_after(solution, hop.occurrence)) {
    const Place where = solution.places(*check).back();
    const std::vector<Place> places = solution.places(*check);
    for (const Place& one : places)
      if (is_reported(solution, one.location))
        relate(finding, {range_of(solution.program(), one.location), "the credential is checked only here",
                         function_name(solution.program(), where.function), true, 1});
  }
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Hop& hop : solution.hops) {
    if (hop.surface != "cache" || is_semantic(hop) || hop.verdict != Verdict::leaking ||
        hop.occurrence.event->kind.ends_with(".write"))
      continue;
    if (hop.gap != Gap::missing && hop.gap != Gap::untrusted)
      continue;
    if (!serves_one_tenant(solution, hop) && is_before_authentication(solution, hop))
      findings.push_back(report(solution, hop));
  }
  return findings;
}

} // namespace

Check cache_lookup_before_auth() {
  return {{.id = "cache-lookup-before-auth",
           .surface = "cache",
           .name = "CacheLookupBeforeAuth",
           .title = "The cache is asked before the caller is known",
           .description = "A cache of answers to authorised requests is consulted before the credential is verified, "
                          "under a key made of what "
                          "routes the request. An unauthenticated or differently authenticated caller gets a stored "
                          "authorised answer.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 8.8,
           .cwe = {524, 306, 696},
           .owasp = {"MCP07", "LLM02"}},
          run};
}

} // namespace partywall
