/// Rows gone, vectors kept:   DELETE FROM documents WHERE tenant_id = $1
/// Both gone:                 … and   points.Delete(filter: tenant_id = $1)
#include "checks/check.h"
#include "checks/flow/sql/sql.h"
#include "checks/vector/vector-finding.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace partywall {

namespace {

using namespace solver;

/// What one data.sql event does to one table.
struct TableUse {
  sql::Block::Verb verb = sql::Block::Verb::select;
  std::string table;
  bool is_whole_tenant = false;  ///< A deletion whose only condition is the tenant.
  bool cascades = false;         ///< Its text says ON DELETE CASCADE.
  bool is_tenant_itself = false; ///< The deleted row is the tenant's own: all that belongs to it is to go.
};

class Erasure {
public:
  explicit Erasure(const Solution& solution) : solution_(solution), terms_(solution.terms()) {}

  std::vector<Finding> run() {
    for (const Hop& hop : solution_.hops)
      if (hop.action == VectorAction::write && hop.verdict != Verdict::neutral && hop.verdict != Verdict::open)
        writes_.push_back(&hop);
    if (writes_.empty())
      return {};
    for (const Occurrence& occurrence : solution_.events)
      if (occurrence.event->kind == "data.sql")
        uses_[occurrence.event] = read(*occurrence.event);
    note_linked();
    std::vector<Finding> findings;
    std::set<std::pair<ir::FunctionId, std::vector<SiteId>>> told;
    for (const Occurrence& occurrence : solution_.events) {
      const TableUse* use = deletion(occurrence);
      if (!use || is_followed(occurrence))
        continue;
      const std::size_t start = solution_.request_start(occurrence);
      std::vector<SiteId> request;
      for (std::size_t i = 0; i < start && i < occurrence.event->chain.size(); ++i)
        request.push_back(occurrence.event->chain[i].call);
      if (told.emplace(occurrence.root, request).second)
        findings.push_back(report(occurrence, use->table));
    }
    return findings;
  }

private:
  [[nodiscard]] std::optional<TableUse> read(const Event& event) {
    const Term text = event.slot("text");
    if (!text)
      return std::nullopt;
    std::vector<sql::Piece> pieces;
    flatten(text, pieces);
    const auto parsed = sql::parse(pieces);
    if (!parsed)
      return std::nullopt;
    const Term list = event.slot("parameters");
    for (const sql::Statement& statement : *parsed) {
      if (statement.blocks.empty() || statement.blocks[0].tables.empty())
        continue;
      const sql::Block& block = statement.blocks[0];
      if (block.verb == sql::Block::Verb::select)
        continue;
      TableUse use{block.verb, block.tables[0].name, false, false, false};
      if (block.verb == sql::Block::Verb::remove && block.conditions.size() == 1) {
        const sql::Condition& condition = block.conditions[0];
        Term value;
        if (condition.values.size() == 1 && condition.values[0].kind == sql::Value::Kind::parameter && list &&
            terms_.kind(list) == TermKind::list && condition.values[0].number >= 1 &&
            static_cast<std::size_t>(condition.values[0].number) <= terms_.children(list).size())
          value = terms_.child(list, static_cast<std::size_t>(condition.values[0].number) - 1);
        const bool is_tenant = is_identity_field(*solution_.engine, condition.column) ||
                               (value && solution_.query->holding(value, event.facts).must);
        use.is_whole_tenant = condition.is_mandatory && condition.op == "=" && is_tenant;
        use.is_tenant_itself = use.is_whole_tenant && condition.column == "id" && is_of_a_credential(value, event) &&
                               is_identity_field(*solution_.engine, use.table);
      }
      return use;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_of_a_credential(Term value, const Event& event) const {
    const Holding holding = value ? solution_.query->holding(value, event.facts) : Holding{};
    return holding.must && !holding.is_untrusted;
  }

  void flatten(Term text, std::vector<sql::Piece>& pieces) const {
    if (terms_.kind(text) == TermKind::text)
      pieces.push_back({std::string(terms_.name(terms_.at(text).symbol)), false});
    else if (terms_.kind(text) == TermKind::cat)
      for (const Term part : terms_.children(text))
        flatten(part, pieces);
    else
      pieces.push_back({"", true});
  }

  /// Tables that rows go to in the requests that write vectors.
  void note_linked() {
    for (const Occurrence& occurrence : solution_.events) {
      const auto known = uses_.find(occurrence.event);
      if (known == uses_.end() || !known->second || known->second->verb != sql::Block::Verb::insert)
        continue;
      for (const Hop* write : writes_)
        if (write->occurrence.event != occurrence.event && is_same_request(write->occurrence, occurrence))
          linked_.insert(known->second->table);
    }
  }

  /// A deletion of all that a tenant has in a table beside which vectors are kept.
  [[nodiscard]] const TableUse* deletion(const Occurrence& occurrence) const {
    const auto known = uses_.find(occurrence.event);
    if (known == uses_.end() || !known->second || !known->second->is_whole_tenant ||
        (!linked_.contains(known->second->table) && !(known->second->is_tenant_itself && is_kept_elsewhere())))
      return nullptr;
    return &*known->second;
  }

  /// Rows of the same database may go with the row they refer to; vectors in a store of its own do not.
  [[nodiscard]] bool is_kept_elsewhere() const {
    return std::ranges::all_of(writes_, [](const Hop* write) { return write->occurrence.event->kind != "data.sql"; });
  }

  [[nodiscard]] bool is_same_request(const Occurrence& left, const Occurrence& right) const {
    if (left.root != right.root)
      return false;
    const std::size_t start = solution_.request_start(left);
    const auto& a = left.event->chain;
    const auto& b = right.event->chain;
    if (b.size() < start)
      return false;
    return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(start), b.begin());
  }

  /// A container in which indexes are kept, not what is kept beside one.
  [[nodiscard]] bool keeps_vectors(Term container) const {
    while (container && terms_.kind(container) == TermKind::named)
      container = terms_.child(container, 0);
    if (!container || (terms_.kind(container) != TermKind::offset && terms_.kind(container) != TermKind::project) ||
        terms_.kind(terms_.child(container, 1)) != TermKind::step_field)
      return true; // nobody knows
    const Term field = terms_.child(container, 1);
    return std::ranges::any_of(writes_, [&](const Hop* write) {
      const Term instance = write->occurrence.event->slot("instance");
      return instance && terms_.contains(instance, field);
    });
  }

  /// Something in the same request erases vectors, or hands the tenant to code that may.
  [[nodiscard]] bool is_followed(const Occurrence& deletion) const {
    return std::ranges::any_of(solution_.events, [&](const Occurrence& other) {
      if (!is_same_request(deletion, other))
        return false;
      const Event& event = *other.event;
      if (event.kind == "vector.erase" || (event.kind == "store.erase" && keeps_vectors(event.slot("instance"))))
        return true;
      if (event.kind == "data.sql") {
        const auto known = uses_.find(&event);
        return known != uses_.end() && known->second && known->second->verb == sql::Block::Verb::remove &&
               std::ranges::any_of(writes_, [&](const Hop* write) { return write->store == known->second->table; });
      }
      if (event.kind == "data.call")
        return erases(event);
      return std::ranges::any_of(solution_.hops, [&](const Hop& hop) {
        return hop.occurrence.event == &event && hop.action == VectorAction::erase;
      });
    });
  }

  [[nodiscard]] bool erases(const Event& event) const {
    const Term call = event.slot("results");
    if (!call || terms_.kind(call) != TermKind::call)
      return false;
    const std::string_view name = solution_.program().text(solution_.program().callees[terms_.at(call).symbol].name);
    static constexpr std::string_view verbs[] = {"delete", "drop", "purge",   "erase",    "forget",
                                                 "remove", "wipe", "enqueue", "schedule", "publish"};
    const std::vector<std::string> words = models::words_of(name);
    return std::ranges::any_of(
        words, [&](const std::string& word) { return std::ranges::find(verbs, word) != std::end(verbs); });
  }

  [[nodiscard]] Finding report(const Occurrence& deletion, const std::string& table) const {
    Finding finding;
    place(solution_, deletion, deletion.event->chain.size(), "the tenant's rows are deleted here, and nothing else is",
          finding);
    finding.message = "The tenant's rows in '" + table +
                      "' are deleted and its vectors are not: they stay searchable, and go to whoever gets the "
                      "tenant's id or index next. Delete the vectors of the tenant as well, in the same operation.";
    finding.subject = "rows of " + table + " without vectors";
    const Hop& write = *writes_.front();
    const std::vector<Place> places = solution_.places(write.occurrence);
    const Place& where = places[std::min(write.stands_at, places.size() - 1)];
    relate(finding, {range_of(solution_.program(), where.location), "vectors of the tenant are written here",
                     function_name(solution_.program(), where.function), true, 1});
    return finding;
  }

  const Solution& solution_;
  const Terms& terms_;
  std::vector<const Hop*> writes_;
  std::map<const Event*, std::optional<TableUse>> uses_;
  std::set<std::string> linked_;
};

std::vector<Finding> run(const Solution& solution) { return Erasure(solution).run(); }

} // namespace

Check vector_erasure_incomplete() {
  return {{.id = "vector-erasure-incomplete",
           .surface = "vector",
           .name = "VectorErasureIncomplete",
           .title = "Deleting a tenant leaves its vectors",
           .description = "A tenant's rows are deleted, but the vectors that were written beside them are not. "
                          "Embeddings of its texts stay "
                          "searchable, or recoverable, after the tenant has gone.",
           .level = Level::error,
           .precision = "medium",
           .security_severity = 5.3,
           .cwe = {226, 459, 212},
           .owasp = {"LLM02", "LLM08"}},
          run};
}

} // namespace partywall
