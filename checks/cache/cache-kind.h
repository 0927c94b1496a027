/// Which kind of cache a hop is, for messages.
#pragma once

#include "checks/flow/solver/solution.h"

#include <string_view>

namespace partywall {

/// What the entry is, as a reader would say it: "an authorisation decision", "a result under way". Empty for a value
/// of no particular kind. Told by the container's type and by what made the value; by names where those do not say.
[[nodiscard]] std::string_view kind_of_entry(const solver::Solution& solution, const solver::Hop& hop);

} // namespace partywall
