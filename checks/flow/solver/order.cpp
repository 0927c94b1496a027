#include "checks/flow/solver/order.h"

#include <algorithm>
#include <vector>

namespace partywall::solver {

namespace {

bool reaches(const ir::Function& function, const Site& from, const Site& to) {
  if (from.block == to.block && from.instruction < to.instruction)
    return true;
  std::vector<bool> seen(function.blocks.size());
  std::vector<std::uint32_t> work{from.block};
  while (!work.empty()) {
    const std::uint32_t block = work.back();
    work.pop_back();
    for (const ir::BlockId next : function.blocks[block].terminator.successors) {
      if (next.value == to.block)
        return true;
      if (seen[next.value])
        continue;
      seen[next.value] = true;
      work.push_back(next.value);
    }
  }
  return false;
}

/// A gate comes before what is registered elsewhere: before every handler, and before gates registered after it.
bool passes_gate(const Solution& solution, const Occurrence& first, const Occurrence& second) {
  const SiteId one = registration_of(solution, first);
  const SiteId two = registration_of(solution, second);
  if (one == two || !one || !two || !solution.gates.contains(one))
    return false;
  if (!solution.gates.contains(two))
    return true;
  const Site& from = solution.terms().at(one);
  const Site& to = solution.terms().at(two);
  return from.function == to.function && reaches(solution.engine->function(from.function), from, to);
}

} // namespace

SiteId registration_of(const Solution& solution, const Occurrence& occurrence) {
  const std::size_t start = solution.request_start(occurrence);
  return start == 0 ? SiteId{} : occurrence.event->chain[start - 1].call;
}

bool may_precede(const Solution& solution, const Occurrence& first, const Occurrence& second) {
  if (first.root != second.root)
    return false;
  const auto& one = first.event->chain;
  const auto& two = second.event->chain;
  const auto common = static_cast<std::size_t>(std::ranges::mismatch(one, two).in1 - one.begin());
  if (common < solution.request_start(first) || common < solution.request_start(second))
    return passes_gate(solution, first, second);
  const Terms& terms = solution.terms();
  const ir::FunctionId function = common == 0 ? first.root : one[common - 1].callee;
  const Site& from = terms.at(common < one.size() ? one[common].call : first.event->site);
  const Site& to = terms.at(common < two.size() ? two[common].call : second.event->site);
  if (from.function != function || to.function != function)
    return false;
  return reaches(solution.engine->function(function), from, to);
}

} // namespace partywall::solver
