/// JSON that a program writes as text: raw string literals, concatenation, format strings.
#pragma once

#include "checks/flow/solver/term.h"

#include <optional>
#include <span>
#include <vector>

namespace partywall::solver {

struct JsonText {
  Term tree;                 ///< Records, lists and values, as a JSON library would have built them.
  std::vector<Term> spliced; ///< Values that stand in the text as they are.
};

/// Reads texts and holes in their order. Unquoted names and words are taken as GraphQL has them; several documents, one
/// a line, are a list. Absent if it is no JSON.
[[nodiscard]] std::optional<JsonText> read_json(Terms& terms, std::span<const Term> parts);

/// The arguments of the first field of a GraphQL query that takes any, as a record; its name under "class".
[[nodiscard]] std::optional<JsonText> read_graphql(Terms& terms, std::span<const Term> parts);

} // namespace partywall::solver
