#include "driver/fix/place.h"

#include "driver/fix/place-record.h"
#include "driver/fix/text-range.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

namespace partywall::fix {

namespace {

using Idiom = KeyChange::Idiom;
using Text = KeyChange::Text;
using Replacements = std::vector<Replacement>;

/// The identity as something that `+` joins to a text.
std::string as_string(const KeyChange& change) {
  switch (change.text) {
  case Text::string:
    return change.identity;
  case Text::view:
  case Text::c_string:
    return fmt::format("std::string({})", change.identity);
  case Text::number:
    return fmt::format("std::to_string({})", change.identity);
  }
  return change.identity;
}

std::string printf_conversion(const KeyChange& change) { return change.text == Text::number ? "%lld:" : "%s:"; }

std::string printf_argument(const KeyChange& change) {
  switch (change.text) {
  case Text::string:
    return fmt::format("{}.c_str()", change.identity);
  case Text::view:
    return fmt::format("std::string({}).c_str()", change.identity);
  case Text::c_string:
    return change.identity;
  case Text::number:
    return fmt::format("static_cast<long long>({})", change.identity);
  }
  return change.identity;
}

class Placer {
public:
  Placer(const KeyChange& change, const std::string& contents) : change_(change), file_(contents) {
    const SourceRange& where = change.where;
    const auto begin = file_.offset(where.line, where.column);
    const auto end = file_.offset(where.end_line, where.end_column);
    if (begin && end && *begin < *end)
      tokens_ = frontend::tokens(contents, *begin, *end);
  }

  std::optional<Replacements> run() const {
    if (tokens_.empty())
      return std::nullopt;
    switch (change_.idiom) {
    case Idiom::expression:
      return in_front_of(tokens_);
    case Idiom::stream:
      return into_stream();
    default:
      break;
    }
    const auto arguments = arguments_of(tokens_);
    if (!arguments)
      return std::nullopt;
    switch (change_.idiom) {
    case Idiom::argument:
      return change_.index < arguments->size() ? in_front_of((*arguments)[change_.index]) : std::nullopt;
    case Idiom::join:
      if (arguments->empty())
        return std::nullopt;
      return Replacements{insertion(arguments->front().front().begin, change_.identity + ", \":\", ")};
    case Idiom::format:
      return into_format(*arguments, "{}:", change_.identity, 0);
    case Idiom::print_format:
      return into_format(*arguments, printf_conversion(change_), printf_argument(change_), 0);
    case Idiom::redis_command:
      return into_format(*arguments, printf_conversion(change_), printf_argument(change_), change_.index);
    default:
      return std::nullopt;
    }
  }

private:
  using Arguments = std::vector<std::span<const Token>>;

  Replacement insertion(std::size_t offset, std::string text) const {
    return {file_.insertion_at(offset, change_.where.path), std::move(text)};
  }

  std::optional<Replacements> in_front_of(std::span<const Token> expression) const {
    const bool is_view = change_.is_view;
    const bool wraps = is_view || needs_parentheses(expression);
    Replacements made{insertion(expression.front().begin, fmt::format("{} + \":\" + {}", as_string(change_),
                                                                      is_view ? "std::string("
                                                                      : wraps ? "("
                                                                              : ""))};
    if (wraps)
      made.push_back(insertion(expression.back().end, ")"));
    return made;
  }

  std::optional<Replacements> into_stream() const {
    int depth = 0;
    for (const Token& token : tokens_) {
      depth += token.kind == Token::Kind::open ? 1 : token.kind == Token::Kind::close ? -1 : 0;
      if (depth == 0 && token.kind == Token::Kind::shift_left)
        return Replacements{insertion(token.end, fmt::format(" {} << \":\" <<", change_.identity))};
    }
    return std::nullopt;
  }

  /// `mark` into the format string, at the beginning of word number `word` of it, and `argument` behind the string.
  std::optional<Replacements> into_format(const Arguments& arguments, const std::string& mark,
                                          const std::string& argument, std::uint32_t word) const {
    const auto format = std::ranges::find_if(
        arguments, [](std::span<const Token> each) { return each.front().kind == Token::Kind::string_literal; });
    if (format == arguments.end() ||
        !std::ranges::all_of(*format, [](const Token& token) { return token.kind == Token::Kind::string_literal; }))
      return std::nullopt;
    const Token& literal = format->front();
    const std::string_view text = file_.text(literal.begin, literal.end);
    if (!text.starts_with('"') || counts_positions(*format))
      return std::nullopt;
    const auto at = start_of_word(text, word);
    if (!at)
      return std::nullopt;
    return Replacements{insertion(literal.begin + *at, mark), insertion(format->back().end, ", " + argument)};
  }

  /// `{0}` and `%1$s` would have to be counted anew.
  bool counts_positions(std::span<const Token> format) const {
    const std::string_view text = file_.text(format.front().begin, format.back().end);
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
      const bool is_digit = std::isdigit(static_cast<unsigned char>(text[i + 1])) != 0;
      if (is_digit && text[i] == '{' && change_.idiom == Idiom::format)
        return true;
      if (is_digit && text[i] == '%' && text.find('$', i) != std::string_view::npos)
        return true;
    }
    return false;
  }

  /// Absent if an argument is due before that word, or an escape makes counting uncertain.
  static std::optional<std::size_t> start_of_word(std::string_view literal, std::uint32_t word) {
    std::size_t at = 1;
    for (; word > 0; --word) {
      const std::size_t space = literal.find(' ', at);
      const std::size_t next = space == std::string_view::npos ? space : literal.find_first_not_of(' ', space);
      if (next == std::string_view::npos || next + 1 >= literal.size() ||
          literal.substr(at, next - at).find_first_of("%\\") != std::string_view::npos)
        return std::nullopt;
      at = next;
    }
    return at;
  }

  const KeyChange& change_;
  FileText file_;
  std::vector<Token> tokens_;
};

bool overlaps(const Replacement& left, const Replacement& right) {
  const auto position = [](std::uint32_t line, std::uint32_t column) { return std::pair(line, column); };
  const auto begin_left = position(left.where.line, left.where.column);
  const auto begin_right = position(right.where.line, right.where.column);
  if (left.where.path != right.where.path)
    return false;
  return begin_left == begin_right || (begin_left < position(right.where.end_line, right.where.end_column) &&
                                       begin_right < position(left.where.end_line, left.where.end_column));
}

std::optional<std::string> edited(const std::string& contents, std::vector<const Replacement*> replacements) {
  const FileText file(contents);
  std::ranges::sort(replacements, std::ranges::greater(), [](const Replacement* each) { return each->where; });
  std::string result = contents;
  for (const Replacement* each : replacements) {
    const auto begin = file.offset(each->where.line, each->where.column);
    const auto end = file.offset(each->where.end_line, each->where.end_column);
    if (!begin || !end || *begin > *end)
      return std::nullopt;
    result.replace(*begin, *end - *begin, each->text);
  }
  return result;
}

} // namespace

std::optional<std::vector<Replacement>> place(const KeyChange& change, const std::string& contents) {
  if (is_of_record(change))
    return place_in_record(change, as_string(change), contents);
  return Placer(change, contents).run();
}

void place_all(std::vector<Finding>& findings, const report::SourceReader& sources) {
  for (Finding& finding : findings) {
    Fix fix;
    bool is_whole = !finding.key_changes.empty();
    for (const KeyChange& change : finding.key_changes) {
      const auto contents = sources(change.where.path);
      const auto placed = contents ? place(change, *contents) : std::nullopt;
      if (!placed) {
        is_whole = false;
        break;
      }
      fix.replacements.insert(fix.replacements.end(), placed->begin(), placed->end());
    }
    if (!is_whole)
      continue;
    const KeyChange& first = finding.key_changes.front();
    const bool is_new =
        std::ranges::find(finding.key_changes, Idiom::new_field, &KeyChange::idiom) != finding.key_changes.end();
    fix.description = is_of_record(first)
                          ? fmt::format("{} '{}' of the key to '{}'", is_new ? "Add a field and set" : "Set",
                                        first.member.field, first.identity)
                          : fmt::format("Put '{}' in front of the key, with a delimiter", first.identity);
    finding.fixes.push_back(std::move(fix));
  }
}

Outcome apply_all(const std::vector<const Fix*>& fixes, const report::SourceReader& sources) {
  Outcome outcome;
  std::vector<const Replacement*> kept;
  for (const Fix* fix : fixes) {
    std::vector<const Replacement*> fresh;
    bool clashes = false;
    for (const Replacement& wanted : fix->replacements) {
      const auto known = std::ranges::find_if(kept, [&](const Replacement* each) { return overlaps(*each, wanted); });
      if (known == kept.end())
        fresh.push_back(&wanted);
      else if (**known != wanted)
        clashes = true;
    }
    if (clashes) {
      ++outcome.conflicting;
      continue;
    }
    ++outcome.applied;
    kept.insert(kept.end(), fresh.begin(), fresh.end());
  }
  std::map<std::string, std::vector<const Replacement*>> by_path;
  for (const Replacement* each : kept)
    by_path[each->where.path].push_back(each);
  for (auto& [path, replacements] : by_path)
    if (const auto contents = sources(path))
      if (auto changed = edited(*contents, std::move(replacements)))
        outcome.files.push_back({path, std::move(*changed)});
  return outcome;
}

} // namespace partywall::fix
