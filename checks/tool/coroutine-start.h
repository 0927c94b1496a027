/// Coroutines that go on when what they refer to is gone: the lambda they were made by, or an object they were given.
#pragma once

#include "checks/flow/solver/solution.h"

#include <functional>
#include <string>
#include <vector>

namespace partywall::tool {

struct DanglingCoroutine {
  ir::FunctionId function;             ///< Starts the coroutine.
  ir::Location location;               ///< Of the lambda, or of the call.
  ir::Location leaves;                 ///< Where the coroutine is handed to somebody who outlives the function.
  bool is_lambda = false;              ///< What the lambda captured is gone; else what was passed by reference.
  std::vector<std::string> names;
};

/// Only what begins by waiting: code before the first wait runs while everything is still there. `matters` chooses the
/// variables that count: captures of a lambda, parameters of a function.
[[nodiscard]] std::vector<DanglingCoroutine> dangling_coroutines(const solver::Solution& solution,
                                                                 const std::function<bool(const ir::Variable&)>& matters);

}  // namespace partywall::tool
