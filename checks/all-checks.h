/// The catalogue.
#pragma once

#include "checks/check.h"

namespace partywall {

/// Every check, in report order.
[[nodiscard]] const std::vector<Check>& all_checks();

/// Runs all checks and keeps, of findings with one cause, the one nearest to the root (precedence.h).
/// Sorted by (path, line, column, check).
[[nodiscard]] std::vector<Finding> run_checks(const solver::Solution& solution);

}  // namespace partywall
