#include "checks/flow/solver/sql-hop.h"

#include "checks/flow/sql/sql.h"

#include <algorithm>

namespace partywall::solver {

namespace {

/// The text as pieces, with the terms of its holes in order. A branch that only appends is judged by its longest form.
void to_pieces(const Terms& terms, Term text, std::vector<sql::Piece>& pieces, std::vector<Term>& holes) {
  switch (terms.kind(text)) {
    case TermKind::text:
      pieces.push_back({std::string(terms.name(terms.at(text).symbol)), false});
      return;
    case TermKind::number:
      pieces.push_back({std::to_string(terms.at(text).number), false});
      return;
    case TermKind::cat:
      for (const Term part : terms.children(text)) to_pieces(terms, part, pieces, holes);
      return;
    case TermKind::alternative: {
      Term longest = terms.child(text, 1);
      for (std::size_t i = 1; i < terms.children(text).size(); i += 2)
        if (terms.at(terms.child(text, i)).weight > terms.at(longest).weight) longest = terms.child(text, i);
      to_pieces(terms, longest, pieces, holes);
      return;
    }
    case TermKind::nothing: case TermKind::zero: case TermKind::null:
      return;
    default:
      pieces.push_back({"", true});
      holes.push_back(text);
  }
}

bool is_identity_column(const Engine& engine, std::string_view column) {
  const models::PathName path[] = {{column, {}, {}, models::NameShape::text, false}};
  return models::is_identity_path(engine.names.lexicon(), path);
}

/// Values the identity conditions of `block` allow.
void add_scope(const Engine& engine, const sql::Block& block, std::span<const Term> parameters, std::span<const Term> holes,
               std::vector<Term>& scope) {
  for (const sql::Condition& condition : block.conditions) {
    if (!condition.is_mandatory || !is_identity_column(engine, condition.column)) continue;
    for (const sql::Value& value : condition.values) {
      const auto index = static_cast<std::size_t>(value.number);
      if (value.kind == sql::Value::Kind::parameter && value.number >= 1 && index <= parameters.size()) scope.push_back(parameters[index - 1]);
      if (value.kind == sql::Value::Kind::hole && value.number >= 0 && index < holes.size()) scope.push_back(holes[index]);
    }
  }
}

}  // namespace

std::optional<SqlSearch> read_search(Engine& engine, Term text, std::span<const Term> parameters) {
  std::vector<sql::Piece> pieces;
  std::vector<Term> holes;
  to_pieces(engine.terms, text, pieces, holes);
  const auto parsed = sql::parse(pieces);
  if (!parsed) return std::nullopt;
  for (const sql::Statement& statement : *parsed) {
    for (std::size_t i = 0; i < statement.blocks.size(); ++i) {
      const sql::Block& ranking = statement.blocks[i];
      if (!ranking.orders_by_distance) continue;
      // The innermost ranking decides; an outer one only sorts what is left.
      const bool has_inner = std::ranges::any_of(statement.blocks, [&](const sql::Block& other) {
        return other.orders_by_distance && other.has_limit && &other > &ranking;
      });
      if (has_inner && !ranking.has_limit) continue;
      SqlSearch search;
      add_scope(engine, ranking, parameters, holes, search.inner_scope);
      // What the ranked rows are drawn from restricts them as well.
      for (std::size_t k = i + 1; k < statement.blocks.size(); ++k)
        if (statement.blocks[k].parent == static_cast<int>(i) && !statement.blocks[k].has_limit)
          add_scope(engine, statement.blocks[k], parameters, holes, search.inner_scope);
      for (int parent = ranking.parent; parent >= 0; parent = statement.blocks[static_cast<std::size_t>(parent)].parent)
        add_scope(engine, statement.blocks[static_cast<std::size_t>(parent)], parameters, holes, search.outer_scope);
      return search;
    }
  }
  return std::nullopt;
}

}  // namespace partywall::solver
