/// The simplifying constructors: text put together, alternatives, conditions and operators.
#include "checks/flow/solver/term-lighten.h"
#include "checks/flow/solver/term.h"

#include <algorithm>
#include <array>
#include <utility>

namespace partywall::solver {

namespace {

/// Who took part in a value that has been given up on: more are not told apart.
constexpr std::size_t leaf_limit = 64;

/// As many facts make up one condition.
constexpr std::size_t fact_limit = 6;

Term without_not(const Terms& terms, Term fact) { return terms.is_apply(fact, "not") ? terms.child(fact, 0) : fact; }

bool says_verified(const Terms& terms, Term fact) {
  fact = without_not(terms, fact);
  if (!terms.is_apply(fact, "or")) return terms.is_apply(fact, "verified");
  return std::ranges::any_of(terms.children(fact), [&](Term way) { return terms.is_apply(way, "verified"); });
}

bool compares_sizes(const Terms& terms, Term fact) { return terms.is_apply(without_not(terms, fact), "less"); }

}  // namespace

Term Terms::collapse(std::span<const Term> parts) {
  std::vector<Term> all;
  for (const Term part : std::vector<Term>(parts.begin(), parts.end())) {
    const Term known = collapsed(part);
    const std::span<const Term> leaves = is_apply(known, "derived") ? children(known) : std::span(&known, 1);
    for (const Term leaf : leaves)
      if (std::ranges::find(all, leaf) == all.end()) all.push_back(leaf);
  }
  if (all.size() > leaf_limit) all.resize(leaf_limit);
  return apply("derived", all);
}

Term Terms::collapsed(Term part) {
  if (const auto known = collapsed_.find(part.value); known != collapsed_.end()) return known->second;
  std::vector<Term> all;
  for (Term leaf : leaves(part)) {
    // A long way to a value is known by where it sets out.
    while (at(leaf).depth > depth_limit / 2) leaf = child(leaf, 0);
    if (std::ranges::find(all, leaf) == all.end()) all.push_back(leaf);
    if (all.size() == leaf_limit) break;
  }
  const Term result = apply("derived", all);
  collapsed_[part.value] = result;
  return result;
}

Term Terms::cat(std::span<const Term> parts) {
  std::vector<Term> flat;
  std::uint64_t weight = 0;
  const auto add = [&](Term part, const auto& self) -> void {
    if (kind(part) == TermKind::cat) {
      const std::vector<Term> inner(children(part).begin(), children(part).end());
      for (const Term item : inner) self(item, self);
      return;
    }
    if (kind(part) == TermKind::nothing || kind(part) == TermKind::zero || kind(part) == TermKind::null) return;
    if (kind(part) == TermKind::text && name(at(part).symbol).empty()) return;
    // Text takes numbers only as characters; to_string and %d say `number`.
    if (kind(part) == TermKind::number) part = text(std::string(1, static_cast<char>(at(part).number)));
    if (kind(part) == TermKind::text && !flat.empty() && kind(flat.back()) == TermKind::text) {
      const std::string joined = std::string(name(at(flat.back()).symbol)) + std::string(name(at(part).symbol));
      flat.back() = text(joined);
      return;
    }
    flat.push_back(part);
    weight += at(part).weight;
  };
  for (const Term part : std::vector<Term>(parts.begin(), parts.end())) add(part, add);
  if (flat.empty()) return text("");
  if (flat.size() == 1) return flat.front();
  if (weight > weight_limit) {
    const std::vector<Term> heavy = std::exchange(flat, {});
    for (const Term part : heavy)
      if (const Term light = at(part).weight > weight_limit / 8 ? lightened(*this, part) : Term{}) add(light, add);
      else add(part, add);
    for (Term& part : flat)
      if (at(part).weight > weight_limit / 8) part = collapse(std::array{part});
    if (flat.size() > 64) return collapse(flat);
  }
  return intern(TermKind::cat, ir::NameId::none_value, 0, flat);
}

Term Terms::alternative(std::vector<Branch> branches) {
  // The same on every path, whatever it is, is no choice.
  if (!branches.empty() &&
      std::ranges::all_of(branches, [&](const Branch& branch) { return branch.value == branches.front().value; }))
    return branches.front().value;
  std::vector<Branch> flat;
  const auto add = [&](Term guard, Term value) {
    if (kind(value) == TermKind::nothing) return;
    const auto same = std::ranges::find_if(flat, [&](const Branch& known) {
      return known.value == value && (known.guard == guard || known.guard == yes_ || guard == yes_);
    });
    if (same != flat.end() && guard != yes_) return;   // known under this guard, or under none
    if (guard == yes_) std::erase_if(flat, [&](const Branch& known) { return known.value == value; });
    flat.push_back({guard, value});
  };
  for (const Branch& branch : branches) {
    if (kind(branch.value) != TermKind::alternative) {
      add(branch.guard, branch.value);
      continue;
    }
    const std::vector<Term> parts(children(branch.value).begin(), children(branch.value).end());
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
      std::vector<Term> facts;
      for (const Term guard : {branch.guard, parts[i]}) {
        if (kind(guard) == TermKind::all) facts.insert(facts.end(), children(guard).begin(), children(guard).end());
        else if (kind(guard) != TermKind::yes) facts.push_back(guard);
      }
      add(all(std::move(facts)), parts[i + 1]);
    }
  }
  if (flat.empty()) return nothing_;
  // What a literal condition rules out is no way here; unless that is all there is.
  const auto is_never = [&](const Branch& branch) { return truth(branch.guard) == 0; };
  for (Branch& branch : flat)
    if (truth(branch.guard) > 0) branch.guard = yes_;
  if (!std::ranges::all_of(flat, is_never)) std::erase_if(flat, is_never);
  if (std::ranges::all_of(flat, [&](const Branch& branch) { return branch.value == flat.front().value; })) return flat.front().value;
  std::uint64_t weight = 0;
  for (const Branch& branch : flat) weight += at(branch.guard).weight;
  if (flat.size() > 12 || weight > weight_limit / 2) {
    // Too many ways to the same values: which way it was is given up.
    std::vector<Branch> merged;
    for (const Branch& branch : flat)
      if (const auto same = std::ranges::find(merged, branch.value, &Branch::value); same == merged.end()) merged.push_back(branch);
      else same->guard = yes_;
    flat = std::move(merged);
  }
  weight = 0;
  for (const Branch& branch : flat) weight += at(branch.value).weight + at(branch.guard).weight;
  if (weight > weight_limit || flat.size() > 24) {
    std::vector<Term> values;
    for (const Branch& branch : flat) values.push_back(branch.value);
    const Term light = lightened_choice(*this, values);
    return light ? light : collapse(values);
  }
  std::ranges::sort(flat, {}, [](const Branch& branch) { return std::pair(branch.value, branch.guard); });
  std::vector<Term> parts;
  for (const Branch& branch : flat) {
    parts.push_back(branch.guard);
    parts.push_back(branch.value);
  }
  return intern(TermKind::alternative, ir::NameId::none_value, 0, parts);
}

Term Terms::join(Term left, Term right) {
  if (left == right) return left;
  return alternative({{yes_, left}, {yes_, right}});
}

Term Terms::all(std::vector<Term> facts) {
  std::ranges::sort(facts);
  const auto repeated = std::ranges::unique(facts);
  facts.erase(repeated.begin(), repeated.end());
  std::erase(facts, yes_);
  for (const Term fact : facts)
    if (truth(fact) == 0) return number(0);
  std::erase_if(facts, [&](Term fact) { return truth(fact) > 0; });
  if (facts.size() > fact_limit) {
    // A condition may say less than is known: what is known of sizes goes first, that a token was checked goes last.
    std::ranges::stable_sort(facts, {}, [&](Term fact) { return says_verified(*this, fact) ? 0 : compares_sizes(*this, fact) ? 2 : 1; });
    facts.resize(fact_limit);
    std::ranges::sort(facts);
  }
  if (facts.empty()) return yes_;
  if (facts.size() == 1) return facts.front();
  return intern(TermKind::all, ir::NameId::none_value, 0, facts);
}

Term Terms::repeat(Term body, Term over) {
  if (kind(body) == TermKind::nothing) return body;
  return intern(TermKind::repeat, ir::NameId::none_value, 0, std::array{body, over});
}

Term Terms::apply(std::string_view function, std::initializer_list<Term> arguments) {
  return apply(function, std::span<const Term>(arguments.begin(), arguments.size()));
}

bool Terms::is_truth(Term term) const {
  static constexpr std::string_view answers[] = {"not", "equal", "present", "member", "less", "and", "or"};
  return std::ranges::any_of(answers, [&](std::string_view name) { return is_apply(term, name); });
}

Term Terms::fold_choice(Term choice, Term literal) {
  // `status == ok` where the status is one literal or another, each under its condition.
  const auto is_literal = [&](Term term) { return kind(term) == TermKind::number || kind(term) == TermKind::text; };
  if (kind(choice) != TermKind::alternative || !is_literal(literal)) return {};
  const std::vector<Term> parts(children(choice).begin(), children(choice).end());
  std::vector<Branch> branches;
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    if (!is_literal(parts[i + 1]) || kind(parts[i + 1]) != kind(literal)) return {};
    branches.push_back({parts[i], number(parts[i + 1] == literal ? 1 : 0)});
  }
  return alternative(std::move(branches));
}

/// A text that is never empty.
static bool has_letters(const Terms& terms, Term text) {
  if (terms.kind(text) == TermKind::text) return !terms.name(terms.at(text).symbol).empty();
  if (terms.kind(text) == TermKind::alternative) {
    for (std::size_t i = 1; i < terms.children(text).size(); i += 2)
      if (!has_letters(terms, terms.child(text, i))) return false;
    return true;
  }
  if (terms.kind(text) != TermKind::cat) return false;
  return std::ranges::any_of(terms.children(text), [&](Term part) { return has_letters(terms, part); });
}

/// A container that something was put into on all ways.
static bool has_entry(const Terms& terms, Term container) {
  if (terms.kind(container) != TermKind::record) return false;
  const auto parts = terms.children(container);
  for (std::size_t i = 1; i + 1 < parts.size(); i += 2) {
    const TermKind value = terms.kind(parts[i + 1]);
    const bool may_be_missing = value == TermKind::nothing || value == TermKind::zero || value == TermKind::null || value == TermKind::alternative;
    if (terms.kind(parts[i]) == TermKind::step_key && !may_be_missing) return true;
  }
  return false;
}

Term Terms::fold(std::string_view function, std::span<const Term> all) {
  if (function == "present" && all.size() == 1) {
    const TermKind known = kind(all[0]);
    if (known == TermKind::null || known == TermKind::zero) return number(0);
    if (known == TermKind::closure || (known == TermKind::list && at(all[0]).child_count > 0) || has_entry(*this, all[0]) || has_letters(*this, all[0]))
      return number(1);
    return {};
  }
  if (all.size() != 2) return {};
  if (function == "equal")
    for (int i = 0; i < 2; ++i)
      if (const Term folded = fold_choice(all[i], all[1 - i])) return folded;
  const bool are_numbers = kind(all[0]) == TermKind::number && kind(all[1]) == TermKind::number;
  const bool are_texts = kind(all[0]) == TermKind::text && kind(all[1]) == TermKind::text;
  if (function == "equal" && (are_numbers || are_texts)) return number(all[0] == all[1] ? 1 : 0);
  if (function == "less" && are_numbers) return number(at(all[0]).number < at(all[1]).number ? 1 : 0);
  // As in `count(x) > 0` and `count(x) < 1`.
  if (function == "less" && is_truth(all[1]) && kind(all[0]) == TermKind::number && at(all[0]).number == 0) return all[1];
  if (function == "less" && is_truth(all[0]) && kind(all[1]) == TermKind::number && at(all[1]).number == 1) return negate(all[0]);
  return {};
}

Term Terms::apply(std::string_view function, std::span<const Term> arguments) {
  std::vector<Term> all(arguments.begin(), arguments.end());
  if (function == "not" && all.size() == 1) return negate(all[0]);
  if (function == "not_equal" && all.size() == 2) return negate(apply("equal", all));
  if (const Term folded = fold(function, all)) return folded;
  if (function == "equal" && all.size() == 2) {
    if (all[1] < all[0]) std::swap(all[0], all[1]);
    // `x == true`, `flag != 0` are x itself.
    for (int i = 0; i < 2; ++i)
      if (is_truth(all[i]) && kind(all[1 - i]) == TermKind::number) return at(all[1 - i]).number ? all[i] : negate(all[i]);
  }
  if (function == "copy" && all.size() == 1) return all[0];
  if ((function == "derived" || function == "digest" || function == "encode" || function == "number") && all.size() == 1 &&
      (kind(all[0]) == TermKind::nothing || kind(all[0]) == TermKind::zero || kind(all[0]) == TermKind::null))
    return all[0];
  if ((function == "number" || function == "encode") && all.size() == 1) {
    if (kind(all[0]) == TermKind::text) return all[0];
    if (kind(all[0]) == TermKind::number) return text(std::to_string(at(all[0]).number));
  }
  if (function == "derived") {
    std::vector<Term> flat;
    for (const Term part : all) {
      if (is_apply(part, "derived")) flat.insert(flat.end(), children(part).begin(), children(part).end());
      else flat.push_back(part);
    }
    std::ranges::sort(flat);
    const auto repeated = std::ranges::unique(flat);
    flat.erase(repeated.begin(), repeated.end());
    all = std::move(flat);
  }
  std::uint64_t weight = 0;
  for (const Term part : all) weight += at(part).weight;
  if (weight > 10 * weight_limit && function != "derived") return collapse(all);
  return intern(TermKind::apply, symbol(function), 0, all);
}

Term Terms::negate(Term condition) {
  if (is_apply(condition, "not")) return child(condition, 0);
  if (const int known = truth(condition); known >= 0 && kind(condition) != TermKind::text) return number(1 - known);
  if (kind(condition) == TermKind::alternative) {
    std::vector<Branch> branches;
    const std::vector<Term> parts(children(condition).begin(), children(condition).end());
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2) branches.push_back({parts[i], negate(parts[i + 1])});
    return alternative(std::move(branches));
  }
  return intern(TermKind::apply, symbol("not"), 0, std::array{condition});
}

int Terms::truth(Term condition) const {
  switch (kind(condition)) {
    case TermKind::number: return at(condition).number != 0 ? 1 : 0;
    case TermKind::null: case TermKind::zero: return 0;
    case TermKind::text: case TermKind::object: return 1;
    case TermKind::offset: return is_address(condition) ? 1 : -1;
    default: return -1;
  }
}

}  // namespace partywall::solver
