/// From terms back to C++: how the code of one function can write a value.
#pragma once

#include "checks/flow/solver/solution.h"

#include <optional>
#include <string>

namespace partywall::solver {

struct InCode {
  std::string text; ///< "session->tenant_id", "principal.tenant()", "tenant".
  ir::TypeId type;  ///< Its static type.
};

/// An expression that has the value of `term` in `function` at instruction `instruction` of block `block`: made of
/// parameters, `this`, captures, and locals that are set on every way there, then members. A member of another class
/// is named where code outside that class names it too; else by a const method that returns it. Absent if there is
/// no such expression.
[[nodiscard]] std::optional<InCode> in_code(const Solution& solution, Term term, const Site& site);

/// Every way from the beginning of `function` to `block` goes through `other`.
[[nodiscard]] bool is_on_every_way(const ir::Function& function, std::uint32_t other, std::uint32_t block);

} // namespace partywall::solver
