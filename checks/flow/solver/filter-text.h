/// Filters written in a language: Milvus and SQL expressions, RediSearch queries.
#pragma once

#include "checks/flow/solver/filter.h"
#include "checks/flow/sql/sql.h"

namespace partywall::solver {

/// An expression as Milvus, LanceDB and DuckDB take it, or a RediSearch query: told apart by their signs.
[[nodiscard]] Formula read_expression(Engine& engine, Term text, const Bindings& bindings);
/// Conditions of an SQL block; `holes` and bound values by number. Subqueries count with their own conditions.
[[nodiscard]] Formula read_block(Engine& engine, const sql::Statement& statement, int block,
                                 std::span<const Term> parameters, std::span<const Term> holes);
/// Literal texts become pieces, all else holes.
void to_pieces(const Terms& terms, std::span<const Term> parts, std::vector<sql::Piece>& pieces,
               std::vector<Term>& holes);

} // namespace partywall::solver
