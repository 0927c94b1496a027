#include "checks/flow/sql/scan.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/ConvertUTF.h>

#include <algorithm>
#include <utility>

namespace partywall::sql {
namespace {

constexpr std::size_t text_limit = 1 << 20;

bool starts_word(char c) { return llvm::isAlpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool continues_word(char c) { return starts_word(c) || llvm::isDigit(c) || c == '$'; }
bool is_operator(char c) { return std::string_view("~!@#^&|`?+-*/%<>=").contains(c); }

class Scanner {
public:
  explicit Scanner(std::string text) { result_.text = std::move(text); }

  std::expected<Scanned, std::string> run() {
    while (at_ < text().size()) {
      if (llvm::isSpace(here())) {
        ++at_;
        continue;
      }
      Token token{.kind = Token::Kind::symbol, .begin = at_, .first_hole = holes_};
      if (!read(token))
        return std::unexpected("a quotation or comment without end");
      token.end = at_;
      token.hole_count = static_cast<int>(std::ranges::count(result_.of(token), hole_mark));
      holes_ += token.hole_count;
      result_.tokens.push_back(token);
    }
    return std::move(result_);
  }

private:
  [[nodiscard]] const std::string& text() const { return result_.text; }
  [[nodiscard]] char here(std::size_t ahead = 0) const {
    return at_ + ahead < text().size() ? text()[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool looking_at(std::string_view what) const {
    return std::string_view(text()).substr(at_).starts_with(what);
  }

  template <class Test> void skip_while(Test test) {
    while (at_ < text().size() && test(text()[at_]))
      ++at_;
  }

  bool read(Token& token) {
    const char c = here();
    if (looking_at("--") || looking_at("/*"))
      return token.kind = Token::Kind::comment, read_comment();
    if (c == '\'')
      return token.kind = Token::Kind::string, read_quoted('\'', follows_escape_letter());
    if (c == '"' || c == '`')
      return token.kind = Token::Kind::quoted_identifier, read_quoted(c, false);
    if (c == '$' && !dollar_tag().empty())
      return token.kind = Token::Kind::dollar_string, read_dollar_string();
    token.kind = read_plain();
    return true;
  }

  Token::Kind read_plain() {
    const char c = here();
    if (c == hole_mark)
      return skip_while([](char d) { return d == hole_mark; }), Token::Kind::holes;
    if (starts_word(c))
      return skip_while(continues_word), Token::Kind::word;
    if (llvm::isDigit(c) || (c == '.' && llvm::isDigit(here(1))))
      return skip_while([](char d) { return llvm::isAlnum(d) || d == '.' || d == '_'; }), Token::Kind::number;
    if (const auto placeholder = read_placeholder(); placeholder != Token::Kind::symbol)
      return placeholder;
    read_symbol();
    return Token::Kind::symbol;
  }

  /// `?` alone or before a number, `:name`, `@name`, `$name`, and the same put together from holes.
  Token::Kind read_placeholder() {
    const char c = here();
    if (c != '?' && c != ':' && c != '@' && c != '$')
      return Token::Kind::symbol;
    const char next = here(1);
    if (next == hole_mark && c != '@') {
      ++at_;
      skip_while([](char d) { return d == hole_mark; });
      return Token::Kind::assembled;
    }
    if (llvm::isDigit(next) && (c == '$' || c == '?')) {
      ++at_;
      skip_while([](char d) { return llvm::isDigit(d); });
      return c == '$' ? Token::Kind::parameter : Token::Kind::placeholder;
    }
    if (c == '?' && !is_jsonb_operator())
      return ++at_, Token::Kind::placeholder;
    if (c != '?' && starts_word(next)) {
      ++at_;
      skip_while(continues_word);
      return Token::Kind::placeholder;
    }
    return Token::Kind::symbol;
  }

  /// `?|`, `?&`, `?#`; but `?||` is a placeholder before `||`.
  [[nodiscard]] bool is_jsonb_operator() const {
    return (here(1) == '|' && here(2) != '|') || here(1) == '&' || here(1) == '#';
  }

  void read_symbol() {
    if (looking_at("::") || looking_at(":=")) {
      at_ += 2;
      return;
    }
    if (!is_operator(here()) || here() == '`') {
      ++at_;
      return;
    }
    const auto begin = at_;
    while (at_ < text().size() && is_operator(here()) && here() != '`' && !looking_at("--") && !looking_at("/*")) {
      const bool is_mark = (here() == '?' && !is_jsonb_operator()) || (here() == '@' && starts_word(here(1)));
      if (at_ != begin && is_mark && std::string_view("=<>|").contains(text()[at_ - 1]))
        break; // `=?` is an operator and a placeholder
      ++at_;
    }
  }

  bool read_comment() {
    if (looking_at("--")) {
      skip_while([](char c) { return c != '\n'; });
      return true;
    }
    int depth = 0;
    while (at_ < text().size()) {
      const int change = looking_at("/*") ? 1 : looking_at("*/") ? -1 : 0;
      at_ += change == 0 ? 1 : 2;
      depth += change;
      if (depth == 0)
        return true;
    }
    return false;
  }

  /// E'…' knows backslashes; the letter is a token of its own, right before.
  [[nodiscard]] bool follows_escape_letter() const {
    if (result_.tokens.empty() || result_.tokens.back().end != at_)
      return false;
    const auto word = result_.of(result_.tokens.back());
    return word == "e" || word == "E";
  }

  bool read_quoted(char quote, bool has_escapes) {
    for (++at_; at_ < text().size(); ++at_) {
      const bool is_pair = (has_escapes && here() == '\\') || (here() == quote && here(1) == quote);
      if (is_pair)
        ++at_;
      else if (here() == quote)
        return ++at_, true;
    }
    at_ = text().size();
    return false;
  }

  /// `$$` or `$tag$` when one begins here.
  [[nodiscard]] std::string_view dollar_tag() const {
    const std::string_view rest = std::string_view(text()).substr(at_);
    std::size_t length = 1;
    while (length < rest.size() && (starts_word(rest[length]) || (length > 1 && llvm::isDigit(rest[length]))))
      ++length;
    return length < rest.size() && rest[length] == '$' ? rest.substr(0, length + 1) : std::string_view();
  }

  bool read_dollar_string() {
    const auto tag = dollar_tag();
    const auto end = text().find(tag, at_ + tag.size());
    at_ = end == std::string::npos ? text().size() : end + tag.size();
    return end != std::string::npos;
  }

  Scanned result_;
  std::size_t at_ = 0;
  int holes_ = 0;
};

std::expected<std::string, std::string> join(const std::vector<Piece>& pieces) {
  std::string text;
  int holes = 0;
  for (const auto& piece : pieces) {
    if (piece.is_hole) {
      if (++holes > hole_limit)
        return std::unexpected("too many holes");
      text += hole_mark;
      continue;
    }
    if (text.size() + piece.text.size() > text_limit)
      return std::unexpected("more than a mebibyte of text");
    if (std::ranges::any_of(piece.text,
                            [](char c) { return static_cast<unsigned char>(c) < ' ' && !llvm::isSpace(c); }))
      return std::unexpected("control characters in the text");
    text += piece.text;
  }
  if (llvm::StringRef(text).contains_insensitive(marker_prefix))
    return std::unexpected("the text holds a name that stands for holes here");
  const auto* begin = reinterpret_cast<const llvm::UTF8*>(text.data());
  if (!llvm::isLegalUTF8String(&begin, begin + text.size()))
    return std::unexpected("the text is not UTF-8");
  return text;
}

} // namespace

std::expected<Scanned, std::string> scan(const std::vector<Piece>& pieces) {
  auto text = join(pieces);
  if (!text)
    return std::unexpected(std::move(text.error()));
  return Scanner(*std::move(text)).run();
}

std::vector<std::vector<Token>> split_statements(const Scanned& scanned) {
  std::vector<std::vector<Token>> statements(1);
  int depth = 0;
  for (const auto& token : scanned.tokens) {
    if (token.kind == Token::Kind::comment)
      continue;
    const auto text = scanned.of(token);
    depth += text == "(" ? 1 : text == ")" ? -1 : 0;
    if (text == ";" && depth <= 0) {
      statements.emplace_back();
      depth = 0;
    } else {
      statements.back().push_back(token);
    }
  }
  std::erase_if(statements, [](const auto& tokens) { return tokens.empty(); });
  return statements;
}

std::string lower(std::string_view text) { return llvm::StringRef(text).lower(); }

bool is_word(const Scanned& scanned, const Token& token, std::string_view lower_case) {
  return token.kind == Token::Kind::word && llvm::StringRef(scanned.of(token)).equals_insensitive(lower_case);
}

} // namespace partywall::sql
