/// Where a variable that is a record gets its value.
#pragma once

#include "checks/flow/ir/program.h"

#include <optional>
#include <vector>

namespace partywall {

/// One instruction that gives a variable, or one of its fields, a value.
struct Maker {
  std::uint32_t block = 0;
  std::uint32_t instruction = 0;
  ir::FieldId field;     ///< Absent: the whole.
  bool is_empty = false; ///< Left to its default, or a constant.
};

/// In the order of the function's blocks.
[[nodiscard]] std::vector<Maker> makers_of(const ir::Program& program, const ir::Function& function,
                                           ir::VariableId variable);

/// The variable in which the value of `operand` was put together: copies and moves are followed back. Absent if it is
/// no variable of this function, or several.
[[nodiscard]] std::optional<ir::VariableId> made_in(const ir::Program& program, const ir::Function& function,
                                                    const ir::Operand& operand);

/// `function` writes to fields of `record` in objects that are not its own variables.
[[nodiscard]] bool writes_elsewhere(const ir::Program& program, const ir::Function& function, ir::NameId record);

/// `function` names fields of `record`.
[[nodiscard]] bool names_fields(const ir::Program& program, const ir::Function& function, ir::NameId record);

} // namespace partywall
