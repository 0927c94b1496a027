/// Whoever set it last:    load(g_tenant, id);
/// This request's:         load(who.tenant_id, id);
#include "checks/check.h"
#include "checks/flow/solver/request.h"
#include "checks/tool/tool-finding.h"

#include <algorithm>

namespace partywall {

namespace {

using namespace solver;

constexpr std::string_view scoping[] = {"key", "instance", "namespace", "filter", "text", "parameters", "tenant", "credential", "bucket", "label"};

bool is_access(const Event& event) {
  return event.kind.starts_with("data.") || event.kind.starts_with("cache.") || event.kind.starts_with("vector.") ||
         event.kind.starts_with("limit.") || event.kind.starts_with("usage.");
}

/// What a member or a global held before this request.
bool is_kept(const Terms& terms, Term term) {
  while (terms.kind(term) == TermKind::project || terms.kind(term) == TermKind::named) term = terms.child(term, 0);
  if (terms.kind(term) != TermKind::load) return false;
  const Term root = terms.root(terms.child(term, 0));
  return terms.is_global_object(root) || (terms.kind(root) == TermKind::input && terms.at(root).number == input_this);
}

/// An entry of a container under somebody's name: made once for him, not once for all.
bool is_kept_by_name(const Solution& solution, Term term) {
  const Terms& terms = solution.terms();
  for (; terms.kind(term) == TermKind::project || terms.kind(term) == TermKind::offset || terms.kind(term) == TermKind::named ||
         terms.kind(term) == TermKind::load;
       term = terms.child(term, 0)) {
    if (terms.children(term).size() < 2) continue;
    const Term step = terms.child(term, 1);
    if (terms.kind(step) == TermKind::step_key && !solution.query->dependence(terms.child(step, 0)).empty()) return true;
  }
  return false;
}

/// `if (tenant_.empty()) tenant_ = who.tenant`: kept from the first request for all later ones.
Term latched(const Solution& solution, Term term, std::span<const Term> facts, int depth = 0) {
  const Terms& terms = solution.terms();
  if (!term || depth > 12) return {};
  const std::vector<Term> parts(terms.children(term).begin(), terms.children(term).end());
  if (terms.kind(term) != TermKind::alternative) {
    const TermKind kind = terms.kind(term);
    if (kind != TermKind::cat && kind != TermKind::list && kind != TermKind::record && kind != TermKind::apply && kind != TermKind::named) return {};
    for (const Term part : parts)
      if (const Term found = latched(solution, part, facts, depth + 1)) return found;
    return {};
  }
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    if (!is_kept(terms, parts[i + 1]) || !terms.contains(parts[i], parts[i + 1]) || is_kept_by_name(solution, parts[i + 1])) continue;
    for (std::size_t k = 0; k + 1 < parts.size(); k += 2)
      if (k != i && !is_kept(terms, parts[k + 1]) && holds_trusted(solution, parts[k + 1], facts)) return parts[i + 1];
  }
  return {};
}

/// Ambient tenants that choose what `event` touches.
std::vector<IdentityLeaf> ambient_scopes(const Solution& solution, const Event& event) {
  std::vector<IdentityLeaf> found;
  for (const std::string_view name : scoping) {
    const Term slot = event.slot(name);
    if (!slot) continue;
    if (const Term kept = latched(solution, slot, event.facts)) found.push_back({kept, IdentityKind::tenant, Provenance::ambient, false});
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

/// Where no read stands out: the innermost function that speaks of what is kept.
std::size_t keeping_place(const Solution& solution, const Occurrence& access, Term kept) {
  const Terms& terms = solution.terms();
  const ir::Program& program = solution.program();
  while (terms.kind(kept) == TermKind::named) kept = terms.child(kept, 0);
  if (terms.kind(kept) != TermKind::project || terms.kind(terms.child(kept, 1)) != TermKind::step_field) return access.event->chain.size();
  const std::string_view name = terms.name(terms.at(terms.child(kept, 1)).symbol);
  const auto names_it = [&](const ir::Step& step) {
    return step.kind == ir::Step::Kind::field && program.text(program.at(step.field).name) == name;
  };
  const std::vector<Place> places = solution.places(access);
  for (std::size_t i = places.size(); i-- > 0;)
    if (std::ranges::any_of(program.at(places[i].function).places, [&](const ir::Place& place) { return std::ranges::any_of(place.steps, names_it); })) return i;
  return access.event->chain.size();
}

/// What a thread-local holds after a suspension: whatever the thread that goes on has in it.
bool is_another_threads(const Terms& terms, Term root) {
  return terms.kind(root) == TermKind::source && terms.children(root).size() == 2 && terms.kind(terms.child(root, 1)) == TermKind::step_field;
}

std::string kind_of(const Solution& solution, Term leaf) {
  const Terms& terms = solution.terms();
  Term root = leaf;
  while (terms.kind(root) != TermKind::object && terms.kind(root) != TermKind::source && !terms.children(root).empty()) root = terms.child(root, 0);
  if (is_another_threads(terms, root)) return "a thread-local variable after a suspension, maybe on another thread";
  if (terms.kind(root) == TermKind::source) return "the environment of the process";
  if (!terms.is_global_object(root)) return "a variable that all requests share";
  const ir::Global& global = solution.program().globals[static_cast<std::size_t>(terms.at(root).number)];
  return global.storage == ir::Global::Storage::thread ? "a thread-local variable" : "a variable that all requests share";
}

/// Set once for the whole process, in which no request says whose it is: a process for one tenant.
bool is_single_tenant(const Solution& solution, const Occurrence& access, const Occurrence* read, Term leaf) {
  const Terms& terms = solution.terms();
  Term root = leaf;
  while (terms.kind(root) != TermKind::source && !terms.children(root).empty()) root = terms.child(root, 0);
  if (terms.kind(root) != TermKind::source || is_another_threads(terms, root)) return false;
  const bool is_kept_for_good = std::ranges::any_of(solution.events, [&](const Occurrence& other) {
    const Term value = other.event->kind == "static.initialise" ? other.event->slot("value") : Term{};
    return value && terms.contains(value, root);
  });
  if (!is_kept_for_good && read && is_same_request(*read, access)) return false;
  return std::ranges::none_of(solution.beside(access), [&](const Occurrence& other) {
    if (!is_same_request(access, other)) return false;
    for (const auto& [name, term] : other.event->slots)
      for (const Term identity : solution.query->dependence(term))
        if (!terms.contains(identity, root)) return true;
    return false;
  });
}

std::vector<Finding> run(const Solution& solution) {
  ToldOnce findings;
  for (const Occurrence& occurrence : solution.events) {
    const Event& event = *occurrence.event;
    if (!is_access(event) || solution.query->privilege(event.facts)) continue;
    for (const IdentityLeaf& leaf : ambient_scopes(solution, event)) {
      Finding finding;
      const std::string name = spell(solution, leaf.term);
      const Occurrence* read = read_of(solution, occurrence, leaf.term);
      if (is_single_tenant(solution, occurrence, read, leaf.term)) continue;
      if (read) place(solution, *read, shared_place(*read, occurrence), "the tenant is read here", finding);
      else place(solution, occurrence, keeping_place(solution, occurrence, leaf.term), "data of that tenant is touched here", finding);
      Finding* const told = findings.tell(std::move(finding), name, path_to(solution, occurrence, "data of that tenant is touched here"));
      if (!told) continue;
      told->subject = "ambient tenant " + name;
      told->message = "'" + name + "' is read from " + kind_of(solution, leaf.term) +
                     ": it names whichever tenant was set last, not the one of this request. Pass the verified tenant along as an argument.";
    }
  }
  return findings.take();
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
