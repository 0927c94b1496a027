/// What SQL does to tables, and which of it is the end of a tenant.
#pragma once

#include "checks/flow/solver/solution.h"
#include "checks/flow/sql/sql.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace partywall {

/// What one data.sql event does.
struct TableUse {
  sql::Block::Verb verb = sql::Block::Verb::select;
  std::vector<std::string> tables; ///< All that it names; a deletion's or an insertion's own first.
  bool is_whole_tenant = false;    ///< A deletion whose only condition is the tenant.
  bool is_tenant_itself = false;   ///< The deleted row is the tenant's own: all that belongs to it is to go.
};

/// Of every data.sql event whose text is understood.
class TableUses {
public:
  explicit TableUses(const solver::Solution& solution);
  /// Null for other events.
  [[nodiscard]] const TableUse* of(const solver::Event& event) const;

private:
  std::unordered_map<const solver::Event*, TableUse> uses_;
};

/// The call asks code that is not seen to erase something, now or later.
[[nodiscard]] bool hands_over_erasure(const solver::Solution& solution, const solver::Event& event);

} // namespace partywall
