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

} // namespace partywall::solver
