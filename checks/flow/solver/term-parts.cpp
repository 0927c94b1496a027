/// Terms about memory: addresses, what is loaded, parts of values and values with a part replaced.
#include "checks/flow/solver/term.h"

#include <algorithm>
#include <array>

namespace partywall::solver {

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
    bool are_known = true;
    for (const Term item : items) {
      const bool is_pair = kind(item) == TermKind::record || kind(item) == TermKind::list;
      const Term name = is_pair ? project(item, first) : nothing_;
      if (is_pair && name == key) return item;
      are_known &= kind(name) == TermKind::text;
    }
    if (are_known) return zero_;   // written out in full, and not among them
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

}  // namespace partywall::solver
