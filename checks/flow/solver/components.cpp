/// The call graph and its strongly connected components (Tarjan, without recursion).
#include "checks/flow/solver/engine.h"

#include <algorithm>

namespace partywall::solver {

namespace {

void add_callee(const Engine& engine, ir::CalleeId id, ir::FunctionId caller, std::vector<ir::FunctionId>& found) {
  const ir::Callee& callee = engine.program.at(id);
  if (!engine.models.rows(engine.program.text(callee.name)).empty()) return;
  for (const ir::FunctionId target : engine.targets_from(caller, callee)) found.push_back(target);
}

/// json.get<T>() runs what the project says of T, or of what a container T holds.
void add_conversions(const Engine& engine, ir::TypeId type, std::vector<ir::FunctionId>& found) {
  const auto add = [&](ir::TypeId converted) {
    const auto known = engine.conversions.find(engine.class_behind(converted));
    if (known != engine.conversions.end()) found.insert(found.end(), known->second.begin(), known->second.end());
  };
  add(type);
  while (engine.program.at(type).element) type = engine.program.at(type).element;
  for (const ir::TypeId item : engine.program.at(type).arguments) add(item);
}

void add_global(const Engine& engine, ir::GlobalId id, ir::NameId link_unit, std::vector<ir::FunctionId>& found) {
  for (const ir::FunctionId target : engine.index.initialisers(engine.program.at(id).symbol, link_unit)) found.push_back(target);
}

}  // namespace

std::vector<ir::FunctionId> successors(const Engine& engine, ir::FunctionId id) {
  const ir::Function& function = engine.function(id);
  std::vector<ir::FunctionId> found;
  for (const ir::Block& block : function.blocks) {
    for (const ir::Instruction& instruction : block.instructions) {
      if (instruction.callee) {
        add_callee(engine, instruction.callee, id, found);
        for (const ir::TypeId type : engine.program.at(instruction.callee).template_arguments) {
          if (!type) continue;
          // make_unique<T>(…) runs a constructor of T.
          const auto constructors = engine.constructors.find(engine.program.at(type).name);
          if (constructors != engine.constructors.end()) found.insert(found.end(), constructors->second.begin(), constructors->second.end());
          add_conversions(engine, type, found);
        }
      }
      for (const ir::Operand& operand : instruction.operands)
        if (operand.kind == ir::Operand::Kind::function) add_callee(engine, ir::CalleeId{operand.index}, id, found);
    }
  }
  for (const ir::Variable& variable : function.variables) {
    // An object with a call operator may be called by whoever it is handed to.
    ir::TypeId type = variable.type;
    for (int i = 0; i < 2 && type && engine.program.at(type).element; ++i) type = engine.program.at(type).element;
    if (!type || engine.program.at(type).shape != ir::Type::Shape::record) continue;
    const auto operators = engine.call_operators.find(engine.program.at(type).name);
    if (operators != engine.call_operators.end()) found.insert(found.end(), operators->second.begin(), operators->second.end());
  }
  // A route names the filters that stand before its handler.
  for (const ir::Constant& constant : function.constants)
    if (const auto named = engine.filters.find(constant.text); constant.kind == ir::Constant::Kind::text && named != engine.filters.end())
      found.insert(found.end(), named->second.begin(), named->second.end());
  for (const ir::Variable& variable : function.variables)
    if (variable.kind == ir::Variable::Kind::global) add_global(engine, variable.global, function.link_unit, found);
  for (const ir::Place& place : function.places)
    for (const ir::Step& step : place.steps) {
      if (step.kind != ir::Step::Kind::field) continue;
      const ir::Field& field = engine.program.at(step.field);
      for (const StoredCallable& one : engine.stored_callables.find({field.record, field.name}))
        if (engine.terms.kind(one.callable) == TermKind::closure)
          add_callee(engine, ir::CalleeId{engine.terms.at(one.callable).symbol}, id, found);
    }
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

CallGraph call_graph(const Engine& engine) {
  CallGraph graph;
  graph.first.push_back(0);
  for (std::uint32_t i = 0; i < engine.program.functions.size(); ++i) {
    const std::vector<ir::FunctionId> next = successors(engine, ir::FunctionId{i});
    graph.targets.insert(graph.targets.end(), next.begin(), next.end());
    graph.first.push_back(static_cast<std::uint32_t>(graph.targets.size()));
  }
  return graph;
}

std::vector<std::vector<ir::FunctionId>> components(const CallGraph& graph) {
  const auto count = static_cast<std::uint32_t>(graph.first.size() - 1);
  constexpr std::uint32_t unseen = ~0U;
  std::vector<std::uint32_t> number(count, unseen), low(count, 0);
  std::vector<bool> on_stack(count);
  std::vector<std::uint32_t> stack;
  std::vector<std::vector<ir::FunctionId>> found;
  struct Visit {
    std::uint32_t function;
    std::span<const ir::FunctionId> next;
    std::size_t position = 0;
  };
  std::uint32_t counter = 0;
  std::vector<Visit> visits;
  const auto enter = [&](std::uint32_t function) {
    number[function] = low[function] = counter++;
    stack.push_back(function);
    on_stack[function] = true;
    visits.push_back({function, graph.of(ir::FunctionId{function})});
  };
  for (std::uint32_t start = 0; start < count; ++start) {
    if (number[start] != unseen) continue;
    enter(start);
    while (!visits.empty()) {
      Visit& visit = visits.back();
      if (visit.position < visit.next.size()) {
        const std::uint32_t to = visit.next[visit.position++].value;
        if (number[to] == unseen) enter(to);
        else if (on_stack[to]) low[visit.function] = std::min(low[visit.function], number[to]);
        continue;
      }
      const std::uint32_t function = visit.function;
      visits.pop_back();
      if (!visits.empty()) low[visits.back().function] = std::min(low[visits.back().function], low[function]);
      if (low[function] != number[function]) continue;
      std::vector<ir::FunctionId> component;
      std::uint32_t member = 0;
      do {
        member = stack.back();
        stack.pop_back();
        on_stack[member] = false;
        component.push_back(ir::FunctionId{member});
      } while (member != function);
      std::ranges::sort(component);
      found.push_back(std::move(component));
    }
  }
  return found;
}

}  // namespace partywall::solver
