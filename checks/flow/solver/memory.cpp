/// Objects and their contents.
#include "checks/flow/models/word-match.h"
#include "checks/flow/solver/analysis.h"
#include "checks/flow/solver/debt.h"

#include <array>

namespace partywall::solver {

Term Analysis::initial_content(Term root) {
  const Node& node = terms_.at(root);
  if (node.kind != TermKind::object) return terms_.load(root);
  if (node.symbol == ir::NameId::none_value) {
    const auto known = engine_.global_contents.find(root);
    return known != engine_.global_contents.end() ? known->second : terms_.load(root);
  }
  if (node.symbol != id_.value || node.number >= allocation_base) return terms_.nothing();
  const ir::Variable& variable = function_.variables[static_cast<std::size_t>(node.number)];
  switch (variable.kind) {
    case ir::Variable::Kind::parameter: return terms_.input(id_, variable.index);
    case ir::Variable::Kind::this_pointer: return terms_.input(id_, input_this);
    case ir::Variable::Kind::capture: return terms_.input(id_, input_capture + variable.index);
    default: return terms_.nothing();
  }
}

bool Analysis::is_null(Term pointer) const {
  return terms_.kind(pointer) == TermKind::null || terms_.kind(pointer) == TermKind::zero;
}

Term Analysis::read(State& state, Term pointer) {
  if (terms_.kind(pointer) == TermKind::alternative) {
    std::vector<Terms::Branch> branches;
    const std::vector<Term> parts(terms_.children(pointer).begin(), terms_.children(pointer).end());
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2)
      if (!is_null(parts[i + 1])) branches.push_back({parts[i], read(state, parts[i + 1])});
    return terms_.alternative(std::move(branches));
  }
  std::vector<Term> parts;
  Term root = pointer;
  while (terms_.kind(root) == TermKind::offset) {
    parts.push_back(root);
    root = terms_.child(root, 0);
  }
  if (terms_.kind(root) == TermKind::alternative) return terms_.load(pointer);
  std::erase_if(parts, [&](Term part) { return terms_.child(part, 1) == terms_.field_step(tail_step); });
  Term content = state.find(root);
  const bool is_shared_write = content && terms_.is_global_object(root);
  if (!content) content = initial_content(root);
  for (std::size_t i = parts.size(); i-- > 0;) {
    content = terms_.project(content, terms_.child(parts[i], 1));
    if (const ir::FieldId field = terms_.field_of(parts[i]); field && terms_.kind(content) == TermKind::project) terms_.note_field(content, field);
  }
  return is_shared_write ? shared(root, parts, content) : content;
}

Term Analysis::shared(Term root, std::span<const Term> parts, Term content) {
  Term path = terms_.load(root);
  for (std::size_t i = parts.size(); i-- > 0;) path = terms_.project(path, terms_.child(parts[i], 1));
  const ir::Global& global = engine_.program.globals[static_cast<std::size_t>(terms_.at(root).number)];
  if (global.storage == ir::Global::Storage::thread || global.is_constant || content == path) return content;
  terms_.note_type(terms_.load(root), global.type);
  if (engine_.names.identity(terms_, engine_.program, path) != IdentityKind::tenant) return content;
  return terms_.is_apply(content, "ambient") ? content : terms_.apply("ambient", {content});
}

void Analysis::resume_elsewhere(State& state) {
  for (std::uint32_t i = 0; i < engine_.program.globals.size(); ++i) {
    const ir::Global& global = engine_.program.globals[i];
    if (global.storage != ir::Global::Storage::thread || global.is_constant) continue;
    const Term name = terms_.text(models::last_segment(engine_.program.text(global.name)));
    const Term content = terms_.source("ambient", SiteId{}, std::array{name, terms_.field_step("thread_local")});
    terms_.note_type(content, global.type);
    state.set(terms_.global_object(ir::GlobalId{i}), content);
  }
}

void Analysis::forget_globals(State& state) {
  std::erase_if(state.contents, [&](const auto& entry) {
    if (!terms_.is_global_object(entry.first)) return false;
    const ir::Global& global = engine_.program.globals[static_cast<std::size_t>(terms_.at(entry.first).number)];
    return !global.is_constant;
  });
}

Term Analysis::write_part(Term content, std::span<const Term> steps, Term value) {
  if (steps.empty()) return value;
  const Term step = steps.front();
  const TermKind kind = terms_.kind(step);
  const bool is_one_place =
      kind == TermKind::step_field || (kind == TermKind::step_key && !terms_.at(step).has_merge);
  Term inner = value;
  if (steps.size() > 1) {
    const Term old = terms_.kind(content) == TermKind::nothing ? terms_.nothing() : terms_.project(content, step);
    inner = write_part(old, steps.subspan(1), value);
  }
  return terms_.update(content, step, inner, !is_one_place);
}

void Analysis::write(State& state, Term pointer, Term value) {
  if (terms_.kind(pointer) == TermKind::alternative) {
    const std::vector<Term> parts(terms_.children(pointer).begin(), terms_.children(pointer).end());
    // What a connection owes was worked out for whichever one it is.
    const bool is_debt = terms_.kind(parts.back()) == TermKind::offset && terms_.child(parts.back(), 1) == terms_.field_step(debt_field);
    for (std::size_t i = 0; is_debt && i + 1 < parts.size(); i += 2) write(state, parts[i + 1], value);
    if (is_debt) return;
    // Nothing is behind a null pointer: what is written went to one of the others.
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2)
      if (!is_null(parts[i + 1])) places.push_back(i);
    if (places.size() == 1) return write(state, parts[places[0] + 1], value);
    for (const std::size_t i : places)
      write(state, parts[i + 1], terms_.alternative({{parts[i], value}, {terms_.yes(), read(state, parts[i + 1])}}));
    return;
  }
  if (terms_.kind(pointer) == TermKind::nothing) return;
  if (terms_.kind(pointer) == TermKind::offset && terms_.child(pointer, 1) == terms_.field_step(tail_step)) {
    if (terms_.kind(value) == TermKind::number && terms_.at(value).number == 0) return;   // where a text ends
    const Term whole = terms_.child(pointer, 0);
    return write(state, whole, terms_.cat(std::array{read(state, whole), value}));
  }
  if (terms_.kind(pointer) == TermKind::offset && is_text(terms_.type_of(terms_.child(pointer, 0)))) {
    // A letter of a text: it stays the text it was, with what is put in.
    const TermKind step = terms_.kind(terms_.child(pointer, 1));
    if (step == TermKind::step_element || step == TermKind::step_key) {
      const Term whole = terms_.child(pointer, 0);
      const Term known = read(state, whole);
      const bool says_nothing = terms_.kind(value) == TermKind::number || (!terms_.children(value).empty() && terms_.contains(value, known));
      if (terms_.kind(known) != TermKind::nothing && terms_.kind(known) != TermKind::zero && says_nothing) return;
      return write(state, whole, terms_.cat(std::array{known, value}));
    }
  }
  value = DeclaredRoles::mark(terms_, settle(state, pointer, value), engine_.roles.of(terms_, pointer));
  std::vector<Term> steps;
  Term root = pointer;
  while (terms_.kind(root) == TermKind::offset) {
    steps.push_back(terms_.child(root, 1));
    root = terms_.child(root, 0);
  }
  std::ranges::reverse(steps);
  Term content = state.find(root);
  if (!content) content = initial_content(root);
  state.set(root, write_part(content, steps, value));
  keep_callable(pointer, value);
}

void Analysis::keep_callable(Term pointer, Term value) {
  const auto is_one = [&](Term term) { return terms_.kind(term) == TermKind::closure || terms_.is_apply(term, "bind"); };
  std::vector<Term> callables;
  if (is_one(value)) callables.push_back(value);
  else if (terms_.kind(value) == TermKind::alternative)
    for (std::size_t i = 1; i < terms_.children(value).size(); i += 2)
      if (is_one(terms_.child(value, i))) callables.push_back(terms_.child(value, i));
  if (callables.empty()) return;
  const FieldKey field = nearest_field(terms_, engine_.program, pointer).key;
  if (!field.name) return;
  for (const Term callable : callables) stored_.emplace_back(field, callable);
}

Term Analysis::settle(State& state, Term pointer, Term value) {
  const Node& node = terms_.at(value);
  if (node.kind != TermKind::object || node.symbol != id_.value || node.number < allocation_base) return value;
  for (Term part = pointer; terms_.kind(part) == TermKind::offset; part = terms_.child(part, 0)) {
    if (terms_.kind(terms_.child(part, 1)) != TermKind::step_key) continue;
    const Term inside = terms_.offset(pointer, terms_.field_step("*"));
    const Term content = read(state, value);
    write(state, inside, content);
    return inside;
  }
  return value;
}

Term Analysis::deep(State& state, Term value, int depth) {
  if (depth > 6) return value;
  if (terms_.is_address(value)) return deep(state, read(state, value), depth + 1);
  const TermKind kind = terms_.kind(value);
  if (kind != TermKind::record && kind != TermKind::list && kind != TermKind::alternative) return value;
  std::vector<Term> children(terms_.children(value).begin(), terms_.children(value).end());
  for (std::size_t i = 0; i < children.size(); ++i)
    if (kind == TermKind::list || i % 2 == (kind == TermKind::record ? 0 : 1)) children[i] = deep(state, children[i], depth + 1);
  return terms_.rebuild(value, children);
}

Term Analysis::textual(State& state, Term value) {
  if (terms_.is_address(value) || is_array(value)) return read(state, value);
  const ir::TypeId type = terms_.type_of(value);
  const bool is_string = type && terms_.kind(value) != TermKind::load && terms_.kind(value) != TermKind::project &&
                         (engine_.program.at(type).shape == ir::Type::Shape::reference ||
                          (terms_.kind(value) == TermKind::offset && (engine_.program.text(engine_.program.at(type).name) == "std::basic_string" ||
                            (engine_.program.at(type).shape == ir::Type::Shape::array && is_text(type)))));
  return is_string ? read(state, value) : value;
}

bool Analysis::is_array(Term pointer) const {
  if (terms_.kind(pointer) != TermKind::offset || terms_.kind(terms_.child(pointer, 1)) != TermKind::step_field) return false;
  const ir::TypeId type = terms_.type_of(pointer);
  return type && engine_.program.at(type).shape == ir::Type::Shape::array;
}

Term Analysis::as_found_later(Term pointer, Term content) {
  const TermKind kind = terms_.kind(content);
  const bool is_empty_list = kind == TermKind::list && terms_.children(content).empty();
  if (kind == TermKind::zero || kind == TermKind::nothing || is_empty_list) return terms_.load(pointer);
  if (kind != TermKind::record) return content;
  const std::vector<Term> parts(terms_.children(content).begin(), terms_.children(content).end());
  std::vector<std::pair<Term, Term>> later;
  for (std::size_t i = 1; i + 1 < parts.size(); i += 2)
    later.emplace_back(parts[i], as_found_later(terms_.offset(pointer, parts[i]), parts[i + 1]));
  return terms_.record(parts[0], std::move(later));
}

void Analysis::forget_what_is_empty(State& state) {
  for (auto& [root, content] : state.contents)
    if (terms_.kind(root) == TermKind::object) content = as_found_later(root, content);
  for (std::uint32_t i = 0; i < function_.variables.size(); ++i) {
    const ir::Variable& variable = function_.variables[i];
    const bool is_object = variable.kind == ir::Variable::Kind::local && variable.type &&
                           engine_.program.at(variable.type).shape == ir::Type::Shape::record;
    const Term object = terms_.variable_object(id_, ir::VariableId{i});
    if (is_object && !state.find(object)) state.set(object, terms_.load(object));
  }
}

}  // namespace partywall::solver
