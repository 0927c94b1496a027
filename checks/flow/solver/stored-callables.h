/// Callables kept in fields, and in containers in fields: stored in one function, called from another.
#pragma once

#include "checks/flow/ir/program.h"
#include "checks/flow/solver/term.h"

#include <compare>
#include <map>
#include <set>
#include <string_view>
#include <vector>

namespace partywall::solver {

/// A callable stored in a field, with the function that stored it (whose inputs its captures may mention).
struct StoredCallable {
  Term callable;
  ir::FunctionId stored_by;
  friend auto operator<=>(const StoredCallable&, const StoredCallable&) = default;
};

/// Which field of which record; the record is absent where a store or a call does not show it.
struct FieldKey {
  ir::NameId record;
  ir::NameId name;
  friend auto operator<=>(const FieldKey&, const FieldKey&) = default;
};

/// All stores of callables of one program. Only ever grows.
class StoredCallables {
public:
  void insert(FieldKey field, const StoredCallable& stored);
  /// What a call through `field` may reach, in stable order. Where a record is absent, on either side, the name
  /// decides.
  [[nodiscard]] std::vector<StoredCallable> find(FieldKey field) const;
  /// `function` asked what a call through `field` may reach: more callables there concern it.
  void note_reader(FieldKey field, ir::FunctionId function) { readers_[field.name].insert(function); }
  /// Functions for which there is more to know than when this was last called, ascending.
  [[nodiscard]] std::vector<ir::FunctionId> take_outdated();

private:
  std::map<ir::NameId, std::map<ir::NameId, std::set<StoredCallable>>> by_name_; ///< Field name, then record.
  std::map<ir::NameId, std::set<ir::FunctionId>> readers_;
  std::set<ir::NameId> fresh_; ///< Fields that got more callables.
};

/// The field nearest to the value a term stands for: `handlers_` in `this.handlers_[name].second`.
struct NearestField {
  FieldKey key;
  Term holder; ///< What has that field.
};

/// Names of the library's own holders (a pair's halves, a pointer's target) are looked through.
[[nodiscard]] NearestField nearest_field(const Terms& terms, const ir::Program& program, Term part);

} // namespace partywall::solver
