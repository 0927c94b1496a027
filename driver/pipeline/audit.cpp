#include "driver/pipeline/audit.h"

#include "checks/all-checks.h"
#include "checks/flow/solver/link.h"
#include "driver/pipeline/coverage.h"
#include "driver/pipeline/lowering.h"
#include "driver/pipeline/project.h"

#include <utility>

namespace partywall::pipeline {

Audit audit(const AuditInput& input) {
  Audit result;
  Selection selection = select(input.commands, input.boundary);
  result.coverage.files_skipped = selection.files_outside;
  result.program = std::make_unique<ir::Program>(solver::link(lower_all(selection.commands, input)));
  if (input.linked)
    input.linked(*result.program);
  add_units(*result.program, result.coverage);
  result.solution = solver::solve(*result.program, *input.models);
  solver::account(*result.solution, result.coverage);
  result.findings = run_checks(*result.solution);
  return result;
}

}  // namespace partywall::pipeline
