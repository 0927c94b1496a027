/// A reply is still on its way:   redisAppendCommand(c, …);  if (late) { pool.give(c); return {}; }
/// Closed, or read to the end:    redisAppendCommand(c, …);  if (late) { redisFree(c); return {}; }
#include "checks/cache/cache-finding.h"
#include "checks/check.h"
#include "checks/flow/solver/debt.h"

#include <algorithm>

namespace partywall {

namespace {

using namespace solver;

/// Outward while the connection is only handed on, but never out of a destructor: there the give-back is in the text.
std::size_t stand(const Solution& solution, const Occurrence& occurrence) {
  const std::vector<Place> places = solution.places(occurrence);
  const std::size_t first = solution.request_start(occurrence);
  std::size_t index = places.size() - 1;
  while (index > first) {
    const Event* seen = solution.seen_from(occurrence, index);
    const bool is_destructor = solution.engine->function(places[index].function).kind == ir::Function::Kind::destructor;
    if (!seen || is_destructor || !solution.query->is_passed_on(seen->slot("subject")))
      break;
    --index;
  }
  return index;
}

/// The object that the connection is put into, as the function at `index` sees it: its own counts say how many it has.
Term pool_of(const Solution& solution, const Occurrence& release, std::size_t index) {
  Terms& terms = solution.terms();
  for (const Occurrence& other : solution.beside(release)) {
    if (!other.event->kind.starts_with("store.") || other.event->site != release.event->site ||
        !std::ranges::equal(other.event->chain, release.event->chain))
      continue;
    const Event* seen = solution.seen_from(other, index);
    const Term container = seen ? seen->slot("instance") : Term{};
    if (container && terms.kind(container) == TermKind::offset)
      return terms.load(terms.child(container, 0));
  }
  return {};
}

/// The function that gives back looks at a count or a mark of its own first.
bool is_guarded(const Solution& solution, const Occurrence& occurrence, std::size_t index) {
  const Terms& terms = solution.terms();
  const Event* seen = solution.seen_from(occurrence, index);
  if (!seen)
    return false;
  const Term pool = pool_of(solution, occurrence, index);
  const auto is_mark = [&](Term term) {
    const ir::TypeId type = terms.type_of(term);
    if (!type || terms.kind(term) != TermKind::project || terms.contains(term, seen->slot("subject")) ||
        terms.child(term, 0) == pool)
      return false;
    const ir::Type::Shape shape = solution.program().at(type).shape;
    return shape == ir::Type::Shape::integer || shape == ir::Type::Shape::boolean ||
           shape == ir::Type::Shape::enumeration;
  };
  return std::ranges::any_of(seen->facts, [&](Term fact) { return terms.any_part(fact, is_mark); });
}

Finding report(const Solution& solution, const Occurrence& occurrence, std::size_t index, const Debt& debt) {
  const Event* seen = solution.seen_from(occurrence, index);
  const std::string name = seen ? spell(solution, seen->slot("subject")) : "a value";
  const std::string what = name == "a value" || name.ends_with("(…)") ? "The connection" : "'" + name + "'";
  Finding finding;
  place(solution, occurrence, index,
        debt.may_owe ? "given back here with a reply outstanding" : "given back here after it has failed", finding);
  finding.subject = "give-back of a connection";
  finding.message =
      debt.may_owe
          ? what + " goes back to the pool with a reply still owed on some path: whoever takes it next, perhaps for "
                   "another tenant, "
                   "reads that reply as the answer to its own command. Read every reply first, or close the connection."
          : what + " goes back to the pool after it has failed: what it still receives is read by whoever takes it "
                   "next, perhaps for "
                   "another tenant. Close the connection instead.";
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Occurrence& occurrence : solution.events) {
    if (occurrence.event->kind != "effect.releases")
      continue;
    const Debt debt =
        debt_of(*solution.query, solution.terms(), occurrence.event->slot("owed"), occurrence.event->facts);
    if (!debt.may_owe && !debt.is_poisoned)
      continue;
    const std::size_t index = stand(solution, occurrence);
    if (is_guarded(solution, occurrence, index))
      continue;
    findings.push_back(report(solution, occurrence, index, debt));
  }
  return findings;
}

} // namespace

Check cache_connection_desync() {
  return {{.id = "cache-connection-desync",
           .surface = "cache",
           .name = "CacheConnectionDesync",
           .title = "A connection goes back to its pool with a reply still owed",
           .description =
               "Replies of a pipelined connection are matched by position. One that goes back to its pool before all "
               "replies are "
               "read, or after it has failed, hands what is left to the next borrower, who may be another tenant.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 8.8,
           .cwe = {404, 362, 672, 488},
           .owasp = {"LLM02", "ASI08"}},
          run};
}

} // namespace partywall
