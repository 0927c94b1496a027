/// What a request/reply connection owes: a term beside its content, written by the effects `owes`, `settles` and
/// `poisons`, so that summaries, branches and joins carry it like any other memory.
///
///   owes(d, n)      n more replies are outstanding than d says
///   settles(d)      one has been read
///   poisons(d, c)   where c holds, the connection cannot be used any more
#pragma once

#include "checks/flow/solver/query.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace partywall::solver {

/// The part of a connection that holds its debt. No member of a program has this name.
inline constexpr std::string_view debt_field = "(owed)";

struct Debt {
  bool may_owe = false;     ///< On some path the facts leave possible, a reply is outstanding.
  bool is_poisoned = false; ///< On some such path the connection is known to have failed.
};

/// What `debt` comes to where `facts` are known. A connection nothing is known of owes nothing.
[[nodiscard]] Debt debt_of(Query& query, Terms& terms, Term debt, std::span<const Term> facts);

} // namespace partywall::solver
