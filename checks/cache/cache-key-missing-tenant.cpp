/// A cache key no tenant reaches:        cache.set("answer:" + prompt, reply);
/// The same key, scoped to its tenant:   cache.set(tenant.id + ":answer:" + prompt, reply);
#include "checks/check.h"
#include "checks/flow/solver/witness.h"

#include <algorithm>

namespace partywall {

namespace {

using namespace solver;

std::string what_is_kept(const Solution& solution, const Hop& hop) {
  if (!hop.varies_with.empty()) return "the value depends on '" + spell(solution, hop.varies_with.front()) + "'";
  return "the value is a model's answer";
}

std::string built_from(const Solution& solution, Term key) {
  const std::vector<std::string> parts = parts_of(solution, key);
  if (parts.empty()) return "is a constant";
  return "is built from " + enumerate(parts) + (parts.size() == 1 ? " only" : "");
}

Finding report(const Solution& solution, const Hop& hop) {
  const Event& event = *hop.occurrence.event;
  const Event* seen = solution.seen_from(hop.occurrence, hop.stands_at);
  const Term key = (seen ? seen : &event)->slot("key");
  Finding finding;
  place(solution, hop.occurrence, hop.stands_at, event.kind.ends_with("read") ? "looked up under a key without the tenant"
                                                                              : "stored under a key without the tenant", finding);
  const bool is_folded = hop.gap == Gap::folded;
  finding.message = "The cache key " + built_from(solution, key) + ", but " + what_is_kept(solution, hop) + ".";
  if (is_folded) finding.message += " The tenant is only in it as a hash, a cut or a remainder.";
  if (!hop.varies_with.empty()) {
    const std::string identity = spell(solution, hop.varies_with.front());
    finding.message += " '" + identity + "' is in reach and never gets into the key: put it there, with a delimiter.";
    std::vector<Remark> origin = origin_of(solution, hop.occurrence, hop.varies_with.front());
    for (Remark& remark : origin) {
      relate(finding, remark);
      finding.path.insert(finding.path.begin(), remark);
    }
  } else {
    finding.message += " Put the tenant of the request into the key.";
    finding.is_assumed = true;
  }
  finding.subject = "key " + enumerate(parts_of(solution, key));
  if (hop.partner) {
    const Hop& partner = solution.hops[*hop.partner];
    const std::vector<Place> places = solution.places(partner.occurrence);
    const Place& where = places[std::min(partner.stands_at, places.size() - 1)];
    const bool is_read = partner.occurrence.event->kind.ends_with("read");
    relate(finding, {range_of(solution.program(), where.location),
                     is_read ? "the same key is looked up here" : "the value is stored under the same key here",
                     function_name(solution.program(), where.function), true, 1});
    finding.path.push_back({range_of(solution.program(), where.location),
                            is_read ? "looked up under the same key" : "stored under the same key",
                            function_name(solution.program(), where.function), true, 1});
  }
  return finding;
}

/// Of a read and a write of one key, the read speaks for both; a call that reads and makes room counts as the read.
bool speaks_for_its_pair(const Solution& solution, const Hop& hop) {
  if (!hop.partner) return true;
  const Hop& partner = solution.hops[*hop.partner];
  if (partner.verdict != Verdict::leaking) return true;
  const auto rank = [](const Hop& one) {
    const std::string_view kind = one.occurrence.event->kind;
    return kind.ends_with(".read") ? 0 : kind.ends_with(".upsert") ? 1 : 2;
  };
  return rank(hop) <= rank(partner);
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Hop& hop : solution.hops) {
    if (hop.surface != "cache" || hop.verdict != Verdict::leaking) continue;
    if (hop.gap != Gap::missing && hop.gap != Gap::folded) continue;
    if (hop.occurrence.event->kind == "cache.count") continue;   // a counter limits or meters; it is no cache
    if (!speaks_for_its_pair(solution, hop)) continue;
    findings.push_back(report(solution, hop));
  }
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
