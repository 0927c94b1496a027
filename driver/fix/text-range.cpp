#include "driver/fix/text-range.h"

#include <clang/Basic/LangOptions.h>
#include <clang/Lex/Lexer.h>

#include <algorithm>

namespace partywall::fix {

namespace tok = clang::tok;

namespace {

int depth_change(tok::TokenKind kind) {
  switch (kind) {
  case tok::l_paren:
  case tok::l_square:
  case tok::l_brace:
    return 1;
  case tok::r_paren:
  case tok::r_square:
  case tok::r_brace:
    return -1;
  default:
    return 0;
  }
}

} // namespace

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

std::vector<Token> FileText::tokens(std::size_t begin, std::size_t end) const {
  clang::LangOptions language;
  language.CPlusPlus = language.CPlusPlus11 = language.CPlusPlus14 = language.CPlusPlus17 = language.CPlusPlus20 = true;
  const char* start = contents_.c_str();
  clang::Lexer lexer(clang::SourceLocation(), language, start + begin, start + begin, start + contents_.size());
  std::vector<Token> found;
  clang::Token token;
  std::size_t at = begin;
  for (bool is_last = false; !is_last && at < end;) {
    is_last = lexer.LexFromRawLexer(token);
    at = static_cast<std::size_t>(lexer.getBufferLocation() - start);
    if (token.is(tok::eof) || at > end)
      break;
    found.push_back({token.getKind(), at - token.getLength(), at});
  }
  return found;
}

std::optional<std::vector<std::span<const Token>>> arguments_of(std::span<const Token> tokens) {
  if (tokens.empty() || tokens.back().kind != tok::r_paren)
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
    const bool ends = i + 1 == tokens.size() || (depth == 0 && tokens[i].kind == tok::comma);
    if (ends && i > begin)
      arguments.push_back(tokens.subspan(begin, i - begin));
    if (ends)
      begin = i + 1;
    depth += depth_change(tokens[i].kind);
  }
  return arguments;
}

bool needs_parentheses(std::span<const Token> tokens) {
  int depth = 0;
  for (const Token& token : tokens) {
    depth += depth_change(token.kind);
    if (depth == 0 && (token.kind == tok::question || token.kind == tok::lessless || token.kind == tok::equal))
      return true;
  }
  return false;
}

} // namespace partywall::fix
