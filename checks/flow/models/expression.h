/// The expression language of the rules: text in, Expr out, and back.
///
///   expression = ("*" | "&") expression | primary ("." name)*
///   primary    = argN | restN | this | result | "text" | integer | at(c, k) | elem(c) | function(…) | ( expression )
#pragma once

#include "checks/flow/models/model.h"

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace partywall::models {

/// What an expression may refer to, where it stands.
struct ExpressionScope {
  std::optional<std::uint32_t> arguments; ///< The call has this many at most; none: not known.
  bool has_result = true;                 ///< `result` means something here.
};

struct ExpressionError {
  std::size_t offset = 0; ///< Into the text, in bytes.
  std::string message;
};

[[nodiscard]] std::expected<Expr, ExpressionError> parse_expression(std::string_view text,
                                                                    const ExpressionScope& scope);

/// The shortest text that parses to an equal tree.
[[nodiscard]] std::string print(const Expr& expression);

} // namespace partywall::models
