/// Entering functions, known and unknown.
#include "checks/flow/solver/analysis.h"
#include "checks/flow/solver/debt.h"
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

bool is_pointer_shape(ir::Type::Shape shape) {
  return shape == ir::Type::Shape::reference || shape == ir::Type::Shape::pointer;
}

}  // namespace

Term Analysis::bind_argument(const ir::Function& callee, std::uint32_t index, const Argument& argument, SiteId site,
                             State& state) {
  const ir::Variable& parameter = callee.variables[index];
  const ir::Type::Shape shape =
      parameter.type ? engine_.program.at(parameter.type).shape : ir::Type::Shape::unknown;
  if (argument.is_exact) return argument.value;
  if (shape == ir::Type::Shape::reference) {
    if (argument.place) return argument.place;
    const Term object = terms_.offset(terms_.allocation(site), terms_.key_step(terms_.number(index)));
    write(state, object, argument.value);
    return object;
  }
  return argument.value ? argument.value : read(state, argument.place);
}

Term Analysis::call_function(ir::FunctionId callee, Term receiver, const std::vector<Argument>& arguments,
                             std::span<const Term> captures, SiteId site, State& state, bool is_registration) {
  engine_.is_entered[callee.value] = true;
  if (!engine_.is_summarised[callee.value]) {
    // A call back into what is being solved: what it does is found on the paths that do without it, first.
    if (engine_.is_being_solved.contains(callee) && !is_registration) state.is_reachable = false;
    return terms_.nothing();
  }
  if (depth_ > callable_depth_limit) return terms_.nothing();
  const Summary& summary = engine_.summaries[callee.value];
  const ir::Function& function = engine_.function(callee);

  std::vector<Term> bound;
  for (std::uint32_t i = 0; i < function.parameter_count && i < arguments.size(); ++i)
    bound.push_back(bind_argument(function, i, arguments[i], site, state));
  State before = state;
  Substitution substitute(*this, engine_, callee, before);
  for (std::uint32_t i = 0; i < bound.size(); ++i) {
    const Term input = terms_.input(callee, i);
    const std::string name = engine_.names.input_identity(engine_.program, terms_.at(input));
    const ir::TypeId type = function.variables[i].type;
    const bool by_value = !type || !is_pointer_shape(engine_.program.at(type).shape);
    Term value = !name.empty() && by_value ? engine_.names.name_value(terms_, engine_.program, name, bound[i]) : bound[i];
    const bool is_text_pointer = type && engine_.program.at(type).shape == ir::Type::Shape::pointer && is_text(type);
    if (by_value || is_text_pointer) value = DeclaredRoles::mark(terms_, value, engine_.roles.of_parameter(function, i));
    substitute.bind(input, value);
  }
  if (receiver && terms_.kind(receiver) != TermKind::nothing) substitute.bind(terms_.input(callee, input_this), receiver);
  // A closure not known yet is taken apart when it is.
  const bool is_opaque_closure = captures.empty() && receiver && function.kind == ir::Function::Kind::lambda;
  if (is_opaque_closure) {
    const Term object = read(state, receiver);
    for (const ir::Variable& variable : function.variables)
      if (variable.kind == ir::Variable::Kind::capture)
        substitute.bind(terms_.input(callee, input_capture + variable.index), terms_.project(object, terms_.capture_step(variable.index)));
  }
  for (std::size_t i = 0; i < captures.size(); ++i)
    substitute.bind(terms_.input(callee, input_capture + static_cast<std::int64_t>(i)), captures[i]);

  ++depth_;
  const Term returned = substitute(summary.returned);
  std::vector<Write> writes;
  for (const Write& one : summary.writes) {
    const Term guard = one.guard ? substitute(one.guard) : Term{};
    writes.push_back({substitute(one.pointer), substitute(one.value), guard});
    if (guard && terms_.truth(guard) < 0) made_under_[writes.back().pointer.value] = guard;
  }

  const Frame frame{site, callee, is_registration};
  for (const Event& event : summary.events) {
    std::vector<std::pair<std::string_view, Term>> slots;
    for (const auto& [name, term] : event.slots) slots.emplace_back(name, substitute(term));
    std::vector<Term> facts;
    for (const Term fact : event.facts) facts.push_back(substitute(fact));
    if (event.kind == "invoke" || event.kind == "register") {
      if (resolve_pending(event, slots, frame, state)) continue;
    }
    lift(event, std::move(slots), std::move(facts), frame, state);
  }
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (writes[i].guard && terms_.truth(writes[i].guard) == 0) continue;   // the object is not made this time
    if (terms_.kind(writes[i].pointer) == TermKind::offset && terms_.child(writes[i].pointer, 1) == terms_.field_step(debt_field))
      note_debts_of(writes[i].value);
    write(state, writes[i].pointer, writes[i].value);
    // Entries the callee knew as such it has told itself.
    if (!has_key(summary.writes[i].pointer)) note_entry_write(writes[i].pointer, writes[i].value, site, state);
  }
  for (const Term fact : summary.ensures) learn_condition(terms_, state, substitute(fact), true);
  --depth_;
  if (summary.never_returns && !is_registration) state.is_reachable = false;
  return returned;
}

bool Analysis::has_key(Term pointer) const {
  for (; terms_.kind(pointer) == TermKind::offset; pointer = terms_.child(pointer, 0))
    if (terms_.kind(terms_.child(pointer, 1)) == TermKind::step_key) return true;
  return false;
}

bool Analysis::resolve_pending(const Event& event, const std::vector<std::pair<std::string_view, Term>>& slots,
                               const Frame& frame, State& state) {
  Term callable;
  std::vector<Argument> arguments;
  for (const auto& [name, term] : slots) {
    if (name == "callable") callable = term;
    else arguments.push_back(unpack(term));
  }
  if (!is_callable(callable)) return false;
  const std::size_t depth = prefix_.size();
  prefix_.push_back(frame);
  prefix_.insert(prefix_.end(), event.chain.begin(), event.chain.end());
  State scratch = state;   // the caller substitutes what the call writes; only its events are wanted here
  call_value(callable, arguments, event.site, scratch, event.kind == "register");
  prefix_.resize(depth);
  for (const auto& [root, content] : scratch.contents) state.set(root, content);
  return true;
}

Term Analysis::resolve_invoke(Term original, const std::vector<Term>& children, State& before) {
  if (!is_callable(children[0])) return terms_.rebuild(original, children);
  std::vector<Argument> arguments;
  for (std::size_t i = 1; i < children.size(); ++i) arguments.push_back(unpack(children[i]));
  State scratch = before;
  const bool was_silent = std::exchange(is_silent_, true);
  const Term value = call_value(children[0], arguments, terms_.site_of(original), scratch, false);
  is_silent_ = was_silent;
  return value;
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
  if (terms_.kind(term) == TermKind::closure || terms_.is_apply(term, "bind")) return true;
  if (terms_.kind(term) == TermKind::list)   // lambdas a class inherits from, as for std::visit
    return !terms_.children(term).empty() && std::ranges::all_of(terms_.children(term), [&](Term one) { return is_callable(one); });
  if (terms_.kind(term) != TermKind::alternative) return false;
  for (std::size_t i = 1; i < terms_.children(term).size(); i += 2)
    if (is_callable(terms_.child(term, i))) return true;
  return false;
}

std::vector<Term> Analysis::stored_callables(Term opaque) {
  // The field nearest to the value: handlers_ in load(this).handlers_[name].second.
  Term part = opaque;
  Term holder;
  std::string_view field;
  while (true) {
    const TermKind kind = terms_.kind(part);
    if (kind == TermKind::named) { part = terms_.child(part, 0); continue; }
    if (kind == TermKind::load && terms_.kind(terms_.child(part, 0)) == TermKind::offset) { part = terms_.child(part, 0); continue; }
    if (kind != TermKind::project && kind != TermKind::offset) return {};
    const Term step = terms_.child(part, 1);
    if (terms_.kind(step) == TermKind::step_field) {
      const std::string_view name = terms_.name(terms_.at(step).symbol);
      if (name != "first" && name != "second") {
        field = name;
        holder = terms_.child(part, 0);
        break;
      }
    }
    part = terms_.child(part, 0);
  }
  const auto known = engine_.stored_callables.find(field);
  if (known == engine_.stored_callables.end()) return {};
  if (known->second.size() > stored_limit) {
    is_degraded_ = true;
    return {};
  }
  const Term owner = terms_.kind(holder) == TermKind::load ? terms_.child(holder, 0) : Term{};
  std::vector<Term> found;
  for (const StoredCallable& stored : known->second) {
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
  if (const Term returned = call_object(callable, arguments, site, state, is_registration)) return returned;
  if (const std::vector<Term> known = stored_callables(callable); !known.empty()) {
    std::vector<Terms::Branch> choices;
    for (const Term one : known) choices.push_back({terms_.yes(), one});
    return call_one_of(choices, arguments, site, state, is_registration);
  }
  return pend(callable, arguments, site, state, is_registration);
}

Term Analysis::call_object(Term object, const std::vector<Argument>& arguments, SiteId site, State& state, bool is_registration) {
  ir::TypeId type = terms_.type_of(object);
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
  record(is_registration ? "register" : "invoke", site, std::move(slots), state);
  return terms_.invoke(site, children);
}

Term Analysis::construct(ir::TypeId type, const std::vector<Argument>& arguments, SiteId site, State& state) {
  const Term object = terms_.allocation(site);
  std::vector<Term> values;
  for (const Argument& argument : arguments) values.push_back(argument.value ? argument.value : read(state, argument.place));
  const ir::NameId name = type ? engine_.program.at(type).name : ir::NameId{};
  if (const auto known = engine_.constructors.find(name); name && known != engine_.constructors.end()) {
    for (const ir::FunctionId candidate : known->second) {
      if (engine_.function(candidate).parameter_count != arguments.size()) continue;
      call_function(candidate, object, arguments, {}, site, state, false);
      return object;
    }
  }
  if (values.empty()) write(state, object, terms_.zero());
  else if (values.size() == 1) write(state, object, values[0]);
  else write(state, object, terms_.list(values));
  return object;
}

void Analysis::enter_callback(Term callable, SiteId site, State& state) {
  if (terms_.kind(callable) != TermKind::closure) return;
  const ir::Callee& callee = engine_.program.at(ir::CalleeId{terms_.at(callable).symbol});
  const std::vector<Term> captures(terms_.children(callable).begin(), terms_.children(callable).end());
  for (const ir::FunctionId target : engine_.targets(callee, function_.link_unit)) {
    State copy = state;
    std::vector<Argument> own;   // parameters stay inputs of the callback: the framework fills them
    for (std::uint32_t i = 0; i < engine_.function(target).parameter_count; ++i)
      own.push_back({terms_.input(target, i), Term{}, true});
    call_function(target, Term{}, own, captures, site, copy, true);
  }
}

Term Analysis::call_unknown(const ir::Callee& callee, Term receiver, const std::vector<Term>& arguments, SiteId site, State& state) {
  const auto callee_id = callee_id_of(callee);
  note_unseen_give_back(callee, arguments, site, state);
  note_unseen_check(callee, arguments, site, state);
  std::vector<Term> values;
  const bool is_member = !callee.is_static && callee.declaring_class && !callee.is_constructor && receiver &&
                         terms_.kind(receiver) != TermKind::nothing;
  if (is_member) values.push_back(read(state, receiver));
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const Term value = passed_value(callee, i, arguments[i], state);
    enter_callback(value, site, state);
    values.push_back(value);
    // A document handed to code we cannot see is a request to something.
    if (terms_.is_apply(value, "dump")) record("request.body", site, {{"value", value}}, state);
  }
  const std::string_view name = engine_.program.text(callee.name);
  if (!callee.is_constructor && !values.empty() && models::is_digesting_name(engine_.names.lexicon(), name))
    return terms_.apply("digest", {terms_.list(values)});
  if (!callee.is_constructor && !values.empty() && models::is_encoding_name(engine_.names.lexicon(), name))
    return terms_.apply("encode", {values.size() == 1 ? values[0] : terms_.list(values)});
  const Term call = terms_.call(callee_id, site, values);
  terms_.note_type(call, callee.result);

  // An identity handed to code we cannot see is an access on behalf of that identity.
  for (std::size_t i = 0; i < arguments.size() && i < callee.parameters.size(); ++i)
    if (engine_.names.is_identity_parameter(engine_.program, callee, i) && !is_output(callee, i))
      record("data.call", site, {{"tenant", values[i + (is_member ? 1 : 0)]}, {"results", call}}, state);

  if (callee.is_constructor) {
    write(state, receiver, call);
    return terms_.nothing();
  }
  const auto is_plain = [&](Term pointer) {
    const TermKind kind = terms_.kind(read(state, pointer));
    return kind != TermKind::record && kind != TermKind::closure && kind != TermKind::list;
  };
  for (std::size_t i = 0; i < arguments.size() && i < callee.parameters.size(); ++i) {
    if (!is_output(callee, i)) continue;
    const ir::Type& type = engine_.program.at(callee.parameters[i]);
    const ir::Type& target = engine_.program.at(type.element);
    const bool is_text_or_number = target.shape != ir::Type::Shape::record || engine_.program.text(target.name) == "std::basic_string";
    if (is_plain(arguments[i]) && (terms_.is_address(arguments[i]) || (is_text_or_number && type.shape == ir::Type::Shape::reference)))
      write(state, arguments[i], terms_.written(call, static_cast<std::int64_t>(i)));
  }
  if (is_member && !callee.is_const && terms_.is_address(receiver) && is_plain(receiver) && !arguments.empty())
    write(state, receiver, terms_.written(call, -1));
  return call;
}

bool Analysis::is_output(const ir::Callee& callee, std::size_t index) const {
  if (!callee.parameters[index]) return false;
  const ir::Type& type = engine_.program.at(callee.parameters[index]);
  if (!is_pointer_shape(type.shape) || !type.element) return false;
  const ir::Type& target = engine_.program.at(type.element);
  return !target.is_const && target.shape != ir::Type::Shape::function && target.shape != ir::Type::Shape::nothing;
}

Term Analysis::passed_value(const ir::Callee& callee, std::size_t index, Term argument, State& state) {
  const bool is_reference = index < callee.parameters.size() && callee.parameters[index] &&
                            engine_.program.at(callee.parameters[index]).shape == ir::Type::Shape::reference;
  return is_reference || terms_.is_address(argument) ? read(state, argument) : argument;
}

ir::CalleeId Analysis::callee_id_of(const ir::Callee& callee) const {
  return ir::CalleeId{static_cast<std::uint32_t>(&callee - engine_.program.callees.data())};
}

SiteId Analysis::here() const {
  const ir::Block& block = function_.blocks[block_];
  const ir::Location location = instruction_ < block.instructions.size() ? block.instructions[instruction_].location
                                                                         : block.terminator.location;
  return engine_.terms.site({id_, block_, instruction_, location});
}

void Analysis::record(std::string_view kind, SiteId site, std::vector<std::pair<std::string_view, Term>> slots, const State& state) {
  Event event;
  event.kind = engine_.event_name(kind);
  event.site = site;
  event.slots = std::move(slots);
  for (auto& [name, term] : event.slots) name = engine_.event_name(name);
  std::ranges::sort(event.slots, {}, [](const auto& slot) { return slot.first; });
  event.facts = state.facts;
  add(std::move(event));
}

void Analysis::lift(const Event& event, std::vector<std::pair<std::string_view, Term>> slots, std::vector<Term> facts, Frame frame,
                    const State& state) {
  Event lifted;
  lifted.kind = event.kind;
  lifted.site = event.site;
  lifted.slots = std::move(slots);
  facts.insert(facts.end(), state.facts.begin(), state.facts.end());
  std::ranges::sort(facts);
  const auto repeated = std::ranges::unique(facts);
  facts.erase(repeated.begin(), repeated.end());
  lifted.facts = std::move(facts);
  lifted.chain.push_back(frame);
  lifted.chain.insert(lifted.chain.end(), event.chain.begin(), event.chain.end());
  add(std::move(lifted));
}

void Analysis::add(Event event) {
  if (is_silent_) return;
  if (!prefix_.empty()) event.chain.insert(event.chain.begin(), prefix_.begin(), prefix_.end());
  if (event.chain.size() > 40) {
    is_degraded_ = true;
    return;
  }
  for (Event& known : events_) {
    if (known.kind == event.kind && known.site == event.site && known.slots == event.slots && known.chain == event.chain) {
      known.facts = event.facts;   // a later pass over the same code knows at least as well
      return;
    }
  }
  if (events_.size() >= Summary::event_limit) {
    is_degraded_ = true;
    return;
  }
  events_.push_back(std::move(event));
}

void Analysis::compare(Term left, Term right, SiteId site, const State& state) {
  if (left == right) return;
  if (!engine_.names.mentions_identity(terms_, engine_.program, left) && !engine_.names.mentions_identity(terms_, engine_.program, right))
    return;
  record("compare", site, {{"left", left}, {"right", right}}, state);
}

}  // namespace partywall::solver
