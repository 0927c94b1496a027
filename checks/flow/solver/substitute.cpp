#include "checks/flow/solver/substitute.h"

namespace partywall::solver {

Term Substitution::operator()(Term term) {
  if (!term) return term;
  if (!terms_.at(term).is_open) return makes_ ? renamed(term) : term;
  if (const auto known = memo_.find(term.value); known != memo_.end()) return known->second;
  const Term replaced = compute(term);
  memo_[term.value] = replaced;
  return replaced;
}

Term Substitution::renamed(Term term) {
  if (const auto known = memo_.find(term.value); known != memo_.end()) return known->second;
  std::vector<Term> children(terms_.children(term).begin(), terms_.children(term).end());
  bool has_changed = false;
  for (Term& child : children) {
    const Term own = child ? renamed(child) : child;
    has_changed |= own != child;
    child = own;
  }
  Term result = term;
  if (has_changed) {
    result = terms_.rebuild(term, children);
    terms_.note_like(result, term);
  }
  memo_[term.value] = result;
  return result;
}

Term Substitution::part_of_global(Term term) {
  std::vector<Term> steps;
  while (terms_.kind(term) == TermKind::project) {
    steps.push_back(terms_.child(term, 1));
    term = terms_.child(term, 0);
  }
  if (terms_.kind(term) != TermKind::load) return {};
  Term pointer = (*this)(terms_.child(term, 0));
  if (!terms_.is_global_object(terms_.root(pointer))) return {};
  while (!steps.empty()) {
    pointer = terms_.offset(pointer, (*this)(steps.back()));
    steps.pop_back();
  }
  return analysis_.read(before_, pointer);
}

Term Substitution::compute(Term term) {
  const TermKind kind = terms_.kind(term);
  if (kind == TermKind::project)
    if (const Term part = part_of_global(term)) {
      terms_.note_like(part, term);
      return part;
    }
  if (kind == TermKind::input || kind == TermKind::merge) return term;
  if (kind == TermKind::source && terms_.name(terms_.at(term).symbol) == "fresh") return site_ ? terms_.fresh_at(term, site_) : term;
  std::vector<Term> children(terms_.children(term).begin(), terms_.children(term).end());
  const Term first = children.empty() ? Term{} : children[0];
  for (Term& child : children) child = (*this)(child);
  if (kind == TermKind::load) {
    Term value = analysis_.read(before_, children[0]);
    // A parameter that is an identity by name says so of whatever opaque value is passed.
    if (terms_.kind(first) == TermKind::input && terms_.at(first).symbol == callee_.value) {
      const std::string name = engine_.names.input_identity(engine_.program, terms_.at(first));
      if (!name.empty()) value = engine_.names.name_value(engine_.terms, engine_.program, name, value);
      const Node& input = terms_.at(first);
      if (input.number >= 0 && input.number < input_capture)
        value = DeclaredRoles::mark(engine_.terms, value,
                                    engine_.roles.of_parameter(engine_.function(callee_), static_cast<std::size_t>(input.number)));
    }
    return value;
  }
  if (kind == TermKind::invoke) return analysis_.resolve_invoke(term, children, before_);
  const Term rebuilt = terms_.rebuild(term, children);
  terms_.note_like(rebuilt, term);
  return rebuilt;
}

}  // namespace partywall::solver
