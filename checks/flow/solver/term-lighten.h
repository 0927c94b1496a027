/// Less of a text, before all of its order is given up.
#pragma once

#include "checks/flow/solver/term.h"

#include <vector>

namespace partywall::solver {

/// `term` without the conditions of its branches, and with what branches of a text begin with said once:
/// `alt(c => cat(t, a), not c => cat(t, a, b))` becomes `cat(t, a, alt("", b))`. It holds what `term` holds. Absent if
/// that does not bring it below the limits of terms.
[[nodiscard]] Term lightened(Terms& terms, Term term);

/// The same for values of which one is meant.
[[nodiscard]] Term lightened_choice(Terms& terms, const std::vector<Term>& values);

} // namespace partywall::solver
