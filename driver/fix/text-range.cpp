#include "driver/fix/text-range.h"

#include <algorithm>

namespace partywall::fix {

int depth_change(Token::Kind kind) { return kind == Token::Kind::open ? 1 : kind == Token::Kind::close ? -1 : 0; }

FileText::FileText(const std::string& contents) : contents_(contents), starts_{0} {
  for (std::size_t i = 0; i < contents.size(); ++i) {
    const bool ends =
        contents[i] == '\n' || (contents[i] == '\r' && (i + 1 == contents.size() || contents[i + 1] != '\n'));
    if (ends)
      starts_.push_back(i + 1);
  }
}

std::optional<std::size_t> FileText::offset(std::uint32_t line, std::uint32_t column) const {
  if (line == 0 || column == 0 || line > starts_.size())
    return std::nullopt;
  const std::size_t found = starts_[line - 1] + column - 1;
  return found <= contents_.size() ? std::optional(found) : std::nullopt;
}

SourceRange FileText::insertion_at(std::size_t offset, const std::string& path) const {
  const auto next = std::ranges::upper_bound(starts_, offset);
  const auto line = static_cast<std::uint32_t>(next - starts_.begin());
  const auto column = static_cast<std::uint32_t>(offset - starts_[line - 1] + 1);
  return {path, line, column, line, column};
}

std::string_view FileText::text(std::size_t begin, std::size_t end) const {
  return std::string_view(contents_).substr(begin, end - begin);
}

std::optional<std::vector<std::span<const Token>>> arguments_of(std::span<const Token> tokens) {
  if (tokens.empty() || tokens.back().kind != Token::Kind::close)
    return std::nullopt;
  std::size_t open = tokens.size() - 1;
  for (int depth = -1; depth != 0;) {
    if (open == 0)
      return std::nullopt;
    depth += depth_change(tokens[--open].kind);
  }
  std::vector<std::span<const Token>> arguments;
  std::size_t begin = open + 1;
  int depth = 0;
  for (std::size_t i = begin; i < tokens.size(); ++i) {
    const bool ends = i + 1 == tokens.size() || (depth == 0 && tokens[i].kind == Token::Kind::comma);
    if (ends && i > begin)
      arguments.push_back(tokens.subspan(begin, i - begin));
    if (ends)
      begin = i + 1;
    depth += depth_change(tokens[i].kind);
  }
  return arguments;
}

std::size_t closing(std::span<const Token> tokens, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    depth += depth_change(tokens[i].kind);
    if (depth == 0)
      return i;
  }
  return tokens.size();
}

std::optional<std::size_t> enclosing(std::span<const Token> tokens, std::size_t at) {
  int depth = 0;
  for (std::size_t i = at; i-- > 0;) {
    depth += depth_change(tokens[i].kind);
    if (depth > 0)
      return i;
  }
  return std::nullopt;
}

std::vector<Stretch> elements(std::span<const Token> tokens, std::size_t open) {
  std::vector<Stretch> found;
  const std::size_t close = closing(tokens, open);
  if (close == tokens.size())
    return found;
  std::size_t begin = open + 1;
  int depth = 0;
  for (std::size_t i = begin; i <= close; ++i) {
    if (i == close || (depth == 0 && tokens[i].kind == Token::Kind::comma)) {
      if (i > begin)
        found.emplace_back(begin, i);
      begin = i + 1;
    }
    depth += depth_change(tokens[i].kind);
  }
  return found;
}

bool needs_parentheses(std::span<const Token> tokens) {
  int depth = 0;
  for (const Token& token : tokens) {
    depth += depth_change(token.kind);
    if (depth == 0 && (token.kind == Token::Kind::question || token.kind == Token::Kind::shift_left ||
                       token.kind == Token::Kind::assign))
      return true;
  }
  return false;
}

} // namespace partywall::fix
