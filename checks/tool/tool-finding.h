/// What the tool checks share: the identities that scope an event, and where they were taken.
#pragma once

#include "checks/finding.h"
#include "checks/flow/solver/witness.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace partywall {

/// Touches data, a cache, an index, a limiter or a meter.
[[nodiscard]] bool is_use(const solver::Event& event);

/// Identities held by what chooses whose data `event` touches, each once.
[[nodiscard]] std::vector<solver::IdentityLeaf> identities_of(const solver::Solution& solution, const solver::Event& event);

/// The event of `kind` that shares most of the way with `use` and passes `test`; null if there is none.
template <typename Test>
[[nodiscard]] const solver::Occurrence* nearest_event(const solver::Solution& solution, const solver::Occurrence& use, std::string_view kind,
                                                      Test test) {
  const solver::Occurrence* found = nullptr;
  std::ptrdiff_t longest = -1;
  for (const solver::Occurrence& occurrence : solution.events) {
    if (occurrence.root != use.root || !occurrence.event->kind.starts_with(kind) || !test(*occurrence.event)) continue;
    const auto& chain = use.event->chain;
    const std::ptrdiff_t shared = std::ranges::mismatch(chain, occurrence.event->chain).in1 - chain.begin();
    if (shared <= longest) continue;
    longest = shared;
    found = &occurrence;
  }
  return found;
}

/// Findings told once for each place and name: what else is reached from there becomes a related place.
class ToldOnce {
public:
  /// The new finding, for the rest of what is to be said of it; null if it was told before. `way` leads to one use.
  [[nodiscard]] Finding* tell(Finding finding, const std::string& name, const std::vector<Remark>& way);
  [[nodiscard]] std::vector<Finding> take() { return std::move(findings_); }

private:
  std::vector<Finding> findings_;
  std::map<std::pair<SourceRange, std::string>, std::size_t> known_;
};

/// The place of the call, query or source that `term` is the answer of, if findings may stand there.
[[nodiscard]] std::optional<solver::Site> answering_site(const solver::Solution& solution, solver::Term term);

}  // namespace partywall
