#include "checks/flow/solver/engine.h"

#include "checks/flow/models/word-match.h"
#include "checks/flow/solver/analysis.h"

#include <algorithm>

namespace partywall::solver {

namespace {

constexpr int component_round_limit = 4;
constexpr int stored_round_limit = 3;
/// What was given up on for its size so often is not looked at again because what it calls has changed.
constexpr std::uint8_t degraded_run_limit = 2;

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

/// Brings every summary up to date with those it was made from.
class Driver {
public:
  explicit Driver(Engine& engine)
      : engine_(engine), run_(engine.program.functions.size()), changed_(engine.program.functions.size()),
        outdated_(engine.program.functions.size(), true), degraded_runs_(engine.program.functions.size()) {}

  /// Callables found in fields give calls through those fields their targets, and those may store more.
  void solve() {
    for (int round = 0; round < stored_round_limit; ++round) {
      graph_ = call_graph(engine_);
      for (const auto& component : components(graph_)) solve_component(component);
      const std::vector<ir::FunctionId> outdated = engine_.stored_callables.take_outdated();
      if (outdated.empty()) return;
      for (const ir::FunctionId id : outdated) outdated_[id.value] = true;
    }
  }

private:
  void solve_component(const std::vector<ir::FunctionId>& component) {
    engine_.is_being_solved = {component.begin(), component.end()};
    for (int round = 0; round < component_round_limit; ++round) {
      bool changed = false;
      for (const ir::FunctionId id : component)
        if (is_outdated(id)) changed |= update(id);
      if (!changed) return;
    }
    for (const ir::FunctionId id : component)
      if (is_outdated(id)) engine_.summaries[id.value].is_degraded = true;
  }

  [[nodiscard]] bool is_outdated(ir::FunctionId id) const {
    if (outdated_[id.value]) return true;
    if (degraded_runs_[id.value] >= degraded_run_limit) return false;
    return std::ranges::any_of(graph_.of(id), [&](ir::FunctionId callee) { return changed_[callee.value] >= run_[id.value]; });
  }

  /// True if somebody may have to look again.
  bool update(ir::FunctionId id) {
    outdated_[id.value] = false;
    run_[id.value] = ++time_;
    Summary fresh = summarise(engine_, id);
    Summary& known = engine_.summaries[id.value];
    if (fresh.is_degraded && degraded_runs_[id.value] < degraded_run_limit) ++degraded_runs_[id.value];
    const bool changed = !engine_.is_summarised[id.value] || fresh != known;
    known = std::move(fresh);
    engine_.is_summarised[id.value] = true;
    if (engine_.function(id).kind == ir::Function::Kind::initialiser) keep_global_contents(engine_, id);
    if (changed) changed_[id.value] = time_;
    return changed;
  }

  Engine& engine_;
  CallGraph graph_;
  std::uint32_t time_ = 0;
  std::vector<std::uint32_t> run_;       ///< When each function was last looked at.
  std::vector<std::uint32_t> changed_;   ///< When its summary last changed.
  std::vector<bool> outdated_;           ///< For other reasons than its callees.
  std::vector<std::uint8_t> degraded_runs_;   ///< How often a budget ran out, up to the limit.
};

}  // namespace

Engine::Engine(const ir::Program& program_in, const models::Models& models_in)
    : program(program_in), models(models_in), roles(program_in), names(program_in, models_in.lexicon(), roles), index(program_in), library_code(program_in, models_in),
      summaries(program_in.functions.size()), is_summarised(program_in.functions.size()), is_entered(program_in.functions.size()) {
  for (std::uint32_t i = 0; i < program.functions.size(); ++i) {
    const ir::Function& function = program.functions[i];
    if (function.kind == ir::Function::Kind::constructor) constructors[function.declaring_class].push_back(ir::FunctionId{i});
    if (function.kind == ir::Function::Kind::method && program.text(function.name).ends_with("::operator()"))
      call_operators[function.declaring_class].push_back(ir::FunctionId{i});
    if (function.kind == ir::Function::Kind::method && models.filters().contains(models::last_segment(program.text(function.name))))
      filters[function.declaring_class].push_back(ir::FunctionId{i});
    if (!models.hooks().contains(models::last_segment(program.text(function.name)))) continue;
    for (std::uint32_t k = 0; k < function.parameter_count; ++k) {
      const ir::NameId converted = class_behind(function.variables[k].type);
      if (!converted) continue;
      conversions[converted].push_back(ir::FunctionId{i});
      // A tag says for which class: value_to_tag<Query>.
      ir::TypeId type = function.variables[k].type;
      while (program.at(type).element) type = program.at(type).element;
      for (const ir::TypeId argument : program.at(type).arguments)
        if (const ir::NameId tagged = class_behind(argument)) conversions[tagged].push_back(ir::FunctionId{i});
    }
  }
}

ir::NameId Engine::class_behind(ir::TypeId type) const {
  for (int i = 0; i < 2 && type && program.at(type).element; ++i) type = program.at(type).element;
  return type && program.at(type).shape == ir::Type::Shape::record ? program.at(type).name : ir::NameId{};
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

std::vector<ir::FunctionId> Engine::targets_from(ir::FunctionId caller, const ir::Callee& callee) const {
  std::vector<ir::FunctionId> found = targets(callee, function(caller).link_unit);
  if (callee.is_virtual && callee.symbol != function(caller).symbol) std::erase(found, caller);
  return found;
}

void solve_summaries(Engine& engine) { Driver(engine).solve(); }

}  // namespace partywall::solver
