/// Whoever set it last:    load(g_tenant, id);
/// This request's:         load(who.tenant_id, id);
#include "checks/check.h"
#include "checks/flow/solver/request.h"
#include "checks/flow/solver/witness.h"

#include <algorithm>
#include <map>

namespace partywall {

namespace {

using namespace solver;

constexpr std::string_view scoping[] = {"key", "instance", "namespace", "filter", "text", "parameters", "tenant", "credential", "bucket", "label"};

bool is_access(const Event& event) {
  return event.kind.starts_with("data.") || event.kind.starts_with("cache.") || event.kind.starts_with("vector.") ||
         event.kind.starts_with("limit.") || event.kind.starts_with("usage.");
}

/// Ambient tenants that choose what `event` touches.
std::vector<IdentityLeaf> ambient_scopes(const Solution& solution, const Event& event) {
  std::vector<IdentityLeaf> found;
  for (const std::string_view name : scoping) {
    const Term slot = event.slot(name);
    if (!slot) continue;
    for (const IdentityLeaf& leaf : solution.query->holding(slot, event.facts).leaves)
      if (leaf.provenance == Provenance::ambient && std::ranges::find(found, leaf.term, &IdentityLeaf::term) == found.end()) found.push_back(leaf);
  }
  return found;
}

/// The step of the read's way that stands in the function which also makes the access.
std::size_t shared_place(const Occurrence& read, const Occurrence& access) {
  const auto& one = read.event->chain;
  const auto& other = access.event->chain;
  return static_cast<std::size_t>(std::ranges::mismatch(one, other).in1 - one.begin());
}

std::string kind_of(const Solution& solution, Term leaf) {
  const Terms& terms = solution.terms();
  Term root = leaf;
  while (terms.kind(root) != TermKind::object && terms.kind(root) != TermKind::source && !terms.children(root).empty()) root = terms.child(root, 0);
  if (terms.kind(root) == TermKind::source) return "the environment of the process";
  if (!terms.is_global_object(root)) return "a variable that all requests share";
  const ir::Global& global = solution.program().globals[static_cast<std::size_t>(terms.at(root).number)];
  return global.storage == ir::Global::Storage::thread ? "a thread-local variable" : "a variable that all requests share";
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  std::map<std::pair<SourceRange, std::string>, std::size_t> by_read;
  for (const Occurrence& occurrence : solution.events) {
    const Event& event = *occurrence.event;
    if (!is_access(event) || solution.query->privilege(event.facts)) continue;
    for (const IdentityLeaf& leaf : ambient_scopes(solution, event)) {
      Finding finding;
      const std::string name = spell(solution, leaf.term);
      const Occurrence* read = read_of(solution, occurrence, leaf.term);
      if (read) place(solution, *read, shared_place(*read, occurrence), "the tenant is read here", finding);
      else place(solution, occurrence, event.chain.size(), "data of that tenant is touched here", finding);
      const auto [known, is_new] = by_read.try_emplace({finding.primary, name}, findings.size());
      Finding& told = is_new ? findings.emplace_back(std::move(finding)) : findings[known->second];
      const std::vector<Remark> access = path_to(solution, occurrence, "data of that tenant is touched here");
      if (!access.empty()) relate(told, access.back());
      if (!is_new) continue;
      told.path.insert(told.path.end(), access.begin(), access.end());
      told.subject = "ambient tenant " + name;
      told.message = "'" + name + "' is read from " + kind_of(solution, leaf.term) +
                     ": it names whichever tenant was set last, not the one of this request. Pass the verified tenant along as an argument.";
    }
  }
  return findings;
}

}  // namespace

Check tool_tenant_ambient() {
  return {{.id = "tool-tenant-ambient",
           .surface = "tool",
           .name = "ToolTenantAmbient",
           .title = "The tenant is taken from ambient state",
           .description = "The tenant that scopes an access comes from a global, a thread-local, the environment or a singleton that outlives "
                          "the request, and was not set by this request on this thread before.",
           .level = Level::error,
           .precision = "high",
           .security_severity = 8.1,
           .cwe = {362, 567, 488},
           .owasp = {"LLM02", "MCP10"}},
          run};
}

}  // namespace partywall
