/// A place in a text that is being read, and the tokens that can be taken from there.
#pragma once

#include "checks/flow/ir/text.h"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace partywall::ir::syntax {

/// Lines matter: no token but next_line() passes the end of one. Blanks and `// comments` are skipped before
/// a token. Whatever does not fit throws TextError, which never leaves `read`.
class Cursor {
public:
  explicit Cursor(std::string_view text)
      : at_(text.data()), end_(text.data() + text.size()), line_start_(at_), token_(at_) {}

  /// Goes to the first token of the next line that has one; false at the end of the text.
  bool next_line();
  /// Requirements on the writer: nothing more stands on this line.
  void expect_line_end();
  [[nodiscard]] bool at_line_end();
  [[nodiscard]] char peek();

  bool accept(char character);
  bool accept(std::string_view characters);
  void expect(char character);
  void expect(std::string_view characters);
  /// A word stands here and is exactly this one.
  bool accept_word(std::string_view word);

  /// A word, or empty where none stands.
  std::string_view word();
  /// A bare qualified name, or empty.
  std::string_view bare_name();
  /// A quoted text, without its quotes; absent where none stands. Valid until the next call.
  std::optional<std::string_view> quoted(char quote);

  template <typename Number> Number number(std::string_view what) {
    if (!is_number())
      fail(std::string(what) + " expected");
    Number value{};
    const auto [stop, error] = std::from_chars(at_, end_, value);
    if (error != std::errc())
      fail(std::string(what) + " is out of range");
    at_ = stop;
    return value;
  }
  [[nodiscard]] bool is_number();

  /// A token taken back: the cursor moves to where `token`, a piece of the text, begins.
  void rewind(std::string_view token) { at_ = token.data(); }

  /// Reports at the last token asked for, or at a piece of the text on this line.
  [[noreturn]] void fail(std::string message) const { fail_at(token_, std::move(message)); }
  [[noreturn]] void fail(std::string_view token, std::string message) const {
    fail_at(token.data() ? token.data() : token_, std::move(message));
  }
  [[nodiscard]] TextError error_here(std::string message) const;
  /// Where the last token began, to complain about it later.
  [[nodiscard]] TextError mark() const { return error_here({}); }

private:
  [[noreturn]] void fail_at(const char* where, std::string message) const;
  void skip_blanks();
  void unescape(char quote);

  const char* at_;
  const char* end_;
  const char* line_start_;
  const char* token_;
  std::uint32_t line_ = 0;
  std::string unescaped_;
};

} // namespace partywall::ir::syntax
