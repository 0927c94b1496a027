#include "checks/cache/key-change.h"

#include "checks/cache/key-operand.h"
#include "checks/cache/key-type.h"
#include "checks/cache/record-key.h"
#include "checks/flow/models/word-match.h"
#include "checks/flow/solver/in-code.h"
#include "checks/flow/solver/model-call.h"
#include "checks/flow/solver/witness.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace partywall {

namespace {

using namespace solver;
using Idiom = KeyChange::Idiom;

/// Follows a key from the call that uses it back to the expression that builds it, within one function.
class KeyTrace {
public:
  KeyTrace(const Solution& solution, const Site& site)
      : program_(solution.program()), function_(program_.at(site.function)), engine_(*solution.engine) {}

  /// The call the key is handed to and, unless that is the cache's own call, the parameter it is handed over in.
  std::optional<KeyChange> at_call(const ir::Instruction& call, std::optional<std::size_t> key_parameter) const {
    std::optional<std::size_t> index = key_parameter;
    if (models::last_segment(program_.text(program_.callees[call.callee.value].name)) == "operator[]")
      index = 0;
    if (!index) {
      const models::Row* row = matching_row(engine_, program_.callees[call.callee.value], call.operands.size());
      if (!row || row->hops.size() != 1)
        return std::nullopt;
      if (row->hops.front().kind == "cache.command")
        return command(call, row->hops.front());
      index = argument_of(row->hops.front(), "key");
    }
    if (!index || *index >= call.operands.size())
      return std::nullopt;
    if (const auto change = built_in(call.operands[*index], 0))
      return change;
    return as_argument(call, *index);
  }

private:
  std::optional<KeyChange> command(const ir::Instruction& call, const models::HopRow& hop) const {
    const auto text = argument_of(hop, "text");
    if (!text || *text >= call.operands.size() || call.operands[*text].kind != ir::Operand::Kind::constant)
      return std::nullopt;
    return change(Idiom::redis_command, call, 1); // the word after the command's name is the key
  }

  /// Only a text that stands in the call itself can be changed there.
  std::optional<KeyChange> as_argument(const ir::Instruction& call, std::size_t index) const {
    const ir::TypeId type = type_of(call.operands[index]);
    const ir::Callee& callee = program_.callees[call.callee.value];
    const bool takes_text = index < callee.parameters.size() && is_text(value_type(callee.parameters[index]));
    if (!takes_text || !(is_text(type) || call.operands[index].kind == ir::Operand::Kind::constant))
      return std::nullopt;
    auto made = change(Idiom::argument, call, static_cast<std::uint32_t>(index));
    made->is_view = is_view(type);
    return made;
  }

  /// The expression that makes the value of `operand`; absent where that is no single one.
  std::optional<KeyChange> built_in(const ir::Operand& operand, int depth) const {
    const std::optional<ir::VariableId> variable = variable_of(operand);
    if (!variable || depth > 8)
      return std::nullopt;
    const ir::Instruction* made = maker_of(*variable);
    if (!made)
      return std::nullopt;
    if (made->op == ir::Op::copy)
      return built_in(made->operands.front(), depth + 1);
    if (made->op != ir::Op::call || !made->callee)
      return std::nullopt;
    if (const auto idiom = idiom_of(*made))
      return change(*idiom, *made);
    const ir::Operand* source = passed_through(*made);
    if (source)
      if (const auto inserted = stream(*source))
        return inserted;
    if (source)
      if (const auto inner = built_in(*source, depth + 1))
        return inner;
    return expression(*variable, *made);
  }

  const models::Row* row_of(const ir::Instruction& call) const {
    return matching_row(engine_, program_.callees[call.callee.value], call.operands.size());
  }

  /// How the call's model says it builds text out of the arguments written there.
  std::optional<Idiom> idiom_of(const ir::Instruction& call) const {
    const models::Row* row = row_of(call);
    if (!row)
      return std::nullopt;
    const models::Expr* built = row->returns ? &*row->returns : nullptr;
    if (const models::Assignment* buffer = filled_buffer(*row))
      built = &buffer->value;
    const bool takes_rest = built && built->kind == models::Expr::Kind::apply && !built->children.empty() &&
                            built->children.back().kind == models::Expr::Kind::rest;
    if (!takes_rest)
      return std::nullopt;
    if (built->name == "format")
      return Idiom::format;
    if (built->name == "printf")
      return Idiom::print_format;
    return built->name == "cat" && built->children.size() == 1 ? std::optional(Idiom::join) : std::nullopt;
  }

  /// The model's line that writes the text into the buffer given first.
  static const models::Assignment* filled_buffer(const models::Row& row) {
    for (const models::Assignment& assignment : row.sets)
      if (assignment.target.kind == models::Expr::Kind::dereference &&
          assignment.target.children.front().kind == models::Expr::Kind::argument &&
          assignment.target.children.front().number == 0)
        return &assignment;
    return nullptr;
  }

  static bool keeps(const models::Expr& expression) {
    return expression.kind != models::Expr::Kind::apply || expression.name == "cat";
  }

  /// A conversion or copy by its model: what it converts.
  const ir::Operand* passed_through(const ir::Instruction& call) const {
    const models::Row* row = row_of(call);
    const models::Expr* source = row && row->returns ? &*row->returns : nullptr;
    if (row && !source && row->sets.size() == 1 && row->sets.front().target.kind == models::Expr::Kind::receiver)
      source = &row->sets.front().value; // a constructor
    while (source && source->children.size() == 1 && keeps(*source))
      source = &source->children.front(); // &x, *x, and cat(x) of one part, which is the text
    if (!source)
      return nullptr;
    if (source->kind == models::Expr::Kind::receiver)
      return &call.receiver;
    const auto index = static_cast<std::size_t>(source->number);
    return source->kind == models::Expr::Kind::argument && index < call.operands.size() ? &call.operands[index]
                                                                                        : nullptr;
  }

  std::optional<KeyChange> expression(ir::VariableId id, const ir::Instruction& made) const {
    const ir::Variable& variable = function_.variables[id.value];
    const bool is_named = variable.kind == ir::Variable::Kind::local;
    // `std::string key("a")`: the place is the declarator, not an expression.
    if (is_named && variable.location.line == made.location.line && variable.location.column == made.location.column)
      return std::nullopt;
    // A view or char pointer would be left pointing into a text that is gone.
    if (is_named && program_.text(program_.at(value_type(variable.type)).name) != "std::basic_string")
      return std::nullopt;
    const ir::Callee& callee = program_.callees[made.callee.value];
    const bool converts_view = is_view_operator(callee) || (callee.is_constructor && is_view(variable.type));
    if (converts_view) {
      const ir::Operand& source = callee.is_constructor ? made.operands.front() : made.receiver;
      auto result = change(Idiom::expression, made);
      result->is_view = is_view(type_of(source));
      return result;
    }
    if (!callee.is_constructor && !is_text(value_type(callee.result)))
      return std::nullopt;
    auto result = change(Idiom::expression, made);
    result->is_view = !callee.is_constructor && is_view(value_type(callee.result));
    return result;
  }

  bool is_view_operator(const ir::Callee& callee) const {
    return program_.text(callee.name).find("operator std::basic_string_view") != std::string_view::npos;
  }

  std::optional<KeyChange> stream(const ir::Operand& receiver) const {
    const auto stream = variable_of(receiver);
    if (!stream)
      return std::nullopt;
    for (const ir::Block& block : function_.blocks)
      for (const ir::Instruction& instruction : block.instructions) {
        if (instruction.op != ir::Op::call || !instruction.callee)
          continue;
        if (models::last_segment(program_.text(program_.callees[instruction.callee.value].name)) != "operator<<")
          continue;
        const ir::Operand& target =
            instruction.receiver.kind != ir::Operand::Kind::none ? instruction.receiver : instruction.operands.front();
        if (variable_of(target) == stream)
          return change(Idiom::stream, instruction);
      }
    return std::nullopt;
  }

  /// The one instruction that gives `id` its first value.
  const ir::Instruction* maker_of(ir::VariableId id) const {
    const ir::Variable::Kind kind = function_.variables[id.value].kind;
    if (kind != ir::Variable::Kind::local && kind != ir::Variable::Kind::temporary)
      return nullptr;
    const ir::Instruction* found = nullptr;
    for (const ir::Block& block : function_.blocks)
      for (const ir::Instruction& instruction : block.instructions) {
        if (!makes(instruction, id))
          continue;
        if (found)
          return nullptr;
        found = &instruction;
      }
    return found;
  }

  bool makes(const ir::Instruction& instruction, ir::VariableId id) const {
    if (instruction.target) {
      const ir::Place& target = function_.places[instruction.target.value];
      if (target.variable == id && target.steps.empty())
        return true;
    }
    if (instruction.op != ir::Op::call || !instruction.callee)
      return false;
    const ir::Callee& callee = program_.callees[instruction.callee.value];
    if (callee.is_constructor || models::last_segment(program_.text(callee.name)) == "operator=")
      return names(instruction.receiver, id);
    const models::Row* row = row_of(instruction);
    return row && filled_buffer(*row) && !instruction.operands.empty() && names(instruction.operands.front(), id);
  }

  bool names(const ir::Operand& operand, ir::VariableId id) const {
    return operand.kind == ir::Operand::Kind::address && variable_of(operand) == id;
  }

  std::optional<ir::VariableId> variable_of(const ir::Operand& operand) const {
    if (operand.kind != ir::Operand::Kind::value && operand.kind != ir::Operand::Kind::address)
      return std::nullopt;
    const ir::Place& place = function_.places[operand.index];
    if (!place.steps.empty())
      return std::nullopt;
    return place.variable;
  }

  ir::TypeId type_of(const ir::Operand& operand) const {
    if (operand.kind != ir::Operand::Kind::value && operand.kind != ir::Operand::Kind::address)
      return {};
    return value_type(function_.places[operand.index].type);
  }

  ir::TypeId value_type(ir::TypeId type) const {
    return type && program_.at(type).shape == ir::Type::Shape::reference ? program_.at(type).element : type;
  }
  static bool is_text_name(std::string_view name) {
    return name == "std::basic_string" || name == "std::basic_string_view";
  }
  bool is_text(ir::TypeId type) const { return type && is_text_name(program_.text(program_.at(type).name)); }
  bool is_view(ir::TypeId type) const {
    return type && program_.text(program_.at(type).name) == "std::basic_string_view";
  }

  std::optional<KeyChange> change(Idiom idiom, const ir::Instruction& at, std::uint32_t index = 0) const {
    KeyChange made;
    made.where = range_of(program_, at.location);
    made.idiom = idiom;
    made.index = index;
    return made;
  }

  const ir::Program& program_;
  const ir::Function& function_;
  const Engine& engine_;
};

/// Identities the values that go into, or come out of, the entry depend on, as the function at `index` sees them.
std::vector<Term> identities(const Solution& solution, const Hop& hop) {
  std::vector<Term> found;
  const auto add = [&](const Hop& one) {
    const Event* seen = solution.seen_from(one.occurrence, one.stands_at);
    if (!seen || !seen->slot("value"))
      return;
    for (const Term identity : solution.query->dependence(seen->slot("value")))
      found.push_back(identity);
  };
  add(hop);
  if (hop.partner)
    add(solution.hops[*hop.partner]);
  return found;
}

std::optional<KeyChange> change_for(const Solution& solution, const Hop& hop, const std::vector<Term>& reachable) {
  const Site& site = site_of(solution, hop);
  std::optional<std::size_t> parameter;
  if (!stands_at_own_call(hop) && !(parameter = handed_over(solution, hop)))
    return std::nullopt;
  const ir::Instruction* call = call_of(solution, hop);
  auto change = call ? KeyTrace(solution, site).at_call(*call, parameter) : std::nullopt;
  if (!change || !is_reported(solution, site.location))
    return std::nullopt;
  for (const Term identity : reachable) {
    const auto spelled = in_code(solution, identity, site);
    if (!spelled)
      continue;
    const auto text = text_of(solution.program(), spelled->type);
    if (!text)
      continue;
    change->identity = spelled->text;
    change->text = *text;
    return change;
  }
  return std::nullopt;
}

} // namespace

std::string spelled_identity(const Solution& solution, const Hop& hop) {
  const Site& site = site_of(solution, hop);
  for (const Term identity : identities(solution, hop))
    if (const auto spelled = in_code(solution, identity, site))
      return spelled->text;
  return {};
}

std::vector<KeyChange> key_changes(const Solution& solution, const Hop& hop) {
  const std::vector<Term> reachable = identities(solution, hop);
  if (is_record_key(solution, hop))
    return record_key_changes(solution, hop, reachable);
  std::vector<KeyChange> changes;
  for (const Hop* one : {&hop, hop.partner ? &solution.hops[*hop.partner] : nullptr}) {
    if (!one)
      continue;
    const auto change = change_for(solution, *one, reachable);
    if (!change)
      return {};
    if (std::ranges::find(changes, *change) == changes.end())
      changes.push_back(*change);
  }
  return changes;
}

} // namespace partywall
