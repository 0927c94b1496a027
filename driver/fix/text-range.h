/// A piece of C++ text as tokens, with the places they stand at.
#pragma once

#include "checks/finding.h"
#include "driver/frontend/tokens.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partywall::fix {

using frontend::Token;

/// Lines and byte columns to offsets and back; lines end as Clang counts them (LF, CR LF, CR).
class FileText {
public:
  explicit FileText(const std::string& contents);
  [[nodiscard]] std::optional<std::size_t> offset(std::uint32_t line, std::uint32_t column) const;
  [[nodiscard]] SourceRange insertion_at(std::size_t offset, const std::string& path) const;
  [[nodiscard]] std::string_view text(std::size_t begin, std::size_t end) const;

private:
  const std::string& contents_;
  std::vector<std::size_t> starts_;
};

/// 1 for an opening bracket, -1 for a closing one, else 0.
[[nodiscard]] int depth_change(Token::Kind kind);

/// Arguments of the call that `tokens` end with, each a run of tokens; absent if they do not end with `)`.
[[nodiscard]] std::optional<std::vector<std::span<const Token>>> arguments_of(std::span<const Token> tokens);

/// First token, and the one past the last.
using Stretch = std::pair<std::size_t, std::size_t>;

/// The bracket that closes the one at `open`; the number of tokens if there is none.
[[nodiscard]] std::size_t closing(std::span<const Token> tokens, std::size_t open);

/// The innermost bracket that is open before `at`.
[[nodiscard]] std::optional<std::size_t> enclosing(std::span<const Token> tokens, std::size_t at);

/// The parts between commas inside of the bracket at `open`.
[[nodiscard]] std::vector<Stretch> elements(std::span<const Token> tokens, std::size_t open);

/// Whether an operator that binds no tighter than `+` stands outside of all brackets.
[[nodiscard]] bool needs_parentheses(std::span<const Token> tokens);

} // namespace partywall::fix
