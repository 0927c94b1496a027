/// What the units say about themselves, as a report shows it.
#pragma once

#include "checks/finding.h"
#include "checks/flow/ir/program.h"

namespace partywall::pipeline {

/// Adds files and problems. Of each main file the first few errors are shown and the rest counted; an error in
/// a header that many files include is shown once. The result does not depend on the order of units.
void add_units(const ir::Program& program, Coverage& coverage);

}  // namespace partywall::pipeline
