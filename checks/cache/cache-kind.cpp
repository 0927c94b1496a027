#include "checks/cache/cache-kind.h"

#include "checks/flow/models/word-match.h"
#include "checks/flow/models/words.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

namespace partywall {

using namespace solver;

namespace {

/// Everything a hop and its partner show of themselves.
class Entry {
public:
  Entry(const Solution& solution, const Hop& hop) : solution_(solution), terms_(solution.terms()) {
    add(*hop.occurrence.event);
    if (hop.partner)
      add(*solution.hops[*hop.partner].occurrence.event);
  }

  [[nodiscard]] bool is_under_way(const std::vector<std::string>& list) const {
    return std::ranges::any_of(types_, [&](std::string_view type) {
      return models::match_at_end(models::words_of(models::last_segment(type)), list) > 0;
    });
  }
  [[nodiscard]] bool is_connection() const {
    return std::ranges::any_of(
        types_, [&](std::string_view type) { return solution_.engine->models.role_of_type(type) == "handle"; });
  }
  [[nodiscard]] bool is_answer() const {
    return std::ranges::any_of(values_, [&](Term value) { return solution_.query->depends_on_completion(value); });
  }
  [[nodiscard]] bool is_embedding() const {
    return std::ranges::any_of(values_, [&](Term value) { return terms_.is_apply(value, "embed"); });
  }
  /// Nothing is kept but that something is not there: a set, a mark, a time.
  [[nodiscard]] bool is_absence() const {
    return std::ranges::any_of(decided_, [&](Term fact) { return terms_.is_apply(fact, "not"); }) && is_mark();
  }
  [[nodiscard]] bool is_truth() const { return is_boolean_ || (is_mark() && !decided_.empty()); }
  /// Some name in the key, of the store or of what made the value is in `list`.
  [[nodiscard]] bool is_named(const std::vector<std::string>& list) const {
    return std::ranges::any_of(names_, [&](std::string_view name) { return models::mentions_word(list, name); });
  }
  [[nodiscard]] bool is_made_by(const std::vector<std::string>& list) const {
    return std::ranges::any_of(makers_, [&](std::string_view name) { return models::mentions_word(list, name); });
  }

private:
  void add(const Event& event) {
    if (const Term key = event.slot("key"))
      name_parts(key);
    if (const Term instance = event.slot("instance")) {
      const auto path = solution_.engine->names.path(terms_, solution_.program(), instance);
      if (!path.empty())
        names_.insert(path.back().name);
      note_container(terms_.type_of(instance));
    }
    if (event.kind.ends_with(".write") || event.kind.ends_with(".upsert")) {
      for (const std::string_view slot : {"value", "linked"})
        if (const Term term = event.slot(slot)) {
          values_.push_back(term);
          note_makers(term);
          note_type(terms_.type_of(term));
        }
      for (const Term fact : event.facts)
        if (!solution_.query->dependence(fact).empty()) {
          decided_.push_back(fact);
          if (is_mark())
            note_makers(fact);
        }
    }
  }

  /// Nothing that was computed is kept.
  [[nodiscard]] bool is_mark() const {
    return std::ranges::none_of(values_, [&](Term value) { return solution_.query->is_computed(value); });
  }

  void note_container(ir::TypeId id) {
    const ir::Program& program = solution_.program();
    while (id && program.at(id).element)
      id = program.at(id).element;
    if (!id)
      return;
    const std::vector<ir::TypeId>& arguments = program.at(id).arguments;
    if (arguments.size() > 1)
      note_type(arguments[1]);
  }

  void note_type(ir::TypeId id) {
    const ir::Program& program = solution_.program();
    for (int depth = 0; id && depth < 4; ++depth) {
      const ir::Type& type = program.at(id);
      is_boolean_ = is_boolean_ || type.shape == ir::Type::Shape::boolean;
      if (type.name)
        types_.insert(program.text(type.name));
      // What a pointer or an optional is about.
      id = type.element ? type.element : type.arguments.size() == 1 ? type.arguments[0] : ir::TypeId{};
    }
  }

  void note_makers(Term term) {
    (void)terms_.search(term, [&](Term part) {
      if (terms_.kind(part) != TermKind::call)
        return 0;
      const ir::Callee& callee = solution_.program().callees[terms_.at(part).symbol];
      makers_.insert(models::last_segment(solution_.program().text(callee.name)));
      return -1; // what that was made from is another matter
    });
  }

  void name_parts(Term key) {
    (void)terms_.search(key, [&](Term part) {
      if (terms_.kind(part) == TermKind::text) {
        names_.insert(terms_.name(terms_.at(part).symbol));
        return -1;
      }
      const auto path = solution_.engine->names.path(terms_, solution_.program(), part);
      if (path.empty())
        return 0;
      names_.insert(path.back().name);
      return -1;
    });
  }

  const Solution& solution_;
  const Terms& terms_;
  std::vector<Term> values_, decided_;
  std::set<std::string_view> names_, makers_, types_;
  bool is_boolean_ = false;
};

} // namespace

std::string_view kind_of_entry(const Solution& solution, const Hop& hop) {
  const models::Lexicon& lexicon = solution.engine->names.lexicon();
  const Entry entry(solution, hop);
  if (entry.is_under_way(lexicon.pending_types))
    return "a result under way";
  if (entry.is_named(lexicon.idempotency_names))
    return "an idempotent result";
  if (entry.is_made_by(lexicon.decision_names) || (entry.is_truth() && entry.is_named(lexicon.decision_names)))
    return "an authorisation decision";
  if (entry.is_absence())
    return "a negative result";
  if (entry.is_named(lexicon.listing_names) || entry.is_made_by(lexicon.listing_names))
    return "a protocol list";
  if (entry.is_connection())
    return "a connection";
  if (entry.is_embedding())
    return "an embedding";
  return entry.is_answer() ? "a model's answer" : "";
}

} // namespace partywall
