#include "checks/flow/solver/solution.h"

#include <algorithm>
#include <array>
#include <set>

namespace partywall::solver {

std::string_view name_of(Verdict verdict) {
  static constexpr std::array<std::string_view, 4> names{"scoped", "leaking", "neutral", "open"};
  return names[static_cast<std::size_t>(verdict)];
}

std::vector<Place> Solution::places(const Occurrence& occurrence) const {
  std::vector<Place> found;
  const Event& event = *occurrence.event;
  ir::FunctionId function = occurrence.root;
  for (const Frame& frame : event.chain) {
    const Site& site = engine->terms.at(frame.call);
    found.push_back({site.location, site.function, frame.callee, frame.is_registration});
    function = frame.callee;
  }
  const Site& site = engine->terms.at(event.site);
  found.push_back({site.location, site.function, ir::FunctionId{}, false});
  return found;
}

std::span<const Occurrence> Solution::beside(const Occurrence& occurrence) const {
  const auto known = events_by_root.find(occurrence.root.value);
  if (known == events_by_root.end()) return {};
  return std::span(events).subspan(known->second.first, known->second.count);
}

std::size_t Solution::request_start(const Occurrence& occurrence) const {
  const auto& chain = occurrence.event->chain;
  for (std::size_t i = chain.size(); i-- > 0;)
    if (chain[i].is_registration) return i + 1;
  return 0;
}

const Event* Solution::seen_from(const Occurrence& occurrence, std::size_t place_index) const {
  const Event& event = *occurrence.event;
  if (place_index == 0) return occurrence.event;
  const ir::FunctionId function = event.chain[place_index - 1].callee;
  const std::span<const Frame> suffix(event.chain.begin() + static_cast<std::ptrdiff_t>(place_index), event.chain.end());
  for (const Event& candidate : engine->summaries[function.value].events)
    if (candidate.kind == event.kind && candidate.site == event.site && std::ranges::equal(candidate.chain, suffix)) return &candidate;
  return nullptr;
}

std::size_t Solution::stand(const Occurrence& occurrence, std::string_view slot) const {
  const std::size_t first = request_start(occurrence);
  std::size_t index = occurrence.event->chain.size();
  while (index > first) {
    const Event* seen = seen_from(occurrence, index);
    if (!seen) break;
    const Term term = seen->slot(slot);
    if (!term || !query->is_passed_on(term)) break;
    --index;
  }
  return index;
}

bool Solution::outlives_request(const Occurrence& occurrence, Term instance) const {
  if (!instance) return true;
  const Terms& terms = engine->terms;
  Term root = instance;
  while (true) {
    root = terms.root(root);
    if (terms.kind(root) == TermKind::load || terms.kind(root) == TermKind::project || terms.kind(root) == TermKind::named) root = terms.child(root, 0);
    else break;
  }
  if (terms.kind(root) == TermKind::alternative) return std::ranges::any_of(std::vector<Term>(terms.children(root).begin(), terms.children(root).end()), [&](Term part) {
    return terms.kind(part) != TermKind::yes && terms.kind(part) != TermKind::all && terms.kind(part) != TermKind::apply && outlives_request(occurrence, part);
  });
  const Node& node = terms.at(root);
  if (node.kind == TermKind::text || node.kind == TermKind::zero || node.kind == TermKind::nothing) return false;
  if (node.kind == TermKind::call || node.kind == TermKind::result || node.kind == TermKind::source) {
    // A value made during the request, unless it is a handle to something (a reference came back).
    const ir::TypeId type = terms.type_of(root);
    return type && (engine->program.at(type).shape == ir::Type::Shape::pointer || engine->program.at(type).shape == ir::Type::Shape::reference);
  }
  if (node.kind != TermKind::object || node.symbol == ir::NameId::none_value) return true;
  const ir::FunctionId owner{node.symbol};
  // Made at or above the registration: it serves many requests.
  const std::size_t start = request_start(occurrence);
  if (start == 0) return false;
  if (owner == occurrence.root) return true;
  for (std::size_t i = 0; i + 1 < start; ++i)
    if (occurrence.event->chain[i].callee == owner) return true;
  // Made by something that returned before the registration (a factory).
  for (std::size_t i = start - 1; i < occurrence.event->chain.size(); ++i)
    if (occurrence.event->chain[i].callee == owner) return false;
  return true;
}

}  // namespace partywall::solver
