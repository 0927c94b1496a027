#include "driver/frontend/tokens.h"

#include <clang/Basic/LangOptions.h>
#include <clang/Lex/Lexer.h>

namespace partywall::frontend {
namespace {

namespace tok = clang::tok;

Token::Kind kind_of(const clang::Token& token) {
  switch (token.getKind()) {
  case tok::l_paren:
  case tok::l_square:
  case tok::l_brace:
    return Token::Kind::open;
  case tok::r_paren:
  case tok::r_square:
  case tok::r_brace:
    return Token::Kind::close;
  case tok::comma:
    return Token::Kind::comma;
  case tok::question:
    return Token::Kind::question;
  case tok::equal:
    return Token::Kind::assign;
  case tok::lessless:
    return Token::Kind::shift_left;
  case tok::string_literal:
    return Token::Kind::string_literal;
  default:
    return Token::Kind::other;
  }
}

} // namespace

std::vector<Token> tokens(const std::string& text, std::size_t begin, std::size_t end) {
  clang::LangOptions language;
  language.CPlusPlus = language.CPlusPlus11 = language.CPlusPlus14 = language.CPlusPlus17 = language.CPlusPlus20 = true;
  const char* start = text.c_str();
  clang::Lexer lexer(clang::SourceLocation(), language, start + begin, start + begin, start + text.size());
  std::vector<Token> found;
  clang::Token token;
  for (bool is_last = false; !is_last;) {
    is_last = lexer.LexFromRawLexer(token);
    const auto at = static_cast<std::size_t>(lexer.getBufferLocation() - start);
    if (token.is(tok::eof) || at > end)
      break;
    found.push_back({kind_of(token), at - token.getLength(), at});
  }
  return found;
}

} // namespace partywall::frontend
