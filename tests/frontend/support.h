/// Small questions that tests ask of a lowered program.
#pragma once

#include "checks/flow/ir/program.h"
#include "checks/flow/ir/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace partywall::frontend {

/// The functions of that qualified name, in order.
inline std::vector<const ir::Function*> functions_named(const ir::Program& program, std::string_view name) {
  std::vector<const ir::Function*> found;
  for (const ir::Function& function : program.functions) {
    if (program.text(function.name) == name)
      found.push_back(&function);
  }
  return found;
}

/// Qualified names of what a function calls, in the order of its blocks; destructors left out.
inline std::vector<std::string> calls_in(const ir::Program& program, const ir::Function& function) {
  std::vector<std::string> names;
  for (const ir::Block& block : function.blocks) {
    for (const ir::Instruction& instruction : block.instructions) {
      if (instruction.op != ir::Op::call || !instruction.callee)
        continue;
      const ir::Callee& callee = program.at(instruction.callee);
      if (!callee.is_destructor)
        names.emplace_back(program.text(callee.name));
    }
  }
  return names;
}

/// The first call of that name, or null.
inline const ir::Instruction* find_call(const ir::Program& program, const ir::Function& function,
                                        std::string_view name) {
  for (const ir::Block& block : function.blocks) {
    for (const ir::Instruction& instruction : block.instructions) {
      if (instruction.op == ir::Op::call && instruction.callee &&
          program.text(program.at(instruction.callee).name) == name) {
        return &instruction;
      }
    }
  }
  return nullptr;
}

inline bool has_error(const ir::Program& program) {
  for (const ir::Note& note : program.units.front().notes) {
    if (note.severity == ir::Note::Severity::error || note.severity == ir::Note::Severity::lost)
      return true;
  }
  return false;
}

} // namespace partywall::frontend
