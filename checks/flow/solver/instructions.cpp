/// Transfer of single instructions.
#include "checks/flow/solver/analysis.h"
#include "checks/flow/solver/model-call.h"

#include <algorithm>

namespace partywall::solver {

namespace {

/// Bodies of one virtual call that are followed; beyond that the summary is degraded, which the report says.
constexpr std::size_t dispatch_limit = 12;

}  // namespace

Term Analysis::address_of(const ir::Place& place, State& state) {
  const ir::Variable& variable = function_.variables[place.variable.value];
  Term pointer = variable.kind == ir::Variable::Kind::global ? terms_.global_object(variable.global)
                                                             : terms_.variable_object(id_, place.variable);
  terms_.note_type(pointer, variable.type);
  ir::TypeId type = variable.type;
  for (const ir::Step& step : place.steps) {
    switch (step.kind) {
      case ir::Step::Kind::deref:
        pointer = read(state, pointer);
        if (type) type = engine_.program.at(type).element;
        break;
      case ir::Step::Kind::field: {
        type = engine_.program.at(step.field).type;
        // A std::array is its elements.
        if (engine_.program.text(engine_.program.at(step.field).record) == "std::array") break;
        pointer = terms_.offset(pointer, terms_.field_step(engine_.program.text(engine_.program.at(step.field).name)));
        terms_.note_type(pointer, engine_.program.at(step.field).type);
        if (terms_.kind(pointer) == TermKind::offset) terms_.note_field(pointer, step.field);
        break;
      }
      case ir::Step::Kind::element: {
        const bool is_array = !type || engine_.program.at(type).element;
        if (type) type = engine_.program.at(type).element;
        // `*it` where `it` walks an array, and stands at an element already.
        if (!is_array && is_element(pointer)) break;
        pointer = terms_.offset(pointer, step.index < 0 ? terms_.any_element() : terms_.key_step(terms_.number(step.index)));
        break;
      }
    }
  }
  return pointer;
}

Term Analysis::value_of(const ir::Operand& operand, State& state) {
  switch (operand.kind) {
    case ir::Operand::Kind::none: return terms_.nothing();
    case ir::Operand::Kind::address: return address_of(function_.places[operand.index], state);
    case ir::Operand::Kind::function: return terms_.closure(ir::CalleeId{operand.index}, {});
    case ir::Operand::Kind::value: {
      const ir::Place& place = function_.places[operand.index];
      const Term pointer = address_of(place, state);
      const Term value = read(state, pointer);
      terms_.note_type(value, place.type);
      const bool is_global = function_.variables[place.variable.value].kind == ir::Variable::Kind::global;
      if (is_global && engine_.names.identity(terms_, engine_.program, terms_.kind(value) == TermKind::load ? value : own_path(pointer)) != IdentityKind::none)
        record("identity.read", here(), {{"value", value}, {"instance", pointer}}, state);
      return value;
    }
    case ir::Operand::Kind::constant: break;
  }
  const ir::Constant& constant = function_.constants[operand.index];
  switch (constant.kind) {
    case ir::Constant::Kind::text:
    case ir::Constant::Kind::floating: return terms_.text(engine_.program.text(constant.text));
    case ir::Constant::Kind::integer:
    case ir::Constant::Kind::boolean: return terms_.number(constant.number);
    case ir::Constant::Kind::null: return terms_.null();
    case ir::Constant::Kind::zero: return terms_.zero();
  }
  return terms_.nothing();
}

void Analysis::assign(ir::PlaceId target, Term value, State& state, const ir::Instruction& instruction) {
  if (!target) return;
  const ir::Place& place = function_.places[target.value];
  const Term pointer = address_of(place, state);
  const ir::Variable& variable = function_.variables[place.variable.value];
  // An identity-named home says what an opaque value is.
  if (variable.kind != ir::Variable::Kind::temporary || !place.steps.empty())
    value = engine_.names.name_for_home(engine_.terms, engine_.program, function_, place, value);
  note_count(pointer, value, here(), state);
  if (variable.kind == ir::Variable::Kind::local && place.steps.empty() && is_taken_from_words(value)) record("identity.taken", here(), {{"value", value}}, state);
  write(state, pointer, value);
  note_entry_write(pointer, value, here(), state);
  note_cell_write(pointer, value, here(), state);
  note_give_back(pointer, value, here(), state);
  note_filter(pointer, value, here(), state);
  if (instruction.initialises_static) note_static(pointer, value, state);
}

bool Analysis::is_global(Term pointer) const {
  const Term root = terms_.root(pointer);
  return terms_.kind(root) == TermKind::object && terms_.at(root).symbol == ir::NameId::none_value;
}

void Analysis::note_static(Term pointer, Term value, State& state) {
  if (!is_global(pointer) || terms_.kind(pointer) != TermKind::object) return;
  // A pointer to something new stands for what was made.
  if (terms_.is_address(value)) value = read(state, value);
  record("static.initialise", here(), {{"instance", pointer}, {"value", value}}, state);
  // Whoever comes later finds what is there by then, which only a constant says beforehand.
  const ir::TypeId type = terms_.type_of(pointer);
  const bool is_constant = type && engine_.program.at(type).is_const;
  const bool is_own = terms_.is_address(read(state, pointer));
  const bool is_words = terms_.kind(value) == TermKind::text && !terms_.name(terms_.at(value).symbol).empty();
  if ((!is_constant && !is_words) || is_own) state.set(pointer, terms_.load(pointer));
}

bool Analysis::is_worked_out(Term value) const {
  switch (terms_.kind(value)) {
    case TermKind::call: case TermKind::result: case TermKind::invoke: case TermKind::written: return true;
    case TermKind::offset: case TermKind::object: case TermKind::load: case TermKind::input: return false;
    default: break;
  }
  if (terms_.is_apply(value, "complete")) return true;
  return std::ranges::any_of(terms_.children(value), [&](Term child) { return is_worked_out(child); });
}

void Analysis::note_cell_write(Term pointer, Term value, SiteId site, State& state) {
  if (function_.kind == ir::Function::Kind::constructor || function_.kind == ir::Function::Kind::initialiser) return;
  const Term root = terms_.root(pointer);
  // Only what others see afterwards, and has one place: entries of containers are kept under their keys.
  if (terms_.kind(root) == TermKind::object && !is_global(root)) return;
  if (terms_.kind(pointer) != TermKind::offset && !is_global(pointer)) return;
  if (has_key(pointer)) return;
  if (terms_.is_address(value)) value = read(state, value);
  if (terms_.at(value).weight < Terms::weight_limit && is_worked_out(value))
    record("cell.write", site, {{"instance", pointer}, {"value", value}}, state);
}

bool Analysis::is_taken_from_words(Term value) {
  if (!engine_.names.mentions_identity(terms_, engine_.program, value)) return false;
  const auto is_read = [&](Term part) {
    while (terms_.kind(part) == TermKind::named || (terms_.kind(part) == TermKind::apply && terms_.children(part).size() == 1)) part = terms_.child(part, 0);
    return terms_.kind(part) == TermKind::project || terms_.kind(part) == TermKind::source;
  };
  if (terms_.kind(value) != TermKind::alternative) return is_read(value);
  for (std::size_t i = 1; i < terms_.children(value).size(); i += 2)
    if (is_read(terms_.child(value, i))) return true;
  return false;
}

Term Analysis::taken(Term object, Term value, SiteId site, State& state) {
  const Node& node = terms_.at(object);
  if (node.kind != TermKind::object || node.symbol != id_.value || node.number >= allocation_base) return value;
  const ir::Variable& variable = function_.variables[static_cast<std::size_t>(node.number)];
  if (variable.kind == ir::Variable::Kind::local && is_taken_from_words(value)) record("identity.taken", site, {{"value", value}}, state);
  return value;
}

Term Analysis::name_for_variable(Term object, Term value) {
  const Node& node = terms_.at(object);
  if (node.kind != TermKind::object || node.symbol != id_.value || node.number >= allocation_base) return value;
  const ir::VariableId variable{static_cast<std::uint32_t>(node.number)};
  if (function_.variables[variable.value].kind != ir::Variable::Kind::local) return value;
  return engine_.names.name_for_home(engine_.terms, engine_.program, function_, {variable, {}, {}}, value);
}

bool Analysis::is_element(Term pointer) const {
  if (terms_.kind(pointer) == TermKind::alternative) {
    for (std::size_t i = 1; i < terms_.children(pointer).size(); i += 2)
      if (is_element(terms_.child(pointer, i))) return true;
    return false;
  }
  if (terms_.kind(pointer) != TermKind::offset) return false;
  const TermKind step = terms_.kind(terms_.child(pointer, 1));
  return step == TermKind::step_element || step == TermKind::step_key;
}

bool Analysis::is_text(ir::TypeId id) const {
  if (!id) return false;
  const auto is_letter = [&](ir::TypeId letter) {
    return letter && engine_.program.at(letter).shape == ir::Type::Shape::integer && engine_.program.at(letter).bits == 8;
  };
  const ir::Type& type = engine_.program.at(id);
  if (type.shape == ir::Type::Shape::reference && type.element) return is_text(type.element);
  return is_letter(type.element) || engine_.program.text(type.name) == "std::basic_string" ||
         (type.shape == ir::Type::Shape::record && !type.arguments.empty() && is_letter(type.arguments[0]));
}

Term Analysis::tail(Term pointer) {
  const Term step = terms_.field_step(tail_step);
  return terms_.kind(pointer) == TermKind::offset && terms_.child(pointer, 1) == step ? pointer : terms_.offset(pointer, step);
}

bool Analysis::is_pointer(const ir::Operand& operand) const {
  if (operand.kind == ir::Operand::Kind::address) return true;
  if (operand.kind != ir::Operand::Kind::value) return false;
  const ir::TypeId type = function_.places[operand.index].type;
  return type && engine_.program.at(type).shape == ir::Type::Shape::pointer;
}

Term Analysis::moved(Term pointer, Term distance, State& state) {
  // From one element to another of the same range: some element still.
  if (terms_.kind(pointer) == TermKind::offset && terms_.kind(terms_.child(pointer, 1)) == TermKind::step_element) return pointer;
  // Into a table of letters: the letter the distance names. Into a text buffer: what is written there is added to the text.
  if (!is_text(terms_.type_of(pointer))) return terms_.offset(pointer, terms_.key_step(distance));
  if (terms_.kind(read(state, pointer)) == TermKind::text) return terms_.offset(pointer, terms_.key_step(distance));
  return tail(pointer);
}

Term Analysis::own_path(Term pointer) {
  if (terms_.kind(pointer) != TermKind::offset) return terms_.load(pointer);
  return terms_.project(own_path(terms_.child(pointer, 0)), terms_.child(pointer, 1));
}

void Analysis::note_count(Term pointer, Term value, SiteId site, State& state) {
  if (!terms_.is_apply(value, "derived") || terms_.kind(pointer) == TermKind::nothing) return;
  const Term root = terms_.root(pointer);
  const Node& node = terms_.at(root);
  if (node.kind == TermKind::object && node.symbol == id_.value && node.number < allocation_base) return;
  const Term before = read(state, pointer);
  if (std::ranges::find(terms_.children(value), before) == terms_.children(value).end()) return;
  record("count.update", site, {{"instance", pointer}, {"value", before}, {"results", value}}, state);
}

void Analysis::note_deferred(const ir::Callee& callee, const std::vector<Term>& arguments, SiteId site, State& state) {
  const std::string_view name = engine_.program.text(callee.name);
  // threads.emplace_back([&] { … }) starts one.
  const ir::TypeId made = callee.result ? engine_.program.at(callee.result).element : ir::TypeId{};
  const std::string_view type = made ? engine_.program.text(engine_.program.at(made).name) : std::string_view();
  const bool starts_thread = name.ends_with("::emplace_back") && (type == "std::thread" || type == "std::jthread");
  if (!starts_thread && (matching_row(engine_, callee, arguments.size()) || !models::is_deferring_name(engine_.names.lexicon(), name))) return;
  for (const Term argument : arguments) {
    const Term content = terms_.is_address(argument) ? read(state, argument) : argument;
    if (is_callable(content)) record("entry.task", site, {{"handler", content}}, state);
  }
}

void Analysis::note_by_name(const ir::Callee& callee, Term receiver, const std::vector<Term>& asked, Term answer, SiteId site, State& state) {
  if (callee.is_constructor || callee.is_destructor) return;
  const models::Lexicon& lexicon = engine_.names.lexicon();
  const std::string_view name = engine_.program.text(callee.name);
  const Term all = terms_.list(asked);
  if (!asked.empty() && models::is_completing_name(lexicon, name))
    record("model.complete", site, {{"query", all}, {"results", answer}}, state);
  else if (models::is_limiting_name(lexicon, name))
    record("limit.acquire", site, {{"instance", receiver}, {"bucket", all}, {"value", answer}}, state);
  else if (!asked.empty() && models::is_metering_name(lexicon, name))
    record("usage.record", site, {{"instance", receiver}, {"label", all}, {"value", all}}, state);
}

void Analysis::forget_static(const ir::Instruction& instruction, State& state) {
  const bool has_receiver = instruction.receiver.kind == ir::Operand::Kind::address;
  if (!has_receiver && !instruction.target) return;
  const Term root = terms_.root(address_of(function_.places[has_receiver ? instruction.receiver.index : instruction.target.value], state));
  if (!terms_.is_global_object(root)) return;
  const ir::Global& global = engine_.program.globals[static_cast<std::size_t>(terms_.at(root).number)];
  const bool is_constant = global.is_constant || (global.type && engine_.program.at(global.type).is_const);
  if (!is_constant) std::erase_if(state.contents, [&](const auto& entry) { return entry.first == root; });
}

void Analysis::note_entry_write(Term pointer, Term value, SiteId site, State& state) {
  for (Term part = pointer; terms_.kind(part) == TermKind::offset; part = terms_.child(part, 0)) {
    const Term step = terms_.child(part, 1);
    if (terms_.kind(step) != TermKind::step_key) continue;
    const Term container = terms_.child(part, 0);
    // A kept iterator or pointer stands for what it points to.
    std::vector<std::pair<std::string_view, Term>> slots{{"instance", container}, {"key", terms_.child(step, 0)}};
    if (terms_.kind(value) == TermKind::offset || terms_.kind(value) == TermKind::object) {
      slots.emplace_back("pointer", value);
      value = read(state, value);
    }
    slots.emplace_back("value", value);
    record("store.write", site, std::move(slots), state);
    return;
  }
}

void Analysis::note_filter(Term pointer, Term value, SiteId site, const State& state) {
  if (!terms_.at(value).is_open && !engine_.names.mentions_identity(terms_, engine_.program, value)) return;
  if (terms_.is_address(value)) return;
  const auto says_so = [&](std::string_view name) { return models::is_filter_name(engine_.names.lexicon(), name); };
  bool is_filter = false;
  Term root = pointer;
  for (; terms_.kind(root) == TermKind::offset; root = terms_.child(root, 0)) {
    const Term step = terms_.child(root, 1);
    is_filter |= terms_.kind(step) == TermKind::step_field && says_so(terms_.name(terms_.at(step).symbol));
  }
  const Node& node = terms_.at(root);
  const bool is_local = node.kind == TermKind::object && node.symbol == id_.value && node.number < allocation_base;
  if (!is_filter && is_local) {
    const ir::Variable& variable = function_.variables[static_cast<std::size_t>(node.number)];
    if (variable.kind == ir::Variable::Kind::temporary) return;
    const ir::TypeId type = variable.type;
    is_filter = says_so(engine_.program.text(variable.name)) ||
                (type && engine_.program.at(type).shape == ir::Type::Shape::record && says_so(engine_.program.text(engine_.program.at(type).name)));
  }
  if (is_filter) record("filter", site, {{"value", value}}, state);
}

Term Analysis::arithmetic(ir::Op op, Term left, Term right, State& state) {
  const auto constant = [&](Term term) { return terms_.kind(term) == TermKind::number; };
  switch (op) {
    case ir::Op::equal:
    case ir::Op::not_equal: {
      compare(left, right, here(), state);
      Term equal;
      if (constant(left) && constant(right)) equal = terms_.number(left == right ? 1 : 0);
      else if (terms_.kind(left) == TermKind::null || terms_.kind(left) == TermKind::zero) equal = terms_.negate(terms_.apply("present", {right}));
      else if (terms_.kind(right) == TermKind::null || terms_.kind(right) == TermKind::zero) equal = terms_.negate(terms_.apply("present", {left}));
      else equal = terms_.apply("equal", {left, right});
      return op == ir::Op::equal ? equal : terms_.negate(equal);
    }
    case ir::Op::less: return terms_.apply("less", {left, right});
    case ir::Op::greater: return terms_.apply("less", {right, left});
    case ir::Op::less_equal: return terms_.negate(terms_.apply("less", {right, left}));
    case ir::Op::greater_equal: return terms_.negate(terms_.apply("less", {left, right}));
    case ir::Op::modulo: return terms_.apply("modulo", {left, right});
    case ir::Op::add:
      if (terms_.is_address(left) || terms_.kind(left) == TermKind::offset) return moved(left, right, state);
      if (terms_.is_address(right) || terms_.kind(right) == TermKind::offset) return moved(right, left, state);
      [[fallthrough]];
    case ir::Op::multiply: case ir::Op::subtract:
      note_product(left, right, state);
      [[fallthrough]];
    default:
      return terms_.apply("derived", {left, right});
  }
}

void Analysis::execute(const ir::Instruction& instruction, State& state) {
  const auto operand = [&](std::size_t index) {
    return index < instruction.operands.size() ? value_of(instruction.operands[index], state) : terms_.nothing();
  };
  switch (instruction.op) {
    case ir::Op::copy:
      assign(instruction.target, operand(0), state, instruction);
      return;
    case ir::Op::call:
      execute_call(instruction, state);
      if (instruction.initialises_static) forget_static(instruction, state);
      return;
    case ir::Op::logical_not:
      assign(instruction.target, terms_.negate(operand(0)), state, instruction);
      return;
    case ir::Op::negate:
      assign(instruction.target, operand(0), state, instruction);
      return;
    case ir::Op::complement:
      assign(instruction.target, terms_.apply("derived", {operand(0)}), state, instruction);
      return;
    case ir::Op::narrow: {
      const Term value = operand(0);
      const bool loses = instruction.type && engine_.program.at(instruction.type).bits < 32 &&
                         terms_.kind(value) != TermKind::number && terms_.kind(value) != TermKind::text;
      assign(instruction.target, loses ? terms_.apply("truncate", {value}) : value, state, instruction);
      return;
    }
    case ir::Op::list: {
      std::vector<Term> items;
      for (std::size_t i = 0; i < instruction.operands.size(); ++i) items.push_back(operand(i));
      assign(instruction.target, terms_.list(items), state, instruction);
      return;
    }
    case ir::Op::allocate:
      if (!state.facts.empty()) made_under_[terms_.allocation(here()).value] = terms_.all(state.facts);
      assign(instruction.target, terms_.allocation(here()), state, instruction);
      return;
    case ir::Op::release:
      return;
    case ir::Op::closure: {
      std::vector<Term> captures;
      for (std::size_t i = 0; i < instruction.operands.size(); ++i) captures.push_back(operand(i));
      assign(instruction.target, terms_.closure(instruction.callee, captures), state, instruction);
      return;
    }
    default: {
      const Term left = operand(0);
      const Term right = operand(1);
      if (instruction.op == ir::Op::add && instruction.operands.size() == 2 && is_pointer(instruction.operands[0])) {
        // `++p`: to another element of the same array.
        const bool is_step = instruction.operands[0].kind == ir::Operand::Kind::value && instruction.target &&
                             instruction.operands[0].index == instruction.target.value && terms_.is_address(left) &&
                             !is_text(terms_.type_of(left));
        assign(instruction.target, is_step ? left : moved(left, right, state), state, instruction);
        return;
      }
      assign(instruction.target, arithmetic(instruction.op, left, right, state), state, instruction);
    }
  }
}

bool Analysis::is_fetched_text(Term value) const {
  if (terms_.kind(value) == TermKind::record || terms_.kind(value) == TermKind::list) return false;
  if (terms_.kind(value) == TermKind::call) return true;
  if (terms_.kind(value) == TermKind::result) return terms_.name(terms_.at(value).symbol) == "data.request";
  for (const Term child : terms_.children(value))
    if (terms_.kind(child) != TermKind::record && is_fetched_text(child)) return true;
  return false;
}

void Analysis::execute_call(const ir::Instruction& instruction, State& state) {
  std::vector<Term> arguments;
  for (const ir::Operand& operand : instruction.operands) arguments.push_back(value_of(operand, state));
  const Term receiver = value_of(instruction.receiver, state);
  const SiteId site = here();

  if (!instruction.callee) {
    if (arguments.empty()) return;
    std::vector<Argument> passed;
    if (terms_.kind(receiver) != TermKind::nothing) passed.push_back({receiver, {}});   // through a pointer to a member
    for (std::size_t i = 1; i < arguments.size(); ++i) passed.push_back({arguments[i], {}});
    assign(instruction.target, call_value(arguments[0], passed, site, state, false), state, instruction);
    return;
  }
  const ir::Callee& callee = engine_.program.at(instruction.callee);
  // What the awaiter does is the library's business; the coroutine may go on in another thread.
  if (engine_.program.text(callee.name).ends_with("::await_suspend")) return resume_elsewhere(state);
  note_deferred(callee, arguments, site, state);
  note_score(callee, arguments, site, state);
  if (const models::Row* row = matching_row(engine_, callee, arguments.size())) {
    ModelCall call(*this, callee, *row, receiver, arguments, site, state);
    const Term returned = call.run();
    if (callee.never_returns || row->never_returns) state.is_reachable = false;
    if (instruction.initialises_static && callee.is_constructor) note_static(receiver, read(state, receiver), state);
    if (returned) {
      terms_.note_type(returned, callee.result);
      assign(instruction.target, DeclaredRoles::mark(terms_, returned, engine_.roles.of_result(callee)), state, instruction);
    } else if (instruction.target) {
      assign(instruction.target, call_unknown(callee, receiver, arguments, site, state), state, instruction);
    }
    return;
  }

  const bool makes_static = instruction.initialises_static && callee.is_constructor;
  // An embedding is a pure function of its text, whoever computes it.
  const bool is_embedding = models::is_embedding_name(engine_.names.lexicon(), engine_.program.text(callee.name));
  const bool is_completion = models::is_completing_name(engine_.names.lexicon(), engine_.program.text(callee.name));
  const auto finish = [&](Term value) {
    // What comes back from a service under such a name was written by a model.
    if (is_completion && value && is_fetched_text(value)) value = terms_.apply("complete", {value});
    if (is_embedding && value && terms_.kind(value) != TermKind::nothing) {
      value = terms_.apply("embed", {value});
      terms_.note_type(value, callee.result);
    }
    assign(instruction.target, DeclaredRoles::mark(terms_, value, engine_.roles.of_result(callee)), state, instruction);
    if (makes_static) note_static(receiver, read(state, receiver), state);
  };
  std::vector<ir::FunctionId> targets = engine_.targets_from(id_, callee);
  if (targets.size() > dispatch_limit) {
    targets.resize(dispatch_limit);
    is_degraded_ = true;
  }
  if (!targets.empty()) {
    const Term object = terms_.kind(receiver) == TermKind::nothing ? Term{} : read(state, receiver);
    std::vector<Term> captures;
    if (object && terms_.kind(object) == TermKind::closure)
      captures.assign(terms_.children(object).begin(), terms_.children(object).end());
    std::vector<Argument> passed;
    for (const Term argument : arguments) passed.push_back({argument, {}});
    if (targets.size() == 1) {
      finish(call_function(targets[0], receiver, passed, captures, site, state, false));
    } else {
      // One of several bodies runs: join what each would leave.
      std::vector<State> after;
      std::vector<Terms::Branch> returned;
      for (const ir::FunctionId target : targets) {
        State copy = state;
        const Term value = call_function(target, receiver, passed, captures, site, copy, false);
        if (!copy.is_reachable) continue;
        returned.push_back({terms_.yes(), value});
        after.push_back(std::move(copy));
      }
      std::vector<const State*> incoming;
      for (const State& one : after) incoming.push_back(&one);
      state = join(terms_, incoming, [this](Term root) { return initial_content(root); });
      finish(terms_.alternative(std::move(returned)));
    }
    if (callee.never_returns) state.is_reachable = false;
    return;
  }
  std::vector<Term> asked;
  for (std::size_t i = 0; i < arguments.size(); ++i) asked.push_back(passed_value(callee, i, arguments[i], state));
  const Term value = call_unknown(callee, receiver, arguments, site, state);
  note_by_name(callee, receiver, asked, value, site, state);
  if (callee.never_returns) state.is_reachable = false;
  finish(value);
}

}  // namespace partywall::solver
