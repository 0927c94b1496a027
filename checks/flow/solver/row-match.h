/// Which calls a row of a model is about.
#pragma once

#include "checks/flow/ir/program.h"
#include "checks/flow/models/model.h"

#include <cstddef>
#include <string_view>

namespace partywall::solver {

/// True if a parameter of this type passes test `word` (see models::ParameterTest).
[[nodiscard]] bool passes(const ir::Program& program, ir::TypeId type, std::string_view word);

/// True if `row`, one of those under the name of `callee`, describes a call of it with `argument_count` arguments.
[[nodiscard]] bool describes(const ir::Program& program, const models::Row& row, const ir::Callee& callee,
                             std::size_t argument_count);

/// What a function of the printf family does that no rule knows, by its signature: its name ends in printf, any number
/// of arguments follows a format, and the text goes into the first buffer or pointer to a text before that, or is
/// returned. Null for others. The row lives as long as the program runs.
[[nodiscard]] const models::Row* printing_row(const ir::Program& program, const ir::Callee& callee);

} // namespace partywall::solver
