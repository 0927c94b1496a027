#include "driver/fix/place-record.h"

#include "driver/fix/text-range.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace partywall::fix {

namespace {

using Idiom = KeyChange::Idiom;
using Replacements = std::vector<Replacement>;

/// A field as the code names it: `key.` and `prompt`.
struct Named {
  std::string prefix;
  std::string field;
};

class RecordPlacer {
public:
  RecordPlacer(const KeyChange& change, const std::string& value, const std::string& contents)
      : change_(change), member_(change.member), value_(value), contents_(contents), file_(contents),
        tokens_(frontend::tokens(contents, 0, contents.size())) {}

  std::optional<Replacements> run() const {
    const auto begin = file_.offset(change_.where.line, change_.where.column);
    const auto found = std::ranges::find(tokens_, begin.value_or(contents_.size()), &Token::begin);
    if (!begin || found == tokens_.end())
      return std::nullopt;
    const auto at = static_cast<std::size_t>(found - tokens_.begin());
    switch (change_.idiom) {
    case Idiom::set_field:
      return is_assigned(at) ? before_assignment(at) : among_initialisers(at);
    case Idiom::set_after:
      return behind_declaration(at);
    case Idiom::new_field:
      return declared(at);
    case Idiom::compared_field:
      return compared(at);
    case Idiom::hashed_field:
      return hashed(at);
    default:
      return std::nullopt;
    }
  }

private:
  std::string_view text(std::size_t token) const {
    return token < tokens_.size() ? file_.text(tokens_[token].begin, tokens_[token].end) : std::string_view();
  }
  std::string_view text(const Stretch& stretch) const {
    return file_.text(tokens_[stretch.first].begin, tokens_[stretch.second - 1].end);
  }
  bool is_field(std::string_view name) const { return std::ranges::find(member_.fields, name) != member_.fields.end(); }
  /// Position of the field to be set among those of the record; behind them if it is new.
  std::size_t position() const {
    return static_cast<std::size_t>(std::ranges::find(member_.fields, member_.field) - member_.fields.begin());
  }

  Replacement insertion(std::size_t offset, std::string text) const {
    return {file_.insertion_at(offset, change_.where.path), std::move(text)};
  }

  /// What separates a new line from the one `offset` stands on: a line break and the same indentation, or a space
  /// where something else stands before it.
  std::string line_break(std::size_t offset) const {
    const std::size_t newline = contents_.find_last_of("\r\n", offset == 0 ? 0 : offset - 1);
    const std::size_t start = newline == std::string::npos || offset == 0 ? 0 : newline + 1;
    const std::string before = contents_.substr(start, offset - start);
    return before.find_first_not_of(" \t") == std::string::npos ? "\n" + before : " ";
  }

  /// The end of the line where nothing but a comment stands between; else `offset`.
  std::size_t behind_comment(std::size_t offset) const {
    const std::size_t next = contents_.find_first_not_of(" \t", offset);
    const bool is_comment = next != std::string::npos && contents_.compare(next, 2, "//") == 0;
    return is_comment ? std::min(contents_.find_first_of("\r\n", next), contents_.size()) : offset;
  }

  std::string assignment() const { return fmt::format("{}.{} = {};", member_.object, member_.field, value_); }

  bool begins_statement(std::size_t at) const {
    return at > 0 && (text(at - 1) == ";" || text(at - 1) == "{" || text(at - 1) == "}");
  }

  bool is_assigned(std::size_t at) const {
    return !member_.object.empty() && text(at) == member_.object && text(at + 1) == "." && is_field(text(at + 2));
  }

  /// `key.prompt = prompt;`
  std::optional<Replacements> before_assignment(std::size_t at) const {
    if (!begins_statement(at))
      return std::nullopt;
    return Replacements{insertion(tokens_[at].begin, assignment() + line_break(tokens_[at].begin))};
  }

  /// `Key key = key_of(prompt);`
  std::optional<Replacements> behind_declaration(std::size_t at) const {
    const auto open = enclosing(tokens_, at);
    if (text(at) != member_.object || !open || text(*open) != "{")
      return std::nullopt;
    const std::size_t end = end_of_statement(at);
    std::size_t begin = at;
    while (begin > 0 && !begins_statement(begin))
      --begin;
    if (end == tokens_.size())
      return std::nullopt;
    return Replacements{insertion(tokens_[end].end, line_break(tokens_[begin].begin) + assignment())};
  }

  std::size_t end_of_statement(std::size_t at) const {
    int depth = 0;
    for (std::size_t i = at; i < tokens_.size() && depth >= 0; ++i) {
      if (depth == 0 && text(i) == ";")
        return i;
      depth += depth_change(tokens_[i].kind);
    }
    return tokens_.size();
  }

  /// `Key{model, prompt}`, `Key{.model = model, .prompt = prompt}`; `at` is in one of them, or the brace itself.
  std::optional<Replacements> among_initialisers(std::size_t at) const {
    const auto open =
        text(at) == "{" && member_.fields.size() > 1 && is_whole(at) ? std::optional(at) : enclosing(tokens_, at);
    if (!open || text(*open) == "[")
      return std::nullopt;
    const std::vector<Stretch> given = elements(tokens_, *open);
    if (given.empty())
      return std::nullopt;
    const bool is_designated = text(given.front().first) == ".";
    return is_designated ? among_designated(given) : behind_positional(*open, given);
  }

  /// The range of the change is what is in these brackets.
  bool is_whole(std::size_t open) const {
    const auto end = file_.offset(change_.where.end_line, change_.where.end_column);
    const std::size_t close = closing(tokens_, open);
    return end && close < tokens_.size() && tokens_[close].end == *end;
  }

  std::optional<Replacements> among_designated(const std::vector<Stretch>& given) const {
    const std::string entry = fmt::format(".{} = {}", member_.field, value_);
    for (const Stretch& each : given) {
      const std::string_view name = text(each.first + 1);
      const auto found = std::ranges::find(member_.fields, name);
      if (text(each.first) != "." || found == member_.fields.end() || name == member_.field)
        return std::nullopt;
      if (static_cast<std::size_t>(found - member_.fields.begin()) > position())
        return Replacements{insertion(tokens_[each.first].begin, entry + ", ")};
    }
    return Replacements{insertion(tokens_[given.back().second - 1].end, ", " + entry)};
  }

  std::optional<Replacements> behind_positional(std::size_t open, const std::vector<Stretch>& given) const {
    // One value in braces may be the braces of its own initialiser: `{{prompt}}`.
    const bool is_nested = open > 0 && member_.fields.size() == 1 && (text(open - 1) == "{" || text(open - 1) == ",");
    if (given.size() != position() || is_nested)
      return std::nullopt;
    return Replacements{insertion(tokens_[given.back().second - 1].end, ", " + value_)};
  }

  /// `struct Key { std::string prompt; };`
  std::optional<Replacements> declared(std::size_t at) const {
    const std::size_t open = at + 1;
    const std::size_t close = text(open) == "{" ? closing(tokens_, open) : tokens_.size();
    if (close == tokens_.size() || member_.fields.empty())
      return std::nullopt;
    std::optional<Stretch> last;
    int depth = 0;
    std::size_t begin = open + 1;
    for (std::size_t i = begin; i < close; ++i) {
      const std::string_view token = text(i);
      const std::string_view next = text(i + 1);
      if (depth == 0 && (token == "private" || token == "protected" || token == "#"))
        return std::nullopt;
      if (depth == 0 && token == text(at) && next == "(" && text(i - 1) != "~")
        return std::nullopt; // a constructor
      const bool is_declared = next == ";" || next == "=" || next == "{" || next == "[" || next == ",";
      if (depth == 0 && token == member_.fields.back() && is_declared) {
        if (last)
          return std::nullopt;
        last.emplace(begin, end_of_statement(i));
      }
      depth += depth_change(tokens_[i].kind);
      const bool ends_body = depth == 0 && token == "}" && next != ";" && next != ",";
      if (depth == 0 && (token == ";" || token == ":" || ends_body))
        begin = i + 1;
    }
    if (!last || last->second >= close)
      return std::nullopt;
    const std::string initial = member_.type == "std::string" ? "" : " = 0";
    return Replacements{insertion(behind_comment(tokens_[last->second].end),
                                  line_break(tokens_[last->first].begin) +
                                      fmt::format("{} {}{};", member_.type, member_.field, initial))};
  }

  /// The tokens inside of the braces of the function whose name, or lambda whose capture, begins at `at`.
  std::optional<Stretch> body(std::size_t at) const {
    const auto end = file_.offset(change_.where.end_line, change_.where.end_column);
    std::size_t i = at;
    if (text(at) == "[")
      i = closing(tokens_, at) + 1;
    else
      while (i < tokens_.size() && tokens_[i].begin < end.value_or(0))
        ++i;
    int depth = 0;
    for (; i < tokens_.size(); ++i) {
      if (depth == 0 && text(i) == "{") {
        const std::size_t close = closing(tokens_, i);
        for (std::size_t inside = i; inside < close; ++inside)
          if (text(inside) == "#")
            return std::nullopt;
        return close == tokens_.size() ? std::nullopt : std::optional(Stretch(i + 1, close));
      }
      if (depth == 0 && text(i) == ";")
        return std::nullopt;
      depth += depth_change(tokens_[i].kind);
    }
    return std::nullopt;
  }

  /// `tokens` as one of the record's fields and what stands before it.
  std::optional<Named> named(const Stretch& tokens) const {
    if (tokens.first >= tokens.second || !is_field(text(tokens.second - 1)))
      return std::nullopt;
    const std::size_t last = tokens.second - 1;
    const bool is_bare = last == tokens.first;
    if (!is_bare && text(last - 1) != "." && text(last - 1) != "->")
      return std::nullopt;
    for (std::size_t i = tokens.first; i < last; ++i)
      if (tokens_[i].kind != Token::Kind::other)
        return std::nullopt;
    return Named{std::string(file_.text(tokens_[tokens.first].begin, tokens_[last].begin)), std::string(text(last))};
  }

  /// Two fields of the same name with `relation` between them, and the operator's place: `prompt == other.prompt`.
  std::optional<std::pair<Named, Named>> comparison(const Stretch& tokens, std::string_view relation) const {
    for (std::size_t i = tokens.first; i < tokens.second; ++i) {
      if (text(i) != relation)
        continue;
      const auto left = named({tokens.first, i}), right = named({i + 1, tokens.second});
      if (!left || !right || left->field != right->field || left->prefix == right->prefix)
        return std::nullopt;
      return std::pair(*left, *right);
    }
    return std::nullopt;
  }

  std::optional<Replacements> compared(std::size_t at) const {
    const auto inside = body(at);
    if (!inside)
      return std::nullopt;
    if (const auto tied = in_ties(*inside, "tie"); !tied || !tied->empty())
      return tied;
    std::vector<Stretch> returned;
    for (std::size_t i = inside->first; i < inside->second; ++i)
      if (text(i) == "return")
        returned.emplace_back(i + 1, end_of_statement(i));
    if (returned.empty() || returned.back().second >= inside->second)
      return std::nullopt;
    const bool is_equality = std::ranges::all_of(returned.begin(), returned.end() - 1,
                                                 [&](const Stretch& each) { return text(each) == "false"; });
    if (auto conjunction = is_equality ? conjoined(returned.back()) : std::nullopt)
      return conjunction;
    return ordered(*inside, returned.back());
  }

  /// `return a == other.a && b == other.b;`
  std::optional<Replacements> conjoined(const Stretch& expression) const {
    std::size_t begin = expression.first;
    int depth = 0;
    for (std::size_t i = expression.first; i < expression.second; ++i) {
      depth += depth_change(tokens_[i].kind);
      if (depth == 0 && (text(i) == "||" || tokens_[i].kind == Token::Kind::question))
        return std::nullopt;
      if (depth == 0 && (text(i) == "&&" || text(i) == "and"))
        begin = i + 1;
    }
    const auto sides = comparison({begin, expression.second}, "==");
    if (!sides)
      return std::nullopt;
    return Replacements{
        insertion(tokens_[expression.second - 1].end,
                  fmt::format(" && {0}{2} == {1}{2}", sides->first.prefix, sides->second.prefix, member_.field))};
  }

  /// `if (a != other.a) return a < other.a; return b < other.b;`
  std::optional<Replacements> ordered(const Stretch& inside, const Stretch& expression) const {
    const auto sides = comparison(expression, "<");
    const std::size_t begin = expression.first - 1;
    if (!sides || !begins_statement(begin) || enclosing(tokens_, begin) != inside.first - 1)
      return std::nullopt;
    return Replacements{insertion(tokens_[begin].begin,
                                  fmt::format("if ({0}{2} != {1}{2}) return {0}{2} < {1}{2};{3}", sides->first.prefix,
                                              sides->second.prefix, member_.field, line_break(tokens_[begin].begin)))};
  }

  /// `std::tie(a, b)`: one more in each. Empty if there are none, absent if one is of fields and more.
  std::optional<Replacements> in_ties(const Stretch& inside, std::string_view function) const {
    Replacements made;
    for (std::size_t i = inside.first; i + 1 < inside.second; ++i) {
      if (text(i) != function || text(i + 1) != "(")
        continue;
      const std::vector<Stretch> tied = elements(tokens_, i + 1);
      const auto last = tied.empty() ? std::nullopt : named(tied.back());
      if (!last)
        return std::nullopt;
      made.push_back(insertion(tokens_[tied.back().second - 1].end, ", " + last->prefix + member_.field));
    }
    return made;
  }

  /// A hash may leave the tenant out, so where there is no room for it, nothing changes.
  Replacements hashed(std::size_t at) const {
    const auto inside = body(at);
    if (!inside)
      return {};
    for (const std::string_view function : {"tie", "combine", "HashOf"})
      if (const auto made = in_ties(*inside, function); made && !made->empty())
        return *made;
    std::vector<std::size_t> returns;
    std::optional<Named> one;
    bool uses_hash = false;
    for (std::size_t i = inside->first; i < inside->second; ++i) {
      if (text(i) == "return")
        returns.push_back(i);
      uses_hash |= text(i) == "hash" && text(i + 1) == "<";
      const bool has_prefix = i >= 2 && (text(i - 1) == "." || text(i - 1) == "->");
      if (is_field(text(i)) && !one)
        one = named({has_prefix ? i - 2 : i, i + 1});
    }
    if (returns.size() != 1 || !one || !uses_hash)
      return {};
    const std::size_t end = end_of_statement(returns.front());
    if (end >= inside->second || end < returns.front() + 2)
      return {};
    return {insertion(tokens_[returns.front() + 1].begin, "("),
            insertion(tokens_[end].begin,
                      fmt::format(") * 31 + std::hash<{}>{{}}({}{})", member_.type, one->prefix, member_.field))};
  }

  const KeyChange& change_;
  const KeyChange::Member& member_;
  const std::string& value_;
  const std::string& contents_;
  FileText file_;
  std::vector<Token> tokens_;
};

} // namespace

bool is_of_record(const KeyChange& change) { return change.idiom >= Idiom::set_field; }

std::optional<Replacements> place_in_record(const KeyChange& change, const std::string& value,
                                            const std::string& contents) {
  return RecordPlacer(change, value, contents).run();
}

} // namespace partywall::fix
