/// What an access to stored data asks for: who chose it, whose it is, and what keeps it to the caller's tenant.
#pragma once

#include "checks/flow/solver/solution.h"
#include "checks/flow/solver/sql-text.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace partywall::solver {

/// A value that chooses which rows, entry, file or resource are touched.
struct Selector {
  Term value;
  std::string column;        ///< SQL: what it is compared with. May be empty.
  bool is_id = false;        ///< Names one thing: an id, a number, a path.
};

/// Of several readings of its text, the one that says least about the tenant.
struct DataAccess {
  std::string subject;               ///< The table, the file, the service: for messages. May be empty.
  std::vector<Selector> selectors;   ///< Chosen by the model or the caller, and by no credential.
  std::vector<Selector> owners;      ///< SQL: what stands for the owner though the model or the caller chose it.
  bool is_restricted = false;        ///< SQL: a trusted identity stands in a condition that every row satisfies.
  bool is_scoped = false;            ///< A trusted identity restricts it.
  bool is_owned = false;             ///< What is touched is known to belong to tenants.
  bool is_common = false;            ///< What is touched is known to belong to nobody.
};

/// Reads accesses of one solution; knows what the whole program says of its tables.
class DataAccesses {
public:
  explicit DataAccesses(const Solution& solution);

  /// Absent where the access is not understood, is no access to data (a setting, a definition), or only adds.
  [[nodiscard]] std::optional<DataAccess> read(const Occurrence& occurrence) const;
  /// What was read is compared with a trusted identity further down.
  [[nodiscard]] bool is_compared_later(const Occurrence& occurrence) const;
  /// Chosen by the model or the caller, as far as can be seen.
  [[nodiscard]] bool is_untrusted(Term value, std::span<const Term> facts) const;
  /// Somebody is known here: the request carries an identity that could have scoped the access.
  [[nodiscard]] bool has_identity_in_reach(const Occurrence& occurrence) const;

private:
  struct Table {
    bool is_owned = false;           ///< Used with an identity column somewhere.
    bool is_declared = false;        ///< Its definition is visible …
    bool declares_owner = false;     ///< … and has an identity column.
  };
  void learn_tables();
  void learn(const SqlReading& reading);
  void learn_reach();
  [[nodiscard]] std::vector<SqlReading> readings_of(const Event& event) const;
  [[nodiscard]] std::optional<DataAccess> read_rows(const Occurrence& occurrence) const;
  [[nodiscard]] std::optional<DataAccess> read_place(const Occurrence& occurrence, std::string_view slot) const;
  /// An entry of a container of records that have owners.
  [[nodiscard]] std::optional<DataAccess> read_entry(const Occurrence& occurrence) const;
  [[nodiscard]] bool is_confined(Term part, std::span<const Term> facts) const;
  [[nodiscard]] bool is_shown_for_tenant(Term credential) const;
  [[nodiscard]] std::optional<DataAccess> read_statement(const SqlReading& reading, const sql::Statement& statement) const;
  /// `is_strict`: by a trusted identity; else an owner that anybody chose will do.
  [[nodiscard]] bool restricts(const SqlReading& reading, const sql::Statement& statement, int block, int depth, bool is_strict) const;
  [[nodiscard]] bool is_trusted_value(Term value, std::span<const Term> facts) const;
  [[nodiscard]] bool scopes_handle(const Event& event) const;
  [[nodiscard]] bool runs_under_setting(const Occurrence& occurrence, const std::vector<std::string>& tables) const;
  [[nodiscard]] bool is_vouched_for(Term value, std::span<const Term> facts) const;

  const Solution& solution_;
  Query& query_;
  const Terms& terms_;
  std::map<std::string, Table, std::less<>> tables_;
  std::set<std::string, std::less<>> guarded_;   ///< Tables under a visible row policy.
  bool guards_unknown_ = false;                  ///< A policy on a table whose name is not visible.
  std::map<std::string, Term, std::less<>> prepared_;   ///< Statement name -> its text.
  std::set<ir::FunctionId> reach_;
};

}  // namespace partywall::solver
