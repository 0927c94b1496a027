#include "checks/flow/solver/engine.h"

#include "checks/flow/solver/analysis.h"

#include <algorithm>

namespace partywall::solver {

namespace {

constexpr int component_round_limit = 4;

/// What the initialisers of constant globals store, so that readers see text and not a name.
void keep_global_contents(Engine& engine, ir::FunctionId id) {
  for (const Write& write : engine.summaries[id.value].writes) {
    const Term root = engine.terms.root(write.pointer);
    if (engine.terms.kind(root) != TermKind::object || engine.terms.at(root).symbol != ir::NameId::none_value) continue;
    // A value that may change later is what it is read as, not what it began as.
    const ir::Global& global = engine.program.globals[static_cast<std::size_t>(engine.terms.at(root).number)];
    const bool is_constant = global.is_constant || (global.type && engine.program.at(global.type).is_const);
    if (is_constant && write.pointer == root) engine.global_contents[root] = write.value;
  }
}

void solve_component(Engine& engine, const std::vector<ir::FunctionId>& component) {
  engine.is_being_solved = {component.begin(), component.end()};
  const bool is_recursive = component.size() > 1 || std::ranges::binary_search(successors(engine, component[0]), component[0]);
  for (int round = 0; round < component_round_limit; ++round) {
    bool changed = false;
    for (const ir::FunctionId id : component) {
      Summary fresh = summarise(engine, id);
      Summary& known = engine.summaries[id.value];
      changed |= !engine.is_summarised[id.value] || fresh.returned != known.returned || fresh.events.size() != known.events.size() ||
                 fresh.writes.size() != known.writes.size();
      known = std::move(fresh);
      engine.is_summarised[id.value] = true;
      if (engine.function(id).kind == ir::Function::Kind::initialiser) keep_global_contents(engine, id);
    }
    if (!changed || (!is_recursive && round == 0)) return;
  }
  for (const ir::FunctionId id : component) engine.summaries[id.value].is_degraded = true;
}

void solve_once(Engine& engine) {
  for (const auto& component : components(engine)) solve_component(engine, component);
}

}  // namespace

Engine::Engine(const ir::Program& program_in, const models::Models& models_in)
    : program(program_in), models(models_in), roles(program_in), names(program_in, models_in.lexicon(), roles), index(program_in),
      summaries(program_in.functions.size()), is_summarised(program_in.functions.size()), is_entered(program_in.functions.size()) {
  for (std::uint32_t i = 0; i < program.functions.size(); ++i) {
    const ir::Function& function = program.functions[i];
    if (function.kind == ir::Function::Kind::constructor) constructors[function.declaring_class].push_back(ir::FunctionId{i});
    if (function.kind == ir::Function::Kind::method && program.text(function.name).ends_with("::operator()"))
      call_operators[function.declaring_class].push_back(ir::FunctionId{i});
  }
}

std::string_view Engine::event_name(std::string_view text) {
  const auto known = event_names.find(text);
  return known != event_names.end() ? std::string_view(*known) : std::string_view(*event_names.emplace(text).first);
}

std::vector<ir::FunctionId> Engine::targets(const ir::Callee& callee, ir::NameId link_unit) const {
  std::vector<ir::FunctionId> found = index.definitions(callee.symbol, link_unit);
  for (const ir::FunctionId id : index.overriders(callee.symbol, link_unit)) {
    if (!callee.is_virtual && program.at(id).kind != ir::Function::Kind::lambda) continue;
    if (std::ranges::find(found, id) == found.end()) found.push_back(id);
  }
  return found;
}

void solve_summaries(Engine& engine) {
  solve_once(engine);
  // Callables found in fields during the first round give calls through those fields their targets.
  for (int round = 0; round < 2 && !engine.stored_callables.empty(); ++round) {
    std::size_t before = 0;
    for (const auto& [field, stored] : engine.stored_callables) before += stored.size();
    engine.is_entered.assign(engine.is_entered.size(), false);
    solve_once(engine);
    std::size_t after = 0;
    for (const auto& [field, stored] : engine.stored_callables) after += stored.size();
    if (after == before) break;
  }
}

}  // namespace partywall::solver
