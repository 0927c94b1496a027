/// Rows gone, vectors kept:   DELETE FROM documents WHERE tenant_id = $1
/// Both gone:                 … and   points.Delete(filter: tenant_id = $1)
#include "checks/check.h"
#include "checks/flow/solver/request.h"
#include "checks/vector/cache-left-behind.h"
#include "checks/vector/vector-finding.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace partywall {

namespace {

using namespace solver;

class Erasure {
public:
  explicit Erasure(const Solution& solution) : solution_(solution), terms_(solution.terms()), uses_(solution) {}

  std::vector<Finding> run() {
    for (const Hop& hop : solution_.hops)
      if (hop.action == VectorAction::write && hop.verdict != Verdict::neutral && hop.verdict != Verdict::open)
        writes_.push_back(&hop);
    note_linked();
    std::vector<Finding> findings;
    std::set<std::pair<ir::FunctionId, std::vector<SiteId>>> told;
    for (const Occurrence& deletion : solution_.events) {
      const TableUse* use = uses_.of(*deletion.event);
      if (!use || !use->is_whole_tenant || told.contains(request_of(deletion)))
        continue;
      if (leaves_vectors(deletion, *use))
        findings.push_back(report_vectors(deletion, use->tables[0]));
      else if (const Hop* kept = cache_left_behind(solution_, uses_, deletion))
        findings.push_back(report_cache(deletion, use->tables[0], *kept));
      else
        continue;
      told.insert(request_of(deletion));
    }
    return findings;
  }

private:
  [[nodiscard]] std::pair<ir::FunctionId, std::vector<SiteId>> request_of(const Occurrence& occurrence) const {
    std::vector<SiteId> way;
    const std::size_t start = solution_.request_start(occurrence);
    for (std::size_t i = 0; i < start && i < occurrence.event->chain.size(); ++i)
      way.push_back(occurrence.event->chain[i].call);
    return {occurrence.root, way};
  }

  /// Tables that rows go to in the requests that write vectors.
  void note_linked() {
    for (const Hop* write : writes_)
      for (const Occurrence& occurrence : solution_.beside(write->occurrence)) {
        const TableUse* use = uses_.of(*occurrence.event);
        if (use && use->verb == sql::Block::Verb::insert && write->occurrence.event != occurrence.event &&
            is_same_request(write->occurrence, occurrence))
          linked_.insert(use->tables[0]);
      }
  }

  /// All that a tenant has in a table beside which vectors are kept is deleted, and they are not.
  [[nodiscard]] bool leaves_vectors(const Occurrence& deletion, const TableUse& use) const {
    if (writes_.empty())
      return false;
    return (linked_.contains(use.tables[0]) || (use.is_tenant_itself && is_kept_elsewhere())) && !is_followed(deletion);
  }

  /// Rows of the same database may go with the row they refer to; vectors in a store of its own do not.
  [[nodiscard]] bool is_kept_elsewhere() const {
    return std::ranges::all_of(writes_, [](const Hop* write) { return write->occurrence.event->kind != "data.sql"; });
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
    return std::ranges::any_of(solution_.beside(deletion), [&](const Occurrence& other) {
      if (!is_same_request(deletion, other))
        return false;
      const Event& event = *other.event;
      if (event.kind == "vector.erase" || (event.kind == "store.erase" && keeps_vectors(event.slot("instance"))))
        return true;
      if (const TableUse* use = uses_.of(event))
        return use->verb == sql::Block::Verb::remove &&
               std::ranges::any_of(writes_, [&](const Hop* write) { return write->store == use->tables[0]; });
      if (hands_over_erasure(solution_, event))
        return true;
      return std::ranges::any_of(solution_.hops, [&](const Hop& hop) {
        return hop.occurrence.event == &event && hop.action == VectorAction::erase;
      });
    });
  }

  [[nodiscard]] Finding report_vectors(const Occurrence& deletion, const std::string& table) const {
    Finding finding = begin(deletion);
    finding.message = "The tenant's rows in '" + table +
                      "' are deleted and its vectors are not: they stay searchable, and go to whoever gets the "
                      "tenant's id or index next. Delete the vectors of the tenant as well, in the same operation.";
    finding.subject = "rows of " + table + " without vectors";
    show(*writes_.front(), "vectors of the tenant are written here", finding);
    return finding;
  }

  [[nodiscard]] Finding report_cache(const Occurrence& deletion, const std::string& table, const Hop& kept) const {
    Finding finding = begin(deletion);
    finding.message = "The tenant's rows in '" + table +
                      "' are deleted and what was cached of them is not: it is served on, and goes to whoever gets "
                      "the tenant's id next. Take the tenant's entries out as well, or raise a number that is part of "
                      "their keys.";
    finding.subject = "rows of " + table + " without cached answers";
    show(kept, "kept here under the tenant's key, for as long as nobody takes it out", finding);
    return finding;
  }

  [[nodiscard]] Finding begin(const Occurrence& deletion) const {
    Finding finding;
    place(solution_, deletion, deletion.event->chain.size(), "the tenant's rows are deleted here, and nothing else is",
          finding);
    return finding;
  }

  void show(const Hop& write, const std::string& message, Finding& finding) const {
    const std::vector<Place> places = solution_.places(write.occurrence);
    const Place& where = places[std::min(write.stands_at, places.size() - 1)];
    relate(finding, {range_of(solution_.program(), where.location), message,
                     function_name(solution_.program(), where.function), true, 1});
  }

  const Solution& solution_;
  const Terms& terms_;
  TableUses uses_;
  std::vector<const Hop*> writes_;
  std::set<std::string> linked_;
};

std::vector<Finding> run(const Solution& solution) { return Erasure(solution).run(); }

} // namespace

Check vector_erasure_incomplete() {
  return {{.id = "vector-erasure-incomplete",
           .surface = "vector",
           .name = "VectorErasureIncomplete",
           .title = "Deleting a tenant leaves its vectors",
           .description = "A tenant's rows are deleted, but the vectors that were written beside them, or what was "
                          "cached of them, are not. Embeddings of its texts stay searchable, or recoverable, after "
                          "the tenant has gone.",
           .level = Level::error,
           .precision = "medium",
           .security_severity = 5.3,
           .cwe = {226, 459, 212},
           .owasp = {"LLM02", "LLM08"}},
          run};
}

} // namespace partywall
