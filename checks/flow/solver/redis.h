/// Redis commands as text: which word is the key, and what the command does.
#pragma once

#include "checks/flow/solver/term.h"

#include <span>
#include <string_view>
#include <vector>

namespace partywall::solver {

/// What one key of a command is used for.
struct RedisUse {
  std::string_view kind;   ///< cache.read, cache.write, cache.erase, cache.count; vector.search for FT.SEARCH.
  Term key;                ///< Absent where the command names none.
  Term value;              ///< What is stored, if anything.
  Term lifetime;           ///< How long it is stored; absent: for ever, or not said here.
  Term query;              ///< FT.SEARCH: the query text.
};

/// The words of a format and its arguments: split at spaces of the format only, since a filled-in value never
/// adds a word. A format that is no literal is one unknown word.
[[nodiscard]] std::vector<Term> redis_words(Terms& terms, Term format, std::span<const Term> arguments);

/// Empty for commands that touch no data (PING, AUTH, MULTI …) or are not known.
[[nodiscard]] std::vector<RedisUse> redis_uses(Terms& terms, std::span<const Term> words);

}  // namespace partywall::solver
