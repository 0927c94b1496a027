/// Nobody's vector:      graph.addPoint(vector, label);
/// Its owner is known:   graph.addPoint(vector, label);  owners.emplace(label, who.tenant_id);
#include "checks/check.h"
#include "checks/vector/vector-finding.h"

#include <algorithm>

namespace partywall {

namespace {

using namespace solver;

/// The record handed over has an owner among its fields.
bool is_owned(const Solution& solution, Term value) {
  const Terms& terms = solution.terms();
  while (terms.kind(value) == TermKind::named)
    value = terms.child(value, 0);
  ir::TypeId type = terms.type_of(value);
  const Node& node = terms.at(value);
  if (!type && node.kind == TermKind::input && node.number >= 0 && node.number < input_capture)
    type = solution.program().functions[node.symbol].variables[static_cast<std::size_t>(node.number)].type;
  return type && solution.engine->names.carries_identity(solution.program(), {}, type);
}

bool holds_identity(const Solution& solution, const Event& event) {
  return std::ranges::any_of(event.slots, [&](const auto& slot) {
    return slot.first != "instance" && slot.first != "results" &&
           (solution.query->holding(slot.second, event.facts).may || !solution.query->dependence(slot.second).empty() ||
            is_owned(solution, slot.second));
  });
}

/// In the request that writes, in whatever function of it.
bool is_of_request(const Solution& solution, const Hop& hop, const Event& other) {
  const auto& chain = hop.occurrence.event->chain;
  const std::size_t start = solution.request_start(hop.occurrence);
  return other.chain.size() >= start &&
         std::equal(chain.begin(), chain.begin() + static_cast<std::ptrdiff_t>(start), other.chain.begin());
}

/// What identifies the point: its id and what is stored with it.
std::vector<Term> names_of(const Terms& terms, const Event& write) {
  std::vector<Term> names;
  for (const std::string_view slot : {"key", "parameters"}) {
    const Term term = write.slot(slot);
    if (!term)
      continue;
    if (terms.kind(term) == TermKind::list)
      names.insert(names.end(), terms.children(term).begin(), terms.children(term).end());
    else
      names.push_back(term);
  }
  return names;
}

/// A running number: the point stands where its record stands.
bool is_position(const Solution& solution, Term key) {
  const Terms& terms = solution.terms();
  return terms.is_apply(key, "size") || terms.is_apply(key, "number") || terms.is_apply(key, "derived") ||
         terms.kind(key) == TermKind::project || terms.kind(key) == TermKind::alternative;
}

/// Something beside the index says whose the point is: a row or an entry with the same id and its owner.
bool is_recorded_aside(const Solution& solution, const Hop& hop) {
  const Terms& terms = solution.terms();
  const Event& write = *hop.occurrence.event;
  const std::vector<Term> names = names_of(terms, write);
  for (const Occurrence& other : solution.events) {
    const Event& event = *other.event;
    const bool is_record = event.kind.starts_with("store.") || event.kind == "data.sql" ||
                           event.kind == "cache.write" || event.kind == "data.call";
    // A document being put together is no record of anything yet.
    if (event.kind.starts_with("store.") && !solution.outlives_request(other, event.slot("instance")))
      continue;
    if (!is_record || other.root != hop.occurrence.root || event.site == write.site ||
        !is_of_request(solution, hop, event) || !holds_identity(solution, event))
      continue;
    if (names.empty())
      return true;
    if (event.kind == "store.append" &&
        std::ranges::all_of(names, [&](Term name) { return is_position(solution, name); }))
      return true;
    for (const Term name : names) {
      if (terms.kind(name) == TermKind::number || terms.kind(name) == TermKind::text)
        continue;
      if (solution.query->depends_on_result(name, event.site))
        return true;
      if (std::ranges::any_of(event.slots, [&](const auto& slot) {
            return slot.first != "results" && terms.contains(slot.second, name);
          }))
        return true;
    }
  }
  return false;
}

/// An id made of the content or a name alone: two tenants with the same document share the point.
bool is_content_id(const Solution& solution, Term key) {
  const Terms& terms = solution.terms();
  bool is_derived = false;
  bool is_of_request = false;
  bool is_unique = false;
  std::vector<Term> work{key};
  std::vector<Term> seen;
  while (!work.empty()) {
    const Term next = work.back();
    work.pop_back();
    if (std::ranges::find(seen, next) != seen.end() || seen.size() > 400)
      continue;
    seen.push_back(next);
    switch (terms.kind(next)) {
    case TermKind::result:
    case TermKind::written:
      is_unique = true;
      continue;
    case TermKind::source:
      if (terms.name(terms.at(next).symbol) == "opaque" && terms.children(next).empty())
        is_unique = true;
      if (terms.name(terms.at(next).symbol) == "caller" || terms.name(terms.at(next).symbol) == "model")
        is_of_request = true;
      break;
    case TermKind::input:
      is_of_request |= terms.at(next).number != input_this;
      break;
    case TermKind::apply: {
      const std::string_view name = terms.name(terms.at(next).symbol);
      is_derived |= name == "digest" || name == "hash" || name == "derived" || name == "modulo" || name == "truncate";
      is_unique |= name == "size";
      break;
    }
    default:
      break;
    }
    for (const Term child : terms.children(next))
      work.push_back(child);
  }
  return is_derived && is_of_request && !is_unique;
}

/// The collection, where a call names one beside partitions and databases; else whatever chooses the part of the store.
Term collection_of(const Solution& solution, const Event& event) {
  const Terms& terms = solution.terms();
  const Term name = event.slot("namespace");
  return name && terms.kind(name) == TermKind::list && !terms.children(name).empty() ? terms.child(name, 0) : name;
}

bool is_in_same_store(const Solution& solution, const Hop& one, const Hop& other) {
  const Event& write = *one.occurrence.event;
  const Event& event = *other.occurrence.event;
  const Term collection = collection_of(solution, write);
  return other.surface == "vector" && collection && collection == collection_of(solution, event) &&
         write.slot("instance") == event.slot("instance");
}

bool names_tenant(const Hop& hop) {
  return std::ranges::any_of(hop.scope.leaves, [](const IdentityLeaf& leaf) { return leaf.kind == IdentityKind::tenant; });
}

/// It says who wrote the point, in a store whose points are told apart by their tenant: no search finds it by that.
bool names_author_only(const Solution& solution, const Hop& hop) {
  if (hop.scope.leaves.empty() || names_tenant(hop))
    return false;
  bool is_tagged_elsewhere = false;
  bool is_found_by_tenant = false;
  for (const Hop& other : solution.hops) {
    if (&other == &hop || !is_in_same_store(solution, hop, other))
      continue;
    const bool is_write = other.action == VectorAction::write;
    if (!is_write && other.scope.may && !names_tenant(other))
      return false;
    is_tagged_elsewhere |= is_write && other.verdict == Verdict::scoped && names_tenant(other);
    is_found_by_tenant |= !is_write && other.verdict == Verdict::scoped && names_tenant(other);
  }
  return is_tagged_elsewhere && is_found_by_tenant;
}

Finding report(const Solution& solution, const Hop& hop, bool is_id) {
  Finding finding;
  place(solution, hop.occurrence, hop.stands_at,
        is_id ? "written under an id that other tenants can have" : "written without an owner", finding);
  const Term identity = identity_in_reach(solution, hop);
  const std::string name = identity ? "'" + spell(solution, identity) + "'" : "the tenant";
  if (is_id)
    finding.message = "The id of this vector is made of its content or name alone: two tenants with the same document "
                      "share it, and the later write "
                      "takes over the earlier one's. Put " +
                      name + " into the id, or draw a random one.";
  else
    finding.message = "This vector is written to a shared index without its owner, and nothing beside the index "
                      "records one: no search can filter it "
                      "and no deletion can find it. Store " +
                      name + " with it.";
  finding.subject = is_id ? "shared point id" : "untagged vector";
  return finding;
}

std::vector<Finding> run(const Solution& solution) {
  std::vector<Finding> findings;
  for (const Hop& hop : solution.hops) {
    if (hop.surface != "vector" || hop.action != VectorAction::write)
      continue;
    const Event& event = *hop.occurrence.event;
    if (hop.gap == Gap::missing && hop.verdict == Verdict::leaking && !is_recorded_aside(solution, hop)) {
      findings.push_back(report(solution, hop, false));
      continue;
    }
    if (hop.verdict == Verdict::neutral || hop.verdict == Verdict::open)
      continue;
    if (hop.verdict == Verdict::scoped && !hop.privilege && names_author_only(solution, hop)) {
      findings.push_back(report(solution, hop, false));
      continue;
    }
    const Term key = event.slot("key");
    if (!key || !is_content_id(solution, key))
      continue;
    const auto holds = [&](std::string_view slot) {
      const Term term = event.slot(slot);
      return term &&
             (solution.query->holding(term, event.facts).may || solution.query->holding(term, event.facts).is_folded ||
              !solution.query->dependence(term).empty());
    };
    if (holds("key") || solution.query->holding(key, event.facts).is_folded)
      continue;
    const bool is_silo = std::ranges::any_of(std::initializer_list<std::string_view>{"instance", "namespace"},
                                             [&](std::string_view slot) {
                                               const Term term = event.slot(slot);
                                               return term && solution.query->holding(term, event.facts).must;
                                             });
    if (!is_silo)
      findings.push_back(report(solution, hop, true));
  }
  return findings;
}

} // namespace

Check vector_write_untagged() {
  return {
      {.id = "vector-write-untagged",
       .surface = "vector",
       .name = "VectorWriteUntagged",
       .title = "Vector is written without its tenant",
       .description =
           "A vector is written to a shared index without the tenant it belongs to, and no table keyed by its id "
           "records the owner; or "
           "its id is made of content or a name alone, so that tenants with the same document overwrite each other.",
       .level = Level::error,
       .precision = "medium",
       .security_severity = 7.1,
       .cwe = {694, 1220, 862},
       .owasp = {"LLM08", "LLM04", "MCP10"}},
      run};
}

} // namespace partywall
