/// Entering functions, known and unknown.
#include "checks/flow/models/word-match.h"
#include "checks/flow/solver/analysis.h"
#include "checks/flow/solver/debt.h"
#include "checks/flow/solver/model-call.h"
#include "checks/flow/solver/substitute.h"

#include <algorithm>
#include <utility>

namespace partywall::solver {

namespace {

constexpr int callable_depth_limit = 5;

bool is_pointer_shape(ir::Type::Shape shape) {
  return shape == ir::Type::Shape::reference || shape == ir::Type::Shape::pointer;
}

}  // namespace

bool Analysis::is_const_target(ir::TypeId pointer) const {
  const ir::TypeId target = engine_.program.at(pointer).element;
  return target && engine_.program.at(target).is_const;
}

Term Analysis::bind_argument(const ir::Function& callee, std::uint32_t index, const Argument& argument, SiteId site,
                             State& state) {
  const ir::Variable& parameter = callee.variables[index];
  const ir::Type::Shape shape =
      parameter.type ? engine_.program.at(parameter.type).shape : ir::Type::Shape::unknown;
  // Text that is only read is passed as what it says, like a literal.
  if (shape == ir::Type::Shape::pointer && argument.value && is_text(parameter.type) && is_const_target(parameter.type) &&
      (terms_.is_address(argument.value) || is_array(argument.value) || state.find(argument.value)))
    if (const Term content = read(state, argument.value); terms_.kind(content) != TermKind::nothing) return content;
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
  Substitution substitute(*this, engine_, callee, before, site);
  for (const Term object : summary.made) substitute.make(object);
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
  auto outer = std::exchange(resolved_, {});
  const Frame frame{site, callee, is_registration};
  // What a request does that begins below is done when earlier ones have filled what is empty now.
  const auto begins_below = [](const Event& event) { return std::ranges::any_of(event.chain, &Frame::is_registration); };
  const bool has_requests = std::ranges::any_of(summary.events, begins_below);
  State later = has_requests ? before : State{};
  if (has_requests) forget_what_is_empty(later);
  Substitution substitute_later = substitute.over(later);
  for (const Event& event : summary.events) {
    // Round a cycle once: a second time says nothing new.
    if (std::ranges::find(event.chain, frame) != event.chain.end()) continue;
    Substitution& seen = begins_below(event) ? substitute_later : substitute;
    if (is_pending(event) && resolve_pending(event, seen, frame, state)) continue;
    if (!is_silent_) lift(event, seen, frame, state);
  }
  const Term returned = substitute(summary.returned);
  std::vector<Write> writes;
  for (const Write& one : summary.writes) {
    const Term guard = one.guard ? substitute(one.guard) : Term{};
    writes.push_back({substitute(one.pointer), substitute(one.value), guard});
    if (guard && terms_.truth(guard) < 0) made_under_[writes.back().pointer.value] = guard;
  }
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (writes[i].guard && terms_.truth(writes[i].guard) == 0) continue;   // the object is not made this time
    if (terms_.kind(writes[i].pointer) == TermKind::offset && terms_.child(writes[i].pointer, 1) == terms_.field_step(debt_field))
      note_debts_of(writes[i].value);
    write(state, writes[i].pointer, writes[i].value);
    note_filter(writes[i].pointer, writes[i].value, site, state);
    if (!is_registration) note_kept_callables(summary.writes[i], writes[i], site, state);
    // Entries the callee knew as such it has told itself.
    if (!has_key(summary.writes[i].pointer)) note_entry_write(writes[i].pointer, writes[i].value, site, state);
  }
  for (const Term fact : summary.ensures) learn_condition(terms_, state, substitute(fact), true);
  --depth_;
  resolved_ = std::move(outer);
  if (summary.never_returns && !is_registration) state.is_reachable = false;
  return returned;
}

void Analysis::note_kept_callables(const Write& told, const Write& done, SiteId site, State& state) {
  if (!terms_.at(told.value).is_open) return;
  const Node& root = terms_.at(terms_.root(done.pointer));
  if (root.kind == TermKind::object && root.symbol == id_.value && root.number < allocation_base) return;
  const bool is_queue = terms_.any_part(done.pointer, [&](Term part) { return terms_.kind(part) == TermKind::step_element; }) ||
                        terms_.any_part(told.value, [&](Term part) { return terms_.kind(part) == TermKind::step_element; });
  if (!is_queue) return;
  std::vector<Term> work{done.value};
  while (!work.empty()) {
    const Term part = work.back();
    work.pop_back();
    switch (terms_.kind(part)) {
      case TermKind::record: case TermKind::list: case TermKind::alternative: case TermKind::named:
        work.insert(work.end(), terms_.children(part).begin(), terms_.children(part).end());
        break;
      case TermKind::closure: case TermKind::apply:
        if (is_callable(part) && !terms_.contains(told.value, part)) record("entry.task", site, {{"handler", part}}, state);
        break;
      default: break;
    }
  }
}

bool Analysis::has_key(Term pointer) const {
  for (; terms_.kind(pointer) == TermKind::offset; pointer = terms_.child(pointer, 0))
    if (terms_.kind(terms_.child(pointer, 1)) == TermKind::step_key) return true;
  return false;
}

Term Analysis::construct(ir::TypeId type, const std::vector<Argument>& arguments, SiteId site, State& state) {
  const Term object = terms_.allocation(site);
  std::vector<Term> values;
  for (const Argument& argument : arguments) values.push_back(argument.value ? argument.value : read(state, argument.place));
  const ir::NameId name = type ? engine_.program.at(type).name : ir::NameId{};
  if (engine_.call_operators.contains(name)) terms_.note_type(object, type);   // it will be called
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

Term Analysis::converted_by(ir::FunctionId id, ir::NameId target, Term value, SiteId site, State& state) {
  const ir::Function& function = engine_.function(id);
  Term made;
  std::vector<Argument> passed;
  for (std::uint32_t i = 0; i < function.parameter_count; ++i) {
    const ir::TypeId type = function.variables[i].type;
    const bool is_written = type && engine_.program.at(type).shape == ir::Type::Shape::reference && !is_const_target(type);
    const std::vector<ir::TypeId>& arguments = engine_.program.at(type).arguments;
    const bool is_tag = std::ranges::any_of(arguments, [&](ir::TypeId one) { return engine_.class_behind(one) == target; });
    if (is_written) made = terms_.offset(terms_.allocation(site), terms_.field_step("converted"));
    passed.push_back(is_written ? Argument{Term{}, made, false} : Argument{is_tag ? terms_.nothing() : value, Term{}, false});
  }
  const Term returned = call_function(id, Term{}, passed, {}, site, state, false);
  return made ? read(state, made) : returned;
}

Term Analysis::convert(std::string_view hook, ir::TypeId type, Term value, SiteId site, State& state) {
  const ir::NameId target = engine_.class_behind(type);
  if (!target) return value;
  const auto known = engine_.conversions.find(target);
  if (known != engine_.conversions.end())
    for (const ir::FunctionId id : known->second)
      if (engine_.is_summarised[id.value] && models::last_segment(engine_.program.text(engine_.function(id).name)) == hook)
        return converted_by(id, target, value, site, state);
  while (engine_.program.at(type).element) type = engine_.program.at(type).element;
  for (const ir::TypeId item : engine_.program.at(type).arguments) {
    if (!engine_.conversions.contains(engine_.class_behind(item))) continue;
    const Term one = terms_.project(value, terms_.any_element());
    return terms_.record(terms_.nothing(), {{terms_.any_element(), convert(hook, item, one, site, state)}});
  }
  return value;
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
    enter_callback(value, site, state, models::is_deferring_name(engine_.names.lexicon(), engine_.program.text(callee.name)));
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
  // Who checks and has nothing to say throws if the check fails.
  const bool has_result = callee.result && engine_.program.at(callee.result).shape != ir::Type::Shape::nothing;
  if (!has_result && models::is_verifying_name(engine_.names.lexicon(), name)) state.learn(call);

  // Code we cannot see whose name says that it sends, logs or asks a model.
  if (!callee.is_constructor && !values.empty() && models::is_completing_name(engine_.names.lexicon(), name))
    record("egress.model", site, {{"value", terms_.list(values)}}, state);
  else if (!callee.is_constructor && !values.empty() && models::is_sending_name(engine_.names.lexicon(), name))
    record("egress.call", site, {{"value", terms_.list(values)}}, state);

  // An identity handed to code we cannot see is an access on behalf of that identity.
  for (std::size_t i = 0; i < arguments.size() && i < callee.parameters.size(); ++i)
    if (engine_.names.is_identity_parameter(engine_.program, callee, i) && !is_output(callee, i))
      record("data.call", site, {{"tenant", values[i + (is_member ? 1 : 0)]}, {"results", call}}, state);

  // A yes or no about somebody and something.
  const bool is_asked = has_result && engine_.program.at(callee.result).shape == ir::Type::Shape::boolean && values.size() > 1;
  if (is_asked && std::ranges::any_of(values, [&](Term value) { return names_somebody(value); }))
    record("judgement", site, {{"value", terms_.list(values)}, {"results", call}}, state);

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

bool Analysis::names_somebody(Term value) const {
  return engine_.names.mentions_identity(terms_, engine_.program, value) || engine_.names.carries_identity(engine_.program, {}, terms_.type_of(value));
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
  return is_reference || terms_.is_address(argument) || is_array(argument) ? read(state, argument) : argument;
}

ir::CalleeId Analysis::callee_id_of(const ir::Callee& callee) const {
  return ir::CalleeId{static_cast<std::uint32_t>(&callee - engine_.program.callees.data())};
}

}  // namespace partywall::solver
