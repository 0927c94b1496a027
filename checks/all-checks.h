/// The catalogue.
#pragma once

#include "checks/check.h"

namespace partywall {

/// Every check, in report order.
[[nodiscard]] const std::vector<Check>& all_checks();

/// Runs all checks and keeps, of findings with one cause, the first by precedence (docs/architecture.md).
/// Sorted by (path, line, column, check).
[[nodiscard]] std::vector<Finding> run_checks(const solver::Solution& solution);

}  // namespace partywall
