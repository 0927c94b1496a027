/// Tool schemas as programs write them: JSON text, nested lists of pairs, assignments by key.
#pragma once

#include "checks/flow/solver/solution.h"

#include <string>
#include <vector>

namespace partywall::tool {

/// A parameter that a schema offers, at the place where its name is written.
struct OfferedParameter {
  std::string name;
  ir::Location location;
  ir::FunctionId function;
};

/// Parameters of JSON schemas written in the audited code, unless the schema describes something else than what a model
/// fills in (results, mappings of an index, an HTTP interface). Each place once.
[[nodiscard]] std::vector<OfferedParameter> schema_parameters(const solver::Solution& solution);

}  // namespace partywall::tool
