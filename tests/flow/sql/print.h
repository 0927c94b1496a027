/// Statements as one line a block, for tests to compare.
#pragma once

#include "checks/flow/sql/sql.h"

#include <string>
#include <string_view>
#include <vector>

namespace partywall::sql {

/// Text in which each `{}` is a hole.
[[nodiscard]] std::vector<Piece> pieces_of(std::string_view text);

[[nodiscard]] std::string print(const Value& value);
[[nodiscard]] std::string print(const Statement& statement);
/// All of them, or `not understood: …`.
[[nodiscard]] std::string parsed(std::string_view text);

} // namespace partywall::sql
