#include "checks/flow/sql/virtual-table.h"

#include <cstddef>
#include <string>

namespace partywall::sql {
namespace {

class Reader {
public:
  Reader(const Scanned& scanned, std::span<const Token> tokens) : scanned_(scanned), tokens_(tokens) {}

  std::optional<Statement> run() {
    if (!take("create") || !take("virtual") || !take("table"))
      return std::nullopt;
    if (take("if") && (!take("not") || !take("exists")))
      return std::nullopt;
    Statement statement{.kind = Statement::Kind::ddl, .action = "create table"};
    statement.table = name();
    if (is_symbol(".")) { // schema.table
      ++at_;
      statement.table = name();
    }
    if (statement.table.empty() || !take("using") || name().empty() || !is_symbol("(") || !read_columns(statement))
      return std::nullopt;
    for (const auto& token : tokens_)
      if (token.hole_count > 0 && token.kind == Token::Kind::holes)
        for (int hole = 0; hole < token.hole_count; ++hole)
          statement.fragments.push_back({token.first_hole + hole, ""});
    return statement;
  }

private:
  bool take(const char* word) {
    const bool is_here = at_ < tokens_.size() && is_word(scanned_, tokens_[at_], word);
    at_ += is_here ? 1 : 0;
    return is_here;
  }

  [[nodiscard]] bool is_symbol(std::string_view text) const {
    return at_ < tokens_.size() && scanned_.of(tokens_[at_]) == text;
  }

  /// Empty when no plain name stands here.
  std::string name() {
    if (at_ >= tokens_.size() || tokens_[at_].hole_count > 0)
      return {};
    const auto text = scanned_.of(tokens_[at_]);
    if (tokens_[at_].kind == Token::Kind::word)
      return ++at_, lower(text);
    if (tokens_[at_].kind == Token::Kind::quoted_identifier)
      return ++at_, lower(text.substr(1, text.size() - 2));
    return {};
  }

  /// Each argument's first word is its column, but for `option=value`.
  bool read_columns(Statement& statement) {
    statement.has_all_columns = true;
    ++at_;
    int depth = 1;
    bool is_first = true;
    for (; at_ < tokens_.size() && depth > 0; ++at_) {
      statement.has_all_columns &= tokens_[at_].kind != Token::Kind::holes;
      depth += is_symbol("(") ? 1 : is_symbol(")") ? -1 : 0;
      if (depth == 1 && is_symbol(",")) {
        is_first = true;
        continue;
      }
      if (!is_first || is_symbol("+"))
        continue;
      is_first = false;
      if (auto column = name(); !column.empty()) {
        if (!is_symbol("="))
          statement.table_columns.push_back(std::move(column));
        --at_;
      }
    }
    return depth == 0 && at_ == tokens_.size();
  }

  const Scanned& scanned_;
  std::span<const Token> tokens_;
  std::size_t at_ = 0;
};

} // namespace

std::optional<Statement> virtual_table(const Scanned& scanned, std::span<const Token> tokens) {
  return Reader(scanned, tokens).run();
}

} // namespace partywall::sql
