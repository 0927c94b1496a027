#include "checks/vector/tenant-deletion.h"

#include "checks/flow/solver/sql-text.h"

#include <algorithm>
#include <optional>

namespace partywall {

namespace {

using namespace solver;

class Reader {
public:
  explicit Reader(const Solution& solution) : solution_(solution) {}

  [[nodiscard]] std::optional<TableUse> read(const Event& event) const {
    TableUse selected;
    for (const SqlReading& reading :
         read_sql(*solution_.engine, event.slot("text"), event.slot("parameters"), event.facts))
      for (const sql::Statement& statement : reading.statements) {
        if (statement.blocks.empty() || statement.blocks[0].tables.empty())
          continue;
        if (statement.blocks[0].verb != sql::Block::Verb::select)
          return change(reading, statement.blocks[0], event);
        for (const sql::Block& block : statement.blocks)
          for (const auto& table : block.tables)
            selected.tables.push_back(table.name);
      }
    return selected.tables.empty() ? std::nullopt : std::optional(selected);
  }

private:
  [[nodiscard]] TableUse change(const SqlReading& reading, const sql::Block& block, const Event& event) const {
    TableUse use{block.verb, {block.tables[0].name}, false, false};
    if (block.verb != sql::Block::Verb::remove || block.conditions.size() != 1)
      return use;
    const sql::Condition& condition = block.conditions[0];
    if (!condition.is_mandatory || condition.op != "=" || condition.values.size() != 1)
      return use;
    const std::vector<Term> values = reading.terms_of(condition.values[0]);
    const Holding holding = values.size() == 1 ? solution_.query->holding(values[0], event.facts) : Holding{};
    use.is_whole_tenant = holding.must || is_identity_column(*solution_.engine, condition.column);
    use.is_tenant_itself = condition.column == "id" && holding.must && !holding.is_untrusted &&
                           is_identity_field(*solution_.engine, use.tables[0]);
    return use;
  }

  const Solution& solution_;
};

} // namespace

TableUses::TableUses(const Solution& solution) {
  const Reader reader(solution);
  for (const Occurrence& occurrence : solution.events)
    if (occurrence.event->kind == "data.sql")
      if (auto use = reader.read(*occurrence.event))
        uses_.emplace(occurrence.event, std::move(*use));
}

const TableUse* TableUses::of(const Event& event) const {
  const auto known = uses_.find(&event);
  return known == uses_.end() ? nullptr : &known->second;
}

bool hands_over_erasure(const Solution& solution, const Event& event) {
  const Terms& terms = solution.terms();
  const Term call = event.kind == "data.call" ? event.slot("results") : Term{};
  if (!call || terms.kind(call) != TermKind::call)
    return false;
  static constexpr std::string_view verbs[] = {"delete", "drop", "purge",   "erase",    "forget",
                                               "remove", "wipe", "enqueue", "schedule", "publish"};
  const std::string_view name = solution.program().text(solution.program().callees[terms.at(call).symbol].name);
  return std::ranges::any_of(models::words_of(name),
                             [](const std::string& word) { return std::ranges::find(verbs, word) != std::end(verbs); });
}

} // namespace partywall
