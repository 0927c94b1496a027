/// Records that are keys: what they hold, and which functions tell two of them apart.
#pragma once

#include "checks/finding.h"
#include "checks/flow/solver/solution.h"

#include <optional>
#include <string>
#include <vector>

namespace partywall {

/// The record called so; null if the program declares none.
[[nodiscard]] const ir::Record* find_record(const ir::Program& program, ir::NameId name);

/// The record that a value or a reference of this type is; absent for others.
[[nodiscard]] ir::NameId record_behind(const ir::Program& program, ir::TypeId type);

/// The record two of which `function` compares, as an operator, a comparator or a lambda; absent if it compares none.
[[nodiscard]] ir::NameId compared_record(const solver::Solution& solution, const ir::Function& function);

/// Names of the fields of `record` and its bases that say whose the key is, in the order of their declaration.
[[nodiscard]] std::vector<std::string> identity_fields(const solver::Solution& solution, ir::NameId record);

/// How a value of this type gets into a text; absent if it does not.
[[nodiscard]] std::optional<KeyChange::Text> text_of(const ir::Program& program, ir::TypeId type);

} // namespace partywall
