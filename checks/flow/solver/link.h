/// Joins translation units into the program.
#pragma once

#include "checks/flow/ir/program.h"

#include <vector>

namespace partywall::solver {

/// Requirements: each part verifies. Law: any permutation of `parts`, and any grouping of them into earlier
/// links, gives the same program, bit for bit. Functions with equal (link unit, symbol) are one: the
/// definition with the smallest printed text stays. Tables are sorted by content.
[[nodiscard]] ir::Program link(std::vector<ir::Program> parts);

}  // namespace partywall::solver
