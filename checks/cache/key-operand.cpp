#include "checks/cache/key-operand.h"

#include "checks/flow/ir/visit.h"
#include "checks/flow/models/word-match.h"
#include "checks/flow/solver/model-call.h"

namespace partywall {

namespace {

using namespace solver;
using Kind = models::Expr::Kind;

std::optional<std::size_t> argument_in(const models::Expr& expression) {
  const models::Expr& inner = expression.kind == Kind::dereference ? expression.children.front() : expression;
  return inner.kind == Kind::argument ? std::optional(static_cast<std::size_t>(inner.number)) : std::nullopt;
}

/// What the pair that `whole` is was made from first: `{key, value}`.
std::optional<ir::Operand> first_half(const ir::Program& program, const ir::Function& function,
                                      const ir::Operand& whole) {
  if (!ir::names_place(whole) || !function.places[whole.index].steps.empty())
    return std::nullopt;
  const ir::VariableId pair = function.places[whole.index].variable;
  for (const ir::Block& block : function.blocks)
    for (const ir::Instruction& made : block.instructions) {
      if (made.op != ir::Op::call || !made.callee || made.operands.size() != 2)
        continue;
      const std::string_view name = models::last_segment(program.text(program.callees[made.callee.value].name));
      const bool is_built =
          name == "pair" && ir::names_place(made.receiver) && function.places[made.receiver.index].variable == pair;
      const bool is_returned =
          name == "make_pair" && made.target && function.places[made.target.value].variable == pair;
      if (is_built || is_returned)
        return made.operands.front();
    }
  return std::nullopt;
}

/// The call that gave the reference which `assigned` writes through; null if it writes elsewhere.
const ir::Instruction* entry_call(const ir::Program& program, const ir::Function& function,
                                  const ir::Instruction& assigned) {
  std::optional<ir::VariableId> reference;
  if (assigned.op == ir::Op::call && assigned.callee && ir::names_place(assigned.receiver) &&
      models::last_segment(program.text(program.callees[assigned.callee.value].name)) == "operator=")
    reference = function.places[assigned.receiver.index].variable;
  else if (assigned.op == ir::Op::copy && assigned.target)
    reference = function.places[assigned.target.value].variable;
  if (!reference)
    return nullptr;
  const ir::Instruction* found = nullptr;
  for (const ir::Block& block : function.blocks)
    for (const ir::Instruction& made : block.instructions) {
      if (!made.target || function.places[made.target.value].variable != *reference ||
          !function.places[made.target.value].steps.empty())
        continue;
      if (found || made.op != ir::Op::call || !made.callee)
        return nullptr;
      found = &made;
    }
  const bool is_entry =
      found && models::last_segment(program.text(program.callees[found->callee.value].name)) == "operator[]";
  return is_entry && found->operands.size() == 1 ? found : nullptr;
}

} // namespace

const ir::Instruction* call_of(const Solution& solution, const Hop& hop) {
  const ir::Program& program = solution.program();
  const Site& site = site_of(solution, hop);
  const ir::Function& function = program.at(site.function);
  if (site.instruction >= function.blocks[site.block].instructions.size())
    return nullptr;
  const ir::Instruction& instruction = function.blocks[site.block].instructions[site.instruction];
  if (stands_at_own_call(hop))
    if (const ir::Instruction* entry = entry_call(program, function, instruction))
      return entry;
  return instruction.op == ir::Op::call && instruction.callee ? &instruction : nullptr;
}

std::optional<std::size_t> argument_of(const models::HopRow& hop, std::string_view slot) {
  const auto found = hop.slots.find(slot);
  return found == hop.slots.end() ? std::nullopt : argument_in(found->second);
}

bool stands_at_own_call(const Hop& hop) { return hop.stands_at >= hop.occurrence.event->chain.size(); }

const Site& site_of(const Solution& solution, const Hop& hop) {
  const Event& event = *hop.occurrence.event;
  return solution.terms().at(stands_at_own_call(hop) ? event.site : event.chain[hop.stands_at].call);
}

std::optional<std::size_t> handed_over(const Solution& solution, const Hop& hop) {
  const Event* inside = solution.seen_from(hop.occurrence, hop.stands_at + 1);
  if (!inside)
    return std::nullopt;
  Term key = inside->slot("key");
  const Terms& terms = solution.terms();
  while (key && (terms.kind(key) == TermKind::load || terms.kind(key) == TermKind::named))
    key = terms.child(key, 0);
  if (!key || terms.kind(key) != TermKind::input || terms.at(key).number < 0 || terms.at(key).number >= input_capture)
    return std::nullopt;
  return static_cast<std::size_t>(terms.at(key).number);
}

std::optional<ir::Operand> key_operand(const Solution& solution, const Hop& hop) {
  const ir::Program& program = solution.program();
  const Site& site = site_of(solution, hop);
  const ir::Function& function = program.at(site.function);
  const ir::Instruction* found = call_of(solution, hop);
  if (!found)
    return std::nullopt;
  const ir::Instruction& call = *found;
  if (models::last_segment(program.text(program.callees[call.callee.value].name)) == "operator[]")
    return call.operands.front();
  if (!stands_at_own_call(hop)) {
    const auto index = handed_over(solution, hop);
    return index && *index < call.operands.size() ? std::optional(call.operands[*index]) : std::nullopt;
  }
  const models::Row* row = matching_row(*solution.engine, program.callees[call.callee.value], call.operands.size());
  if (!row || row->hops.size() != 1)
    return std::nullopt;
  const auto slot = row->hops.front().slots.find("key");
  if (slot == row->hops.front().slots.end())
    return std::nullopt;
  const bool is_half = slot->second.kind == Kind::field && slot->second.name == "first";
  const auto index = argument_in(is_half ? slot->second.children.front() : slot->second);
  if (!index || *index >= call.operands.size())
    return std::nullopt;
  return is_half ? first_half(program, function, call.operands[*index]) : call.operands[*index];
}

} // namespace partywall
