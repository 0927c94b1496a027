/// All translation units of an audit, lowered in worker processes.
#pragma once

#include "driver/pipeline/audit.h"

#include <vector>

namespace partywall::pipeline {

/// One program per command, in their order, each of which verifies. A unit that could not be
/// lowered is a program with a `lost` note. `input.commands` is not looked at.
[[nodiscard]] std::vector<ir::Program> lower_all(const std::vector<frontend::CompileCommand>& commands,
                                   const AuditInput& input);

/// A program that says why there is none.
[[nodiscard]] ir::Program lost_unit(const frontend::CompileCommand& command, const frontend::Boundary& boundary,
                                    const std::string& reason);

}  // namespace partywall::pipeline
