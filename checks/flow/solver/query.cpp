#include "checks/flow/solver/query.h"

#include <algorithm>
#include <array>

namespace partywall::solver {

std::string_view name_of(Provenance provenance) {
  static constexpr std::array<std::string_view, 9> names{"unknown", "default", "model", "caller", "ambient",
                                                         "carried", "checked", "bound", "verified"};
  return names[static_cast<std::size_t>(provenance)];
}

Provenance Holding::weakest() const {
  Provenance found = Provenance::none;
  bool first = true;
  for (const IdentityLeaf& leaf : leaves) {
    if (first || leaf.provenance < found) found = leaf.provenance;
    first = false;
  }
  return found;
}

Cells::Cells(const Engine& engine) {
  const Terms& terms = engine.terms;
  for (std::uint32_t i = 0; i < engine.program.functions.size(); ++i) {
    const ir::Function& function = engine.program.functions[i];
    if (!function.declaring_class) continue;
    for (const Write& write : engine.summaries[i].writes) {
      // this.field = value
      if (terms.kind(write.pointer) != TermKind::offset) continue;
      const Term base = terms.child(write.pointer, 0);
      const Term step = terms.child(write.pointer, 1);
      if (terms.kind(step) != TermKind::step_field || terms.kind(base) != TermKind::input ||
          terms.at(base).number != input_this || terms.at(base).symbol != i)
        continue;
      auto& values = values_[{function.declaring_class, std::string(terms.name(terms.at(step).symbol))}];
      if (std::ranges::find(values, write.value) == values.end()) values.push_back(write.value);
    }
    // A constructor often builds the whole object: the content of `this` is one record.
    for (const Write& write : engine.summaries[i].writes) {
      if (terms.kind(write.pointer) != TermKind::input || terms.at(write.pointer).number != input_this ||
          terms.kind(write.value) != TermKind::record)
        continue;
      const auto parts = terms.children(write.value);
      for (std::size_t p = 1; p + 1 < parts.size(); p += 2)
        if (terms.kind(parts[p]) == TermKind::step_field)
          values_[{function.declaring_class, std::string(terms.name(terms.at(parts[p]).symbol))}].push_back(parts[p + 1]);
    }
  }
}

std::span<const Term> Cells::values(ir::NameId record, std::string_view field) const {
  const auto known = values_.find({record, std::string(field)});
  return known == values_.end() ? std::span<const Term>() : std::span<const Term>(known->second);
}

const std::vector<Term>& Query::cell_values(Term leaf) const {
  static const std::vector<Term> no_values;
  if (terms_.kind(leaf) != TermKind::project) return no_values;
  const Term base = terms_.child(leaf, 0);
  const Term step = terms_.child(leaf, 1);
  if (terms_.kind(base) != TermKind::load || terms_.kind(step) != TermKind::step_field) return no_values;
  const Term input = terms_.child(base, 0);
  if (terms_.kind(input) != TermKind::input || terms_.at(input).number != input_this) return no_values;
  const auto [known, is_new] = cell_values_.try_emplace(leaf.value);
  std::vector<Term>& found = known->second;
  if (!is_new) return found;
  const ir::Function& function = engine_.program.functions[terms_.at(input).symbol];
  const auto values = cells_.values(function.declaring_class, terms_.name(terms_.at(step).symbol));
  for (const Term value : values)
    if (!terms_.contains(value, leaf)) found.push_back(value);
  return found;
}

bool Query::is_shared_container(Term term) const {
  if (terms_.kind(term) != TermKind::project && terms_.kind(term) != TermKind::load) return false;
  const ir::TypeId id = terms_.type_of(term);
  if (!id || engine_.program.at(id).shape != ir::Type::Shape::record || engine_.program.at(id).arguments.empty()) return false;
  static constexpr std::string_view containers[] = {"std::set", "std::unordered_set", "std::multiset", "std::map", "std::unordered_map", "std::multimap",
                                                    "std::vector", "std::list", "std::deque", "std::queue", "std::priority_queue"};
  if (std::ranges::find(containers, engine_.program.text(engine_.program.at(id).name)) == std::end(containers)) return false;
  while (terms_.kind(term) == TermKind::project || terms_.kind(term) == TermKind::load || terms_.kind(term) == TermKind::offset)
    term = terms_.child(term, 0);
  return terms_.is_global_object(term);
}

std::vector<Term> Query::dependence(Term term) {
  std::set<Term> found;
  std::set<std::pair<Term, bool>> seen;
  std::vector<std::pair<Term, bool>> work{{term, false}};   // with whether only a part of it is used
  while (!work.empty()) {
    const auto [part, is_partial] = work.back();
    work.pop_back();
    if (!part || !seen.emplace(part, is_partial).second || is_neutral(part)) continue;
    if (is_shared_container(part)) continue;
    if (engine_.names.identity(terms_, engine_.program, part) != IdentityKind::none) {
      found.insert(part);
      continue;
    }
    const TermKind kind = terms_.kind(part);
    // A principal handed on as a whole takes its tenant along; one other field of it does not.
    const bool is_value = kind == TermKind::load || kind == TermKind::project || kind == TermKind::call;
    const std::string_view field = is_value && !is_partial ? engine_.names.identity_field(terms_, engine_.program, part) : std::string_view();
    if (!field.empty()) found.insert(terms_.project(part, terms_.field_step(field)));
    const std::vector<Term> children(terms_.children(part).begin(), terms_.children(part).end());
    for (std::size_t i = 0; i < children.size(); ++i) work.emplace_back(children[i], kind == TermKind::project && i == 0);
    for (const Term value : cell_values(part)) work.emplace_back(value, false);
  }
  return {found.begin(), found.end()};
}

bool Query::is_neutral(Term term) const {
  return terms_.is_apply(term, "embed") || terms_.is_apply(term, "neutral") || engine_.roles.of(terms_, term).tenant_neutral;
}

std::vector<Term> Query::dependence_in_embedding(Term term) {
  std::vector<Term> found;
  (void)any(term, [&](Term part) {
    if (!terms_.is_apply(part, "embed")) return 0;
    for (const Term child : std::vector<Term>(terms_.children(part).begin(), terms_.children(part).end()))
      for (const Term leaf : dependence(child)) found.push_back(leaf);
    return -1;
  });
  return found;
}

bool Query::is_computed(Term term) {
  return any(term, [&](Term part) {
    if (terms_.is_apply(part, "embed")) return 1;
    switch (terms_.kind(part)) {
      case TermKind::call: case TermKind::result: case TermKind::invoke: case TermKind::written: return 1;
      default: return terms_.is_apply(part, "complete") ? 1 : 0;
    }
  });
}

bool Query::depends_on_completion(Term term) {
  return any(term, [&](Term part) {
    if (is_neutral(part)) return -1;
    if (terms_.is_apply(part, "complete")) return 1;
    return terms_.kind(part) == TermKind::result && terms_.name(terms_.at(part).symbol) == "model.complete" ? 1 : 0;
  });
}

bool Query::depends_on_result(Term term, SiteId site) {
  return any(term, [&](Term part) { return terms_.kind(part) == TermKind::result && terms_.site_of(part) == site ? 1 : 0; });
}

bool Query::is_passed_on(Term term) const {
  switch (terms_.kind(term)) {
    case TermKind::input: case TermKind::nothing: case TermKind::null: return true;
    case TermKind::load: case TermKind::named: return is_passed_on(terms_.child(term, 0));
    case TermKind::project: case TermKind::offset: {
      const TermKind step = terms_.kind(terms_.child(term, 1));
      if (step == TermKind::step_key) return false;
      return is_passed_on(terms_.child(term, 0));
    }
    case TermKind::list: {
      for (const Term item : terms_.children(term))
        if (!is_passed_on(item)) return false;
      return true;
    }
    case TermKind::alternative: {
      // Given or left out.
      Term given;
      for (std::size_t i = 1; i < terms_.children(term).size(); i += 2) {
        const Term value = terms_.child(term, i);
        const bool is_left_out = terms_.kind(value) == TermKind::nothing || terms_.kind(value) == TermKind::null || terms_.kind(value) == TermKind::zero;
        if (is_left_out) continue;
        if (given || !is_passed_on(value)) return false;
        given = value;
      }
      return static_cast<bool>(given);
    }
    case TermKind::apply:
      return terms_.children(term).size() == 1 &&
             (terms_.is_apply(term, "ref") || terms_.is_apply(term, "val") || terms_.is_apply(term, "dump") || terms_.is_apply(term, "parse")) &&
             is_passed_on(terms_.child(term, 0));
    default: return false;
  }
}

}  // namespace partywall::solver
