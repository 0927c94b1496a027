#include "checks/flow/sql/render.h"

#include <llvm/ADT/StringExtras.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace partywall::sql {
namespace {

using Tokens = std::span<const Token>;

/// Words after which a value or a name may come. After others a hole would be read as an alias (`t x`) or as a typed
/// literal (`date $1`), which is a guess.
constexpr std::array words_before_operands = {
    "from",       "join",   "into",      "update",   "table",   "only",     "on",     "as",         "by",
    "set",        "local",  "session",   "role",     "to",      "index",    "column", "select",     "where",
    "and",        "or",     "not",       "exists",   "using",   "distinct", "view",   "policy",     "schema",
    "references", "having", "truncate",  "grant",    "revoke",  "limit",    "offset", "constraint", "in",
    "values",     "like",   "ilike",     "between",  "then",    "when",     "else",   "case",       "returning",
    "match",      "glob",   "escape",    "array",    "any",     "all",      "first",  "next",       "key",
    "interval",   "date",   "timestamp", "uuid",     "default", "union",    "except", "if",         "trigger",
    "database",   "user",   "function",  "intersect"};

/// Words that may follow a hole left out without changing what stands before it.
constexpr std::array words_after_fragments = {
    "select", "from",      "where",  "on",    "having", "limit", "offset",   "values", "set",   "using",
    "union",  "intersect", "except", "order", "group",  "and",   "or",       "asc",    "desc",  "for",
    "fetch",  "then",      "when",   "else",  "end",    "join",  "left",     "right",  "inner", "cross",
    "full",   "natural",   "do",     "with",  "window", "nulls", "returning"};

constexpr std::array clause_words = {"select", "from",      "where",  "on",     "having", "limit",
                                     "offset", "values",    "set",    "using",  "union",  "intersect",
                                     "except", "returning", "insert", "update", "delete"};

bool touches(const Token& left, const Token& right) { return left.end == right.begin; }

bool ends_operand(const Scanned& scanned, const Token& token) {
  switch (token.kind) {
  case Token::Kind::word:
    return std::ranges::none_of(words_before_operands, [&](const char* word) { return is_word(scanned, token, word); });
  case Token::Kind::symbol: {
    const auto text = scanned.of(token);
    return text == ")" || text == "]";
  }
  default:
    return true;
  }
}

/// Whether leaving the hole out keeps the operands around it apart: `a {} = 1`, `e {} $1` and `t {} c` would change.
bool can_be_left_out(const Scanned& scanned, Tokens tokens, std::size_t index) {
  while (index < tokens.size() && tokens[index].kind == Token::Kind::holes)
    ++index;
  if (index == tokens.size())
    return true;
  const auto text = scanned.of(tokens[index]);
  return text == ")" || text == "," || std::ranges::any_of(words_after_fragments, [&](const char* word) {
           return is_word(scanned, tokens[index], word);
         });
}

bool follows_operand(const Scanned& scanned, Tokens tokens, std::size_t index) {
  return index > 0 && ends_operand(scanned, tokens[index - 1]);
}

/// A hole grown together with a name is part of it: `chunks_` + hole, hole + `_chunks`, `schema.` + hole.
/// `true` + hole is not: the hole may as well begin with a space.
std::optional<Filling> forced_filling(const Scanned& scanned, Tokens tokens, std::size_t index) {
  const auto& token = tokens[index];
  const auto* before = index > 0 && touches(tokens[index - 1], token) ? &tokens[index - 1] : nullptr;
  const auto* after = index + 1 < tokens.size() && touches(token, tokens[index + 1]) ? &tokens[index + 1] : nullptr;
  const bool leads =
      after && (after->kind == Token::Kind::word || after->kind == Token::Kind::number || scanned.of(*after) == ".");
  if (before && scanned.of(*before) == ".")
    return Filling::name;
  if (before && (before->kind == Token::Kind::word || before->kind == Token::Kind::number ||
                 before->kind == Token::Kind::parameter || before->kind == Token::Kind::placeholder ||
                 before->kind == Token::Kind::assembled)) {
    const bool is_prefix = before->kind == Token::Kind::word && (leads || scanned.of(*before).ends_with('_'));
    return is_prefix ? Filling::name : Filling::nothing;
  }
  if (leads)
    return Filling::name;
  return std::nullopt;
}

std::string marked(std::string_view text, int first_hole) {
  std::string result;
  for (const char c : text)
    result += c == hole_mark ? marker(first_hole++) : std::string(1, c);
  return result;
}

std::string doubled(std::string_view text, char quote) {
  std::string result;
  for (const char c : text)
    result += c == quote ? std::string(2, c) : std::string(1, c);
  return result;
}

std::string parameter(int number) { return "$" + std::to_string(number); }

std::string filled(const Token& token, Filling filling) {
  switch (filling) {
  case Filling::value:
    return parameter(hole_parameters + token.first_hole);
  case Filling::list:
    return "(" + parameter(hole_parameters + token.first_hole) + ")";
  case Filling::name:
    return marked(std::string(static_cast<std::size_t>(token.hole_count), hole_mark), token.first_hole);
  case Filling::nothing:
    return " ";
  }
  return {};
}

/// SQLite's words that PostgreSQL has others for, or none.
class Dialect {
public:
  Dialect(const Scanned& scanned, Tokens tokens) : scanned_(scanned), tokens_(tokens) {}

  [[nodiscard]] bool is_at(std::size_t index, std::string_view word) const {
    return index < tokens_.size() && is_word(scanned_, tokens_[index], word);
  }

  /// Text for this token where it differs, and how many tokens it stands for.
  [[nodiscard]] std::optional<std::pair<std::string, std::size_t>> replacement(std::size_t index) const {
    if (is_at(index, "insert") && is_at(index + 1, "or"))
      return std::pair("insert", std::size_t{3}); // INSERT OR REPLACE
    if (is_at(index, "replace") && is_at(index + 1, "into"))
      return std::pair("insert", std::size_t{1});
    if (is_at(index, "match") && !is_at(index + 1, "full") && !is_at(index + 1, "partial") &&
        !is_at(index + 1, "simple"))
      return std::pair("@~~@", std::size_t{1});
    if (is_at(index, "glob"))
      return std::pair("@~*@", std::size_t{1});
    if (is_at(index, "autoincrement"))
      return std::pair("", std::size_t{1});
    if (is_at(index, "without") && is_at(index + 1, "rowid"))
      return std::pair("", std::size_t{2});
    if (scanned_.of(tokens_[index]) == "==")
      return std::pair("=", std::size_t{1});
    return std::nullopt;
  }

private:
  const Scanned& scanned_;
  Tokens tokens_;
};

std::string plain_text(const Scanned& scanned, const Token& token, const Placeholders& placeholders,
                       bool question_is_operator) {
  const auto text = scanned.of(token);
  switch (token.kind) {
  case Token::Kind::placeholder: {
    if (question_is_operator && text == "?")
      return "?";
    const auto found = placeholders.numbers.find(token.begin);
    return parameter(found == placeholders.numbers.end() ? own_parameters + 1 : found->second);
  }
  case Token::Kind::assembled:
    return parameter(assembled_parameters + token.first_hole);
  case Token::Kind::quoted_identifier:
    if (text.starts_with('`'))
      return "\"" + marked(doubled(text.substr(1, text.size() - 2), '"'), token.first_hole) + "\"";
    return marked(text, token.first_hole);
  default:
    return marked(text, token.first_hole);
  }
}

} // namespace

std::string marker(int hole) { return std::string(marker_prefix) + std::to_string(hole) + "_"; }

Unmarked unmark(std::string_view text) {
  Unmarked result;
  while (true) {
    const auto at = text.find(marker_prefix);
    result.text += text.substr(0, at);
    if (at == std::string_view::npos)
      return result;
    text.remove_prefix(at + marker_prefix.size());
    int hole = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), hole);
    if (error != std::errc{} || end == text.data() + text.size() || *end != '_')
      continue; // not one of ours; scan() lets none through
    result.holes.push_back(hole);
    result.text += "{" + std::to_string(hole) + "}";
    text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  }
}

Placeholders number_placeholders(const Scanned& scanned) {
  Placeholders result;
  for (const auto& token : scanned.tokens) {
    result.are_operators |= token.kind == Token::Kind::parameter;
    if (token.kind != Token::Kind::placeholder)
      continue;
    const auto text = scanned.of(token);
    int number = 0;
    if (text == "?") {
      number = ++result.count;
    } else if (text[0] == '?') {
      if (std::from_chars(text.data() + 1, text.data() + text.size(), number).ec != std::errc{} ||
          number > own_parameters)
        continue; // too large: refused where it is used
      result.count = std::max(result.count, number);
    } else {
      const auto [entry, is_new] = result.named.try_emplace(std::string(text.substr(1)), result.count + 1);
      number = entry->second;
      result.count += is_new ? 1 : 0;
    }
    if (number > own_parameters)
      continue;
    result.numbers[token.begin] = number;
  }
  return result;
}

std::optional<Fillings> first_fillings(const Scanned& scanned, Tokens tokens) {
  Fillings result;
  for (std::size_t index = 0; index < tokens.size(); ++index) {
    if (tokens[index].kind != Token::Kind::holes)
      continue;
    const bool wants_list =
        index > 0 && (is_word(scanned, tokens[index - 1], "in") || is_word(scanned, tokens[index - 1], "values"));
    const bool is_extra = follows_operand(scanned, tokens, index);
    const auto usual = wants_list ? Filling::list : is_extra ? Filling::nothing : Filling::value;
    result[index] = forced_filling(scanned, tokens, index).value_or(usual);
    if (result[index] == Filling::nothing && !can_be_left_out(scanned, tokens, index))
      return std::nullopt;
  }
  return result;
}

std::optional<Filling> next_filling(const Scanned& scanned, Tokens tokens, std::size_t index, Filling current) {
  if (current == Filling::nothing || forced_filling(scanned, tokens, index))
    return std::nullopt;
  if (current != Filling::name)
    return Filling::name;
  return can_be_left_out(scanned, tokens, index) ? std::optional(Filling::nothing) : std::nullopt;
}

Filled render(const Scanned& scanned, Tokens tokens, const Reading& reading, const Placeholders& placeholders) {
  Filled result;
  const Dialect dialect(scanned, tokens);
  for (std::size_t index = 0; index < tokens.size();) {
    const auto& token = tokens[index];
    if (index > 0 && !touches(tokens[index - 1], token))
      result.text += ' ';
    result.starts[result.text.size()] = index;
    std::size_t count = 1;
    if (token.kind == Token::Kind::holes) {
      result.text += filled(token, reading.fillings.at(index));
    } else if (const auto replacement = dialect.replacement(index)) {
      result.text += replacement->first;
      count = replacement->second;
    } else {
      result.text += plain_text(scanned, token, placeholders, reading.question_is_operator);
      if (token.kind == Token::Kind::assembled && index + 1 < tokens.size() &&
          tokens[index + 1].kind == Token::Kind::number)
        result.text += ' '; // a digit after it would change the number
    }
    if (reading.nameless.contains(index))
      result.text += " AS " + std::string(alias_prefix) + std::to_string(index);
    index += count;
  }
  return result;
}

std::string clause_before(const Scanned& scanned, Tokens tokens, std::size_t index) {
  int depth = 0;
  while (index-- > 0) {
    const auto text = scanned.of(tokens[index]);
    depth += text == ")" ? 1 : text == "(" ? -1 : 0;
    if (depth != 0)
      continue;
    if (is_word(scanned, tokens[index], "by") && index > 0)
      return lower(scanned.of(tokens[index - 1])) + " by";
    for (const char* word : clause_words)
      if (is_word(scanned, tokens[index], word))
        return word;
  }
  return {};
}

} // namespace partywall::sql
