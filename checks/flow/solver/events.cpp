/// What happens in a function and matters to a check: told once, handed up to callers.
#include "checks/flow/solver/analysis.h"
#include "checks/flow/solver/substitute.h"

#include <algorithm>

namespace partywall::solver {

namespace {

constexpr std::size_t chain_limit = 40;

std::uint64_t hash_of(std::uint64_t hash, const Frame& frame) {
  return mix(mix(hash, frame.call.value), frame.callee.value) | 1;
}

std::uint64_t hash_of(const Event& event) {
  std::uint64_t hash = mix(reinterpret_cast<std::uintptr_t>(event.kind.data()), event.site.value);
  for (const auto& [name, term] : event.slots) hash = mix(mix(hash, reinterpret_cast<std::uintptr_t>(name.data())), term.value);
  for (const Frame& frame : event.chain) hash = hash_of(hash, frame);
  return hash | 1;
}

}  // namespace

SiteId Analysis::here() const {
  const ir::Block& block = function_.blocks[block_];
  const ir::Location location = instruction_ < block.instructions.size() ? block.instructions[instruction_].location
                                                                         : block.terminator.location;
  return engine_.terms.site({id_, block_, instruction_, location});
}

void Analysis::record(std::string_view kind, SiteId site, std::vector<std::pair<std::string_view, Term>> slots, const State& state) {
  Event event;
  event.kind = engine_.event_name(kind);
  event.site = site;
  event.slots = std::move(slots);
  for (auto& [name, term] : event.slots) name = engine_.event_name(name);
  std::ranges::sort(event.slots, {}, [](const auto& slot) { return slot.first; });
  event.facts = state.facts;
  add(std::move(event));
}

bool Analysis::is_own_count(const std::vector<std::pair<std::string_view, Term>>& slots, const Frame& frame, const Event& event) const {
  if (frame.is_registration || std::ranges::any_of(event.chain, &Frame::is_registration)) return false;
  for (const auto& [name, term] : slots) {
    if (name != "instance") continue;
    const Node& root = terms_.at(terms_.root(term));
    if (root.kind == TermKind::object && root.symbol == id_.value && root.number < allocation_base) return true;
  }
  return false;
}

void Analysis::lift(const Event& event, Substitution& substitute, Frame frame, const State& state) {
  Event lifted;
  lifted.kind = event.kind;
  lifted.site = event.site;
  lifted.settled = event.settled;
  if (lifted.settled != 0) {
    // A request that begins below a frame is not the request of another one.
    if (frame.is_registration) lifted.settled = hash_of(lifted.settled, frame);
    for (const Frame& outer : prefix_)
      if (outer.is_registration) lifted.settled = hash_of(lifted.settled, outer);
    if (is_shared(lifted.settled)) return;
  }
  lifted.slots.reserve(event.slots.size());
  for (const auto& [name, term] : event.slots) lifted.slots.emplace_back(name, substitute(term));
  if (event.kind == "count.update" && is_own_count(lifted.slots, frame, event)) return;
  lifted.facts.reserve(event.facts.size() + state.facts.size());
  // What always holds goes without saying; that something cannot be is worth knowing.
  for (const Term fact : event.facts)
    if (const Term known = substitute(fact); terms_.truth(known) <= 0) lifted.facts.push_back(known);
  lifted.facts.insert(lifted.facts.end(), state.facts.begin(), state.facts.end());
  std::ranges::sort(lifted.facts);
  const auto repeated = std::ranges::unique(lifted.facts);
  lifted.facts.erase(repeated.begin(), repeated.end());
  lifted.chain.reserve(event.chain.size() + 1);
  lifted.chain.push_back(frame);
  lifted.chain.insert(lifted.chain.end(), event.chain.begin(), event.chain.end());
  add(std::move(lifted));
}

bool Analysis::is_shared(std::uint64_t settled) const {
  return events_.size() > Summary::shared_above && settled_events_.contains(settled);
}

void Analysis::add(Event event) {
  if (is_silent_) return;
  if (!prefix_.empty()) event.chain.insert(event.chain.begin(), prefix_.begin(), prefix_.end());
  if (event.chain.size() > chain_limit) {
    is_degraded_ = true;
    return;
  }
  if (event.settled == 0 && std::ranges::none_of(event.slots, [&](const auto& slot) { return is_left_to_callers(slot.second); }))
    event.settled = hash_of(event);
  const std::uint64_t key = hash_of(event);
  for (auto [it, end] = event_index_.equal_range(key); it != end; ++it) {
    Event& known = events_[it->second];
    if (known.kind == event.kind && known.site == event.site && known.slots == event.slots && known.chain == event.chain) {
      known.facts = std::move(event.facts);   // a later pass over the same code knows at least as well
      return;
    }
  }
  if (event.settled != 0 && is_shared(event.settled)) return;
  if (is_pending(event) && ++pending_ > Summary::pending_limit) {
    is_degraded_ = true;
    return;
  }
  if (events_.size() >= Summary::event_limit) {
    is_degraded_ = true;
    return;
  }
  event_index_.emplace(key, events_.size());
  if (event.settled != 0) settled_events_.insert(event.settled);
  events_.push_back(std::move(event));
}

bool Analysis::is_left_to_callers(Term term) {
  const Node& node = terms_.at(term);
  if (!node.is_open) return false;
  if (node.has_merge) return true;
  if (node.kind == TermKind::input) return node.symbol == id_.value;
  if (const auto known = left_to_callers_.find(term.value); known != left_to_callers_.end()) return known->second;
  const std::span<const Term> children = terms_.children(term);
  return left_to_callers_[term.value] = std::ranges::any_of(children, [&](Term child) { return is_left_to_callers(child); });
}

void Analysis::compare(Term left, Term right, SiteId site, const State& state) {
  if (left == right) return;
  if (!engine_.names.mentions_identity(terms_, engine_.program, left) && !engine_.names.mentions_identity(terms_, engine_.program, right))
    return;
  record("compare", site, {{"left", left}, {"right", right}}, state);
}

}  // namespace partywall::solver
