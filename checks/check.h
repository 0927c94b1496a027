/// A check: a name, what it says about itself, and a predicate over the solution.
#pragma once

#include "checks/finding.h"

#include <vector>

namespace partywall {

namespace solver {
struct Solution;
}

struct Check {
  CheckInfo info;
  /// Pure. Findings in any order; the caller sorts them and applies the precedence between checks.
  std::vector<Finding> (*run)(const solver::Solution& solution);
};

}  // namespace partywall
