/// Text with holes as tokens: just enough to know what is within quotes, where a statement ends, and what a hole
/// touches.
#pragma once

#include "checks/flow/sql/sql.h"

#include <cstddef>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace partywall::sql {

/// Stands for one hole in the joined text; such a byte in the text itself is refused.
constexpr char hole_mark = '\x01';
/// How holes within names and quotations begin in what the parser is given; refused in the text itself.
constexpr std::string_view marker_prefix = "pw_hole_";
constexpr int hole_limit = 9999;

struct Token {
  enum class Kind {
    word, ///< keyword or plain identifier
    number,
    string,            ///< '…', with its prefix letter a word before it
    quoted_identifier, ///< "…" or `…`
    dollar_string,
    comment,
    parameter,   ///< $1
    placeholder, ///< ?, ?1, :name, @name, $name
    assembled,   ///< `$`, `?` or `:` with a run of holes as its number or name
    holes,       ///< a run of holes side by side
    symbol,      ///< one character, or an operator of several
  };
  Kind kind = Kind::symbol;
  std::size_t begin = 0;
  std::size_t end = 0;
  int first_hole = 0; ///< Number of the first hole in it.
  int hole_count = 0; ///< 0: none
};

struct Scanned {
  std::string text; ///< Pieces joined, each hole one hole_mark.
  std::vector<Token> tokens;

  [[nodiscard]] std::string_view of(const Token& token) const {
    return std::string_view(text).substr(token.begin, token.end - token.begin);
  }
};

[[nodiscard]] std::expected<Scanned, std::string> scan(const std::vector<Piece>& pieces);

/// The tokens of each statement, without its semicolon and without comments; empty ones left out.
[[nodiscard]] std::vector<std::vector<Token>> split_statements(const Scanned& scanned);

[[nodiscard]] bool is_word(const Scanned& scanned, const Token& token, std::string_view lower_case);
[[nodiscard]] std::string lower(std::string_view text);

} // namespace partywall::sql
