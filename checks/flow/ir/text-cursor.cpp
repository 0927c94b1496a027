#include "checks/flow/ir/text-cursor.h"

#include "checks/flow/ir/text-syntax.h"

#include <algorithm>

namespace partywall::ir::syntax {

void Cursor::skip_blanks() {
  while (at_ != end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\r'))
    ++at_;
  if (end_ - at_ >= 2 && at_[0] == '/' && at_[1] == '/')
    at_ = std::find(at_, end_, '\n');
  token_ = at_;
}

bool Cursor::next_line() {
  while (true) {
    if (line_ > 0) {
      if (at_ == end_)
        return false;
      ++at_; // the newline
    }
    ++line_;
    line_start_ = at_;
    if (!at_line_end())
      return true;
    if (at_ == end_)
      return false;
  }
}

bool Cursor::at_line_end() {
  skip_blanks();
  return at_ == end_ || *at_ == '\n';
}

void Cursor::expect_line_end() {
  if (!at_line_end())
    fail("unexpected text at the end of the line");
}

char Cursor::peek() {
  skip_blanks();
  return at_ == end_ ? '\n' : *at_;
}

bool Cursor::accept(char character) {
  if (peek() != character || at_ == end_)
    return false;
  ++at_;
  return true;
}

bool Cursor::accept(std::string_view characters) {
  skip_blanks();
  if (!std::string_view(at_, end_).starts_with(characters))
    return false;
  at_ += characters.size();
  return true;
}

void Cursor::expect(char character) {
  if (!accept(character))
    fail(std::string("'") + character + "' expected");
}

void Cursor::expect(std::string_view characters) {
  if (!accept(characters))
    fail("'" + std::string(characters) + "' expected");
}

bool Cursor::accept_word(std::string_view expected) {
  const std::string_view found = word();
  if (found == expected)
    return true;
  rewind(found);
  return false;
}

std::string_view Cursor::word() {
  skip_blanks();
  at_ = std::find_if_not(at_, end_, is_word_character);
  return {token_, at_};
}

std::string_view Cursor::bare_name() {
  skip_blanks();
  at_ += scan_name({at_, end_});
  return {token_, at_};
}

bool Cursor::is_number() {
  const char first = peek();
  return is_digit(first) || (first == '-' && end_ - at_ >= 2 && is_digit(at_[1]));
}

std::optional<std::string_view> Cursor::quoted(char quote) {
  if (peek() != quote)
    return std::nullopt;
  const char* begin = ++at_;
  at_ = std::find_if(at_, end_, [quote](char byte) { return byte == quote || byte == '\\' || byte == '\n'; });
  if (at_ != end_ && *at_ == quote)
    return std::string_view(begin, at_++);
  unescaped_.assign(begin, at_);
  unescape(quote);
  return unescaped_;
}

void Cursor::unescape(char quote) {
  const auto next = [&] {
    if (at_ == end_ || *at_ == '\n')
      fail("the quoted text has no end on this line");
    return *at_++;
  };
  const auto hexadecimal = [&] {
    const char digit = next();
    if (is_digit(digit))
      return digit - '0';
    if (digit >= 'a' && digit <= 'f')
      return digit - 'a' + 10;
    fail_at(at_ - 1, "two hexadecimal digits (0-9, a-f) expected after \\x");
  };
  while (true) {
    const char byte = next();
    if (byte == quote)
      return;
    if (byte != '\\') {
      unescaped_ += byte;
      continue;
    }
    switch (const char escaped = next()) {
    case 'n':
      unescaped_ += '\n';
      break;
    case 't':
      unescaped_ += '\t';
      break;
    case 'r':
      unescaped_ += '\r';
      break;
    case 'x': {
      const int high = hexadecimal();
      unescaped_ += static_cast<char>(high * 16 + hexadecimal());
      break;
    }
    case '\\':
    case '"':
    case '`':
      unescaped_ += escaped;
      break;
    default:
      fail_at(at_ - 2, "unknown escape; there are \\n \\t \\r \\\\ \\\" \\` \\xHH");
    }
  }
}

TextError Cursor::error_here(std::string message) const {
  const auto column = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(token_ - line_start_, 0));
  return {std::max(line_, 1U), column + 1, std::move(message)};
}

void Cursor::fail_at(const char* where, std::string message) const {
  TextError error = error_here(std::move(message));
  if (where >= line_start_ && where <= end_)
    error.column = static_cast<std::uint32_t>(where - line_start_) + 1;
  throw error;
}

} // namespace partywall::ir::syntax
