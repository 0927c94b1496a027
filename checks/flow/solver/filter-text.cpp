#include "checks/flow/solver/filter-text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace partywall::solver {

namespace {

using Kind = Formula::Kind;

constexpr std::size_t choice_limit = 24;
constexpr char hole_mark = '\x01'; ///< Followed by the hole's number and hole_end.
constexpr char hole_end = '\x02';

/// RediSearch: `(@tenant:{…} | @kind:{…}) -@state:{draft}`.
class RedisQuery {
public:
  RedisQuery(Terms& terms, std::string_view text, std::span<const Term> holes)
      : terms_(terms), text_(text), holes_(holes) {}

  std::optional<Formula> run() {
    Formula found = either();
    skip();
    return is_wrong_ || at_ != text_.size() ? std::nullopt : std::optional(std::move(found));
  }

private:
  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])))
      ++at_;
  }
  [[nodiscard]] bool sees(char c) {
    skip();
    return at_ < text_.size() && text_[at_] == c;
  }
  bool take(char c) {
    if (!sees(c))
      return false;
    ++at_;
    return true;
  }

  Formula either() {
    Formula found = Formula::of(Kind::any_of, {});
    do
      found.parts.push_back(together());
    while (take('|') && !is_wrong_);
    return found.parts.size() == 1 ? std::move(found.parts[0]) : found;
  }

  Formula together() {
    Formula found = Formula::of(Kind::all_of, {});
    while (!is_wrong_ && !sees('|') && !sees(')') && at_ < text_.size())
      found.parts.push_back(factor());
    return found;
  }

  Formula factor() {
    if (++depth_ > 64)
      is_wrong_ = true;
    if (is_wrong_)
      return {};
    Formula found = bare();
    --depth_;
    return found;
  }

  Formula bare() {
    if (take('-'))
      return Formula::of(Kind::none_of, {factor()});
    if (take('~')) {
      Formula wished = factor();
      return Formula::of(Kind::any_of, {std::move(wished), Formula{}});
    }
    if (take('(')) {
      Formula inner = either();
      is_wrong_ |= !take(')');
      return inner;
    }
    if (take('@'))
      return field();
    if (take('*'))
      return {};
    if (take('"')) {
      while (at_ < text_.size() && text_[at_] != '"')
        ++at_;
      ++at_;
      return {};
    }
    return word();
  }

  /// Text to search for, or spliced text of any meaning: it says nothing of the owner.
  Formula word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !std::isspace(static_cast<unsigned char>(text_[at_])) &&
           std::string_view("()|\"").find(text_[at_]) == std::string_view::npos)
      ++at_;
    if (at_ == begin) {
      is_wrong_ = true;
      return {};
    }
    // A part put together elsewhere: judged by what it is made of.
    if (text_[begin] == hole_mark)
      return {Kind::opaque, {}, holes_in(text_.substr(begin, at_ - begin)), {}, {}};
    return {};
  }

  Formula field() {
    const std::size_t colon = text_.find(':', at_);
    if (colon == std::string_view::npos) {
      is_wrong_ = true;
      return {};
    }
    Formula found{Kind::test, std::string(text_.substr(at_, colon - at_)), {}, {}, {}};
    at_ = colon + 1;
    skip();
    const char open = at_ < text_.size() ? text_[at_] : '\0';
    const char close = open == '{' ? '}' : open == '[' ? ']' : open == '(' ? ')' : open == '"' ? '"' : '\0';
    std::size_t end = at_;
    if (close) {
      ++at_;
      end = text_.find(close, at_);
      if (end == std::string_view::npos) {
        is_wrong_ = true;
        return {};
      }
    } else {
      while (end < text_.size() && !std::isspace(static_cast<unsigned char>(text_[end])) && text_[end] != ')')
        ++end;
    }
    const std::string_view inside = text_.substr(at_, end - at_);
    at_ = end + (close ? 1 : 0);
    if (inside == "*")
      return {};
    for (std::size_t begin = 0; begin <= inside.size();) {
      const std::size_t bar = close == '}' ? std::min(inside.find('|', begin), inside.size()) : inside.size();
      add_value(inside.substr(begin, bar - begin), found);
      begin = bar + 1;
    }
    return found;
  }

  void add_value(std::string_view text, Formula& test) {
    const std::vector<Term> holes = holes_in(text);
    if (!holes.empty()) {
      test.values.push_back(holes.size() == 1 ? holes[0] : terms_.cat(holes));
      return;
    }
    while (!text.empty() && (text.front() == ' ' || text.front() == '"'))
      text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '"'))
      text.remove_suffix(1);
    test.values.push_back(terms_.text(text));
  }

  [[nodiscard]] std::vector<Term> holes_in(std::string_view text) const {
    std::vector<Term> found;
    for (std::size_t at = text.find(hole_mark); at != std::string_view::npos; at = text.find(hole_mark, at + 1)) {
      const auto number = static_cast<std::size_t>(std::atoi(std::string(text.substr(at + 1)).c_str()));
      if (number < holes_.size())
        found.push_back(holes_[number]);
    }
    return found;
  }

  Terms& terms_;
  std::string_view text_;
  std::span<const Term> holes_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool is_wrong_ = false;
};

/// Parts of a text that was built letter by letter, as quoting and escaping do; empty if `term` is none. A loop that did
/// not turn is no choice that anybody has, and neither is what an escaped letter has in front.
std::vector<Term> letters_of(const Terms& terms, Term term) {
  constexpr std::size_t longest_escape = 2;
  switch (terms.kind(term)) {
  case TermKind::project:
    return terms.kind(terms.child(term, 1)) == TermKind::step_element ? std::vector<Term>{term} : std::vector<Term>{};
  case TermKind::cat: {
    std::vector<Term> found;
    bool has_letters = false;
    for (const Term child : terms.children(term)) {
      if (terms.kind(child) == TermKind::text && terms.name(terms.at(child).symbol).size() <= longest_escape) {
        found.push_back(child);
        continue;
      }
      const std::vector<Term> part = letters_of(terms, child);
      if (part.empty())
        return {};
      has_letters |= terms.kind(part.back()) != TermKind::text;
      found.insert(found.end(), part.begin(), part.end());
    }
    return has_letters ? found : std::vector<Term>{};
  }
  case TermKind::alternative: {
    std::vector<Term> found;
    Term shortest;
    for (std::size_t i = 1; i < terms.children(term).size(); i += 2) {
      const Term value = terms.child(term, i);
      if (terms.kind(value) == TermKind::text) {
        const auto length = [&](Term text) { return terms.name(terms.at(text).symbol).size(); };
        if (!shortest || length(value) < length(shortest))
          shortest = value;
      } else if (found.empty()) {
        found = letters_of(terms, value);
        if (found.empty())
          return {};
      }
    }
    const bool is_escape = found.empty() && shortest && terms.name(terms.at(shortest).symbol).size() <= longest_escape;
    return is_escape ? std::vector<Term>{shortest} : found;
  }
  default:
    return {};
  }
}

std::string marked(std::span<const sql::Piece> pieces) {
  std::string text;
  int number = 0;
  for (const sql::Piece& piece : pieces)
    text += piece.is_hole ? hole_mark + std::to_string(number++) + hole_end : piece.text;
  return text;
}

/// Milvus' spelling in SQL's: `==`, `&&`, `||`, "text", `in [a, b]`, `meta["tenant"]`, and templates `{name}` as holes.
class MilvusWords {
public:
  MilvusWords(Terms& terms, const Bindings& bindings, std::vector<Term>& holes)
      : terms_(terms), bindings_(bindings), holes_(holes) {}

  std::vector<sql::Piece> run(std::span<const sql::Piece> pieces) {
    std::size_t hole = 0;
    std::vector<Term> numbered;
    for (const sql::Piece& piece : pieces) {
      if (!piece.is_hole) {
        text(piece.text, numbered);
      } else {
        flush();
        found_.push_back({"", true});
        numbered.push_back(holes_[hole++]);
      }
    }
    flush();
    holes_ = std::move(numbered);
    return std::move(found_);
  }

private:
  void flush() {
    if (!word_.empty())
      found_.push_back({std::exchange(word_, {}), false});
  }

  void text(std::string_view text, std::vector<Term>& numbered) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char next = i + 1 < text.size() ? text[i + 1] : '\0';
      const char c = text[i];
      if (c == '\'')
        is_quoted_ = !is_quoted_;
      if (c == '"') {
        // A key in brackets stands for the column of its name.
        const bool is_key = !word_.empty() && word_.back() == '[';
        const std::size_t end = is_key ? text.find("\"]", i + 1) : std::string_view::npos;
        if (end != std::string_view::npos) {
          word_.pop_back();
          while (!word_.empty() &&
                 (std::isalnum(static_cast<unsigned char>(word_.back())) || word_.back() == '_' || word_.back() == '$'))
            word_.pop_back();
          word_ += text.substr(i + 1, end - i - 1);
          i = end + 1;
        } else {
          word_ += '\'';
          is_quoted_ = !is_quoted_;
        }
      } else if (is_quoted_) {
        word_ += c;
      } else if (c == '=' && next == '=') {
        word_ += '=';
        ++i;
      } else if (c == '&' && next == '&') {
        word_ += " AND ";
        ++i;
      } else if (c == '|' && next == '|') {
        word_ += " OR ";
        ++i;
      } else if (c == '[' && ends_with_in()) {
        word_ += '(';
        is_list_ = true;
      } else if (c == ']' && is_list_) {
        word_ += ')';
        is_list_ = false;
      } else if (c == '{' && text.find('}', i) != std::string_view::npos) {
        const std::size_t end = text.find('}', i);
        const bool is_in = ends_with_in();
        if (is_in)
          word_ += '(';
        flush();
        found_.push_back({"", true});
        const Term key = terms_.text(text.substr(i + 1, end - i - 1));
        numbered.push_back(bindings_.named ? terms_.project(bindings_.named, terms_.key_step(key)) : terms_.nothing());
        if (is_in)
          word_ += ')';
        i = end;
      } else {
        word_ += c;
      }
    }
  }

  [[nodiscard]] bool ends_with_in() const {
    std::string_view word = word_;
    while (!word.empty() && word.back() == ' ')
      word.remove_suffix(1);
    return word.size() >= 3 && (word.ends_with(" in") || word.ends_with(" IN"));
  }

  Terms& terms_;
  const Bindings& bindings_;
  std::vector<Term>& holes_;
  std::vector<sql::Piece> found_;
  std::string word_;
  bool is_quoted_ = false;
  bool is_list_ = false;
};

bool is_redis_query(std::string_view text) {
  return text.find("=>[") != std::string_view::npos || text.find('@') != std::string_view::npos;
}

Formula read_one(Engine& engine, const TextChoice& choice, const Bindings& bindings) {
  std::vector<sql::Piece> pieces;
  std::vector<Term> holes;
  to_pieces(engine.terms, choice.parts, pieces, holes);
  std::string text = marked(pieces);
  if (text.find_first_not_of(" \t\n") == std::string::npos)
    return {};
  const auto unknown = [&] { return Formula{Kind::opaque, {}, {engine.terms.cat(choice.parts)}, {}, {}}; };
  if (is_redis_query(text)) {
    text = text.substr(0, text.find("=>["));
    if (const auto found = RedisQuery(engine.terms, text, holes).run())
      return *found;
    return unknown();
  }
  if (pieces.size() == 1 && pieces[0].is_hole)
    return {Kind::opaque, {}, {holes[0]}, {}, {}};
  std::vector<sql::Piece> statement = MilvusWords(engine.terms, bindings, holes).run(pieces);
  statement.insert(statement.begin(), {"SELECT 1 FROM points WHERE ", false});
  const auto parsed = sql::parse(statement);
  if (!parsed || parsed->empty() || parsed->front().blocks.empty())
    return unknown();
  // Read, and not understood: then it is judged by what it is made of.
  const auto& conditions = parsed->front().blocks.front().conditions;
  static constexpr std::array<std::string_view, 8> known{"=", "in", "<>", "not in", "is null", "exists", "contains", "is not distinct from"};
  const bool is_understood = std::ranges::any_of(conditions, [](const sql::Condition& one) {
    return !one.column.empty() && std::ranges::find(known, one.op) != known.end();
  });
  if (!is_understood) return unknown();
  // A hole that holds grammar: whatever it is, it can widen the rest.
  return read_block(engine, parsed->front(), 0, bindings.positional, holes);
}

} // namespace

void to_pieces(const Terms& terms, std::span<const Term> parts, std::vector<sql::Piece>& pieces,
               std::vector<Term>& holes) {
  for (const Term part : parts) {
    if (terms.kind(part) == TermKind::text) {
      pieces.push_back({std::string(terms.name(terms.at(part).symbol)), false});
    } else {
      pieces.push_back({"", true});
      holes.push_back(part);
    }
  }
}

namespace {

/// `before` and what follows; absent if conditions of the two cannot both hold.
std::optional<TextChoice> joined(Terms& terms, const TextChoice& before, const TextChoice& after) {
  std::vector<Term> facts;
  for (const Term guard : {before.guard, after.guard}) {
    if (terms.kind(guard) == TermKind::all)
      facts.insert(facts.end(), terms.children(guard).begin(), terms.children(guard).end());
    else if (terms.kind(guard) != TermKind::yes)
      facts.push_back(guard);
  }
  for (const Term fact : std::vector<Term>(facts))
    if (std::ranges::find(facts, terms.negate(fact)) != facts.end())
      return std::nullopt;
  TextChoice both{terms.all(std::move(facts)), before.parts};
  both.parts.insert(both.parts.end(), after.parts.begin(), after.parts.end());
  return both;
}

std::vector<TextChoice> all_together(Terms& terms, const std::vector<std::vector<TextChoice>>& parts) {
  std::vector<TextChoice> found{{terms.yes(), {}}};
  for (const std::vector<TextChoice>& next : parts) {
    std::vector<TextChoice> all;
    for (const TextChoice& before : found)
      for (const TextChoice& after : next)
        if (std::optional<TextChoice> both = joined(terms, before, after))
          all.push_back(std::move(*both));
    found = std::move(all);
  }
  return found;
}

/// Of many clauses that may each be left out: every one of them once, beside whatever of the others goes with it.
std::vector<TextChoice> one_at_a_time(Terms& terms, const std::vector<std::vector<TextChoice>>& parts) {
  std::vector<TextChoice> found;
  for (std::size_t chosen = 0; chosen < parts.size(); ++chosen)
    for (std::size_t i = found.empty() ? 0 : 1; i < parts[chosen].size() && found.size() < choice_limit; ++i) {
      const Term wanted = parts[chosen][i].guard;
      TextChoice whole{terms.yes(), {}};
      bool is_possible = true;
      for (std::size_t at = 0; at < parts.size() && is_possible; ++at) {
        is_possible = false;
        for (std::size_t other = at == chosen ? i : 0; other < (at == chosen ? i + 1 : parts[at].size()) && !is_possible; ++other)
          if (std::optional<TextChoice> more = joined(terms, whole, parts[at][other]); more && joined(terms, {wanted, {}}, *more)) {
            whole = std::move(*more);
            is_possible = true;
          }
      }
      if (is_possible)
        found.push_back(std::move(whole));
    }
  return found;
}

} // namespace

std::vector<TextChoice> expand(Terms& terms, Term text) {
  switch (terms.kind(text)) {
  case TermKind::nothing:
  case TermKind::zero:
  case TermKind::null:
    return {{terms.yes(), {}}};
  case TermKind::number:
    return {{terms.yes(), {terms.text(std::to_string(terms.at(text).number))}}};
  case TermKind::alternative: {
    const std::vector<Term> letters = letters_of(terms, text);
    if (!letters.empty() && std::ranges::any_of(letters, [&](Term part) { return terms.kind(part) != TermKind::text; }))
      return {{terms.yes(), letters}};
    std::vector<TextChoice> found;
    const std::vector<Term> parts(terms.children(text).begin(), terms.children(text).end());
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2)
      for (TextChoice& one : expand(terms, parts[i + 1]))
        if (std::optional<TextChoice> both = joined(terms, {parts[i], {}}, one))
          found.push_back(std::move(*both));
    if (found.empty())   // conditions that contradict each other were not told apart
      return {{terms.yes(), {text}}};
    return found;
  }
  case TermKind::cat: {
    std::vector<std::vector<TextChoice>> choices;
    std::size_t count = 1;
    for (const Term part : std::vector<Term>(terms.children(text).begin(), terms.children(text).end())) {
      choices.push_back(expand(terms, part));
      count = std::min(count * choices.back().size(), choice_limit + 1);
    }
    std::vector<TextChoice> found =
        count > choice_limit ? one_at_a_time(terms, choices) : all_together(terms, choices);
    if (found.empty())
      return {{terms.yes(), {text}}};
    return found;
  }
  default:
    return {{terms.yes(), {text}}};
  }
}

Formula read_expression(Engine& engine, Term text, const Bindings& bindings) {
  Formula found{Kind::choice, {}, {}, {}, {}};
  for (const TextChoice& one : expand(engine.terms, text)) {
    found.guards.push_back(one.guard);
    found.parts.push_back(read_one(engine, one, bindings));
  }
  return found.parts.size() == 1 ? std::move(found.parts[0]) : found;
}

namespace {

Formula read_conditions(Engine& engine, const sql::Statement& statement, int block,
                        std::span<const sql::Condition> conditions, std::span<const Term> parameters,
                        std::span<const Term> holes);

Formula read_condition(Engine& engine, const sql::Statement& statement, int block, const sql::Condition& condition,
                       std::span<const Term> parameters, std::span<const Term> holes) {
  Terms& terms = engine.terms;
  Formula test{Kind::test, condition.column, {}, {}, {}};
  std::vector<Formula> inner;
  for (const sql::Value& value : condition.values) {
    const auto index = static_cast<std::size_t>(value.number);
    switch (value.kind) {
    case sql::Value::Kind::parameter:
      test.values.push_back(value.number >= 1 && index <= parameters.size() ? parameters[index - 1]
                                                                            : terms.nothing());
      break;
    case sql::Value::Kind::hole:
      if (value.number >= 0 && index < holes.size())
        test.values.push_back(holes[index]);
      break;
    case sql::Value::Kind::literal:
      test.values.push_back(terms.text(value.text));
      break;
    case sql::Value::Kind::null:
      test.values.push_back(terms.null());
      break;
    case sql::Value::Kind::query:
      if (value.number > block)
        inner.push_back(read_block(engine, statement, value.number, parameters, holes));
      break;
    case sql::Value::Kind::other:
      for (const int parameter : value.parameters)
        if (parameter >= 1 && static_cast<std::size_t>(parameter) <= parameters.size())
          test.values.push_back(parameters[static_cast<std::size_t>(parameter) - 1]);
      for (const int hole : value.holes)
        if (hole >= 0 && static_cast<std::size_t>(hole) < holes.size())
          test.values.push_back(holes[static_cast<std::size_t>(hole)]);
      break;
    default:
      break;
    }
  }
  const bool is_test = condition.op == "=" || condition.op == "in" || condition.op == "contains" ||
                       condition.op == "is not distinct from";
  Formula one = is_test || condition.op == "exists" ? std::move(test) : Formula{};
  if (condition.op == "<>" || condition.op == "not in")
    one = Formula::of(Kind::none_of, {Formula{Kind::test, condition.column, test.values, {}, {}}});
  if (!inner.empty()) {
    if (!one.values.empty())
      inner.push_back(std::move(one));
    one = Formula::of(Kind::all_of, std::move(inner));
  }
  if (condition.op == "is true")
    one = {Kind::test, condition.column, {terms.text("true")}, {}, {}};
  if (condition.op == "is null")
    one = {Kind::absent, condition.column, {}, {}, {}};
  if (!condition.is_mandatory) {
    std::vector<Formula> arms{std::move(one)};
    if (condition.allows_null)
      arms.push_back({Kind::absent, condition.column, {}, {}, {}});
    for (const std::vector<sql::Condition>& reason : condition.others)
      arms.push_back(read_conditions(engine, statement, block, reason, parameters, holes));
    if (condition.allows_others && condition.others.empty())
      arms.push_back({});
    one = Formula::of(Kind::any_of, std::move(arms));
  }
  return one;
}

Formula read_conditions(Engine& engine, const sql::Statement& statement, int block,
                        std::span<const sql::Condition> conditions, std::span<const Term> parameters,
                        std::span<const Term> holes) {
  Formula found = Formula::of(Kind::all_of, {});
  for (const sql::Condition& condition : conditions)
    found.parts.push_back(read_condition(engine, statement, block, condition, parameters, holes));
  return found;
}

} // namespace

Formula read_block(Engine& engine, const sql::Statement& statement, int block, std::span<const Term> parameters,
                   std::span<const Term> holes) {
  if (block < 0 || static_cast<std::size_t>(block) >= statement.blocks.size())
    return Formula::of(Kind::all_of, {});
  return read_conditions(engine, statement, block, statement.blocks[static_cast<std::size_t>(block)].conditions,
                         parameters, holes);
}

} // namespace partywall::solver
