/// The id alone says which record:          SELECT body FROM tickets WHERE id = $1
/// The caller's tenant has to own it too:   SELECT body FROM tickets WHERE id = $1 AND org_id = $2
#include "checks/check.h"
#include "checks/flow/models/words.h"
#include "checks/flow/solver/data-access.h"
#include "checks/flow/solver/request.h"
#include "checks/flow/solver/witness.h"

#include <algorithm>

namespace partywall {

namespace {

using namespace solver;

/// Ids of conversations and the like are no ids of records; taking them for a proof is another check's cause.
bool is_session_id(const Solution& solution, Term value) {
  const auto path = solution.engine->names.path(solution.terms(), solution.program(), value);
  return !path.empty() && models::is_session_name(solution.engine->names.lexicon(), path.back().name);
}

/// Whose data it is has been chosen, which is the graver cause.
bool chooses_tenant(const Solution& solution, const Occurrence& occurrence, Term value) {
  const Holding holding = solution.query->holding(value, occurrence.event->facts);
  return std::ranges::any_of(holding.leaves, [](const IdentityLeaf& leaf) { return leaf.kind == IdentityKind::tenant; });
}

/// Reads the secret that what the caller claims is about to be checked against.
bool looks_up_credential(const Solution& solution, const DataAccess& access) {
  return std::ranges::any_of(access.selectors, [&](const Selector& selector) {
    return models::is_credential_name(solution.engine->names.lexicon(), selector.column) || solution.query->is_credential(selector.value);
  });
}

/// A ranking of vectors, in SQL or otherwise: the vector checks judge it.
bool is_search(const Solution& solution, const Occurrence& occurrence) {
  return std::ranges::any_of(solution.hops, [&](const Hop& hop) {
    return hop.surface == "vector" && hop.action == VectorAction::search && hop.occurrence.event == occurrence.event;
  });
}

/// What a vector search found, be it of documents or of answers given before: whether it looks among one tenant's vectors
/// only is what its own checks tell.
bool is_found_by_search(const Solution& solution, Term value) {
  return std::ranges::any_of(solution.hops, [&](const Hop& hop) {
    const Event& event = *hop.occurrence.event;
    const bool is_search = hop.action == VectorAction::search || hop.action == VectorAction::scan || event.kind == "vector.search";
    return is_search && is_drawn_from_result(solution, value, event.site);
  });
}

/// What the model chose without anybody vouching for it; null if nothing is to be told.
const Selector* chosen(const Solution& solution, const Occurrence& occurrence, const DataAccesses& accesses, const DataAccess& access) {
  if (access.is_scoped || access.is_common || looks_up_credential(solution, access)) return nullptr;
  const bool is_sure = access.is_owned;
  const Selector* found = nullptr;
  for (const Selector& selector : access.selectors) {
    if (chooses_tenant(solution, occurrence, selector.value) || is_session_id(solution, selector.value) ||
        is_found_by_search(solution, selector.value))
      return nullptr;
    if ((is_sure || selector.is_id) && (!found || (selector.is_id && !found->is_id))) found = &selector;
  }
  if (!found || (!is_sure && !accesses.has_identity_in_reach(occurrence))) return nullptr;
  return accesses.is_compared_later(occurrence) ? nullptr : found;
}

Finding report(const Solution& solution, const Occurrence& occurrence, const DataAccess& access, const Selector& selector) {
  Finding finding;
  const std::string_view slot = occurrence.event->slot("text") ? "text" : occurrence.event->slot("label") ? "label" : "key";
  place(solution, occurrence, solution.stand(occurrence, slot), "the record is found by its id alone", finding);
  for (const Remark& remark : origin_of(solution, occurrence, selector.value)) {
    relate(finding, remark);
    finding.path.insert(finding.path.begin(), remark);
  }
  const std::string name = spell(solution, selector.value);
  const std::string what = access.subject.empty() ? "The record" : "What is touched in '" + access.subject + "'";
  finding.subject = "access " + access.subject + " by " + name;
  finding.message = what + " is chosen by '" + name + "' alone, and nothing ties it to the caller's tenant: any id reaches any tenant's data. " +
                    (access.subject.empty() ? "Look it up under the tenant of the verified principal."
                                            : "Add the tenant of the verified principal to the condition, or compare the owner before use.");
  finding.is_assumed = !access.is_owned;
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  const DataAccesses accesses(solution);
  for (const Occurrence& occurrence : solution.events) {
    const std::string_view kind = occurrence.event->kind;
    if ((!kind.starts_with("data.") && !kind.starts_with("store.")) || solution.query->privilege(occurrence.event->facts)) continue;
    const auto access = accesses.read(occurrence);
    if (!access || access->selectors.empty() || is_search(solution, occurrence)) continue;
    if (const Selector* selector = chosen(solution, occurrence, accesses, *access))
      findings.push_back(report(solution, occurrence, *access, *selector));
  }
  return findings;
}

}  // namespace

Check tool_unscoped_access() {
  return {{.id = "tool-unscoped-access",
           .surface = "tool",
           .name = "ToolUnscopedAccess",
           .title = "Tool reaches a record by an id alone",
           .description = "A tool handler reads, changes or deletes a record by an id that the model or the caller chose, and neither a condition on the "
                          "owner, nor the connection, nor a later comparison ties the record to the tenant of the credential.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 9.1,
           .cwe = {862, 863, 639},
           .owasp = {"LLM06", "ASI03", "MCP07"}},
          run};
}

}  // namespace partywall
