/// Calls of values: callables passed, bound, captured, and kept in fields.
#include "checks/flow/solver/analysis.h"
#include "checks/flow/solver/model-call.h"
#include "checks/flow/solver/substitute.h"

#include <algorithm>
#include <utility>

namespace partywall::solver {

namespace {

constexpr int callable_depth_limit = 5;
/// Calls of callables made while one function is analysed, and targets of one call through a field. Frameworks keep
/// hundreds of callbacks under one name; following each from everywhere multiplies.
constexpr std::size_t callable_budget = 300;
constexpr std::size_t stored_limit = 8;

}  // namespace

bool Analysis::resolve_pending(const Event& event, Substitution& substitute, const Frame& frame, State& state) {
  const Term callable = substitute(event.slot("callable"));
  if (!is_callable(callable)) return false;
  std::vector<Term> children{callable};
  std::vector<Argument> arguments;
  for (const auto& [name, term] : event.slots) {
    if (name == "callable") continue;
    children.push_back(substitute(term));
    arguments.push_back(unpack(children.back()));
  }
  const std::size_t depth = prefix_.size();
  prefix_.push_back(frame);
  prefix_.insert(prefix_.end(), event.chain.begin(), event.chain.end());
  State scratch = state;   // the caller substitutes what the call writes; only its events and its result are wanted here
  for (const Term fact : event.facts)
    if (const Term known = substitute(fact); terms_.truth(known) <= 0) scratch.learn(known);
  const Term value = call_value(callable, arguments, event.site, scratch, event.kind == "register");
  prefix_.resize(depth);
  resolved_[terms_.invoke(event.site, children).value] = value;
  for (const auto& [root, content] : scratch.contents) state.set(root, content);
  return true;
}

Term Analysis::resolve_invoke(Term original, const std::vector<Term>& children, State& before) {
  const Term open = terms_.rebuild(original, children);
  if (!is_callable(children[0])) return open;
  if (const auto known = resolved_.find(open.value); known != resolved_.end()) return known->second;
  std::vector<Argument> arguments;
  for (std::size_t i = 1; i < children.size(); ++i) arguments.push_back(unpack(children[i]));
  State scratch = before;
  const bool was_silent = std::exchange(is_silent_, true);
  const Term value = call_value(children[0], arguments, terms_.site_of(original), scratch, false);
  is_silent_ = was_silent;
  return resolved_[open.value] = value;
}

Argument Analysis::unpack(Term packed) const {
  if (terms_.is_apply(packed, "ref")) return {Term{}, terms_.child(packed, 0), false};
  if (terms_.is_apply(packed, "val")) return {terms_.child(packed, 0), Term{}, false};
  return {packed, Term{}, true};
}

Term Analysis::pack(const Argument& argument) {
  if (argument.is_exact) return argument.value;
  return argument.place ? terms_.apply("ref", {argument.place}) : terms_.apply("val", {argument.value});
}

bool Analysis::is_callable(Term term) const {
  if (!term) return false;
  if (terms_.kind(term) == TermKind::closure || terms_.is_apply(term, "bind") || terms_.is_apply(term, "filter")) return true;
  if (terms_.kind(term) == TermKind::list)   // lambdas a class inherits from, as for std::visit
    return !terms_.children(term).empty() && std::ranges::all_of(terms_.children(term), [&](Term one) { return is_callable(one); });
  if (terms_.kind(term) != TermKind::alternative) return false;
  for (std::size_t i = 1; i < terms_.children(term).size(); i += 2)
    if (is_callable(terms_.child(term, i))) return true;
  return false;
}

ir::NameId Analysis::class_of(ir::TypeId type) const {
  while (type && engine_.program.at(type).element) type = engine_.program.at(type).element;
  return type ? engine_.program.at(type).name : ir::NameId{};
}

ir::NameId Analysis::class_of(const Argument& argument) const {
  Term term = argument.place ? argument.place : argument.value;
  if (const ir::NameId known = class_of(terms_.type_of(term))) return known;
  while (terms_.kind(term) == TermKind::load) term = terms_.child(term, 0);
  const Node& input = terms_.at(term);
  if (input.kind != TermKind::input || input.number < 0 || input.number >= input_capture) return {};
  return class_of(engine_.program.functions[input.symbol].variables[static_cast<std::size_t>(input.number)].type);
}

std::vector<Term> Analysis::fitting(const std::vector<Term>& callables, const std::vector<Argument>& arguments) const {
  const auto is_text = [&](ir::NameId name) {
    return std::ranges::find(engine_.names.lexicon().text_types, engine_.program.text(name)) !=
           engine_.names.lexicon().text_types.end();
  };
  const auto takes = [&](ir::NameId wanted, ir::NameId given) {
    return !given || !wanted || wanted == given || (is_text(wanted) && is_text(given));
  };
  std::vector<Term> counted, exact;
  for (const Term one : callables) {
    if (terms_.kind(one) != TermKind::closure) return callables;
    const ir::Callee& callee = engine_.program.at(ir::CalleeId{terms_.at(one).symbol});
    if (callee.parameters.size() != arguments.size()) continue;
    counted.push_back(one);
    bool is_exact = true;
    for (std::size_t i = 0; i < arguments.size(); ++i)
      is_exact = is_exact && takes(class_of(callee.parameters[i]), class_of(arguments[i]));
    if (is_exact) exact.push_back(one);
  }
  return !exact.empty() ? exact : !counted.empty() ? counted : callables;
}

std::vector<Term> Analysis::stored_callables(Term opaque) {
  const auto [field, holder] = nearest_field(terms_, engine_.program, opaque);
  engine_.stored_callables.note_reader(field, id_);
  const std::vector<StoredCallable> known = engine_.stored_callables.find(field);
  if (known.size() > stored_limit) {
    is_degraded_ = true;
    return {};
  }
  const Term owner = holder && terms_.kind(holder) == TermKind::load ? terms_.child(holder, 0) : Term{};
  std::vector<Term> found;
  for (const StoredCallable& stored : known) {
    if (!owner) {
      found.push_back(stored.callable);
      continue;
    }
    // `this` of the function that stored it is the object it is read from.
    State nowhere;
    Substitution substitute(*this, engine_, stored.stored_by, nowhere);
    substitute.bind(terms_.input(stored.stored_by, input_this), owner);
    found.push_back(substitute(stored.callable));
  }
  return found;
}

Term Analysis::call_value(Term callable, const std::vector<Argument>& arguments, SiteId site, State& state, bool is_registration) {
  if (depth_ > callable_depth_limit) return terms_.nothing();
  if (++called_values_ > callable_budget || is_over_budget()) {
    is_degraded_ = true;
    return terms_.nothing();
  }
  switch (terms_.kind(callable)) {
    case TermKind::closure: {
      const ir::Callee& callee = engine_.program.at(ir::CalleeId{terms_.at(callable).symbol});
      const std::vector<Term> captures(terms_.children(callable).begin(), terms_.children(callable).end());
      std::vector<Term> raw;
      for (const Argument& argument : arguments) raw.push_back(argument.place ? argument.place : argument.value);
      if (const models::Row* row = matching_row(engine_, callee, raw.size())) {
        ModelCall call(*this, callee, *row, terms_.nothing(), raw, site, state);
        const Term returned = call.run();
        return returned ? returned : call_unknown(callee, terms_.nothing(), raw, site, state);
      }
      const std::vector<ir::FunctionId> targets = engine_.targets(callee, function_.link_unit);
      if (targets.empty()) return call_unknown(callee, terms_.nothing(), raw, site, state);
      std::vector<Terms::Branch> returned;
      for (const ir::FunctionId target : targets) {
        // A pointer to a member function takes its object as the first argument.
        const ir::Function& function = engine_.function(target);
        const bool is_member = function.kind == ir::Function::Kind::method && !function.is_static && captures.empty();
        if (is_member && !arguments.empty()) {
          const Term object = arguments[0].place ? arguments[0].place : arguments[0].value;
          const std::vector<Argument> rest(arguments.begin() + 1, arguments.end());
          returned.push_back({terms_.yes(), call_function(target, object, rest, captures, site, state, is_registration)});
        } else {
          returned.push_back({terms_.yes(), call_function(target, Term{}, arguments, captures, site, state, is_registration)});
        }
      }
      return terms_.alternative(std::move(returned));
    }
    case TermKind::alternative: {
      std::vector<Terms::Branch> choices;
      const std::vector<Term> parts(terms_.children(callable).begin(), terms_.children(callable).end());
      for (std::size_t i = 0; i + 1 < parts.size(); i += 2)
        if (terms_.truth(parts[i + 1]) != 0) choices.push_back({parts[i], parts[i + 1]});
      return call_one_of(choices, arguments, site, state, is_registration);
    }
    case TermKind::list:
      if (is_callable(callable)) return call_one_of(overloads(callable, arguments, state), arguments, site, state, is_registration);
      break;
    case TermKind::named:
      return call_value(terms_.child(callable, 0), arguments, site, state, is_registration);
    case TermKind::nothing: case TermKind::null: case TermKind::zero:
      return terms_.nothing();
    case TermKind::object: case TermKind::offset: {
      const Term content = read(state, callable);
      if (content != callable && is_callable(content)) return call_value(content, arguments, site, state, is_registration);
      if (const Term returned = call_object(callable, arguments, site, state, is_registration)) return returned;
      return pend(callable, arguments, site, state, is_registration);
    }
    default:
      break;
  }
  if (terms_.is_apply(callable, "bind")) return call_bound(callable, arguments, site, state, is_registration);
  if (terms_.is_apply(callable, "filter")) {
    call_filter(callable, site, state, is_registration);
    return terms_.nothing();
  }
  if (const Term returned = call_object(callable, arguments, site, state, is_registration)) return returned;
  if (const std::vector<Term> known = stored_callables(callable); !known.empty()) {
    std::vector<Terms::Branch> choices;
    for (const Term one : fitting(known, arguments)) choices.push_back({terms_.yes(), one});
    return call_one_of(choices, arguments, site, state, is_registration);
  }
  return pend(callable, arguments, site, state, is_registration);
}

bool Analysis::is_method(Term callable) const {
  if (terms_.kind(callable) != TermKind::closure || !terms_.children(callable).empty()) return false;
  const std::vector<ir::FunctionId> targets = engine_.targets(engine_.program.at(ir::CalleeId{terms_.at(callable).symbol}), function_.link_unit);
  return !targets.empty() && engine_.function(targets.front()).kind == ir::Function::Kind::method && !engine_.function(targets.front()).is_static;
}

void Analysis::call_filter(Term filter, SiteId site, State& state, bool is_registration) {
  const ir::FunctionId id{static_cast<std::uint32_t>(terms_.at(terms_.child(filter, 0)).number)};
  const std::vector<Argument> passed{unpack(terms_.child(filter, 1)), {terms_.source("opaque", site, {}), Term{}, false},
                                     {terms_.child(filter, 2), Term{}, false}};
  (void)call_function(id, Term{}, passed, {}, site, state, is_registration);
}

Term Analysis::call_object(Term object, const std::vector<Argument>& arguments, SiteId site, State& state, bool is_registration) {
  ir::TypeId type = terms_.type_of(object);
  const Node& node = terms_.at(object);
  if (!type && node.kind == TermKind::object && node.symbol != ir::NameId::none_value && node.number < allocation_base)
    type = engine_.program.functions[node.symbol].variables[static_cast<std::size_t>(node.number)].type;
  for (int i = 0; i < 2 && type && engine_.program.at(type).element; ++i) type = engine_.program.at(type).element;
  if (!type || engine_.program.at(type).shape != ir::Type::Shape::record) return {};
  const auto known = engine_.call_operators.find(engine_.program.at(type).name);
  if (known == engine_.call_operators.end()) return {};
  Term place = object;
  if (terms_.kind(object) != TermKind::object && terms_.kind(object) != TermKind::offset) {
    place = terms_.offset(terms_.allocation(site), terms_.field_step("()"));
    write(state, place, object);
  }
  std::vector<Terms::Branch> returned;
  for (const ir::FunctionId one : known->second)
    if (engine_.function(one).parameter_count == arguments.size())
      returned.push_back({terms_.yes(), call_function(one, place, arguments, {}, site, state, is_registration)});
  return returned.empty() ? Term{} : terms_.alternative(std::move(returned));
}

std::vector<Terms::Branch> Analysis::overloads(Term callables, const std::vector<Argument>& arguments, State& state) {
  std::vector<Terms::Branch> all, exact;
  const auto class_of = [&](ir::TypeId type) {
    while (type && engine_.program.at(type).element) type = engine_.program.at(type).element;
    return type ? engine_.program.at(type).name : ir::NameId{};
  };
  ir::NameId given;
  if (!arguments.empty()) {
    const Term value = arguments[0].value ? arguments[0].value : read(state, arguments[0].place);
    given = class_of(terms_.type_of(value));
  }
  for (const Term one : std::vector<Term>(terms_.children(callables).begin(), terms_.children(callables).end())) {
    all.push_back({terms_.yes(), one});
    if (terms_.kind(one) != TermKind::closure) continue;
    const ir::Callee& callee = engine_.program.at(ir::CalleeId{terms_.at(one).symbol});
    if (given && !callee.parameters.empty() && class_of(callee.parameters[0]) == given) exact.push_back(all.back());
  }
  return exact.empty() ? all : exact;
}

Term Analysis::call_one_of(const std::vector<Terms::Branch>& choices, const std::vector<Argument>& arguments, SiteId site,
                           State& state, bool is_registration) {
  std::vector<Terms::Branch> returned;
  std::vector<State> after;
  for (const auto& [guard, callable] : choices) {
    State copy = state;
    returned.push_back({guard, call_value(callable, arguments, site, copy, is_registration)});
    if (copy.is_reachable) after.push_back(std::move(copy));
  }
  std::vector<const State*> incoming;
  for (const State& one : after) incoming.push_back(&one);
  if (!incoming.empty()) state = join(terms_, incoming, [this](Term root) { return initial_content(root); });
  return terms_.alternative(std::move(returned));
}

Term Analysis::call_bound(Term bound, const std::vector<Argument>& arguments, SiteId site, State& state, bool is_registration) {
  const std::vector<Term> parts(terms_.children(bound).begin(), terms_.children(bound).end());
  std::vector<Argument> passed;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    // std::placeholders::_1 is a global of that name.
    Term global = parts[i];
    while (terms_.kind(global) == TermKind::load) global = terms_.child(global, 0);
    std::size_t position = 0;
    if (terms_.kind(global) == TermKind::object && terms_.at(global).symbol == ir::NameId::none_value) {
      const std::string_view name = engine_.program.text(engine_.program.at(ir::GlobalId{static_cast<std::uint32_t>(terms_.at(global).number)}).name);
      if (const std::size_t mark = name.find("placeholders::_"); mark != std::string_view::npos)
        position = static_cast<std::size_t>(std::atoi(std::string(name.substr(mark + 15)).c_str()));
    }
    if (position > 0 && position <= arguments.size()) passed.push_back(arguments[position - 1]);
    else passed.push_back(unpack(parts[i]));
  }
  return call_value(parts[0], passed, site, state, is_registration);
}

Term Analysis::pend(Term callable, const std::vector<Argument>& arguments, SiteId site, State& state, bool is_registration) {
  std::vector<std::pair<std::string_view, Term>> slots{{"callable", callable}};
  std::vector<Term> children{callable};
  static constexpr std::string_view positions[] = {"0", "1", "2", "3", "4", "5", "6", "7"};
  for (std::size_t i = 0; i < arguments.size() && i < std::size(positions); ++i) {
    const Term packed = pack(arguments[i]);
    slots.emplace_back(positions[i], packed);
    // The result depends on what the arguments hold.
    children.push_back(packed);
  }
  if (is_left_to_callers(callable)) record(is_registration ? "register" : "invoke", site, std::move(slots), state);
  return terms_.invoke(site, children);
}

void Analysis::enter_callback(Term callable, SiteId site, State& state, bool runs_later) {
  if (terms_.kind(callable) != TermKind::closure) return;
  const ir::Callee& callee = engine_.program.at(ir::CalleeId{terms_.at(callable).symbol});
  const std::vector<Term> captures(terms_.children(callable).begin(), terms_.children(callable).end());
  for (const ir::FunctionId target : engine_.targets(callee, function_.link_unit)) {
    State copy = state;
    if (runs_later) forget_globals(copy);
    std::vector<Argument> own;   // parameters stay inputs of the callback: the framework fills them
    for (std::uint32_t i = 0; i < engine_.function(target).parameter_count; ++i)
      own.push_back({terms_.input(target, i), Term{}, true});
    call_function(target, Term{}, own, captures, site, copy, true);
  }
}

}  // namespace partywall::solver
