#include "checks/flow/solver/term.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <unordered_set>

namespace partywall::solver {

namespace {

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

/// The most that a source counts for, whatever is known of it.
constexpr std::uint32_t source_weight = 20;

/// Calls told apart on the way to a fresh entry.
constexpr std::size_t fresh_depth = 4;

/// Calls told apart on the way from an allocation.
constexpr std::size_t factory_depth = 2;

}  // namespace

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
  // What a model was asked is no part of the text it answers with: a long conversation makes no long values.
  if (kind == TermKind::source) node.weight = std::min(node.weight, source_weight);
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
Term Terms::allocation_at(Term object, SiteId call) {
  std::vector<Term> calls(children(object).begin(), children(object).end());
  if (calls.size() >= factory_depth) return object;
  calls.push_back(number(call.value));
  return intern(TermKind::object, at(object).symbol, at(object).number, calls);
}
Term Terms::field_step(std::string_view name) { return intern(TermKind::step_field, symbol(name), 0, {}); }
Term Terms::key_step(Term key) { return intern(TermKind::step_key, ir::NameId::none_value, 0, std::array{key}); }

Term Terms::capture_step(std::uint32_t index) { return intern(TermKind::step_capture, ir::NameId::none_value, index, {}); }

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

bool Terms::is_apply(Term term, std::string_view function) const {
  return kind(term) == TermKind::apply && name(at(term).symbol) == function;
}

bool Terms::is_literal(Term term) const {
  switch (kind(term)) {
    case TermKind::text: case TermKind::number: case TermKind::null: case TermKind::zero: return true;
    default: return false;
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
