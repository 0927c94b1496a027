/// One statement's tokens as text libpg_query can read: holes filled, other dialects' words replaced.
#pragma once

#include "checks/flow/sql/scan.h"

#include <expected>
#include <map>
#include <optional>
#include <set>
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

/// What is the same in all attempts and statements of one text.
struct Placeholders {
  int count = 0; ///< Of `?` so far.
  std::map<std::string, int> named;
  std::map<std::size_t, int> numbers; ///< By the token's position: what it was numbered as.
  bool are_operators = false;         ///< `?` is jsonb's operator: `$1` stands in the same text.
};

[[nodiscard]] Placeholders number_placeholders(const Scanned& scanned);

struct Filled {
  std::string text;
  std::map<std::size_t, std::size_t> starts; ///< Offset in text → index of the token written there.
};

using Fillings = std::map<std::size_t, Filling>; ///< By index of the token.

/// What is told to the parser beside the text itself.
struct Reading {
  Fillings fillings;
  std::set<std::size_t> nameless; ///< Closing parentheses of subqueries that PostgreSQL wants a name for.
  bool question_is_operator = false;
};
constexpr std::string_view alias_prefix = "pw_alias_";

/// How each run of holes is tried first; nullopt when one stands where it can only be part of an expression's grammar.
[[nodiscard]] std::optional<Fillings> first_fillings(const Scanned& scanned, std::span<const Token> tokens);
/// What to try after `current`; nullopt when nothing is left.
[[nodiscard]] std::optional<Filling> next_filling(const Scanned& scanned, std::span<const Token> tokens,
                                                  std::size_t index, Filling current);
[[nodiscard]] Filled render(const Scanned& scanned, std::span<const Token> tokens, const Reading& reading,
                            const Placeholders& placeholders);

/// The last clause keyword before a token, on the same level of parentheses.
[[nodiscard]] std::string clause_before(const Scanned& scanned, std::span<const Token> tokens, std::size_t index);

/// What holes become within names and quotations, and back.
[[nodiscard]] std::string marker(int hole);
struct Unmarked {
  std::string text; ///< With `{3}` for hole 3.
  std::vector<int> holes;
};
[[nodiscard]] Unmarked unmark(std::string_view text);

} // namespace partywall::sql
