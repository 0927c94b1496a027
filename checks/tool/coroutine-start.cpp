#include "checks/tool/coroutine-start.h"

#include "checks/flow/models/word-match.h"
#include "checks/flow/models/words.h"
#include "checks/flow/solver/witness.h"

#include <algorithm>
#include <optional>

namespace partywall::tool {

namespace {

using namespace solver;

/// One function that may start coroutines.
class Starter {
public:
  Starter(const Solution& solution, ir::FunctionId id, const std::function<bool(const ir::Variable&)>& matters)
      : program_(solution.program()), engine_(*solution.engine), id_(id), function_(program_.at(id)), matters_(matters) {}

  void find(std::vector<DanglingCoroutine>& found) const {
    for (const ir::Block& block : function_.blocks)
      for (const ir::Instruction& call : block.instructions) {
        if (call.op != ir::Op::call || !call.callee || !call.target) continue;
        const ir::Function* coroutine = waiting_coroutine(call);
        if (!coroutine) continue;
        const bool is_lambda = coroutine->kind == ir::Function::Kind::lambda;
        std::vector<std::string> names = is_lambda ? captured(*coroutine) : std::vector<std::string>{};
        const ir::Variable* closure = is_lambda ? own_variable(call.receiver) : nullptr;
        if (!names.empty() && closure) {
          const bool is_temporary = closure->kind == ir::Variable::Kind::temporary;
          if (const auto leaves = way_out(call, is_temporary)) found.push_back({id_, made_at(call.receiver, call.location), *leaves, true, std::move(names)});
          continue;
        }
        names = referred(*coroutine, call);
        if (names.empty()) continue;
        if (const auto leaves = way_out(call, false)) found.push_back({id_, call.location, *leaves, false, std::move(names)});
      }
  }

private:
  [[nodiscard]] const ir::Function* waiting_coroutine(const ir::Instruction& call) const {
    for (const ir::FunctionId target : engine_.targets(program_.at(call.callee), function_.link_unit)) {
      const ir::Function& callee = program_.at(target);
      if (callee.is_coroutine && begins_by_waiting(callee)) return &callee;
    }
    return nullptr;
  }

  [[nodiscard]] bool begins_by_waiting(const ir::Function& coroutine) const {
    for (const ir::Instruction& instruction : coroutine.blocks.front().instructions) {
      if (instruction.op != ir::Op::call || !instruction.callee) continue;
      const ir::Callee& callee = program_.at(instruction.callee);
      if (models::last_segment(program_.text(callee.name)) != "initial_suspend") continue;
      return callee.result && program_.text(program_.at(callee.result).name) == "std::suspend_always";
    }
    return false;
  }

  [[nodiscard]] std::vector<std::string> captured(const ir::Function& lambda) const {
    std::vector<std::string> names;
    for (const ir::Variable& variable : lambda.variables)
      if (variable.kind == ir::Variable::Kind::capture && program_.text(variable.captured_as) != "this" && matters_(variable))
        names.emplace_back(program_.text(variable.name));
    return names;
  }

  /// Objects of this function that `coroutine` is given by reference.
  [[nodiscard]] std::vector<std::string> referred(const ir::Function& coroutine, const ir::Instruction& call) const {
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < coroutine.parameter_count && i < call.operands.size(); ++i) {
      const ir::Variable& parameter = coroutine.variables[i];
      const bool is_reference = parameter.type && program_.at(parameter.type).shape == ir::Type::Shape::reference;
      const ir::Variable* given = is_reference ? own_variable(call.operands[i]) : nullptr;
      if (given && matters_(parameter)) names.emplace_back(program_.text(given->name ? given->name : parameter.name));
    }
    return names;
  }

  /// The variable of this function that `operand` is the address of, if it ends with the function.
  [[nodiscard]] const ir::Variable* own_variable(const ir::Operand& operand) const {
    if (operand.kind != ir::Operand::Kind::address) return nullptr;
    const ir::Place& place = function_.places[operand.index];
    const ir::Variable& variable = function_.variables[place.variable.value];
    using Kind = ir::Variable::Kind;
    const bool is_own = variable.kind == Kind::temporary || variable.kind == Kind::local || variable.kind == Kind::parameter;
    const auto follows = [](const ir::Step& step) { return step.kind == ir::Step::Kind::deref; };
    return is_own && std::ranges::none_of(place.steps, follows) ? &variable : nullptr;
  }

  [[nodiscard]] ir::Location made_at(const ir::Operand& closure, const ir::Location& otherwise) const {
    const ir::VariableId variable = function_.places[closure.index].variable;
    for (const ir::Block& block : function_.blocks)
      for (const ir::Instruction& instruction : block.instructions)
        if (instruction.op == ir::Op::closure && instruction.target && function_.places[instruction.target.value].variable == variable)
          return instruction.location;
    return otherwise;
  }

  [[nodiscard]] bool is(const ir::Operand& operand, ir::PlaceId place) const {
    if (operand.kind != ir::Operand::Kind::value && operand.kind != ir::Operand::Kind::address) return false;
    const ir::Place& one = function_.places[operand.index];
    return one.steps.empty() && one.variable == function_.places[place.value].variable;
  }

  /// Where the coroutine gets to somebody who goes on with it later; a `short` life ends with the statement.
  [[nodiscard]] std::optional<ir::Location> way_out(const ir::Instruction& call, bool is_short) const {
    for (const ir::Block& block : function_.blocks) {
      for (const ir::Instruction& user : block.instructions) {
        if (user.op != ir::Op::call || !user.callee || &user == &call) continue;
        const bool is_given = std::ranges::any_of(user.operands, [&](const ir::Operand& operand) { return is(operand, call.target); });
        if (is_given && goes_on_later(user, is_short)) return user.location;
      }
      // What a coroutine returns it has waited for.
      const bool is_returned = block.terminator.kind == ir::Terminator::Kind::leave && is(block.terminator.value, call.target);
      if (is_returned && !function_.is_coroutine) return block.terminator.location;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool goes_on_later(const ir::Instruction& user, bool is_short) const {
    const std::string_view name = program_.text(program_.at(user.callee).name);
    if (models::is_deferring_name(engine_.names.lexicon(), name)) return true;
    static constexpr std::string_view adding[] = {"push_back", "emplace_back", "push", "emplace", "insert"};
    if (!name.starts_with("std::") || std::ranges::find(adding, models::last_segment(name)) == std::end(adding)) return false;
    return is_short || !own_variable(user.receiver);
  }

  const ir::Program& program_;
  const Engine& engine_;
  ir::FunctionId id_;
  const ir::Function& function_;
  const std::function<bool(const ir::Variable&)>& matters_;
};

}  // namespace

std::vector<DanglingCoroutine> dangling_coroutines(const Solution& solution, const std::function<bool(const ir::Variable&)>& matters) {
  std::vector<DanglingCoroutine> found;
  for (std::uint32_t i = 0; i < solution.program().functions.size(); ++i)
    if (is_reported(solution, solution.program().functions[i].location)) Starter(solution, ir::FunctionId{i}, matters).find(found);
  return found;
}

}  // namespace partywall::tool
