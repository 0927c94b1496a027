/// One statement's tokens as text libpg_query can read: holes filled, other dialects' words replaced.
#pragma once

#include "checks/flow/sql/scan.h"

#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace partywall::sql {

/// How a run of holes is filled. A run that does not parse in one way is tried in the next.
enum class Filling { value, list, name, nothing };

/// Numbers that stand for holes among the parameters; PostgreSQL itself knows at most 65535.
constexpr int own_parameters = 65535;
constexpr int hole_parameters = 100'000;
constexpr int assembled_parameters = 500'000;
constexpr int hole_limit = 1000;

/// What is the same in all attempts and statements of one text.
struct Placeholders {
  int count = 0;                  ///< Of `?` so far.
  std::map<std::string, int> named;
  std::map<std::size_t, int> numbers; ///< By the token's position: what it was numbered as.
  bool are_operators = false;     ///< `?` is jsonb's operator: `$1` stands in the same text.
};

[[nodiscard]] Placeholders number_placeholders(const Scanned& scanned);

struct Filled {
  std::string text;
  std::map<std::size_t, std::size_t> runs; ///< Offset in text after which a hole run was written → index of its token.
};

using Fillings = std::map<std::size_t, Filling>; ///< By index of the token.

/// How each run of holes is tried first.
[[nodiscard]] Fillings first_fillings(const Scanned& scanned, std::span<const Token> tokens);
/// What to try after `current`; nullopt when nothing is left.
[[nodiscard]] std::optional<Filling> next_filling(const Scanned& scanned, std::span<const Token> tokens, std::size_t index,
                                                  Filling current);
[[nodiscard]] Filled render(const Scanned& scanned, std::span<const Token> tokens, const Fillings& fillings,
                            const Placeholders& placeholders, bool question_is_operator);

/// The last clause keyword before a token, on the same level of parentheses.
[[nodiscard]] std::string clause_before(const Scanned& scanned, std::span<const Token> tokens, std::size_t index);

/// What holes become within names and quotations, and back.
[[nodiscard]] std::string marker(int hole);
constexpr std::string_view marker_prefix = "pw_hole_";
struct Unmarked {
  std::string text; ///< With `{3}` for hole 3.
  std::vector<int> holes;
};
[[nodiscard]] Unmarked unmark(std::string_view text);

} // namespace partywall::sql
