#include "checks/flow/solver/term.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <unordered_set>

namespace partywall::solver {

namespace {

/// Who took part in a value that has been given up on: more are not told apart.
constexpr std::size_t leaf_limit = 64;

std::uint64_t hash_of(TermKind kind, std::uint32_t symbol, std::int64_t number, std::span<const Term> children) {
  std::uint64_t hash = mix(mix(static_cast<std::uint64_t>(kind), symbol), static_cast<std::uint64_t>(number));
  for (const Term child : children) hash = mix(hash, child.value);
  return hash;
}

bool is_leaf(TermKind kind) {
  switch (kind) {
    case TermKind::cat: case TermKind::record: case TermKind::list: case TermKind::alternative: case TermKind::all:
    case TermKind::repeat: case TermKind::apply: case TermKind::named: case TermKind::step_key: case TermKind::invoke:
    case TermKind::closure: case TermKind::call: case TermKind::written: case TermKind::result:
      return false;
    default:
      return true;
  }
}

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

/// Calls told apart on the way to a fresh entry.
constexpr std::size_t fresh_depth = 4;

Terms::Terms() {
  nothing_ = intern(TermKind::nothing, ir::NameId::none_value, 0, {});
  yes_ = intern(TermKind::yes, ir::NameId::none_value, 0, {});
  null_ = intern(TermKind::null, ir::NameId::none_value, 0, {});
  zero_ = intern(TermKind::zero, ir::NameId::none_value, 0, {});
  element_ = intern(TermKind::step_element, ir::NameId::none_value, 0, {});
}

std::span<const Term> Terms::children(Term term) const {
  const Node& node = at(term);
  return {children_.data() + node.first_child, node.child_count};
}

std::size_t Terms::find_slot(std::uint64_t hash, TermKind kind, std::uint32_t symbol, std::int64_t number,
                             std::span<const Term> children) const {
  const std::size_t mask = index_.size() - 1;
  std::size_t slot = (hash ^ (hash >> 32)) & mask;
  for (; index_[slot] != 0; slot = (slot + 1) & mask) {
    const Term known{index_[slot] - 1};
    const Node& node = at(known);
    if (node.kind == kind && node.symbol == symbol && node.number == number && std::ranges::equal(this->children(known), children))
      return slot;
  }
  return slot;
}

void Terms::grow_index() {
  index_.assign(std::max<std::size_t>(1U << 12, index_.size() * 2), 0);
  for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    const std::span<const Term> inner = children(Term{i});
    index_[find_slot(hash_of(node.kind, node.symbol, node.number, inner), node.kind, node.symbol, node.number, inner)] = i + 1;
  }
}

Term Terms::intern(TermKind kind, std::uint32_t symbol, std::int64_t number, std::span<const Term> children) {
  ++work_;
  if ((nodes_.size() + 1) * 2 > index_.size()) grow_index();
  const std::size_t slot = find_slot(hash_of(kind, symbol, number, children), kind, symbol, number, children);
  if (index_[slot] != 0) return Term{index_[slot] - 1};
  Node node{kind, symbol, number, static_cast<std::uint32_t>(children_.size()), static_cast<std::uint32_t>(children.size())};
  // What a global holds is its callers' to say: they may have set it before.
  const bool is_global = kind == TermKind::load && !children.empty() && is_global_object(children[0]);
  node.is_open = kind == TermKind::input || kind == TermKind::invoke || kind == TermKind::merge || is_global ||
                 (kind == TermKind::source && children.size() < fresh_depth && names_.text(ir::NameId{symbol}) == "fresh");
  node.has_merge = kind == TermKind::merge;
  for (const Term child : children) {
    const Node& inner = at(child);
    node.weight = std::min<std::uint32_t>(node.weight + inner.weight, 1U << 30);
    node.depth = std::max<std::uint16_t>(node.depth, inner.depth + 1);
    node.is_open |= inner.is_open;
    node.has_merge |= inner.has_merge;
  }
  if (node.depth > depth_limit) return shortened(kind, symbol, number, std::vector<Term>(children.begin(), children.end()));
  const std::vector<Term> copied(children.begin(), children.end());   // `children` may point into children_
  children_.insert(children_.end(), copied.begin(), copied.end());
  const Term fresh{static_cast<std::uint32_t>(nodes_.size())};
  nodes_.push_back(node);
  types_.emplace_back();
  fields_.emplace_back();
  index_[slot] = fresh.value + 1;
  return fresh;
}

Term Terms::shortened(TermKind kind, std::uint32_t symbol, std::int64_t number, std::vector<Term> children) {
  switch (kind) {
    case TermKind::offset: case TermKind::load: case TermKind::project: case TermKind::merge:
      return collapse(children);   // a path that long leads nowhere
    default:
      break;
  }
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (at(children[i]).depth < depth_limit) continue;
    const bool is_guard = kind == TermKind::alternative && i % 2 == 0;
    const bool is_step = this->kind(children[i]) == TermKind::step_key;
    children[i] = is_guard ? yes_ : is_step ? element_ : collapse(std::array{children[i]});
  }
  if (kind == TermKind::all) std::ranges::sort(children);
  return intern(kind, symbol, number, children);
}

Term Terms::text(std::string_view text) { return intern(TermKind::text, symbol(text), 0, {}); }
Term Terms::number(std::int64_t value) { return intern(TermKind::number, ir::NameId::none_value, value, {}); }
Term Terms::input(ir::FunctionId function, std::int64_t which) {
  return intern(TermKind::input, function.value, which, {});
}
Term Terms::variable_object(ir::FunctionId function, ir::VariableId variable) {
  return intern(TermKind::object, function.value, variable.value, {});
}
Term Terms::global_object(ir::GlobalId global) {
  return intern(TermKind::object, ir::NameId::none_value, global.value, {});
}
Term Terms::allocation(SiteId site) {
  return intern(TermKind::object, at(site).function.value, allocation_base + site.value, {});
}
Term Terms::field_step(std::string_view name) { return intern(TermKind::step_field, symbol(name), 0, {}); }
Term Terms::key_step(Term key) { return intern(TermKind::step_key, ir::NameId::none_value, 0, std::array{key}); }

Term Terms::capture_step(std::uint32_t index) { return intern(TermKind::step_capture, ir::NameId::none_value, index, {}); }

bool Terms::is_address(Term term) const {
  while (kind(term) == TermKind::offset) term = child(term, 0);
  return kind(term) == TermKind::object;
}

Term Terms::root(Term pointer) const {
  while (kind(pointer) == TermKind::offset) pointer = child(pointer, 0);
  return pointer;
}

Term Terms::offset(Term pointer, Term step) {
  if (kind(pointer) == TermKind::alternative) {
    std::vector<Branch> branches;
    const std::vector<Term> parts(children(pointer).begin(), children(pointer).end());
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2) branches.push_back({parts[i], offset(parts[i + 1], step)});
    return alternative(std::move(branches));
  }
  if (kind(pointer) == TermKind::nothing) return pointer;
  if (at(pointer).weight + at(step).weight > 10 * weight_limit) return collapse(std::array{pointer, step});
  return intern(TermKind::offset, ir::NameId::none_value, 0, std::array{pointer, step});
}

Term Terms::load(Term pointer) {
  switch (kind(pointer)) {
    case TermKind::nothing: case TermKind::text: case TermKind::number: case TermKind::cat: case TermKind::null:
    case TermKind::zero: case TermKind::repeat: case TermKind::closure:
      return pointer;   // text travels in the char pointer itself; a reference to a function is the function
    case TermKind::offset: {
      const Term base = child(pointer, 0);
      const Term step = child(pointer, 1);
      const Term part = project(load(base), step);
      if (const ir::FieldId field = field_of(pointer); field && kind(part) == TermKind::project) note_field(part, field);
      return part;
    }
    case TermKind::alternative: {
      std::vector<Branch> branches;
      const std::vector<Term> parts(children(pointer).begin(), children(pointer).end());
      for (std::size_t i = 0; i + 1 < parts.size(); i += 2) branches.push_back({parts[i], load(parts[i + 1])});
      return alternative(std::move(branches));
    }
    default:
      return intern(TermKind::load, ir::NameId::none_value, 0, std::array{pointer});
  }
}

bool Terms::is_fresh_step(Term step) const {
  if (kind(step) != TermKind::step_key) return false;
  const Term key = child(step, 0);
  return kind(key) == TermKind::source && name(at(key).symbol) == "fresh";
}

Term Terms::fresh_at(Term fresh, SiteId call) {
  std::vector<Term> calls(children(fresh).begin(), children(fresh).end());
  if (calls.size() >= fresh_depth) return fresh;
  calls.push_back(number(call.value));
  return intern(TermKind::source, at(fresh).symbol, at(fresh).number, calls);
}

Term Terms::lookup_part(Term value, Term step) {
  const std::vector<Term> parts(children(value).begin(), children(value).end());
  const TermKind step_kind = kind(step);
  if (is_fresh_step(step)) {
    const auto known = std::ranges::find(parts.begin() + 1, parts.end(), step);
    return known == parts.end() ? project(parts[0], step) : *(known + 1);
  }
  std::vector<Branch> others;
  for (std::size_t i = 1; i + 1 < parts.size(); i += 2) {
    if (parts[i] == step) return parts[i + 1];
    const TermKind known = kind(parts[i]);
    // An unknown element may be any keyed entry; an unknown key may be any element or any other unknown key.
    const bool overlaps =
        (step_kind == TermKind::step_element && (known == TermKind::step_key || known == TermKind::step_element)) ||
        (step_kind == TermKind::step_key &&
         (known == TermKind::step_element ||
          (known == TermKind::step_key && (kind(child(step, 0)) != TermKind::text && kind(child(step, 0)) != TermKind::number))));
    if (overlaps) others.push_back({yes_, parts[i + 1]});
  }
  const Term rest = kind(parts[0]) == TermKind::nothing ? nothing_ : project(parts[0], step);
  if (others.empty()) return rest;
  if (kind(rest) != TermKind::nothing && kind(rest) != TermKind::zero) others.push_back({yes_, rest});
  return alternative(std::move(others));
}

Term Terms::list_item(Term list, Term step) {
  const Term key = child(step, 0);
  const std::vector<Term> items(children(list).begin(), children(list).end());
  if (items.empty()) return nothing_;
  if (kind(key) == TermKind::number) {
    const auto index = static_cast<std::size_t>(at(key).number);
    if (at(key).number >= 0 && index < items.size()) return items[index];
  } else if (kind(key) != TermKind::text) {
    // One of them: of pairs, as a map is written out, with that key.
    std::vector<Branch> branches;
    for (const Term item : items) branches.push_back({yes_, item});
    return alternative(std::move(branches));
  } else {
    const Term first = field_step("first");
    for (const Term item : items)
      if ((kind(item) == TermKind::record || kind(item) == TermKind::list) && project(item, first) == key) return item;
  }
  return intern(TermKind::project, ir::NameId::none_value, 0, std::array{list, step});
}

Term Terms::project(Term value, Term step) {
  if (is_fresh_step(step) && kind(value) != TermKind::record && kind(value) != TermKind::alternative) return nothing_;
  if (is_apply(value, "overlay")) {
    // What lies on top may hold the part, or leave the one below.
    const Term top = project(child(value, 1), step);
    Term below = project(child(value, 0), step);
    // Which part it is shows at run time: the one on top may be the same.
    if (kind(step) == TermKind::step_element && kind(below) != TermKind::nothing) below = apply("replaceable", {below});
    return kind(top) == TermKind::nothing || kind(top) == TermKind::zero ? below : join(below, top);
  }
  switch (kind(value)) {
    case TermKind::nothing: case TermKind::null: case TermKind::zero:
      return value;
    case TermKind::record:
      return lookup_part(value, step);
    case TermKind::list: {
      if (kind(step) == TermKind::step_element) {
        std::vector<Branch> branches;
        const std::vector<Term> items(children(value).begin(), children(value).end());
        for (const Term item : items) branches.push_back({yes_, item});
        return alternative(std::move(branches));
      }
      if (kind(step) == TermKind::step_key) return list_item(value, step);
      // A pair made of its two halves.
      if (kind(step) == TermKind::step_field && at(value).child_count == 2) {
        if (name(at(step).symbol) == "first") return child(value, 0);
        if (name(at(step).symbol) == "second") return child(value, 1);
      }
      break;
    }
    case TermKind::closure:
      if (kind(step) == TermKind::step_capture && at(step).number < at(value).child_count)
        return child(value, static_cast<std::size_t>(at(step).number));
      break;
    case TermKind::alternative: {
      std::vector<Branch> branches;
      const std::vector<Term> parts(children(value).begin(), children(value).end());
      for (std::size_t i = 0; i + 1 < parts.size(); i += 2) branches.push_back({parts[i], project(parts[i + 1], step)});
      return alternative(std::move(branches));
    }
    case TermKind::text:
      // A table of letters: the letter stands for what chose it.
      if (kind(step) == TermKind::step_key && !children(child(step, 0)).empty()) return apply("encode", {child(step, 0)});
      return value;
    case TermKind::cat: case TermKind::number: case TermKind::repeat:
      return value;   // a character of the text
    default:
      break;
  }
  if (at(value).weight + at(step).weight > 10 * weight_limit) return collapse(std::array{value, step});
  return intern(TermKind::project, ir::NameId::none_value, 0, std::array{value, step});
}

bool Terms::is_literal_key(Term step) const {
  const TermKind key = kind(child(step, 0));
  return key == TermKind::text || key == TermKind::number;
}

Term Terms::update(Term value, Term step, Term part, bool weak) {
  std::vector<std::pair<Term, Term>> parts;
  Term rest = value;
  if (kind(value) == TermKind::record) {
    const auto known = children(value);
    rest = known[0];
    for (std::size_t i = 1; i + 1 < known.size(); i += 2) parts.emplace_back(known[i], known[i + 1]);
  }
  if (weak) {
    const Term old = project(value, step);
    if (kind(old) != TermKind::nothing && kind(old) != TermKind::zero) part = join(old, part);
  }
  // Under a key that is not known, the entry of any literal key may be written.
  if (kind(step) == TermKind::step_key && !is_literal_key(step))
    for (auto& [known, old] : parts)
      if (kind(known) == TermKind::step_key && is_literal_key(known)) old = join(old, part);
  const auto place = std::ranges::find(parts, step, &std::pair<Term, Term>::first);
  if (place != parts.end()) place->second = part;
  else parts.emplace_back(step, part);
  return record(rest, std::move(parts));
}

Term Terms::record(Term rest, std::vector<std::pair<Term, Term>> parts) {
  std::ranges::sort(parts);
  std::vector<Term> flat{rest};
  std::uint64_t weight = at(rest).weight;
  for (const auto& [step, value] : parts) {
    flat.push_back(step);
    flat.push_back(value);
    weight += at(value).weight;
  }
  if (weight > weight_limit) {
    for (std::size_t i = 1; i + 1 < flat.size(); i += 2)
      if (at(flat[i + 1]).weight > weight_limit / 8) flat[i + 1] = collapse(std::array{flat[i + 1]});
  }
  return intern(TermKind::record, ir::NameId::none_value, 0, flat);
}

Term Terms::list(std::span<const Term> items) { return intern(TermKind::list, ir::NameId::none_value, 0, items); }

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
    for (Term& part : flat)
      if (at(part).weight > weight_limit / 8) part = collapse(std::array{part});
    if (flat.size() > 64) return collapse(flat);
  }
  return intern(TermKind::cat, ir::NameId::none_value, 0, flat);
}

Term Terms::alternative(std::vector<Branch> branches) {
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
    return collapse(values);
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

Term Terms::fold(std::string_view function, std::span<const Term> all) {
  if (function == "present" && all.size() == 1) {
    const TermKind known = kind(all[0]);
    if (known == TermKind::null || known == TermKind::zero) return number(0);
    if (known == TermKind::closure) return number(1);
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

Term Terms::call(ir::CalleeId callee, SiteId site, std::span<const Term> arguments) {
  return intern(TermKind::call, callee.value, site.value, arguments);
}
Term Terms::written(Term call, std::int64_t argument) {
  return intern(TermKind::written, ir::NameId::none_value, argument, std::array{call});
}
Term Terms::invoke(SiteId site, std::span<const Term> callee_and_arguments) {
  return intern(TermKind::invoke, ir::NameId::none_value, site.value, callee_and_arguments);
}
Term Terms::closure(ir::CalleeId callee, std::span<const Term> captures) {
  return intern(TermKind::closure, callee.value, 0, captures);
}
Term Terms::source(std::string_view role, SiteId site, std::span<const Term> details) {
  // A header read twice is one header; what a model or an unknown function says differs each time.
  if (role == "caller" || role == "credential" || role == "ambient") site = SiteId{};
  return intern(TermKind::source, symbol(role), site.value, details);
}
Term Terms::result(std::string_view kind, SiteId site, std::span<const Term> asked) {
  return intern(TermKind::result, symbol(kind), site.value, asked);
}
Term Terms::named(std::string_view name, Term value) {
  switch (kind(value)) {
    case TermKind::nothing: case TermKind::zero: case TermKind::null: case TermKind::text: case TermKind::number:
    case TermKind::named: case TermKind::closure: case TermKind::merge:
      return value;
    default:
      return intern(TermKind::named, symbol(name), 0, std::array{value});
  }
}
Term Terms::merge(ir::FunctionId function, std::uint32_t block, Term pointer) {
  return intern(TermKind::merge, function.value, block, std::array{pointer});
}

Term Terms::rebuild(Term original, std::span<const Term> replacement) {
  const Node node = at(original);
  switch (node.kind) {
    case TermKind::offset: return offset(replacement[0], replacement[1]);
    case TermKind::load: return load(replacement[0]);
    case TermKind::project: return project(replacement[0], replacement[1]);
    case TermKind::cat: return cat(replacement);
    case TermKind::list: return list(replacement);
    case TermKind::repeat: return repeat(replacement[0], replacement[1]);
    case TermKind::apply: return apply(name(node.symbol), replacement);
    case TermKind::named: return named(name(node.symbol), replacement[0]);
    case TermKind::all: return all(std::vector<Term>(replacement.begin(), replacement.end()));
    case TermKind::record: {
      std::vector<std::pair<Term, Term>> parts;
      for (std::size_t i = 1; i + 1 < replacement.size(); i += 2) parts.emplace_back(replacement[i], replacement[i + 1]);
      // Parts laid over a record that has become known make one record.
      Term rest = replacement[0];
      if (kind(rest) == TermKind::record) {
        const std::vector<Term> below(children(rest).begin(), children(rest).end());
        rest = below[0];
        for (std::size_t i = 1; i + 1 < below.size(); i += 2)
          if (std::ranges::find(parts, below[i], &std::pair<Term, Term>::first) == parts.end()) parts.emplace_back(below[i], below[i + 1]);
      }
      return record(rest, std::move(parts));
    }
    case TermKind::alternative: {
      std::vector<Branch> branches;
      for (std::size_t i = 0; i + 1 < replacement.size(); i += 2) branches.push_back({replacement[i], replacement[i + 1]});
      return alternative(std::move(branches));
    }
    default: return intern(node.kind, node.symbol, node.number, replacement);
  }
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

bool Terms::is_apply(Term term, std::string_view function) const {
  return kind(term) == TermKind::apply && name(at(term).symbol) == function;
}

bool Terms::is_literal(Term term) const {
  switch (kind(term)) {
    case TermKind::text: case TermKind::number: case TermKind::null: case TermKind::zero: return true;
    default: return false;
  }
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

SiteId Terms::site(const Site& site) {
  const std::uint64_t key = mix(mix(site.function.value, site.block), site.instruction);
  if (const auto known = site_index_.find(key); known != site_index_.end()) return known->second;
  const SiteId fresh{static_cast<std::uint32_t>(sites_.size())};
  sites_.push_back(site);
  site_index_.emplace(key, fresh);
  return fresh;
}

void Terms::note_type(Term term, ir::TypeId type) {
  if (!types_[term.value]) types_[term.value] = type;
}
ir::TypeId Terms::type_of(Term term) const { return types_[term.value]; }

void Terms::note_field(Term term, ir::FieldId field) {
  if (!fields_[term.value]) fields_[term.value] = field;
}
ir::FieldId Terms::field_of(Term term) const { return fields_[term.value]; }

void Terms::note_like(Term fresh, Term original) {
  if (fresh == original) return;
  if (const ir::TypeId type = type_of(original)) note_type(fresh, type);
  // Only a part of something is a field; what replaced it may be any value.
  const bool is_part = kind(fresh) == TermKind::offset || kind(fresh) == TermKind::project;
  if (const ir::FieldId field = field_of(original); field && is_part && child(fresh, 1) == child(original, 1)) note_field(fresh, field);
}

std::vector<Term> Terms::leaves(Term term) const {
  std::vector<Term> found;
  std::unordered_set<std::uint32_t> seen;
  std::vector<Term> work{term};
  while (!work.empty()) {
    const Term next = work.back();
    work.pop_back();
    if (!seen.insert(next.value).second) continue;
    if (is_leaf(kind(next))) {
      if (kind(next) != TermKind::nothing && kind(next) != TermKind::yes) found.push_back(next);
      continue;
    }
    const auto inner = children(next);
    if (inner.empty()) found.push_back(next);
    for (std::size_t i = inner.size(); i-- > 0;) work.push_back(inner[i]);
  }
  return found;
}

bool Terms::contains(Term term, Term needle) const {
  std::vector<Term> work{term};
  std::unordered_set<std::uint32_t> seen;
  while (!work.empty()) {
    const Term next = work.back();
    work.pop_back();
    if (next == needle) return true;
    // Parts come into being before the whole.
    if (next < needle || !seen.insert(next.value).second) continue;
    for (const Term inner : children(next)) work.push_back(inner);
  }
  return false;
}

}  // namespace partywall::solver
