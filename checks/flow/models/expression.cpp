#include "checks/flow/models/expression.h"

#include "checks/flow/models/expression-functions.h"
#include "checks/flow/models/load.h"
#include "checks/flow/models/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace partywall::models {

namespace {

constexpr int deepest_nesting = 64;
constexpr std::uint32_t largest_argument = 254; // Calls have fewer; it guards the arithmetic, not the reader.

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
constexpr bool is_name(char c) { return is_name_start(c) || is_digit(c); }

class Parser {
public:
  Parser(std::string_view text, const ExpressionScope& scope) : text_(text), scope_(scope) {}

  std::expected<Expr, ExpressionError> run() {
    skip_space();
    if (at_end())
      return std::unexpected(ExpressionError{0, "an empty expression"});
    auto result = expression();
    skip_space();
    if (!error_ && !at_end())
      fail(fmt::format("expected the end of the expression before '{}'", shown_rest()));
    if (error_)
      return std::unexpected(std::move(*error_));
    return result;
  }

private:
  Expr expression() {
    skip_space();
    if (depth_ >= deepest_nesting)
      return fail(fmt::format("nested more than {} levels deep", deepest_nesting));
    ++depth_;
    const auto start = position_;
    const bool may_splice = std::exchange(may_splice_, false);
    auto result = prefixed();
    --depth_;
    if (result.kind == Expr::Kind::rest && !may_splice)
      return fail_at(start, "'restN' stands only among the arguments of a function that takes any number of them");
    return result;
  }

  Expr prefixed() {
    if (accept('*'))
      return wrap(Expr::Kind::dereference, expression());
    if (accept('&'))
      return wrap(Expr::Kind::address, expression());
    return postfixed(primary());
  }

  Expr postfixed(Expr base) {
    for (int fields = 0; !error_ && accept('.'); ++fields) {
      if (fields + depth_ >= deepest_nesting)
        return fail(fmt::format("nested more than {} levels deep", deepest_nesting));
      const auto start = position_;
      while (!at_end() && is_name(text_[position_]))
        ++position_;
      if (position_ == start)
        return fail("expected a field name after '.'");
      if (base.kind == Expr::Kind::rest)
        return fail("'restN' is several values: it has no fields");
      base = wrap(Expr::Kind::field, std::move(base));
      base.name = text_.substr(start, position_ - start);
    }
    return base;
  }

  Expr primary() {
    if (at_end())
      return fail("expected a value, found the end");
    const char next = text_[position_];
    if (next == '"')
      return literal();
    if (next == '(')
      return parenthesised();
    if (is_digit(next) || next == '-')
      return integer();
    if (is_name_start(next))
      return word();
    return fail(fmt::format("expected a value before '{}'", shown_rest()));
  }

  Expr parenthesised() {
    ++position_;
    auto result = expression();
    expect(')');
    return result;
  }

  Expr integer() {
    Expr result;
    result.kind = Expr::Kind::number;
    const auto* first = text_.data() + position_;
    const auto [end, code] = std::from_chars(first, text_.data() + text_.size(), result.number);
    if (code != std::errc{})
      return fail(code == std::errc::result_out_of_range ? "the number is too large" : "expected digits after '-'");
    position_ += static_cast<std::size_t>(end - first);
    return result;
  }

  Expr literal() {
    Expr result;
    result.kind = Expr::Kind::text;
    const auto start = position_++;
    while (!error_ && !at_end() && text_[position_] != '"')
      result.name += character();
    if (!error_ && at_end()) {
      position_ = start;
      return fail("the text has no closing '\"'");
    }
    ++position_;
    return result;
  }

  char character() {
    const char plain = text_[position_++];
    if (plain != '\\' || at_end())
      return plain;
    switch (text_[position_++]) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case '\\':
      return '\\';
    case '"':
      return '"';
    case 'x':
      return hexadecimal();
    default:
      break;
    }
    position_ -= 2;
    fail("unknown escape; known: \\n \\t \\r \\\\ \\\" \\xNN");
    return '\0';
  }

  char hexadecimal() {
    unsigned value = 0;
    const auto digits = text_.substr(position_, 2);
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (code != std::errc{} || end != digits.data() + 2) {
      position_ -= 2;
      fail("'\\x' takes two hexadecimal digits");
    }
    position_ += digits.size();
    return static_cast<char>(value);
  }

  std::string_view take_name() {
    const auto start = position_;
    while (!at_end() && is_name(text_[position_]))
      ++position_;
    return text_.substr(start, position_ - start);
  }

  Expr word() {
    const auto start = position_;
    const auto name = take_name();
    skip_space();
    if (!at_end() && text_[position_] == '(')
      return call(name, start);
    if (name == "this")
      return Expr{.kind = Expr::Kind::receiver, .number = 0, .name = {}, .children = {}};
    if (name == "result")
      return scope_.has_result ? Expr{.kind = Expr::Kind::result, .number = 0, .name = {}, .children = {}}
                               : fail_at(start, "'result' means nothing here: it is what 'returns' says");
    if (auto numbered = argument(name, start))
      return std::move(*numbered);
    const auto suggestion = nearest(name, expression_words());
    if (find_function(name))
      return fail_at(start, fmt::format("'{}' is a function: write '{}(…)'", name, name));
    return fail_at(start, suggestion.empty() ? fmt::format("unknown name '{}'", name)
                                             : fmt::format("unknown name '{}'; did you mean '{}'?", name, suggestion));
  }

  std::optional<Expr> argument(std::string_view name, std::size_t start) {
    const bool is_rest = name.starts_with("rest");
    if (!is_rest && !name.starts_with("arg"))
      return std::nullopt;
    const auto digits = name.substr(is_rest ? 4 : 3);
    if (digits.empty())
      return fail_at(start, fmt::format("'{}' needs a number: '{}0' is the first argument", name, name));
    std::uint32_t number = 0;
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (end != digits.data() + digits.size())
      return std::nullopt;
    if (code != std::errc{} || number > largest_argument)
      return fail_at(start, fmt::format("'{}': calls do not have that many arguments", name));
    const auto limit = scope_.arguments.value_or(largest_argument + 1) + (is_rest ? 1 : 0);
    if (number >= limit)
      return fail_at(start, out_of_range(name));
    Expr result;
    result.kind = is_rest ? Expr::Kind::rest : Expr::Kind::argument;
    result.number = number;
    return result;
  }

  [[nodiscard]] std::string out_of_range(std::string_view name) const {
    const auto count = scope_.arguments.value_or(0);
    if (count == 0)
      return fmt::format("'{}' is beyond the arity: the call has no arguments", name);
    return fmt::format("'{}' is beyond the arity: the last argument is 'arg{}'", name, count - 1);
  }

  Expr call(std::string_view name, std::size_t start) {
    const auto* called = find_function(name);
    if (!called) {
      const auto suggestion = nearest(name, expression_words());
      return fail_at(start, suggestion.empty()
                                ? fmt::format("unknown function '{}'", name)
                                : fmt::format("unknown function '{}'; did you mean '{}'?", name, suggestion));
    }
    Expr result;
    result.kind = name == "at" ? Expr::Kind::at : name == "elem" ? Expr::Kind::element : Expr::Kind::apply;
    if (result.kind == Expr::Kind::apply)
      result.name = name;
    arguments(result, called->most == Function::unlimited);
    if (!error_)
      check_count(result, *called, start);
    return result;
  }

  void arguments(Expr& call, bool may_splice) {
    expect('(');
    skip_space();
    if (accept(')'))
      return;
    do {
      skip_space();
      may_splice_ = may_splice;
      call.children.push_back(is_word_expected(call) ? bare_word(call) : expression());
      skip_space();
    } while (!error_ && accept(','));
    expect(')');
  }

  /// The role of `source` and the names of `record` are words, not values.
  [[nodiscard]] static bool is_word_expected(const Expr& call) {
    if (call.name == "source")
      return call.children.empty();
    return call.name == "record" && call.children.size() % 2 == 0;
  }

  Expr bare_word(const Expr& call) {
    const auto start = position_;
    if (!at_end() && text_[position_] == '"')
      return call.name == "record" ? literal() : fail("a role is written without quotes");
    Expr result;
    result.kind = Expr::Kind::text;
    result.name = take_name();
    if (result.name.empty())
      return fail(call.name == "record" ? "expected the name of a field" : "expected a role");
    if (call.name == "source" && !contains(source_roles(), result.name))
      return fail_at(start, unknown_word("role", result.name, source_roles()));
    return result;
  }

  void check_count(const Expr& call, const Function& function, std::size_t start) {
    const auto rests = std::ranges::count(call.children, Expr::Kind::rest, &Expr::kind);
    const auto written = call.children.size() - static_cast<std::size_t>(rests);
    if (written > function.most || (rests == 0 && written < function.least)) {
      fail_at(start, fmt::format("'{}' takes {}, not {}", function.name, count_text(function), written));
    } else if (function.name == "record" && (rests != 0 || written % 2 != 0)) {
      fail_at(start, "'record' takes pairs of a name and a value");
    }
  }

  static std::string count_text(const Function& function) {
    const auto plural = function.least == 1 ? "" : "s";
    if (function.most == 0)
      return "no arguments";
    if (function.most == 2 && function.least == 1)
      return "1 or 2 arguments";
    if (function.most == Function::unlimited)
      return fmt::format("at least {} argument{}", function.least, plural);
    return fmt::format("{} argument{}", function.least, plural);
  }

  static Expr wrap(Expr::Kind kind, Expr child) {
    Expr result;
    result.kind = kind;
    result.children.push_back(std::move(child));
    return result;
  }

  void expect(char c) {
    skip_space();
    if (!error_ && !accept(c))
      fail(at_end() ? fmt::format("expected '{}', found the end", c)
                    : fmt::format("expected '{}' before '{}'", c, shown_rest()));
  }

  bool accept(char c) {
    if (error_ || at_end() || text_[position_] != c)
      return false;
    ++position_;
    return true;
  }

  void skip_space() {
    while (!at_end() && (text_[position_] == ' ' || text_[position_] == '\n' || text_[position_] == '\t'))
      ++position_;
  }

  [[nodiscard]] bool at_end() const { return position_ >= text_.size(); }
  [[nodiscard]] std::string shown_rest() const {
    constexpr std::size_t enough = 12;
    const auto rest = text_.substr(std::min(position_, text_.size()));
    if (rest.size() <= enough)
      return std::string(rest);
    auto cut = enough;
    while (cut > 0 && (static_cast<unsigned char>(rest[cut]) & 0xC0U) == 0x80U)
      --cut; // Not inside a character.
    return std::string(rest.substr(0, cut)) + "…";
  }

  Expr fail(std::string message) { return fail_at(position_, std::move(message)); }

  Expr fail_at(std::size_t offset, std::string message) {
    if (!error_)
      error_ = ExpressionError{std::min(offset, text_.size()), std::move(message)};
    position_ = text_.size(); // Ends every loop above.
    return {};
  }

  std::string_view text_;
  ExpressionScope scope_;
  std::size_t position_ = 0;
  int depth_ = 0;
  bool may_splice_ = false; ///< The next expression may be `restN`.
  std::optional<ExpressionError> error_;
};

} // namespace

std::expected<Expr, ExpressionError> parse_expression(std::string_view text, const ExpressionScope& scope) {
  return Parser(text, scope).run();
}

std::expected<Expr, std::string> parse_expression(std::string_view text) {
  auto result = parse_expression(text, ExpressionScope{});
  if (!result)
    return std::unexpected(fmt::format("column {}: {}", result.error().offset + 1, result.error().message));
  return std::move(*result);
}

} // namespace partywall::models
