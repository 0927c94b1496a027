#include "checks/cache/cache-finding.h"

#include "checks/flow/solver/order.h"
#include "checks/flow/solver/request.h"

#include <algorithm>

namespace partywall {

using namespace solver;

bool speaks_for_its_pair(const Solution& solution, const Hop& hop) {
  if (hop.occurrence.event->kind == "cache.count") return false;
  if (!hop.partner) return true;
  const Hop& partner = solution.hops[*hop.partner];
  if (partner.verdict != Verdict::leaking || partner.gap != hop.gap) return true;
  const auto rank = [](const Hop& one) {
    const std::string_view kind = one.occurrence.event->kind;
    return kind.ends_with(".read") ? 0 : kind.ends_with(".upsert") ? 1 : 2;
  };
  return rank(hop) <= rank(partner);
}

bool is_uneven_pair(const Solution& solution, const Hop& hop) {
  if (!hop.partner) return false;
  const Hop& partner = solution.hops[*hop.partner];
  return partner.verdict == Verdict::scoped && partner.occurrence.event->slot("key") != hop.occurrence.event->slot("key");
}

bool is_before_authentication(const Solution& solution, const Hop& hop) {
  const bool is_write = hop.occurrence.event->kind.ends_with(".write");
  if (is_write && !hop.partner) return false;
  const Occurrence& read = is_write ? solution.hops[*hop.partner].occurrence : hop.occurrence;
  bool is_late = false;
  for (const Occurrence& check : solution.beside(read)) {
    if (check.event->kind != "credential.check") continue;
    if (may_precede(solution, check, read)) return false;
    is_late |= may_precede(solution, read, check);
  }
  return is_late;
}

bool serves_one_tenant(const Solution& solution, const Hop& hop) {
  const Event& event = *hop.occurrence.event;
  return std::ranges::any_of(solution.beside(hop.occurrence), [&](const Occurrence& branch) {
    if (branch.event->kind != "branch.tenancy") return false;
    return std::ranges::binary_search(event.facts, solution.terms().negate(branch.event->slot("condition")));
  });
}

Term key_where_it_stands(const Solution& solution, const Hop& hop) {
  const Event* seen = solution.seen_from(hop.occurrence, hop.stands_at);
  return (seen ? seen : hop.occurrence.event)->slot("key");
}

std::string built_from(const Solution& solution, Term key, bool says_only) {
  const std::vector<std::string> parts = parts_of(solution, key);
  if (parts.empty()) return "is a constant";
  return "is built from " + enumerate(parts) + (parts.size() == 1 && says_only ? " only" : "");
}

namespace {

/// Where a reader sees `use` of a key beside a finding at `shown`: where its key is composed, or, if that is the call the
/// finding stands at, the use itself.
Place place_beside(const Solution& solution, const Occurrence& use, std::size_t stand, const ir::Location& shown) {
  const std::vector<Place> places = solution.places(use);
  const Place& where = places[std::min(stand, places.size() - 1)];
  return where.location == shown ? places.back() : where;
}

ir::Location stand_of(const Solution& solution, const Hop& hop) {
  const std::vector<Place> places = solution.places(hop.occurrence);
  return places[std::min(hop.stands_at, places.size() - 1)].location;
}

/// Every other use of the same key in the same request is part of the same mistake.
void relate_uses(const Solution& solution, const Hop& hop, Finding& finding) {
  const Term key = hop.occurrence.event->slot("key");
  if (!key) return;
  for (const Occurrence& other : solution.beside(hop.occurrence)) {
    const std::string_view kind = other.event->kind;
    const bool is_use = kind.ends_with(".read") || kind.ends_with(".write") || kind.ends_with(".upsert");
    if (!is_use || other.event->slot("key") != key || !kind.starts_with(hop.occurrence.event->kind.substr(0, 5))) continue;
    if (other.event == hop.occurrence.event || !is_same_request(hop.occurrence, other)) continue;
    const Place where = place_beside(solution, other, solution.stand(other, "key"), stand_of(solution, hop));
    if (!is_reported(solution, where.location)) continue;
    relate(finding, {range_of(solution.program(), where.location), kind.ends_with(".read") ? "the same key is looked up here" : "the value is stored under the same key here",
                     function_name(solution.program(), where.function), true, 1});
  }
}

}  // namespace

Finding cache_finding(const Solution& solution, const Hop& hop, const std::string& flaw, Term identity) {
  const bool is_read = hop.occurrence.event->kind.ends_with("read");
  Finding finding;
  place(solution, hop.occurrence, hop.stands_at, (is_read ? "looked up under a key " : "stored under a key ") + flaw, finding);
  finding.subject = "key " + enumerate(parts_of(solution, key_where_it_stands(solution, hop)));
  if (identity)
    for (const Remark& remark : origin_of(solution, hop.occurrence, identity)) {
      relate(finding, remark);
      finding.path.insert(finding.path.begin(), remark);
    }
  relate_uses(solution, hop, finding);
  if (!hop.partner) return finding;
  const Hop& partner = solution.hops[*hop.partner];
  const Place where = place_beside(solution, partner.occurrence, partner.stands_at, stand_of(solution, hop));
  const bool partner_reads = partner.occurrence.event->kind.ends_with("read");
  const std::string function = function_name(solution.program(), where.function);
  const std::string key = is_uneven_pair(solution, hop) ? "under a key with the tenant" : "under the same key";
  relate(finding, {range_of(solution.program(), where.location), (partner_reads ? "looked up " : "the value is stored ") + key + " here", function, true, 1});
  finding.path.push_back({range_of(solution.program(), where.location), (partner_reads ? "looked up " : "stored ") + key, function, true, 1});
  return finding;
}

}  // namespace partywall
