/// One cause, one finding: which of several findings about the same place is told.
#pragma once

#include "checks/finding.h"

#include <vector>

namespace partywall {

/// One place, one check: the same place reached on several ways is one finding with the shortest path. Of different
/// checks that are about the same source or hop (one stands where the other stands or has a related place), only
/// the one nearest to the root of the trouble stays; the others become related places of it. Some pairs are two
/// troubles and stay (a schema that offers the tenant and a handler that takes it). Sorted by (primary, check).
[[nodiscard]] std::vector<Finding> one_for_each_cause(std::vector<Finding> findings);

}  // namespace partywall
