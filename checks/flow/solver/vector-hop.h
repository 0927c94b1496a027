/// What a hop does to a vector store: a typed call, a Redis search, an HTTP request with a JSON body, an SQL statement.
#pragma once

#include "checks/flow/solver/filter.h"
#include "checks/flow/solver/solution.h"
#include "checks/flow/sql/sql.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace partywall::solver {

struct VectorUse {
  VectorAction action = VectorAction::none;
  Restriction inside;        ///< While candidates are chosen.
  Restriction late;          ///< On what was ranked and cut, by the same statement or request.
  std::vector<Term> spliced; ///< Values put into the text of a filter as they are.
  std::vector<Term> payload; ///< Write: what is stored beside the vector.
  std::string store;         ///< Table or collection, where it is written out.
  bool has_no_owner = false; ///< A table whose definition has no owner column.
};

/// All that `fact` says of anything is whether it is there.
[[nodiscard]] bool says_presence_only(const Terms& terms, Term fact);

/// What a program says about its tables and statements, read once.
class VectorReader {
public:
  explicit VectorReader(Solution& solution);

  /// Absent if the event is no use of a vector store, or is not understood.
  [[nodiscard]] std::optional<VectorUse> read(const Occurrence& occurrence);
  /// `term` with hashes taken for what they stand for: as the name of a partition or the value of a field, 64 bits of a
  /// tenant keep tenants apart; what is left of them after a division does not.
  [[nodiscard]] Term unhashed(Term term) const;
  /// SQL text of a data.sql event: its own, or that of the prepared statement it names.
  [[nodiscard]] Term text_of(const Event& event) const;

private:
  void note_statements();
  void note_ddl(const sql::Statement& statement);
  [[nodiscard]] VectorUse read_typed(const Event& event, VectorAction action);
  [[nodiscard]] Restriction loosest_of(const Event& event, Term searches);
  [[nodiscard]] std::optional<VectorUse> read_sql(const Occurrence& occurrence);
  [[nodiscard]] std::optional<VectorUse> read_request(const Event& event);
  /// A search that the program does itself.
  [[nodiscard]] std::optional<VectorUse> read_score(const Occurrence& score);
  [[nodiscard]] bool read_statement(const Occurrence& occurrence, const sql::Statement& statement,
                                    std::span<const Term> parameters, std::span<const Term> holes, VectorUse& use,
                                    Formula& inside, Formula& late);
  void note_table(const sql::Block& block, std::span<const Term> holes, VectorUse& use, Formula& inside);
  [[nodiscard]] Formula drawn_from(const sql::Statement& statement, int block, std::span<const Term> parameters,
                                   std::span<const Term> holes);
  [[nodiscard]] Formula tested_around(const sql::Statement& statement, int block, std::span<const Term> parameters,
                                      std::span<const Term> holes);
  /// A tenant set on the transaction that row-level security goes by.
  [[nodiscard]] Restriction set_tenant(const Occurrence& occurrence, const std::string& table);

  Solution& solution_;
  Engine& engine_;
  Terms& terms_;
  Query& query_;
  std::map<std::string, Term, std::less<>> prepared_;      ///< Text by name.
  std::map<std::string, std::vector<std::string>> tables_; ///< Columns of tables whose definition is complete.
  std::set<std::string> under_policy_;
};

} // namespace partywall::solver
