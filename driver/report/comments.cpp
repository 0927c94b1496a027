#include "driver/report/comments.h"

#include <llvm/ADT/StringExtras.h>

#include <algorithm>
#include <array>

namespace partywall::report {

namespace {

constexpr auto raw_prefixes = std::to_array<std::string_view>({"R", "u8R", "uR", "UR", "LR"});

bool begins_identifier(char c) { return llvm::isAlpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

bool continues_identifier(char c) { return begins_identifier(c) || llvm::isDigit(c); }

class Scanner {
public:
  explicit Scanner(const SourceFile& file) : file_(file), text_(file.contents()) {
    result_.has_code.resize(file.line_count());
  }

  Comments run() {
    while (position_ < text_.size()) {
      next();
    }
    return std::move(result_);
  }

private:
  [[nodiscard]] bool at(std::string_view what) const { return text_.substr(position_).starts_with(what); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0';
  }

  void next() {
    const char c = peek();
    if (at("//")) {
      line_comment();
    } else if (at("/*")) {
      block_comment();
    } else if (c == '"' || c == '\'') {
      literal(c);
    } else if (begins_identifier(c)) {
      identifier();
    } else if (llvm::isDigit(c)) {
      number();
    } else {
      take(llvm::isSpace(c) ? 0 : 1);
      position_ += llvm::isSpace(c) ? 1 : 0;
    }
  }

  /// Moves on over code.
  void take(std::size_t count) {
    if (count == 0) {
      return;
    }
    const auto end = std::min(position_ + count, text_.size());
    const auto last = file_.position(end - 1).first;
    for (auto line = file_.position(position_).first; line <= last; ++line) {
      result_.has_code[line - 1] = true;
    }
    position_ = end;
  }

  /// Length of the line break at `offset`, 0 if there is none.
  [[nodiscard]] std::size_t line_break(std::size_t offset) const {
    const auto rest = text_.substr(offset);
    return rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') || rest.starts_with('\r') ? 1 : 0;
  }

  void line_comment() {
    auto end = position_ + 2;
    while (end < text_.size() && line_break(end) == 0) {
      end += text_[end] == '\\' ? 1 + line_break(end + 1) : 1;
    }
    add_comment(end, 0);
  }

  void block_comment() {
    const auto close = text_.find("*/", position_ + 2);
    const bool is_closed = close != std::string_view::npos;
    add_comment(is_closed ? close + 2 : text_.size(), is_closed ? 2 : 0);
  }

  void add_comment(std::size_t end, std::size_t closing) {
    end = std::min(end, text_.size());
    result_.list.push_back({text_.substr(position_ + 2, end - closing - position_ - 2), position_, end});
    position_ = end;
  }

  /// A string or character literal; one that is not closed ends with its line (an apostrophe in #error text).
  void literal(char quote) {
    auto end = position_ + 1;
    while (end < text_.size() && text_[end] != quote && line_break(end) == 0) {
      end += text_[end] == '\\' ? 1 + std::max<std::size_t>(line_break(end + 1), 1) : 1;
    }
    const bool is_closed = end < text_.size() && text_[end] == quote;
    take(end + (is_closed ? 1 : 0) - position_);
  }

  void identifier() {
    auto end = position_;
    while (end < text_.size() && continues_identifier(text_[end])) {
      ++end;
    }
    const auto word = text_.substr(position_, end - position_);
    take(word.size());
    if (peek() == '"' && std::ranges::find(raw_prefixes, word) != raw_prefixes.end()) {
      raw_string();
    }
  }

  void raw_string() {
    const auto open = text_.find('(', position_);
    if (open == std::string_view::npos) {
      take(1);
      return;
    }
    std::string close = ")";
    close.append(text_.substr(position_ + 1, open - position_ - 1)).append("\"");
    const auto end = text_.find(close, open);
    take((end == std::string_view::npos ? text_.size() : end + close.size()) - position_);
  }

  /// 1'000 holds a digit separator, no character literal.
  void number() {
    auto end = position_ + 1;
    while (end < text_.size()) {
      const bool is_separator = text_[end] == '\'' && end + 1 < text_.size() && llvm::isAlnum(text_[end + 1]);
      if (!is_separator && !continues_identifier(text_[end]) && text_[end] != '.') {
        break;
      }
      ++end;
    }
    take(end - position_);
  }

  const SourceFile& file_;
  std::string_view text_;
  std::size_t position_ = 0;
  Comments result_;
};

} // namespace

Comments find_comments(const SourceFile& file) { return Scanner(file).run(); }

} // namespace partywall::report
