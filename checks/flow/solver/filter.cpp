#include "checks/flow/solver/filter.h"

#include "checks/flow/models/words.h"

#include <algorithm>
#include <set>
#include <utility>

namespace partywall::solver {

namespace {

void add_leaves(Holding& all, const Holding& one) {
  for (const IdentityLeaf& leaf : one.leaves)
    if (std::ranges::find(all.leaves, leaf.term, &IdentityLeaf::term) == all.leaves.end())
      all.leaves.push_back(leaf);
}

bool is_literal(const Terms& terms, Term term) {
  switch (terms.kind(term)) {
  case TermKind::text:
  case TermKind::number:
    return true;
  default:
    return false;
  }
}

bool is_empty(const Terms& terms, Term term) {
  switch (terms.kind(term)) {
  case TermKind::null:
  case TermKind::zero:
  case TermKind::nothing:
    return true;
  case TermKind::text:
    return terms.name(terms.at(term).symbol).empty();
  default:
    return false;
  }
}

class Judge {
public:
  Judge(Engine& engine, Query& query) : engine_(engine), terms_(engine.terms), query_(query) {}

  Restriction run(const Formula& formula, std::span<const Term> facts) {
    using Kind = Formula::Kind;
    switch (formula.kind) {
    case Kind::everything:
    case Kind::absent:
      return {};
    case Kind::nothing:
      return {.holding = {}, .is_public = true};
    case Kind::test:
      return test(formula, facts);
    case Kind::all_of:
      return all_of(formula, facts);
    case Kind::any_of:
      return any_of(formula, facts);
    case Kind::none_of:
      return none_of(formula, facts);
    case Kind::replaceable:
      return replaceable(formula, facts);
    case Kind::choice:
      return choice(formula, facts);
    case Kind::opaque: {
      Restriction found;
      for (const Term value : formula.values) {
        const Holding one = query_.holding(value, facts);
        if (one.must || !found.holding.must)
          found.holding = one;
      }
      if (!found.holding.may)
        for (const Term value : formula.values)
          found.holding = held_by_query(value, facts, formula.field == "ids");
      if (found.holding.may && !found.holding.must)
        found.looseness = Looseness::one_branch;
      return found;
    }
    }
    return {};
  }

private:
  /// Ids that were asked for under an identity: in a query or, where they are a selection, of code that is not seen.
  [[nodiscard]] Holding held_by_query(Term value, std::span<const Term> facts, bool is_selection) {
    std::vector<Term> work{value};
    std::set<Term> seen;
    Holding found;
    while (!work.empty()) {
      const Term next = work.back();
      work.pop_back();
      if (!next || !seen.insert(next).second || seen.size() > 400)
        continue;
      const std::vector<Term> children(terms_.children(next).begin(), terms_.children(next).end());
      const bool is_answer =
          terms_.kind(next) == TermKind::result || (is_selection && terms_.kind(next) == TermKind::call);
      if (!is_answer) {
        work.insert(work.end(), children.begin(), children.end());
        continue;
      }
      Holding one;
      for (const Term asked : children)
        if (const Holding part = query_.holding(asked, facts); part.must)
          one = part;
      // Made somewhere that is not seen, of what was found for the tenant.
      if (!one.must && terms_.kind(next) == TermKind::call) {
        work.insert(work.end(), children.begin(), children.end());
        continue;
      }
      if (!one.must)
        return {};
      found = one;
    }
    return found;
  }

  /// An identity copied letter by letter, as escaping does: a loop that never turns leaves no clause worth having.
  [[nodiscard]] bool is_spelled_out(Term value) {
    if (terms_.kind(value) == TermKind::project && terms_.kind(terms_.child(value, 1)) == TermKind::step_element)
      return engine_.names.identity(terms_, engine_.program, terms_.child(value, 0)) != IdentityKind::none;
    const bool is_text = terms_.kind(value) == TermKind::cat || terms_.kind(value) == TermKind::alternative ||
                         terms_.kind(value) == TermKind::repeat;
    return is_text &&
           std::ranges::any_of(std::vector<Term>(terms_.children(value).begin(), terms_.children(value).end()),
                               [&](Term child) { return is_spelled_out(child); });
  }

  /// Fields that a disjunction compares with an identity: whatever their names, they say whose the row is.
  void collect_owners(const Formula& formula, std::span<const Term> facts, std::vector<std::string>& owners) {
    using Kind = Formula::Kind;
    if (formula.kind == Kind::test && !formula.field.empty() &&
        std::ranges::any_of(formula.values, [&](Term value) { return query_.holding(value, facts).may; }))
      owners.push_back(formula.field);
    if (formula.kind == Kind::all_of || formula.kind == Kind::any_of || formula.kind == Kind::choice)
      for (const Formula& part : formula.parts)
        collect_owners(part, facts, owners);
  }

  /// A written marker in such a field, as in `owner == tenant || owner == "public"`.
  [[nodiscard]] bool is_marker(const Formula& test, Term value) const {
    return terms_.kind(value) == TermKind::text && !is_empty(terms_, value) &&
           std::ranges::find(owners_, test.field) != owners_.end();
  }

  /// As in `owner == tenant || visibility == "public"`.
  [[nodiscard]] bool is_for_all(const Formula& test, Term value) const {
    const models::Lexicon& lexicon = engine_.names.lexicon();
    const std::string_view field = std::string_view(test.field).substr(test.field.rfind('.') + 1);
    if (terms_.kind(value) == TermKind::number)
      return terms_.at(value).number == 1 && models::is_public_marker(lexicon, field, "true");
    return terms_.kind(value) == TermKind::text &&
           models::is_public_marker(lexicon, field, terms_.name(terms_.at(value).symbol));
  }

  Restriction test(const Formula& formula, std::span<const Term> facts) {
    const bool is_owner = is_identity_field(engine_, formula.field);
    Restriction found;
    bool all_must = !formula.values.empty();
    bool any_literal = false;
    bool any_identity = false;
    for (const Term value : formula.values) {
      if (is_owner && is_empty(terms_, value)) {
        found.looseness = Looseness::without_owner;
        all_must = false;
        continue;
      }
      if ((is_owner && is_literal(terms_, value)) || is_marker(formula, value) || is_for_all(formula, value)) {
        any_literal = true;
        continue;
      }
      Holding one = query_.holding(value, facts);
      if (!one.may && is_owner && !is_literal(terms_, value)) {
        // Compared with a tenant's column: an identity by its use.
        IdentityLeaf leaf = query_.judge(value, facts);
        leaf.kind = IdentityKind::tenant;
        one.may = one.must = true;
        one.is_untrusted = leaf.provenance == Provenance::model || leaf.provenance == Provenance::caller;
        one.leaves.push_back(leaf);
      }
      if (one.may && !one.must && is_spelled_out(value))
        one.must = true;
      any_identity |= one.may;
      all_must &= one.must;
      found.holding.may |= one.may;
      found.holding.is_untrusted |= one.is_untrusted;
      found.holding.falls_back |= one.falls_back;
      found.holding.is_folded |= one.is_folded;
      add_leaves(found.holding, one);
    }
    if (!any_identity) {
      found.is_public = any_literal && all_must;
      return found;
    }
    found.holding.must = all_must;
    if (!all_must && found.looseness == Looseness::none)
      found.looseness = Looseness::one_branch;
    if (!found.holding.leaves.empty())
      found.loose = found.holding.leaves.front().term;
    return found;
  }

  Restriction all_of(const Formula& formula, std::span<const Term> facts) {
    Restriction found;
    bool has_trusted = false;
    for (const Formula& part : formula.parts) {
      const Restriction one = run(part, facts);
      has_trusted |= one.holding.must && !one.holding.is_untrusted;
      if (one.binds() && !found.binds()) {
        const Restriction before = std::exchange(found, one);
        add_leaves(found.holding, before.holding);
      } else {
        if (!found.binds() && found.looseness == Looseness::none) {
          found.looseness = one.looseness;
          found.loose = one.loose;
        }
        found.holding.may |= one.holding.may;
        found.holding.must |= one.holding.must;
        found.holding.is_untrusted |= one.holding.is_untrusted;
        found.holding.is_folded |= one.holding.is_folded;
        add_leaves(found.holding, one.holding);
      }
    }
    if (has_trusted)
      found.holding.is_untrusted = false;
    if (found.binds())
      found.looseness = Looseness::none;
    return found;
  }

  Restriction any_of(const Formula& formula, std::span<const Term> facts) {
    const std::size_t before = owners_.size();
    collect_owners(formula, facts, owners_);
    Restriction found = one_of(formula, facts);
    owners_.resize(before);
    return found;
  }

  Restriction one_of(const Formula& formula, std::span<const Term> facts) {
    Restriction found;
    bool all_bind = !formula.parts.empty();
    bool any_owner = false;
    bool is_ownerless = false;
    for (const Formula& part : formula.parts) {
      if (part.kind == Formula::Kind::nothing)
        continue;
      const Restriction one = run(part, facts);
      all_bind &= one.binds();
      any_owner |= one.holding.may || one.loose;
      is_ownerless |= (part.kind == Formula::Kind::absent && is_identity_field(engine_, part.field)) ||
                      one.looseness == Looseness::without_owner;
      found.holding.may |= one.holding.may;
      found.holding.is_untrusted |= one.holding.is_untrusted;
      found.holding.is_folded |= one.holding.is_folded;
      add_leaves(found.holding, one.holding);
      if (!found.loose)
        found.loose = one.loose;
    }
    if (!found.loose && !found.holding.leaves.empty())
      found.loose = found.holding.leaves.front().term;
    if (all_bind) {
      found.holding.must = found.holding.may;
      found.is_public = !found.holding.may;
      return found;
    }
    if (any_owner) {
      found.looseness = is_ownerless ? Looseness::without_owner : Looseness::either;
      found.holding.may = true;
    }
    return found;
  }

  Restriction none_of(const Formula& formula, std::span<const Term> facts) {
    Restriction found;
    for (const Formula& part : formula.parts) {
      const Restriction one = run(part, facts);
      if (!one.holding.may)
        continue;
      found.looseness = Looseness::negated;
      found.loose = one.loose ? one.loose : one.holding.leaves.empty() ? Term{} : one.holding.leaves.front().term;
    }
    return found;
  }

  Restriction replaceable(const Formula& formula, std::span<const Term> facts) {
    Restriction found = run(formula.parts.front(), facts);
    if (!found.binds())
      return found;
    found.looseness = Looseness::replaced;
    if (!found.loose && !found.holding.leaves.empty())
      found.loose = found.holding.leaves.front().term;
    found.holding.must = found.is_public = false;
    return found;
  }

  Restriction choice(const Formula& formula, std::span<const Term> facts) {
    const std::size_t before = owners_.size();
    collect_owners(formula, facts, owners_);
    Restriction found = one_way(formula, facts);
    owners_.resize(before);
    return found;
  }

  Restriction one_way(const Formula& formula, std::span<const Term> facts) {
    std::vector<Terms::Branch> branches;
    for (std::size_t i = 0; i < formula.parts.size(); ++i)
      branches.push_back({formula.guards[i], terms_.number(static_cast<std::int64_t>(i))});
    const std::vector<std::size_t> possible = query_.possible(branches, facts);
    Restriction found;
    bool all_bind = !possible.empty();
    bool any_bind = false;
    for (const std::size_t i : possible) {
      std::vector<Term> known(facts.begin(), facts.end());
      const Term guard = formula.guards[i];
      if (terms_.kind(guard) == TermKind::all)
        known.insert(known.end(), terms_.children(guard).begin(), terms_.children(guard).end());
      else if (terms_.kind(guard) != TermKind::yes)
        known.push_back(guard);
      std::ranges::sort(known);
      const Restriction one = query_.privilege(known) && !query_.privilege(facts)
                                  ? Restriction{.holding = {}, .is_public = true}
                                  : run(formula.parts[i], known);
      all_bind &= one.binds();
      any_bind |= one.holding.must;
      found.holding.may |= one.holding.may;
      found.holding.is_untrusted |= one.holding.is_untrusted;
      found.holding.is_folded |= one.holding.is_folded;
      add_leaves(found.holding, one.holding);
      if (found.looseness == Looseness::none) {
        found.looseness = one.looseness;
        found.loose = one.loose;
      }
    }
    if (!found.loose && !found.holding.leaves.empty())
      found.loose = found.holding.leaves.front().term;
    if (all_bind) {
      found.holding.must = found.holding.may;
      found.is_public = !found.holding.may;
      found.looseness = Looseness::none;
    } else if (any_bind) {
      found.looseness = Looseness::one_branch;
    }
    return found;
  }

  Engine& engine_;
  Terms& terms_;
  Query& query_;
  std::vector<std::string> owners_;
};

} // namespace

bool is_identity_field(const Engine& engine, std::string_view field) {
  if (const std::size_t dot = field.rfind('.'); dot != std::string_view::npos) {
    const std::string_view last = field.substr(dot + 1);
    if (last == "keyword" || last == "raw")
      return is_identity_field(engine, field.substr(0, dot)); // sub-fields of Elasticsearch
    if (is_identity_field(engine, last))
      return true;
  }
  const models::PathName path[] = {{field, {}, {}, models::NameShape::text, false}};
  return models::is_identity_path(engine.names.lexicon(), path);
}

Restriction restrict_by(Engine& engine, Query& query, const Formula& formula, std::span<const Term> facts) {
  return Judge(engine, query).run(formula, facts);
}

} // namespace partywall::solver
