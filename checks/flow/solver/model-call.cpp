#include "checks/flow/solver/model-call.h"

#include "checks/flow/solver/redis.h"
#include "checks/flow/solver/row-match.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace partywall::solver {

using models::Expr;

namespace {

/// Handles are small; whatever is larger is an object that holds one among other things.
constexpr std::uint32_t handle_limit = 64;

/// A variable or a field: not an entry among others.
bool is_own_place(const Terms& terms, Term pointer) {
  return terms.kind(pointer) != TermKind::offset || terms.kind(terms.child(pointer, 1)) == TermKind::step_field;
}

/// `session.tenant_id = row[0].as<std::string>()`, `snprintf(who->tenant_id, …)`: an identity-named home says what an
/// opaque value is, and texts are assigned by a call.
Term named_by_home(Engine& engine, Term home, Term value) {
  switch (engine.terms.kind(value)) {
    case TermKind::project: case TermKind::result: case TermKind::call: case TermKind::written: case TermKind::source: break;
    default: return value;
  }
  const auto path = engine.names.path(engine.terms, engine.program, home);
  if (path.empty() || path.back().name.empty() || !models::is_identity_path(engine.names.lexicon(), path)) return value;
  return engine.names.name_value(engine.terms, engine.program, std::string(path.back().name), value);
}

}  // namespace

const models::Row* matching_row(const Engine& engine, const ir::Callee& callee, std::size_t argument_count) {
  for (const models::Row* row : engine.models.rows(engine.program.text(callee.name)))
    if (describes(engine.program, *row, callee, argument_count)) return row;
  return printing_row(engine.program, callee);
}

bool ModelCall::is_reference(std::size_t argument) const {
  return argument < callee_.parameters.size() && callee_.parameters[argument] &&
         engine_.program.at(callee_.parameters[argument]).shape == ir::Type::Shape::reference;
}

Term ModelCall::run() {
  visit_closures();
  // What a call runs once, it runs for whoever comes first.
  const auto once = std::ranges::find(row_.effects, "once", &models::EffectRow::name);
  const Term latch = once == row_.effects.end() ? Term{} : terms_.apply("once", {value(once->subject)});
  if (latch) state_.learn(latch);
  for (const models::Expr& call : row_.calls) (void)value(call);
  if (latch) std::erase(state_.facts, latch);
  Term returned;
  if (row_.returns) {
    returned = value(*row_.returns);
    // The iterator of a view hands out a value where the view makes its elements.
    const bool is_value = callee_.result && !is_reference_result() && engine_.program.at(callee_.result).shape != ir::Type::Shape::pointer;
    if (is_value && terms_.is_address(returned) && engine_.program.text(callee_.name).ends_with("::operator*")) returned = analysis_.read(state_, returned);
  } else if (std::ranges::any_of(row_.hops, [](const models::HopRow& hop) {
               const auto slot = hop.slots.find("value");
               return hop.slots.contains("results") || (slot != hop.slots.end() && slot->second.kind == Expr::Kind::result);
             })) {
    returned = results_of(row_.hops.front());
    if (callee_.result) terms_.note_type(returned, callee_.result);
  }
  result_ = returned;
  for (const models::HopRow& hop : row_.hops) run_hop(hop);
  // All values are read before any place changes: a swap is two assignments.
  std::vector<std::pair<Term, Term>> writes;
  for (const models::Assignment& assignment : row_.sets) writes.emplace_back(place(assignment.target), value(assignment.value));
  for (auto& [target, stored] : writes) {
    if (!target || !stored) continue;
    if (callee_.is_constructor && target == receiver_) {
      const bool is_field = terms_.kind(target) == TermKind::offset && is_own_place(terms_, target);
      const Term named = is_field ? named_by_home(engine_, target, stored) : analysis_.name_for_variable(target, stored);
      stored = analysis_.taken(target, named, site_, state_);
    }
    else if (is_own_place(terms_, target)) stored = named_by_home(engine_, target, stored);
    analysis_.note_count(target, stored, site_, state_);
    store(target, stored);
    analysis_.note_filter(target, stored, site_, state_);
    if (!arguments_.empty() && is_log(target)) note_log();
    if (!row_.hops.empty()) continue;
    if (terms_.kind(target) == TermKind::offset && terms_.kind(terms_.child(target, 1)) == TermKind::step_element) note_append(target, stored);
    analysis_.note_entry_write(target, stored, site_, state_);
    analysis_.note_cell_write(target, stored, site_, state_);
    analysis_.note_give_back(target, stored, site_, state_);
  }
  for (const models::HopRow& hop : row_.hops)
    if (const Term target = place_of_results(hop)) analysis_.write(state_, target, results_of(hop));
  if (callee_.is_constructor && row_.returns && receiver_) analysis_.write(state_, receiver_, returned);
  if (returned) note_identity_read(returned);
  if (row_.entry) run_entry(*row_.entry);
  for (const models::EffectRow& effect : row_.effects) run_effect(effect);
  for (const models::Expr& fact : row_.ensures) learn_condition(terms_, state_, value(fact), true);
  return returned;
}

Term ModelCall::results_of(const models::HopRow& hop) {
  std::vector<Term> asked;
  for (std::size_t i = 0; i < arguments_.size(); ++i) asked.push_back(analysis_.passed_value(callee_, i, arguments_[i], state_));
  return terms_.result(hop.kind, site_, asked);
}

Term ModelCall::place_of_results(const models::HopRow& hop) {
  const auto results = hop.slots.find("results");
  if (results != hop.slots.end()) return place(results->second);
  const auto value = hop.slots.find("value");
  return value != hop.slots.end() && hop.kind.ends_with(".read") ? place(value->second) : Term{};
}

bool ModelCall::is_log(Term target) const {
  const Node& node = terms_.at(target);
  if (node.kind != TermKind::object || node.symbol != ir::NameId::none_value) return false;
  const std::string_view name = engine_.program.text(engine_.program.globals[static_cast<std::size_t>(node.number)].name);
  return name == "std::cout" || name == "std::cerr" || name == "std::clog";
}

void ModelCall::note_log() {
  const Term text = analysis_.passed_value(callee_, arguments_.size() - 1, arguments_.back(), state_);
  switch (terms_.kind(text)) {
    case TermKind::text: case TermKind::number: case TermKind::zero: case TermKind::null: case TermKind::nothing: case TermKind::closure: return;
    default: analysis_.record("egress.log", site_, {{"text", text}}, state_);
  }
}

void ModelCall::note_append(Term target, Term stored) {
  // What outlives the call, and may say whose it is.
  if (terms_.is_address(target) && terms_.at(terms_.root(target)).symbol != ir::NameId::none_value) return;
  const ir::TypeId type = terms_.type_of(stored);
  const bool may_own = engine_.names.mentions_identity(terms_, engine_.program, stored) || engine_.names.carries_identity(engine_.program, {}, type) ||
                       (!type && terms_.at(stored).is_open);
  if (may_own) analysis_.record("store.append", site_, {{"instance", terms_.child(target, 0)}, {"value", stored}}, state_);
}

void ModelCall::note_identity_read(Term returned) {
  // Only reads out of something free-form: an entry by name, or a source with one.
  const Term value = terms_.kind(returned) == TermKind::offset ? analysis_.read(state_, returned) : returned;
  const auto is_one = [&](Term term) {
    return (terms_.kind(term) == TermKind::project && terms_.kind(terms_.child(term, 1)) == TermKind::step_key) ||
           terms_.kind(term) == TermKind::source;
  };
  bool is_entry = is_one(value);
  if (terms_.kind(value) == TermKind::alternative)
    for (std::size_t i = 1; i < terms_.children(value).size(); i += 2) is_entry |= is_one(terms_.child(value, i));
  if (is_entry && engine_.names.mentions_identity(terms_, engine_.program, value))
    analysis_.record("identity.read", site_, {{"value", value}}, state_);
  note_decoding(value);
}

/// What is read out of decoded text: a token taken apart by hand looks like this.
void ModelCall::note_decoding(Term document) {
  if (!terms_.is_apply(document, "parse")) return;
  Term text = terms_.child(document, 0);
  while (terms_.kind(text) == TermKind::load || terms_.kind(text) == TermKind::named) text = terms_.child(text, 0);
  if (terms_.is_apply(text, "parse")) analysis_.record("effect.decoded", site_, {{"subject", document}}, state_);
}

Term ModelCall::key(const Expr& expression) { return analysis_.textual(state_, value(expression)); }

Term ModelCall::place(const Expr& expression) {
  switch (expression.kind) {
    case Expr::Kind::receiver: return receiver_;
    case Expr::Kind::argument: {
      const auto index = static_cast<std::size_t>(expression.number);
      return index < arguments_.size() && is_reference(index) ? arguments_[index] : Term{};
    }
    case Expr::Kind::dereference: return value(expression.children[0]);
    case Expr::Kind::field: {
      const Term base = place(expression.children[0]);
      return base ? terms_.offset(base, terms_.field_step(expression.name)) : Term{};
    }
    case Expr::Kind::at: {
      const Term base = place(expression.children[0]);
      return base ? terms_.offset(base, terms_.key_step(key(expression.children[1]))) : Term{};
    }
    case Expr::Kind::element: {
      const Term base = place(expression.children[0]);
      return base ? terms_.offset(base, terms_.any_element()) : Term{};
    }
    case Expr::Kind::apply: return expression.name == "item" ? item(expression.children[0]) : Term{};
    default: return {};
  }
}

Term ModelCall::item(const Expr& whole) {
  const Term base = place(whole);
  if (!base || callee_.template_arguments.empty()) return base ? terms_.offset(base, terms_.any_element()) : base;
  const std::vector<Term> steps = item_steps(whole);
  const ir::TypeId which = callee_.template_arguments[0];
  const std::string_view name = engine_.program.text(engine_.program.at(which).name);
  std::size_t index = steps.size();
  if (name.starts_with('=')) std::from_chars(name.data() + 1, name.data() + name.size(), index);
  else   // by its type
    for (std::size_t i = steps.size(); i-- > 0;)
      if (const auto types = item_types(whole); types[i] == which) index = i;
  return terms_.offset(base, index < steps.size() ? steps[index] : name.starts_with('=') ? terms_.key_step(terms_.number(static_cast<std::int64_t>(index))) : terms_.any_element());
}

std::vector<ir::TypeId> ModelCall::item_types(const Expr& whole) const {
  if (whole.kind != Expr::Kind::argument || static_cast<std::size_t>(whole.number) >= callee_.parameters.size()) return {};
  ir::TypeId type = callee_.parameters[static_cast<std::size_t>(whole.number)];
  if (type && engine_.program.at(type).element) type = engine_.program.at(type).element;
  return type ? engine_.program.at(type).arguments : std::vector<ir::TypeId>{};
}

std::vector<Term> ModelCall::item_steps(const Expr& whole) {
  std::vector<Term> steps;
  for (std::size_t i = 0; i < item_types(whole).size(); ++i) steps.push_back(terms_.key_step(terms_.number(static_cast<std::int64_t>(i))));
  if (whole.kind != Expr::Kind::argument || steps.size() != 2) return steps;
  ir::TypeId type = callee_.parameters[static_cast<std::size_t>(whole.number)];
  if (engine_.program.at(type).element) type = engine_.program.at(type).element;
  if (engine_.program.text(engine_.program.at(type).name) == "std::pair") steps = {terms_.field_step("first"), terms_.field_step("second")};
  return steps;
}

Term ModelCall::referred(Term value) {
  if (!value || !terms_.is_apply(value, "references")) return value;
  std::vector<Term> items(terms_.children(value).begin(), terms_.children(value).end());
  for (Term& one : items) one = analysis_.read(state_, one);
  return terms_.list(items);
}

void ModelCall::store(Term target, Term stored) {
  const Term known = analysis_.read(state_, target);
  if (!terms_.is_apply(known, "references")) return analysis_.write(state_, target, stored);
  // std::tie(a, b) = …: each of them is written.
  const std::vector<Term> places(terms_.children(known).begin(), terms_.children(known).end());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto index = terms_.key_step(terms_.number(static_cast<std::int64_t>(i)));
    const bool is_pair = terms_.kind(stored) == TermKind::record && terms_.kind(terms_.project(stored, terms_.field_step("second"))) != TermKind::nothing;
    analysis_.write(state_, places[i], terms_.project(stored, is_pair ? terms_.field_step(i == 0 ? "first" : "second") : index));
  }
}

bool ModelCall::is_string(std::size_t argument) const {
  const ir::TypeId type = engine_.program.at(callee_.parameters[argument]).element;
  return type && engine_.program.text(engine_.program.at(type).name) == "std::basic_string";
}

Term ModelCall::value(const Expr& expression) {
  switch (expression.kind) {
    case Expr::Kind::argument: {
      const auto index = static_cast<std::size_t>(expression.number);
      if (index >= arguments_.size()) return terms_.nothing();
      const Term found = referred(is_reference(index) ? analysis_.read(state_, arguments_[index]) : arguments_[index]);
      // A function object is called by its class.
      if (is_reference(index) && (terms_.kind(found) == TermKind::record || terms_.kind(found) == TermKind::list || is_string(index)))
        terms_.note_type(found, engine_.program.at(callee_.parameters[index]).element);
      return found;
    }
    case Expr::Kind::rest: {
      std::vector<Term> all;
      for (std::size_t i = static_cast<std::size_t>(expression.number); i < arguments_.size(); ++i)
        all.push_back(is_reference(i) ? analysis_.read(state_, arguments_[i]) : arguments_[i]);
      return terms_.list(all);
    }
    case Expr::Kind::receiver: return receiver_ ? referred(analysis_.read(state_, receiver_)) : terms_.nothing();
    case Expr::Kind::result: return result_ ? result_ : terms_.nothing();
    case Expr::Kind::text: return terms_.text(expression.name);
    case Expr::Kind::number: return terms_.number(expression.number);
    case Expr::Kind::dereference: return analysis_.read(state_, value(expression.children[0]));
    case Expr::Kind::address: {
      const Term target = place(expression.children[0]);
      if (target) return target;
      const Term object = terms_.allocation(site_);
      analysis_.write(state_, object, value(expression.children[0]));
      return object;
    }
    case Expr::Kind::field: case Expr::Kind::at: case Expr::Kind::element: {
      if (const Term target = place(expression)) return analysis_.read(state_, target);
      const Term base = value(expression.children[0]);
      const Term step = expression.kind == Expr::Kind::field     ? terms_.field_step(expression.name)
                        : expression.kind == Expr::Kind::element ? terms_.any_element()
                                                                 : terms_.key_step(key(expression.children[1]));
      return terms_.is_address(base) ? analysis_.read(state_, terms_.offset(base, step)) : terms_.project(base, step);
    }
    case Expr::Kind::apply: return applied(expression);
  }
  return terms_.nothing();
}

std::vector<Term> ModelCall::values(const Expr& expression, std::size_t from) {
  std::vector<Term> found;
  for (std::size_t i = from; i < expression.children.size(); ++i) {
    const Expr& child = expression.children[i];
    if (child.kind == Expr::Kind::rest) {
      const Term all = value(child);
      found.insert(found.end(), terms_.children(all).begin(), terms_.children(all).end());
    } else {
      found.push_back(value(child));
    }
  }
  return found;
}

std::vector<Term> ModelCall::texts(const Expr& expression, std::size_t from) {
  std::vector<Term> found = values(expression, from);
  for (Term& term : found) term = analysis_.textual(state_, term);
  return found;
}

Term ModelCall::text_function(const Expr& expression) {
  const std::string& name = expression.name;
  const std::vector<Term> parts = texts(expression, 0);
  if (name == "cat") return terms_.cat(parts);
  if (name == "format" && !parts.empty()) return fill_format(terms_, parts[0], std::span(parts).subspan(1));
  if (name == "printf" && !parts.empty()) return fill_printf(terms_, parts[0], std::span(parts).subspan(1), false);
  if (name == "join" && parts.size() == 2) {
    const Term items = parts[1];
    if (terms_.kind(items) == TermKind::list) {
      std::vector<Term> joined;
      for (const Term item : std::vector<Term>(terms_.children(items).begin(), terms_.children(items).end())) {
        if (!joined.empty()) joined.push_back(parts[0]);
        joined.push_back(item);
      }
      return terms_.cat(joined);
    }
    const Term body[] = {terms_.project(items, terms_.any_element()), parts[0]};
    return terms_.repeat(terms_.cat(body), items);
  }
  if (name == "repeat" && parts.size() == 2) return terms_.repeat(parts[1], parts[0]);
  return terms_.apply("derived", parts);
}

Term ModelCall::applied(const Expr& expression) {
  const std::string& name = expression.name;
  if (name == "cat" || name == "format" || name == "printf" || name == "join" || name == "repeat") return text_function(expression);
  if (name == "invoke") return invoked(expression, false);
  if (name == "empty") return terms_.zero();
  if (name == "item") {
    const Term target = place(expression);
    return target ? analysis_.read(state_, target) : terms_.apply("derived", {value(expression.children[0])});
  }
  if (name == "references") return terms_.apply("references", arguments_);
  if (name == "when") {
    const Term condition = value(expression.children[0]);
    const auto otherwise = [&] { return expression.children.size() > 2 ? value(expression.children[2]) : terms_.zero(); };
    if (const int truth = terms_.truth(condition); truth >= 0) return truth ? value(expression.children[1]) : otherwise();
    return terms_.alternative({{condition, value(expression.children[1])}, {terms_.negate(condition), otherwise()}});
  }
  if (name == "alt") {
    std::vector<Terms::Branch> branches;
    for (const Term one : values(expression, 0)) branches.push_back({terms_.yes(), one});
    return terms_.alternative(std::move(branches));
  }
  if (name == "new") {
    const ir::TypeId type = callee_.template_arguments.empty() ? ir::TypeId{} : callee_.template_arguments[0];
    std::vector<Argument> passed;
    for (const Expr& child : expression.children) {
      if (child.kind != Expr::Kind::rest) {
        passed.push_back({value(child), place(child), false});
        continue;
      }
      for (std::size_t i = static_cast<std::size_t>(child.number); i < arguments_.size(); ++i)
        passed.push_back(is_reference(i) ? Argument{Term{}, arguments_[i], false} : Argument{arguments_[i], Term{}, false});
    }
    return analysis_.construct(type, passed, site_, state_);
  }
  if (name == "converted") {
    const ir::TypeId type = callee_.template_arguments.empty() ? ir::TypeId{} : callee_.template_arguments[0];
    return analysis_.convert(expression.children[0].name, type, value(expression.children[1]), site_, state_);
  }
  if (name == "list") return terms_.list(values(expression, 0));
  if (name == "record") {
    std::vector<std::pair<Term, Term>> parts;
    for (std::size_t i = 0; i + 1 < expression.children.size(); i += 2)
      parts.emplace_back(terms_.field_step(expression.children[i].name), value(expression.children[i + 1]));
    return terms_.record(terms_.nothing(), std::move(parts));
  }
  if (name == "source") {
    const Expr& role = expression.children.front();
    return terms_.source(role.name, site_, texts(expression, 1));
  }
  if (name == "behind") return value(expression.children[2]);
  if (name == "fresh") return terms_.source("fresh", site_, {});
  if (name == "opaque") return terms_.source("opaque", site_, values(expression, 0));
  if (name == "bind") {
    std::vector<Term> parts;
    for (std::size_t i = 0; i < expression.children.size(); ++i) {
      const Expr& child = expression.children[i];
      if (child.kind == Expr::Kind::rest) {
        for (std::size_t k = static_cast<std::size_t>(child.number); k < arguments_.size(); ++k)
          parts.push_back(is_reference(k) ? analysis_.read(state_, arguments_[k]) : arguments_[k]);
      } else {
        parts.push_back(value(child));
      }
    }
    return terms_.apply("bind", parts);
  }
  const std::vector<Term> parts = texts(expression, 0);
  if (name == "verified" && !parts.empty()) analysis_.record("credential.check", site_, {{"subject", parts[0]}}, state_);
  // A constant length cuts; a computed one, or none, is parsing and keeps what is left.
  if (name == "truncate" && (parts.size() < 2 || terms_.kind(parts[1]) != TermKind::number || terms_.at(parts[1]).number < 0))
    return parts.empty() ? terms_.nothing() : parts.size() == 1 ? terms_.apply("truncate", {parts[0]}) : parts[0];
  if (name == "truncate") return terms_.apply("truncate", {parts[0]});
  if (name == "equal" && parts.size() == 2)
    for (std::size_t i = 0; i < 2; ++i)
      if (terms_.kind(parts[i]) == TermKind::zero || terms_.kind(parts[i]) == TermKind::null)
        return terms_.negate(terms_.apply("present", {parts[1 - i]}));
  if (name == "present" && parts.size() == 1) {
    const TermKind kind = terms_.kind(parts[0]);
    if (kind == TermKind::zero || kind == TermKind::null) return terms_.number(0);
  }
  if (name == "equal" && parts.size() == 2) {
    analysis_.compare(parts[0], parts[1], site_, state_);
    if (parts[0] == parts[1] && terms_.at(parts[0]).is_open == false && terms_.kind(parts[0]) == TermKind::text) return terms_.number(1);
  }
  if (name == "and" || name == "or") {
    const int decisive = name == "and" ? 0 : 1;
    std::vector<Term> unknown;
    for (const Term part : parts) {
      if (terms_.truth(part) == decisive) return terms_.number(decisive);
      if (terms_.truth(part) < 0) unknown.push_back(part);
    }
    if (unknown.empty()) return terms_.number(1 - decisive);
    if (unknown.size() == 1) return unknown[0];
    return terms_.apply(name, unknown);
  }
  if (name == "member" && parts.size() == 2 && engine_.names.mentions_identity(terms_, engine_.program, parts[1]))
    analysis_.record("membership", site_, {{"value", parts[0]}, {"instance", parts[1]}}, state_);
  if (name == "member" && parts.size() == 2 && terms_.kind(parts[1]) == TermKind::list) {
    const auto items = terms_.children(parts[1]);
    if (std::ranges::find(items, parts[0]) != items.end()) return terms_.number(1);
    const auto is_literal = [&](Term term) { return terms_.kind(term) == TermKind::text || terms_.kind(term) == TermKind::number; };
    if (is_literal(parts[0]) && std::ranges::all_of(items, is_literal)) return terms_.number(0);
  }
  if (name == "parse" && parts.size() == 1 && terms_.is_apply(parts[0], "dump")) return terms_.child(parts[0], 0);
  return terms_.apply(name, parts);
}

Term ModelCall::invoked(const Expr& expression, bool is_registration) {
  if (expression.children.empty()) return terms_.nothing();
  const Term callable = value(expression.children[0]);
  if (terms_.kind(callable) == TermKind::zero) return terms_.nothing();
  std::vector<Argument> passed;
  for (std::size_t i = 1; i < expression.children.size(); ++i) {
    const Expr& child = expression.children[i];
    if (child.kind == Expr::Kind::rest) {
      for (std::size_t k = static_cast<std::size_t>(child.number); k < arguments_.size(); ++k)
        passed.push_back(is_reference(k) ? Argument{Term{}, arguments_[k], false} : Argument{arguments_[k], Term{}, false});
      continue;
    }
    if (child.kind == Expr::Kind::apply && child.name == "items") {
      const Term whole = place(child.children[0]);
      for (const Term step : item_steps(child.children[0]))
        passed.push_back(whole ? Argument{Term{}, terms_.offset(whole, step), false} : Argument{terms_.project(value(child.children[0]), step), Term{}, false});
      continue;
    }
    const Term target = place(child);
    passed.push_back(target ? Argument{Term{}, target, false} : Argument{value(child), Term{}, false});
  }
  const Term answer = analysis_.call_value(callable, passed, site_, state_, is_registration);
  return answer && returns_reference(callable) && !is_reference_result() ? analysis_.read(state_, answer) : answer;
}

bool ModelCall::returns_reference(Term callable) const {
  if (terms_.kind(callable) != TermKind::closure) return false;
  const ir::TypeId result = engine_.program.callees[terms_.at(callable).symbol].result;
  return result && engine_.program.at(result).shape == ir::Type::Shape::reference;
}

bool ModelCall::is_reference_result() const {
  return callee_.result && engine_.program.at(callee_.result).shape == ir::Type::Shape::reference;
}

void ModelCall::run_entry(const models::EntryRow& entry) {
  const Term handler = value(entry.handler);
  std::vector<Argument> passed;
  for (const Expr& argument : entry.arguments) passed.push_back({value(argument), Term{}, false});
  analysis_.record("entry." + entry.kind, site_, {{"handler", handler}}, state_);
  State copy = state_;
  if (entry.kind == "task") analysis_.forget_globals(copy);
  analysis_.forget_what_is_empty(copy);
  const bool has_filters = entry.handler.kind == Expr::Kind::apply && entry.handler.name == "behind";
  const std::vector<ir::FunctionId> filters = has_filters ? filters_in(value(entry.handler.children[1])) : std::vector<ir::FunctionId>{};
  // The framework has the object of a handler that is a member function.
  if (analysis_.is_method(handler)) passed.insert(passed.begin(), Argument{terms_.nothing(), Term{}, true});
  if (filters.empty()) {
    (void)analysis_.call_value(handler, passed, site_, copy, true);
    return;
  }
  std::vector<Term> parts{handler};
  for (const Argument& argument : passed) parts.push_back(analysis_.pack(argument));
  const Term request = entry.arguments.empty() ? terms_.nothing() : terms_.apply("val", {value(entry.arguments.front())});
  Term next = terms_.apply("bind", parts);
  for (std::size_t i = filters.size(); i-- > 0;)
    next = terms_.apply("filter", {terms_.number(filters[i].value), request, next});
  (void)analysis_.call_value(next, {}, site_, copy, true);
}

std::vector<ir::FunctionId> ModelCall::filters_in(Term names) const {
  std::vector<ir::FunctionId> found;
  for (const Term leaf : terms_.leaves(names)) {
    if (terms_.kind(leaf) != TermKind::text) continue;
    const auto filter = engine_.filters.find(engine_.program.names.find(terms_.name(terms_.at(leaf).symbol)));
    if (filter == engine_.filters.end()) continue;
    for (const ir::FunctionId id : filter->second)
      if (engine_.function(id).parameter_count == 3) found.push_back(id);
  }
  return found;
}

void ModelCall::run_effect(const models::EffectRow& effect) {
  if (effect.name == "once") return;   // see run()
  const Term object = place(effect.subject);
  const Term argument = effect.arguments.empty() ? Term{} : value(effect.arguments[0]);
  if (object && (effect.name == "owes" || effect.name == "settles")) return analysis_.note_debt(object, effect.name, argument, state_);
  if (object && effect.name == "poisons" && result_)
    return analysis_.note_debt(object, effect.name, effect.when == "if_false" ? terms_.negate(result_) : result_, state_);
  if (object && effect.name == "releases") return analysis_.release(object, site_, state_);
  const Term subject = value(effect.subject);
  if (effect.name == "verified" && (effect.when.empty() || effect.when == "always" || effect.when == "on_return")) {
    state_.learn(terms_.apply("verified", {subject}));
    analysis_.record("credential.check", site_, {{"subject", subject}}, state_);
    return;
  }
  std::vector<std::pair<std::string_view, Term>> slots{{"subject", subject}};
  if (argument) slots.emplace_back("argument", argument);
  analysis_.record("effect." + effect.name, site_, std::move(slots), state_);
}

void ModelCall::run_hop(const models::HopRow& hop) {
  std::vector<std::pair<std::string_view, Term>> slots;
  for (const auto& [name, expression] : hop.slots) {
    Term term;
    // An instance is which object, not what is in it; results written to a place are new there.
    if (name == "instance") {
      term = place(expression);
      // Read from a file: whose file it was, the index is.
      const Term content = term && hop.kind.starts_with("vector.") ? analysis_.read(state_, term) : Term{};
      const Term location = content && terms_.kind(content) == TermKind::record ? terms_.project(content, terms_.field_step("location")) : Term{};
      if (location && terms_.kind(location) != TermKind::nothing) slots.emplace_back("location", location);
      // Opened under a path: whose path it is, the store is.
      if (term && hop.kind.starts_with("cache."))
        if (const Term path = path_opened(term)) slots.emplace_back("location", path);
    }
    if (name != "instance" && (name == "results" || name == "value") && place_of_results(hop) && place_of_results(hop) == place(expression)) term = results_of(hop);
    if (!term) term = value(expression);
    // A kept iterator or pointer stands for what it points to.
    if (name == "value" && (terms_.kind(term) == TermKind::offset || terms_.kind(term) == TermKind::object)) {
      if (hop.kind.ends_with(".write") || hop.kind.ends_with(".upsert")) slots.emplace_back("pointer", term);
      term = analysis_.read(state_, term);
    }
    if (name == "key" || name == "text" || analysis_.is_text(terms_.type_of(term)) || analysis_.is_text(terms_.type_of(terms_.root(term)))) term = analysis_.textual(state_, term);
    if (name == "filter" || name == "searches" || (hop.kind == "vector.write" && name == "value")) term = analysis_.deep(state_, term);
    if (name == "parameters" && terms_.kind(term) == TermKind::list) {
      std::vector<Term> items(terms_.children(term).begin(), terms_.children(term).end());
      for (Term& item : items) item = analysis_.textual(state_, item);
      term = terms_.list(items);
    }
    slots.emplace_back(name, term);
  }
  if (hop.kind == "cache.command") return run_command(std::move(slots));
  if (hop.kind.starts_with("data."))
    for (const auto& [name, term] : slots)
      if (name == "instance") {
        if (const Term handle = handle_of(term)) slots.emplace_back("handle", handle);
        break;
      }
  analysis_.record(hop.kind, site_, std::move(slots), state_);
}

Term ModelCall::path_opened(Term instance) {
  const Term content = analysis_.read(state_, instance);
  if (terms_.at(content).weight > 4 * handle_limit) return {};
  switch (terms_.kind(content)) {
    case TermKind::cat: case TermKind::text: case TermKind::alternative: return content;
    default: return {};
  }
}

Term ModelCall::handle_of(Term instance) {
  // What a transaction runs on, and what that was opened with.
  std::vector<Term> parts;
  for (int depth = 0; instance && depth < 3; ++depth) {
    const Term content = analysis_.read(state_, instance);
    if (terms_.at(content).weight < handle_limit) parts.push_back(content);
    Term next;
    for (const std::string_view field : {"connection", "transaction"})
      if (terms_.kind(content) == TermKind::record)
        if (const Term part = terms_.project(content, terms_.field_step(field)); terms_.kind(part) != TermKind::nothing) next = part;
    instance = next;
  }
  return parts.empty() ? Term{} : terms_.list(parts);
}

void ModelCall::run_command(std::vector<std::pair<std::string_view, Term>> slots) {
  Term text, parameters, instance, results;
  for (const auto& [name, term] : slots) {
    if (name == "text") text = term;
    else if (name == "parameters") parameters = term;
    else if (name == "instance") instance = term;
    else if (name == "results" || name == "value") results = term;
  }
  std::vector<Term> arguments;
  if (parameters && terms_.kind(parameters) == TermKind::list)
    arguments.assign(terms_.children(parameters).begin(), terms_.children(parameters).end());
  std::vector<Term> words = arguments;   // argv form: the words themselves
  if (text) {
    words = redis_words(terms_, text, arguments);
    // A verb alone is followed by its words: command("SET", key, value).
    if (words.size() == 1) words.insert(words.end(), arguments.begin(), arguments.end());
  }
  for (const RedisUse& use : redis_uses(terms_, words)) {
    std::vector<std::pair<std::string_view, Term>> found;
    if (use.key) found.emplace_back(use.kind == "vector.search" ? "namespace" : "key", use.key);
    if (use.query) found.emplace_back("filter", use.query);
    // What is added to a counter is no value kept under its key.
    if (use.value && use.kind == "cache.count") found.emplace_back("parameters", terms_.list(std::array{use.value}));
    if (use.value && use.kind != "cache.count") found.emplace_back("value", use.value);
    else if (results) found.emplace_back(use.kind == "vector.search" ? "results" : "value", results);
    if (use.lifetime) found.emplace_back("lifetime", use.lifetime);
    if (instance) found.emplace_back("instance", instance);
    analysis_.record(use.kind, site_, std::move(found), state_);
  }
}

void ModelCall::visit_closures() {
  // A row that does not say what becomes of a callable leaves it to be called some time.
  const bool says = row_.entry || !row_.calls.empty() || row_.returns || !row_.sets.empty();
  if (says) return;
  for (const Term argument : arguments_) {
    const Term content = terms_.is_address(argument) ? analysis_.read(state_, argument) : argument;
    analysis_.enter_callback(content, site_, state_, false);
  }
}

}  // namespace partywall::solver
