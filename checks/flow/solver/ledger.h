/// From events to hops with verdicts.
#pragma once

#include "checks/flow/solver/solution.h"

namespace partywall::solver {

/// Fills `solution.hops` from `solution.events`: decides which keyed containers are caches, pairs the reads and
/// writes of one cache key, and gives every hop its verdict.
void build_ledger(Solution& solution);

}  // namespace partywall::solver
