/// The model says whose data:        rows = db.invoices(args.at("tenant_id"));
/// The credential says whose data:   rows = db.invoices(who.tenant_id);
#include "checks/check.h"
#include "checks/flow/solver/data-access.h"
#include "checks/tool/tool-finding.h"

#include <algorithm>
#include <optional>

namespace partywall {

namespace {

using namespace solver;

bool is_access(const Event& event) { return event.kind.starts_with("data."); }

/// Searches and writes of vectors have a check of their own.
bool is_vector_use(const Solution& solution, const Event& event) {
  return std::ranges::any_of(solution.hops, [&](const Hop& hop) { return hop.occurrence.event == &event && hop.surface == "vector"; });
}

/// Slots of an access that choose whose data it touches.
constexpr std::string_view selecting[] = {"parameters", "text", "tenant", "namespace", "key", "filter"};

bool is_trusted_tenant(const IdentityLeaf& leaf) { return leaf.kind == IdentityKind::tenant && is_trusted(leaf.provenance); }

/// What was bound, one by one: a list, or entries under their numbers.
std::vector<Term> items_of(const Terms& terms, Term bound) {
  const auto parts = terms.children(bound);
  if (terms.kind(bound) == TermKind::list) return {parts.begin(), parts.end()};
  std::vector<Term> items{bound};
  if (terms.kind(bound) != TermKind::record) return items;
  items.assign(1, parts[0]);
  for (std::size_t i = 2; i < parts.size(); i += 2) items.push_back(parts[i]);
  return items;
}

/// Untrusted identities that choose what `event` touches. Beside a trusted tenant, which another parameter holds, an
/// identity is a thing inside that tenant, not whose data it is.
std::vector<IdentityLeaf> untrusted_selectors(const Solution& solution, const Event& event) {
  std::vector<IdentityLeaf> found;
  for (const std::string_view slot : selecting) {
    const Term term = event.slot(slot);
    if (!term) continue;
    const std::vector<Term> items = items_of(solution.terms(), term);
    for (const Term item : items) {
      const Holding holding = solution.query->holding(item, event.facts);
      if (holding.must && !holding.leaves.empty() && std::ranges::all_of(holding.leaves, is_trusted_tenant)) return {};
      for (const IdentityLeaf& leaf : holding.leaves) {
        if (leaf.kind != IdentityKind::tenant) continue;
        if (leaf.provenance != Provenance::model && leaf.provenance != Provenance::caller) continue;
        if (solution.query->is_unverified_claim(leaf.term)) continue;   // the missing verification is the cause
        if (std::ranges::find(found, leaf.term, &IdentityLeaf::term) == found.end()) found.push_back(leaf);
      }
    }
  }
  return found;
}

/// Reads the secret that the claimed identity is about to be checked against.
bool looks_up_credential(const Solution& solution, const Event& event) {
  const Term text = event.slot("text");
  if (!text || solution.terms().kind(text) != TermKind::text) return false;
  const std::string sql(solution.terms().name(solution.terms().at(text).symbol));
  const std::size_t from = sql.find(" FROM ");
  return sql.starts_with("SELECT ") && from != std::string::npos &&
         models::is_credential_name(solution.engine->names.lexicon(), sql.substr(7, from - 7));
}

std::string source_of(const IdentityLeaf& leaf) {
  return leaf.provenance == Provenance::model ? "arguments the model wrote" : "the request, which the caller wrote";
}

/// Identities by use: what stands for the owner in a statement that nothing trusted restricts.
void add_owners(const Solution& solution, const DataAccesses& accesses, const Occurrence& occurrence, std::vector<IdentityLeaf>& leaves) {
  const auto access = accesses.read(occurrence);
  if (!access || access->is_restricted) return;
  for (const Selector& owner : access->owners) {
    const bool is_known = std::ranges::any_of(leaves, [&](const IdentityLeaf& leaf) {
      return solution.terms().contains(owner.value, leaf.term) || solution.terms().contains(leaf.term, owner.value);
    });
    const IdentityLeaf leaf = solution.query->judge(owner.value, occurrence.event->facts);
    if (!is_known && (leaf.provenance == Provenance::model || leaf.provenance == Provenance::caller)) leaves.push_back(leaf);
  }
}

/// Where a request was told what it will ask for, before it is made.
std::vector<Remark> preparations(const Solution& solution, const Occurrence& access) {
  const Term text = access.event->slot("text");
  std::vector<Remark> found;
  for (const Occurrence& other : solution.beside(access)) {
    if (!text || other.event->kind != "effect.prepared" || other.event->slot("argument") != text) continue;
    const std::vector<Remark> way = path_to(solution, other, "this is what the request asks for");
    if (!way.empty()) found.push_back(way.back());
  }
  return found;
}

/// Where the function that takes it got what it is taken from.
std::optional<Remark> source_beside(const Solution& solution, const Occurrence& taken, Term leaf) {
  const Terms& terms = solution.terms();
  while (terms.kind(leaf) != TermKind::source && !terms.children(leaf).empty()) leaf = terms.child(leaf, 0);
  if (terms.kind(leaf) != TermKind::source || !terms.site_of(leaf)) return std::nullopt;
  const Site& site = terms.at(terms.site_of(leaf));
  if (site.function != terms.at(taken.event->site).function || !is_reported(solution, site.location)) return std::nullopt;
  return Remark{range_of(solution.program(), site.location), "it comes from here", function_name(solution.program(), site.function), false, 1};
}

std::vector<Finding> run(const Solution& solution) {
  ToldOnce findings;
  const DataAccesses accesses(solution);
  for (const Occurrence& occurrence : solution.events) {
    const Event& event = *occurrence.event;
    if (!is_access(event) || is_vector_use(solution, event) || looks_up_credential(solution, event) || solution.query->privilege(event.facts)) continue;
    std::vector<IdentityLeaf> leaves = untrusted_selectors(solution, event);
    add_owners(solution, accesses, occurrence, leaves);
    for (const IdentityLeaf& leaf : leaves) {
      Finding finding;
      const std::string name = spell(solution, leaf.term);
      if (const Occurrence* taken = read_of(solution, occurrence, leaf.term)) {
        place(solution, *taken, taken->event->chain.size(), "the tenant is taken from the context here", finding);
        if (const auto source = source_beside(solution, *taken, leaf.term)) relate(finding, *source);
        for (const Remark& remark : returns_behind(solution, *taken, "it is returned here")) relate(finding, remark);
      } else if (const std::optional<Site> call = answering_site(solution, leaf.term)) {
        finding.primary = range_of(solution.program(), call->location);
        finding.function = function_name(solution.program(), call->function);
        finding.path.push_back({finding.primary, "the tenant is taken from the context here", finding.function, true, 1});
      } else {
        place(solution, occurrence, solution.stand(occurrence, event.slot("parameters") ? "parameters" : "text"),
              "data of that tenant is touched here", finding);
      }
      for (const Remark& remark : preparations(solution, occurrence)) relate(finding, remark);
      Finding* const told = findings.tell(std::move(finding), name, path_to(solution, occurrence, "data of that tenant is touched here"));
      if (!told) continue;
      told->subject = "tenant " + name;
      told->message = "'" + name + "' comes from " + source_of(leaf) +
                     ", and chooses whose data is touched; nothing compares it with the caller's credential. Take the tenant from the "
                     "verified principal, or reject the call when the two differ.";
      told->is_assumed = leaf.is_assumed;
    }
  }
  return findings.take();
}

}  // namespace

Check tool_tenant_from_context() {
  return {{.id = "tool-tenant-from-context",
           .surface = "tool",
           .name = "ToolTenantFromContext",
           .title = "Tool takes the tenant from what the model or the caller wrote",
           .description = "A tool handler takes the tenant from model-written arguments, the conversation, model output, headers or the body, "
                          "and selects data with it, without checking it against the credential of the request.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 9.1,
           .cwe = {807, 441, 639},
           .owasp = {"LLM06", "ASI03", "MCP07"}},
          run};
}

}  // namespace partywall
