/// Objects and arrays as terms have them: JSON values, protobuf messages, structures.
#pragma once

#include "checks/flow/solver/term.h"

#include <string>
#include <utility>
#include <vector>

namespace partywall::solver {

/// Members by name, in order: fields, entries under a literal key, and the pairs of a JSON initializer list
/// (`{{"size", 10}, {"knn", …}}`). Empty for arrays and for whatever is no object.
[[nodiscard]] std::vector<std::pair<std::string, Term>> members_of(const Terms& terms, Term tree);
/// Elements of an array: list items, entries added at the end, and elements at unknown places.
[[nodiscard]] std::vector<Term> items_of(const Terms& terms, Term tree);
/// The member of that name, or an absent term.
[[nodiscard]] Term member_of(const Terms& terms, Term tree, std::string_view name);
/// `tree` without the wrappers that change nothing: a name, a serialisation.
[[nodiscard]] Term unwrapped(const Terms& terms, Term tree);

} // namespace partywall::solver
