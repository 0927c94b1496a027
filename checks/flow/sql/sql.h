/// SQL text as data: pieces of text and holes in, the query blocks of each statement out.
///
/// The grammar is PostgreSQL's (libpg_query), with what is cheap of SQLite's and DuckDB's put into its words first.
/// What does not parse is said to be not understood and never guessed: a hole is read as a value, as a name or as part
/// of one where the grammar allows exactly that; any other hole is left out and listed in Statement::fragments.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <vector>

namespace partywall::sql {

/// Text assembled in C++, piece by piece. A hole is a value spliced into the text; holes are numbered in order from 0.
/// Empty text pieces change nothing.
struct Piece {
  std::string text; ///< Ignored for a hole.
  bool is_hole = false;
};

/// Names and texts show hole 3 as `{3}`: `chunks_{3}`, `{0}:public`.
struct Value {
  enum class Kind : std::uint8_t {
    parameter, ///< `$1`, `?`, `:name`: number from 1; 0 when the number is itself put together at run time (`$` +
               ///< hole).
    hole,      ///< The value is hole `number`, alone; between quotes when is_quoted.
    literal,   ///< text without quotes.
    column,    ///< text is the column; block and table say whose.
    setting,   ///< current_setting('text').
    null,
    query, ///< The rows or the value of block `number`.
    other, ///< Anything computed: parameters and holes say from what; text names the function, if it is one.
  };
  Kind kind = Kind::other;
  int number = -1;
  std::string text;
  bool is_quoted = false; ///< A string literal, or a hole in one.
  bool is_list = false;   ///< `= ANY(value)`: the value is an array of allowed values.
  int block = -1;         ///< For a column: the block whose tables hold it (its own or one further out); -1: not known.
  int table = -1;         ///< Index in that block's tables; -1: it is not written which.
  std::vector<int> parameters; ///< All parameters in it, its own number included.
  std::vector<int> holes;      ///< All holes in it, its own number included.
};

/// One constraint on the rows of a block: `column op values`.
///
/// Exactly one of is_mandatory and (allows_null or allows_others) holds. `a = $1 OR a = 'x'` is one mandatory
/// condition `a in {$1, 'x'}`; `a = $1 OR a IS NULL` allows null; `a = $1 OR b` allows others, and so does `$1 IS NULL
/// OR a = $1`.
struct Condition {
  std::string
      column; ///< Lower case, without alias; the last key of `metadata->>'tenant'`. Empty: not about one column.
  std::string container; ///< `metadata` for `metadata->>'tenant'` and `metadata @> '{"tenant": …}'`.
  std::string function;  ///< What is applied to the column before the comparison, if anything: `lower(a) = $1`.
  int block = -1;        ///< As in Value.
  int table = -1;
  /// `=`, `<>`, `<=`, `in`, `not in`, `between`, `like`, `is null`, `is not null`, `is true`, `is not distinct from`,
  /// `contains` (`$1 = ANY(column)`), `exists`, `match` (SQLite), another operator as written, or empty: not
  /// understood.
  std::string op;
  std::vector<Value> values;
  bool is_mandatory = true;   ///< Every row of the block satisfies it.
  bool allows_null = false;   ///< Rows pass too whose column is null.
  bool allows_others = false; ///< Rows pass too for a reason that says nothing about the column.
  /// What those rows satisfy instead, reason by reason, each by its mandatory conditions; empty where that is not known.
  std::vector<std::vector<Condition>> others;
};

struct Table {
  std::string name;  ///< Lower case, without schema; a CTE's name; a function's name for `FROM f(…)`.
  std::string alias; ///< As written; empty without one.
  int block = -1;    ///< The block whose rows it stands for, when it is a subquery or a CTE.
  std::string schema;
  std::vector<int> holes; ///< In the name or the schema.
};

struct Column {
  std::string name;         ///< Result name; `*` or `t.*` as written; empty where there is none.
  Value value;              ///< Seen from the block itself.
  bool is_distance = false; ///< Computed with a vector distance.
};

struct Assignment {
  std::string column; ///< Empty where it is not written: INSERT without a column list, or a hole for a whole row.
  Value value;
};

/// One SELECT, or the rows an INSERT, UPDATE or DELETE is about, or one expression of a policy.
struct Block {
  enum class Verb : std::uint8_t { select, insert, update, remove };
  enum class Role : std::uint8_t {
    statement,
    cte,          ///< WITH name AS (…)
    from,         ///< FROM (…) alias, lateral ones too
    arm,          ///< of UNION, INTERSECT, EXCEPT: the parent's set_operation
    expression,   ///< a subquery in a condition or a result column
    source,       ///< INSERT … SELECT
    policy_using, ///< CREATE POLICY … USING (…)
    policy_check, ///< CREATE POLICY … WITH CHECK (…)
  };
  Verb verb = Verb::select;
  Role role = Role::statement;
  int parent = -1;                   ///< Index of the block it stands in; always lower than its own.
  std::string set_operation;         ///< `union`, `intersect`, `except`: tables are the arms.
  std::vector<Table> tables;         ///< Of INSERT, UPDATE, DELETE: the written one first.
  std::vector<Column> columns;       ///< Results in order; RETURNING for the others. A hole may stand for several.
  std::vector<Condition> conditions; ///< WHERE, HAVING and the ON of joins. `a.x = b.y` is there in both directions.
  bool orders_by_distance = false;   ///< By operator, function, alias, ordinal or a subquery's column.
  bool orders_by_hole = false;       ///< The order is spliced in.
  bool has_limit = false;
  Value limit;
  std::vector<Assignment> assignments; ///< INSERT rows (row after row) and UPDATE SET.
  std::vector<std::string> conflict_columns;
  std::vector<Assignment> conflict_assignments; ///< ON CONFLICT DO UPDATE SET.
};

struct Setting {
  std::string name;      ///< `app.tenant`, `role`.
  Value value;           ///< Null for RESET and SET … TO DEFAULT.
  bool is_local = false; ///< Until the end of the transaction.
};

/// A hole where neither a value nor a name can stand: it holds grammar we do not see. Conditions of the statement may
/// be missing or widened by it unless it comes after them.
struct Fragment {
  int hole = -1;
  std::string clause; ///< Last keyword before it on its level: `from`, `where`, `order by`, `limit`, …; empty: none.
};

struct Statement {
  enum class Kind : std::uint8_t { select, insert, update, remove, ddl, setting, transaction, other, unknown };
  Kind kind = Kind::other;
  std::string problem;           ///< Of an unknown statement among others that are understood.
  std::vector<Block> blocks;     ///< Outermost first.
  std::vector<Setting> settings; ///< SET, and set_config() among the results of a SELECT.
  std::vector<Fragment> fragments;
  std::map<int, std::string> parameter_names; ///< Of `:name` placeholders, by number.
  std::string action; ///< `begin`, `commit`, `rollback`, …; for ddl `create table`, `alter table`, `create policy`, …

  // Data definition
  std::string table; ///< Created, altered, dropped, or under the policy; lower case, without schema.
  std::vector<std::string> table_columns; ///< Of CREATE TABLE, or added by ALTER TABLE.
  bool has_all_columns = false;           ///< CREATE TABLE without LIKE, INHERITS, AS or holes.
  bool enables_row_security = false;
  bool forces_row_security = false;
  bool disables_row_security = false;
  bool creates_policy = false;
  bool is_permissive = false; ///< Policies that widen; restrictive ones narrow.
  std::string policy_command; ///< `all`, `select`, `insert`, `update`, `delete`
  std::string policy_text;    ///< The statement as written.
};

/// All statements of the text in order (at least one), or why it is not understood. A script of several statements
/// keeps those it understands; the rest are of kind unknown. Safe to call from several threads at once.
[[nodiscard]] std::expected<std::vector<Statement>, std::string> parse(const std::vector<Piece>& pieces);

} // namespace partywall::sql
