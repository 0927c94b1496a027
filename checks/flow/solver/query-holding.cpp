/// What a value holds: identity on some path, on every path, preserved or folded.
#include "checks/flow/solver/query.h"

#include <algorithm>
#include <array>

namespace partywall::solver {

namespace {

bool is_preserving(const Terms& terms, Term term) {
  static constexpr std::string_view functions[] = {"digest", "encode", "number", "parse", "dump", "copy", "prefix_length",
                                                   "ref", "val", "claims"};
  return std::ranges::any_of(functions, [&](std::string_view name) { return terms.is_apply(term, name); });
}

bool is_folding(const Terms& terms, Term term) {
  return terms.is_apply(term, "hash") || terms.is_apply(term, "truncate") || terms.is_apply(term, "modulo");
}

}  // namespace

bool Query::is_ruled_out(Term guard, std::span<const Term> facts) const {
  const auto denied = [&](Term fact) {
    return std::ranges::binary_search(facts, const_cast<Terms&>(terms_).negate(fact));
  };
  if (terms_.kind(guard) == TermKind::all) {
    const auto parts = terms_.children(guard);
    // A path on which something holds and does not is none.
    return std::ranges::any_of(parts, [&](Term part) {
      return denied(part) || (terms_.is_apply(part, "not") && std::ranges::find(parts, terms_.child(part, 0)) != parts.end());
    });
  }
  return terms_.kind(guard) != TermKind::yes && denied(guard);
}

std::vector<std::size_t> Query::possible_branches(Term alternative, std::span<const Term> facts) const {
  std::vector<Terms::Branch> branches;
  for (std::size_t i = 0; i + 1 < terms_.children(alternative).size(); i += 2)
    branches.push_back({terms_.child(alternative, i), terms_.child(alternative, i + 1)});
  const bool is_present = std::ranges::binary_search(facts, terms_.apply("present", {alternative}));
  std::vector<std::size_t> found = possible(branches, facts, is_present);
  for (std::size_t& index : found) index *= 2;   // of the guard among the children
  return found;
}

std::vector<std::size_t> Query::possible(std::span<const Terms::Branch> branches, std::span<const Term> facts, bool is_present) const {
  const auto is_known = [&](Term guard) {
    if (terms_.kind(guard) == TermKind::yes) return false;
    if (terms_.kind(guard) != TermKind::all) return std::ranges::binary_search(facts, guard);
    return std::ranges::all_of(terms_.children(guard), [&](Term fact) { return std::ranges::binary_search(facts, fact); });
  };
  const auto is_empty = [&](Term value) {
    const TermKind kind = terms_.kind(value);
    return kind == TermKind::zero || kind == TermKind::null || (kind == TermKind::text && terms_.name(terms_.at(value).symbol).empty());
  };
  std::vector<std::size_t> possible;
  std::vector<std::size_t> taken;
  for (std::size_t i = 0; i < branches.size(); ++i) {
    if (is_ruled_out(branches[i].guard, facts) || (is_present && is_empty(branches[i].value))) continue;
    possible.push_back(i);
    if (is_known(branches[i].guard)) taken.push_back(i);
  }
  // Branches come from different paths: where all that leads to one is known, it was that one; of several, the one
  // that says most (an exception leaves early, and knows less).
  const auto facts_of = [&](std::size_t i) {
    const Term guard = branches[i].guard;
    return terms_.kind(guard) == TermKind::all ? terms_.children(guard).size() : 1;
  };
  if (possible.empty())   // conditions that contradict each other were not told apart: none rules out all
    for (std::size_t i = 0; i < branches.size(); ++i) possible.push_back(i);
  if (taken.empty()) return possible;
  const std::size_t most = *std::ranges::max_element(taken, {}, facts_of);
  const auto is_rival = [&](std::size_t i) { return i != most && facts_of(i) == facts_of(most); };
  return std::ranges::none_of(taken, is_rival) ? std::vector<std::size_t>{most} : possible;
}

bool Query::decides(Term fact, Term value) {
  if (may_hold(fact) || is_privilege(fact)) return true;
  const Term opposite = terms_.negate(fact);
  const Term plain = terms_.is_apply(fact, "not") ? opposite : fact;
  const Term asked = terms_.is_apply(plain, "present") ? terms_.child(plain, 0) : Term{};
  return terms_.contains(value, fact) || terms_.contains(value, opposite) || (asked && terms_.contains(value, asked));
}

void Query::hold_alternative(Term term, std::span<const Term> facts, Holding& holding, int depth) {
  const std::vector<Term> parts(terms_.children(term).begin(), terms_.children(term).end());
  bool all_hold = true;
  bool any_branch = false;
  for (const std::size_t i : possible_branches(term, facts)) {
    // Within a branch its own condition is known as well.
    std::vector<Term> known(facts.begin(), facts.end());
    const auto learn = [&](Term fact) {
      if (decides(fact, parts[i + 1])) known.push_back(fact);
    };
    if (terms_.kind(parts[i]) == TermKind::all) std::ranges::for_each(terms_.children(parts[i]), learn);
    else if (terms_.kind(parts[i]) != TermKind::yes) learn(parts[i]);
    std::ranges::sort(known);
    known.erase(std::ranges::unique(known).begin(), known.end());
    const Holding& branch = held(parts[i + 1], known, depth + 1);
    any_branch = true;
    all_hold &= branch.must;
    holding.may |= branch.may;
    holding.is_folded |= branch.is_folded;
    holding.is_ambiguous |= branch.is_ambiguous;
    holding.is_untrusted |= branch.is_untrusted;
    holding.falls_back |= branch.falls_back || (!branch.must && terms_.is_literal(parts[i + 1]));
    for (const IdentityLeaf& leaf : branch.leaves)
      if (std::ranges::find(holding.leaves, leaf.term, &IdentityLeaf::term) == holding.leaves.end()) holding.leaves.push_back(leaf);
  }
  holding.must |= any_branch && all_hold;
}

bool Query::has_fixed_width(Term part) const {
  if (terms_.is_apply(part, "digest")) return true;
  if (terms_.is_apply(part, "encode") || terms_.is_apply(part, "number") || terms_.is_apply(part, "derived"))
    return !terms_.children(part).empty() && has_fixed_width(terms_.child(part, 0));
  if (terms_.kind(part) == TermKind::repeat) return has_fixed_width(terms_.child(part, 1));
  const ir::TypeId type = terms_.type_of(part);
  return type && (engine_.program.at(type).shape == ir::Type::Shape::integer || engine_.program.at(type).shape == ir::Type::Shape::enumeration);
}

bool Query::ends_with_text(Term part, bool at_end) const {
  const auto children = terms_.children(part);
  switch (terms_.kind(part)) {
    case TermKind::text: case TermKind::number: return true;
    case TermKind::cat: return ends_with_text(at_end ? children.back() : children.front(), at_end);
    case TermKind::alternative:
      for (std::size_t i = 1; i < children.size(); i += 2)
        if (!ends_with_text(children[i], at_end)) return false;
      return true;
    default: return false;
  }
}

bool Query::runs_together(Term cat, std::span<const Term> facts) {
  const std::vector<Term> parts(terms_.children(cat).begin(), terms_.children(cat).end());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Holding& own = held(parts[i], facts, depth_limit / 2);
    if (!own.must || has_fixed_width(parts[i])) continue;
    // A length written before the tenant frames it.
    const bool is_framed = i >= 1 && std::ranges::any_of(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(i), [&](Term part) {
      return terms_.is_apply(part, "size") || (terms_.is_apply(part, "number") && terms_.is_apply(terms_.child(part, 0), "size"));
    });
    if (is_framed) continue;
    const auto touches = [&](std::size_t other, bool at_end) {
      return !ends_with_text(parts[other], !at_end) && !ends_with_text(parts[i], at_end) && !has_fixed_width(parts[other]) &&
             terms_.kind(parts[other]) != TermKind::repeat;
    };
    if ((i > 0 && touches(i - 1, false)) || (i + 1 < parts.size() && touches(i + 1, true))) return true;
  }
  return false;
}

void Query::repeat_holds(Term body, Term over, std::span<const Term> facts, Holding& holding, int depth) {
  // A loop may not turn at all: for certain it holds what it runs over, never what one turn adds.
  const Holding& turn = held(body, facts, depth + 1);
  hold_together(std::array{over}, facts, holding, depth);
  holding.may |= turn.may;
  holding.is_folded |= turn.is_folded;
  for (const IdentityLeaf& leaf : turn.leaves)
    if (std::ranges::find(holding.leaves, leaf.term, &IdentityLeaf::term) == holding.leaves.end()) holding.leaves.push_back(leaf);
}

void Query::hold_together(std::span<const Term> parts, std::span<const Term> facts, Holding& holding, int depth) {
  bool is_untrusted = false;
  bool has_trusted = false;
  for (const Term part : parts) {
    const Holding& one = held(part, facts, depth + 1);
    is_untrusted |= one.is_untrusted;
    has_trusted |= one.must && !one.is_untrusted;
    holding.may |= one.may;
    holding.must |= one.must;
    holding.is_folded |= one.is_folded;
    holding.is_ambiguous |= one.is_ambiguous;
    holding.falls_back |= one.falls_back;
    for (const IdentityLeaf& leaf : one.leaves)
      if (std::ranges::find(holding.leaves, leaf.term, &IdentityLeaf::term) == holding.leaves.end()) holding.leaves.push_back(leaf);
  }
  // What a caller chooses below a trusted tenant stays inside it.
  holding.is_untrusted |= is_untrusted && !has_trusted;
}

bool Query::names_credential(Term part) {
  const models::Lexicon& lexicon = engine_.names.lexicon();
  const auto is_credential_text = [&](Term text) {
    return terms_.kind(text) == TermKind::text && models::is_credential_name(lexicon, terms_.name(terms_.at(text).symbol));
  };
  switch (terms_.kind(part)) {
    case TermKind::input: return input_source(part).is_credential;
    case TermKind::step_field: return models::is_credential_name(lexicon, terms_.name(terms_.at(part).symbol));
    case TermKind::step_key: return is_credential_text(terms_.child(part, 0));
    case TermKind::source: {
      const std::string_view role = terms_.name(terms_.at(part).symbol);
      if (role == "credential" || role == "verified") return true;
      const std::span<const Term> details = terms_.children(part);
      return std::ranges::any_of(details, is_credential_text);
    }
    default: return false;
  }
}

bool Query::may_hold(Term term) {
  const auto [known, is_new] = may_hold_.try_emplace(term.value);
  if (!is_new) return known->second;
  return known->second = any(term, [&](Term part) {
    if (engine_.names.identity(terms_, engine_.program, part) != IdentityKind::none || names_credential(part)) return 1;
    const Roles declared = engine_.roles.of(terms_, part);
    return terms_.is_apply(part, "scoped") || terms_.is_apply(part, "verified") || terms_.is_apply(part, "claims") || declared.tenant_scoped || declared.verified ? 1 : 0;
  });
}

bool Query::compares_choices(std::span<const Term> facts) {
  const auto [known, is_new] = compares_choices_.try_emplace(fact_sets_.number(facts));
  if (!is_new) return known->second;
  return known->second = std::ranges::any_of(facts, [&](Term fact) {
    if (!terms_.is_apply(fact, "equal") && !terms_.is_apply(fact, "member") && !terms_.is_apply(fact, "present") && !terms_.is_apply(fact, "or"))
      return false;
    return may_hold(fact) && terms_.any_part(fact, [&](Term part) { return terms_.kind(part) == TermKind::alternative; });
  });
}

bool Query::tells_bearer(Term claim) const {
  const auto path = engine_.names.path(terms_, engine_.program, claim);
  const std::vector<std::string> words = path.empty() ? std::vector<std::string>() : models::words_of(path.back().name);
  if (words.empty() || words.back() == "email") return true;
  // What the standard says of the token itself.
  static constexpr std::string_view of_token[] = {"iss", "issuer", "aud", "audience", "exp", "nbf", "iat", "jti", "kid", "alg", "typ", "nonce"};
  if (std::ranges::find(of_token, words.back()) != std::end(of_token)) return false;
  return std::ranges::find(engine_.names.lexicon().identity_exclusions, words.back()) == engine_.names.lexicon().identity_exclusions.end();
}

void Query::hold(Term term, std::span<const Term> facts, Holding& holding, int depth) {
  if (!term || depth > depth_limit) return;
  // Without an identity in it, only a choice that was compared with one could hold any.
  if (!may_hold(term) && !compares_choices(facts)) return;
  const auto add = [&](IdentityLeaf leaf) {
    holding.may = holding.must = true;
    holding.is_untrusted = leaf.provenance == Provenance::model || leaf.provenance == Provenance::caller;
    if (std::ranges::find(holding.leaves, leaf.term, &IdentityLeaf::term) == holding.leaves.end()) holding.leaves.push_back(leaf);
  };
  if (engine_.names.identity(terms_, engine_.program, term) != IdentityKind::none) return add(judge(term, facts));
  if (terms_.kind(term) == TermKind::alternative) {
    if (is_checked(term, facts, 0)) return add({term, IdentityKind::tenant, Provenance::checked, false});
    return hold_alternative(term, facts, holding, depth);
  }
  // An object that belongs to one tenant is as good as the tenant's name.
  if (terms_.is_apply(term, "scoped") || engine_.roles.of(terms_, term).tenant_scoped)
    return add({term, IdentityKind::determining, Provenance::verified, false});
  const std::vector<Term> children(terms_.children(term).begin(), terms_.children(term).end());
  switch (terms_.kind(term)) {
    case TermKind::cat:
      hold_together(children, facts, holding, depth);
      if (holding.must && runs_together(term, facts)) holding.is_ambiguous = true;
      return;
    case TermKind::record: case TermKind::list:
      return hold_together(children, facts, holding, depth);
    case TermKind::repeat:
      repeat_holds(children[0], children[1], facts, holding, depth);
      // Several things one after the other, with nothing between them.
      if (terms_.kind(children[1]) == TermKind::list && terms_.children(children[1]).size() > 1 && !ends_with_text(children[0], false) &&
          !ends_with_text(children[0], true))
        holding.is_ambiguous = true;
      return;
    case TermKind::step_key:
      return hold_together(children, facts, holding, depth);
    case TermKind::offset: case TermKind::project: {
      if (claimed_token(term)) {
        if (tells_bearer(term)) add({term, IdentityKind::determining, judge(term, facts).provenance, false});
        return;
      }
      // Chosen by a key: what the key holds, the choice holds.
      if (terms_.kind(children[1]) == TermKind::step_key) hold(children[1], facts, holding, depth + 1);
      const std::vector<Term>& values = cell_values(term);
      if (!values.empty() && !holding.must) {
        bool all_hold = true;
        for (const Term value : values) {
          const Holding& one = held(value, facts, depth + 6);
          all_hold &= one.must;
          holding.may |= one.may;
          for (const IdentityLeaf& leaf : one.leaves) holding.leaves.push_back(leaf);
        }
        holding.must |= all_hold;
        return;
      }
      hold(children[0], facts, holding, depth + 1);
      if (!holding.must && is_credential(term)) add({term, IdentityKind::determining, Provenance::verified, false});
      return;
    }
    case TermKind::load:
      return hold(children[0], facts, holding, depth + 1);
    case TermKind::call:
      // Made from an identity by name only where its own name says so; see IdentityNames::identity.
      return;
    case TermKind::apply:
      if (terms_.is_apply(term, "encode") && terms_.kind(children[0]) == TermKind::alternative) {
        // One letter or another: each as it would stand alone.
        std::vector<Terms::Branch> branches;
        const std::vector<Term> parts(terms_.children(children[0]).begin(), terms_.children(children[0]).end());
        for (std::size_t i = 0; i + 1 < parts.size(); i += 2) branches.push_back({parts[i], terms_.apply("encode", {parts[i + 1]})});
        hold(terms_.alternative(std::move(branches)), facts, holding, depth + 1);
      } else if (terms_.is_apply(term, "encode") && terms_.is_apply(children[0], "derived")) {
        // Letters chosen by shifted and masked parts of a byte, as in hex and base64.
        hold_together(std::vector<Term>(terms_.children(children[0]).begin(), terms_.children(children[0]).end()), facts, holding, depth + 1);
      } else if (terms_.is_apply(term, "verified") || terms_.is_apply(term, "model") || terms_.is_apply(term, "ambient")) {
        // Whatever identity is inside, this says where it came from.
        Holding inner;
        hold_together(children, facts, inner, depth);
        holding.is_folded |= inner.is_folded;
        if (!inner.may) return;
        IdentityLeaf leaf = judge(term, facts);
        if (!inner.leaves.empty()) leaf.kind = inner.leaves.front().kind;
        add(leaf);
        holding.must = inner.must;
        holding.is_ambiguous |= inner.is_ambiguous;
      } else if (terms_.is_apply(term, "claims")) {
        add({term, IdentityKind::determining, judge(term, facts).provenance, false});
      } else if (is_preserving(terms_, term)) {
        hold_together(children, facts, holding, depth);
      } else if (is_folding(terms_, term)) {
        Holding inner;
        hold_together(children, facts, inner, depth);
        holding.is_folded |= inner.may || inner.is_folded;
      } else if (terms_.is_apply(term, "derived")) {
        // Arithmetic on a folded identity leaves it folded.
        Holding inner;
        hold_together(children, facts, inner, depth + 1);
        holding.is_folded |= inner.is_folded;
      }
      return;
    default:
      if (is_credential(term)) add({term, IdentityKind::determining, Provenance::verified, false});
      return;
  }
}

const Holding& Query::held(Term term, std::span<const Term> facts, int depth) {
  const Asked asked{term, fact_sets_.number(facts), depth};
  if (const auto known = holdings_.find(asked); known != holdings_.end()) return known->second;
  Holding found;
  hold(term, facts, found, depth);
  return holdings_.emplace(asked, std::move(found)).first->second;
}

Holding Query::holding(Term term, std::span<const Term> facts) { return held(term, facts, 0); }

}  // namespace partywall::solver
