/// What a value becomes after any number of turns of a loop.
#pragma once

#include "checks/flow/solver/term.h"

namespace partywall::solver {

/// `self` stands for the value at the loop's head, `initial` for it before the first turn, `back` for it after one
/// more turn, in terms of `self`. Text grown in the loop becomes `repeat` over `over`; records are closed part by
/// part; anything else joins the first turn with the initial value.
[[nodiscard]] Term close_loop(Terms& terms, Term self, Term initial, Term back, Term over);

/// `term` with every occurrence of `from` replaced.
[[nodiscard]] Term replace(Terms& terms, Term term, Term from, Term to);

struct Loop {
  std::uint32_t head = 0;
  std::vector<std::uint32_t> blocks;   ///< Sorted; the head is one of them.
};

/// The loops of a function, by its back edges; `rank` is each block's position in reverse post-order, ~0 if unreachable.
[[nodiscard]] std::vector<Loop> natural_loops(const ir::Function& function, const std::vector<std::uint32_t>& rank);

}  // namespace partywall::solver
