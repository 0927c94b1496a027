/// What an SQL statement does, with its parameters being terms.
#pragma once

#include "checks/flow/solver/query.h"

#include <optional>
#include <span>

namespace partywall::solver {

/// A statement that ranks rows by vector distance.
struct SqlSearch {
  /// Scope of the block that ranks: the values its mandatory identity conditions allow. Empty: no such condition.
  std::vector<Term> inner_scope;
  /// The same of the blocks around it, which only see what was ranked and cut.
  std::vector<Term> outer_scope;
};

/// `text` as composed, `parameters` the bound values in order ($1 first). Absent if the statement ranks nothing by
/// distance or is not understood.
[[nodiscard]] std::optional<SqlSearch> read_search(Engine& engine, Term text, std::span<const Term> parameters);

}  // namespace partywall::solver
