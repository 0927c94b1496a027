#include "checks/flow/sql/builder.h"
#include "checks/flow/sql/render.h"
#include "checks/flow/sql/sql.h"
#include "checks/flow/sql/virtual-table.h"

#include <llvm/ADT/StringExtras.h>
#include <pg_query.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>

namespace partywall::sql {
namespace {

/// PostgreSQL's parser recurses when it writes its tree out: longer statements could exhaust a thread's stack.
constexpr std::size_t statement_limit = 64 << 10;
constexpr std::size_t name_limit = 63; ///< Longer names are cut short by the parser, with the holes in them.
constexpr std::size_t run_limit = 100;

struct Failure {
  std::string message;
  std::size_t offset = 0; ///< In the text, in bytes.
};

std::size_t byte_offset(std::string_view text, int characters) {
  std::size_t at = 0;
  for (; characters > 1 && at < text.size(); --characters)
    do
      ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

/// libpg_query keeps its memory and its error handling per thread, so that calls do not disturb each other.
std::expected<Json, Failure> tree_of(const std::string& text) {
  const auto free = [](PgQueryParseResult* result) { pg_query_free_parse_result(*result); };
  PgQueryParseResult raw = pg_query_parse(text.c_str());
  const std::unique_ptr<PgQueryParseResult, decltype(free)> result(&raw, free);
  if (raw.error)
    return std::unexpected(
        Failure{raw.error->message ? raw.error->message : "syntax error", byte_offset(text, raw.error->cursorpos)});
  auto tree = Json::parse(raw.parse_tree ? raw.parse_tree : "", nullptr, false);
  if (tree.is_discarded())
    return std::unexpected(Failure{"its tree cannot be read"});
  return tree;
}

/// One statement on its way: what its holes are filled with changes until it parses.
class Attempt {
public:
  Attempt(const Scanned& scanned, std::span<const Token> tokens, const Placeholders& placeholders)
      : scanned_(scanned), tokens_(tokens), placeholders_(placeholders) {}

  std::expected<Statement, std::string> run() {
    if (tokens_.back().end - tokens_.front().begin > statement_limit)
      return std::unexpected("the statement is too long");
    if (auto table = virtual_table(scanned_, tokens_))
      return *std::move(table);
    auto problem = read(placeholders_.are_operators);
    if (problem && has_question() && !placeholders_.are_operators && !read(true))
      problem.reset(); // jsonb's operator after all
    if (problem)
      return std::unexpected(*std::move(problem));
    return build();
  }

private:
  [[nodiscard]] bool has_question() const {
    return std::ranges::any_of(tokens_, [&](const Token& token) { return scanned_.of(token) == "?"; });
  }

  /// The first message when it does not parse in any way.
  std::optional<std::string> read(bool question_is_operator) {
    auto fillings = first_fillings(scanned_, tokens_);
    if (!fillings)
      return "a hole between two operands";
    reading_ = {.fillings = *std::move(fillings), .question_is_operator = question_is_operator};
    if (reading_.fillings.size() > run_limit)
      return "too many holes";
    std::optional<std::string> problem;
    while (true) {
      filled_ = render(scanned_, tokens_, reading_, placeholders_);
      if (has_long_name())
        return "a name with a hole is too long";
      auto tree = tree_of(filled_.text);
      if (tree) {
        tree_ = *std::move(tree);
        return std::nullopt;
      }
      if (!problem)
        problem = tree.error().message;
      const bool wants_name = tree.error().message.ends_with("in FROM must have an alias");
      if (wants_name ? !name_subquery(tree.error().offset) : !change_filling(tree.error().offset))
        return problem;
    }
  }

  /// The hole the error stands at, or the last one before it, becomes something else.
  bool change_filling(std::size_t offset) {
    for (auto start = filled_.starts.upper_bound(offset); start != filled_.starts.begin();) {
      const auto index = (--start)->second;
      const auto filling = reading_.fillings.find(index);
      if (filling == reading_.fillings.end())
        continue;
      const auto next = next_filling(scanned_, tokens_, index, filling->second);
      if (next)
        filling->second = *next;
      return next.has_value();
    }
    return false;
  }

  /// PostgreSQL before 16 wants a name for a subquery in FROM; SQLite, DuckDB and 16 do not.
  bool name_subquery(std::size_t offset) {
    const auto start = filled_.starts.find(offset);
    if (start == filled_.starts.end())
      return false;
    int depth = 0;
    for (auto index = start->second; index < tokens_.size(); ++index) {
      const auto text = scanned_.of(tokens_[index]);
      depth += text == "(" ? 1 : text == ")" ? -1 : 0;
      if (depth == 0)
        return reading_.nameless.insert(index).second;
    }
    return false;
  }

  std::expected<Statement, std::string> build() {
    const auto& nodes = member(tree_, "stmts");
    if (!nodes.is_array() || nodes.size() != 1)
      return std::unexpected("not one statement");
    std::map<int, int> run_lengths;
    for (const auto& token : tokens_)
      if (token.kind == Token::Kind::holes || token.kind == Token::Kind::assembled)
        run_lengths[token.first_hole] = token.hole_count;
    Statement statement;
    if (auto problem = Builder(statement, run_lengths).build(member(nodes[0], "stmt")); !problem.empty())
      return std::unexpected(std::move(problem));
    if (statement.creates_policy)
      statement.policy_text = written();
    add_fragments(statement);
    add_parameter_names(statement);
    return statement;
  }

  [[nodiscard]] std::string written() const {
    std::string result;
    int hole = tokens_.front().first_hole;
    for (auto at = tokens_.front().begin; at < tokens_.back().end; ++at)
      result += scanned_.text[at] == hole_mark ? "{" + std::to_string(hole++) + "}" : std::string(1, scanned_.text[at]);
    return result;
  }

  void add_fragments(Statement& statement) const {
    for (const auto& [index, filling] : reading_.fillings)
      for (int hole = 0; filling == Filling::nothing && hole < tokens_[index].hole_count; ++hole)
        statement.fragments.push_back({tokens_[index].first_hole + hole, clause_before(scanned_, tokens_, index)});
    statement.has_all_columns &= statement.fragments.empty();
  }

  void add_parameter_names(Statement& statement) const {
    for (const auto& token : tokens_)
      if (token.kind == Token::Kind::placeholder && !scanned_.of(token).starts_with('?'))
        if (const auto number = placeholders_.numbers.find(token.begin); number != placeholders_.numbers.end())
          statement.parameter_names[number->second] = scanned_.of(token).substr(1);
  }

  [[nodiscard]] bool has_long_name() const {
    std::size_t length = 0;
    std::size_t end = std::string::npos;
    for (const auto& token : tokens_) { // words and holes that are one name
      const bool is_part =
          token.kind == Token::Kind::word || token.kind == Token::Kind::holes || token.kind == Token::Kind::number;
      const auto size =
          token.end - token.begin + static_cast<std::size_t>(token.hole_count) * marker(hole_limit).size();
      if (token.kind == Token::Kind::quoted_identifier && token.hole_count > 0 && size > name_limit)
        return true;
      length = is_part && token.begin == end ? length + size : size;
      end = token.end;
      if (is_part && token.hole_count + (length > size) > 0 && length > name_limit)
        return true;
    }
    return false;
  }

  const Scanned& scanned_;
  std::span<const Token> tokens_;
  const Placeholders& placeholders_;
  Reading reading_;
  Filled filled_;
  Json tree_;
};

Statement unknown(std::string problem) { return {.kind = Statement::Kind::unknown, .problem = std::move(problem)}; }

} // namespace

std::expected<std::vector<Statement>, std::string> parse(const std::vector<Piece>& pieces) {
  const auto scanned = scan(pieces);
  if (!scanned)
    return std::unexpected(scanned.error());
  const auto placeholders = number_placeholders(*scanned);
  std::vector<Statement> result;
  std::string problem = "there is no statement";
  bool is_any_understood = false;
  for (const auto& tokens : split_statements(*scanned)) {
    auto statement = Attempt(*scanned, tokens, placeholders).run();
    if (!statement)
      problem = statement.error();
    is_any_understood |= statement.has_value();
    result.push_back(statement ? *std::move(statement) : unknown(statement.error()));
  }
  if (!is_any_understood)
    return std::unexpected(problem);
  return result;
}

} // namespace partywall::sql
