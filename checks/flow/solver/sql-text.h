/// SQL text that the program composes: every way it may read, with its parameters and holes being terms.
#pragma once

#include "checks/flow/solver/engine.h"
#include "checks/flow/sql/sql.h"

#include <span>
#include <vector>

namespace partywall::solver {

/// One way the text may be put together.
struct SqlReading {
  std::vector<sql::Statement> statements;
  std::vector<Term> parameters;   ///< `$1` first; absent terms where nothing was bound.
  std::vector<Term> holes;
  std::vector<Term> facts;        ///< What is known if it reads like this; sorted.

  /// The terms `value` is made of: bound, spliced in, or part of an expression. None for columns and literals.
  [[nodiscard]] std::vector<Term> terms_of(const sql::Value& value) const;
};

/// The readings of `text` that `facts` leave possible and that are understood. `parameters` is what was bound: a list,
/// or entries under their numbers or names.
[[nodiscard]] std::vector<SqlReading> read_sql(const Engine& engine, Term text, Term parameters, std::span<const Term> facts);

/// What was bound, `$1` first: a list, or entries under numbers or under the names that `statement` uses. Absent terms
/// where nothing was bound.
[[nodiscard]] std::vector<Term> bound_values(const Terms& terms, Term parameters, const sql::Statement* statement);

/// Whether a column of this name says whose a row is.
[[nodiscard]] bool is_identity_column(const Engine& engine, std::string_view column);

}  // namespace partywall::solver
