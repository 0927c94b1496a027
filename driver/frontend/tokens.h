/// C++ text as tokens, for those who write text and must not know Clang.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace partywall::frontend {

struct Token {
  enum class Kind : std::uint8_t { other, open, close, comma, question, assign, shift_left, string_literal };
  Kind kind = Kind::other; ///< open, close: any of ( [ { and ) ] }.
  std::size_t begin = 0;   ///< Offsets into the whole text.
  std::size_t end = 0;
};

/// Raw tokens of `text` that lie in [begin, end), comments left out; no preprocessing.
/// Requirements: `begin` is where a token starts.
[[nodiscard]] std::vector<Token> tokens(const std::string& text, std::size_t begin, std::size_t end);

} // namespace partywall::frontend
