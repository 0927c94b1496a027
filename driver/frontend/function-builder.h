/// Writes one ir::Function: variables, places, constants, blocks. Knows nothing of Clang.
#pragma once

#include "checks/flow/ir/program.h"

#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace partywall::frontend {

class FunctionBuilder {
public:
  /// Starts with one open block, the entry.
  FunctionBuilder(ir::Program& program, ir::Function& function);

  ir::VariableId variable(ir::Variable variable);
  /// A fresh temporary of `type` as a place.
  ir::Place temporary(ir::TypeId type);
  [[nodiscard]] ir::Place place(ir::VariableId variable) const;

  [[nodiscard]] static ir::Place deref(ir::Place pointer, ir::TypeId type);
  [[nodiscard]] static ir::Place field(ir::Place record, ir::FieldId field, ir::TypeId type);
  [[nodiscard]] static ir::Place element(ir::Place array, std::int64_t index, ir::TypeId type);
  /// What a pointer operand points to; a pointer that is no place is kept in a temporary first.
  ir::Place pointee(ir::Operand pointer, ir::TypeId pointer_type, ir::TypeId type);

  ir::Operand value(const ir::Place& place);
  /// `&*p` is the value of p.
  ir::Operand address(const ir::Place& place);
  ir::Operand constant(ir::Constant constant);
  ir::Operand integer(std::int64_t number);
  ir::Operand text(std::string_view text);
  ir::Operand null();
  ir::Operand zero();
  static ir::Operand function(ir::CalleeId callee) { return {ir::Operand::Kind::function, callee.value}; }

  /// Flags and location given by set_context() are added.
  ir::Instruction& emit(ir::Op op, const ir::Place* target, std::vector<ir::Operand> operands);
  void copy(const ir::Place& target, ir::Operand source);

  struct Context {
    ir::Location location;
    bool is_default_argument = false;
    bool initialises_static = false;
  };
  [[nodiscard]] const Context& context() const { return context_; }
  void set_context(const Context& context) { context_ = context; }

  ir::BlockId new_block();
  void enter(ir::BlockId block) { current_ = block; }
  [[nodiscard]] ir::BlockId current() const { return current_; }
  [[nodiscard]] ir::Block& block(ir::BlockId id) { return function_.blocks[id.value]; }
  void terminate(ir::Terminator terminator) { function_.blocks[current_.value].terminator = std::move(terminator); }
  void jump(ir::BlockId target);
  void branch(ir::Operand condition, ir::BlockId yes, ir::BlockId no);

  [[nodiscard]] const ir::Place& place_of(ir::Operand operand) const { return function_.places[operand.index]; }
  [[nodiscard]] ir::Program& program() { return program_; }

private:
  std::uint32_t intern(const ir::Place& place);

  ir::Program& program_;
  ir::Function& function_;
  ir::BlockId current_;
  Context context_;
  std::map<ir::Place, std::uint32_t> places_;
  std::map<ir::Constant, std::uint32_t> constants_;
};

/// Removes what lowering leaves behind: unreachable blocks, chains of jumps, targets nobody reads, unused
/// variables, places and constants. Blocks keep their order of first appearance from the entry.
void tidy(ir::Function& function);

/// Part of tidy(): undoes the detour of `!(a && b)` and `bool ok = a && b;` through a value; see the .cpp.
void thread_conditions(ir::Function& function);

} // namespace partywall::frontend
