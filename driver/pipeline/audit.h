/// rules -> lower -> link -> solve -> check, as one call. No printing, no exit codes.
#pragma once

#include "checks/finding.h"
#include "checks/flow/ir/program.h"
#include "checks/flow/models/model.h"
#include "checks/flow/solver/solve.h"
#include "driver/frontend/lower.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace partywall::pipeline {

struct AuditInput {
  std::vector<frontend::CompileCommand> commands;
  frontend::Boundary boundary;
  const models::Models* models = nullptr;   ///< Not owned; must outlive the Audit.
  unsigned jobs = 0;                        ///< Worker processes; 0: one per core; 1 with `in_process`: none.
  std::chrono::milliseconds patience{300'000};   ///< Longest time for one unit; 0: without limit.
  bool in_process = false;                  ///< Lower in this process (tests); a compiler crash ends it.
  std::function<void(std::size_t done, std::size_t total, const std::string& file)> progress;   ///< May be empty.
  std::function<void(const ir::Program& program)> linked;   ///< Sees the program before it is solved. May be empty.
};

struct Audit {
  std::unique_ptr<ir::Program> program;
  std::shared_ptr<const solver::Solution> solution;
  std::vector<Finding> findings;            ///< Sorted; all of them (no file filter, no suppression).
  Coverage coverage;
};

[[nodiscard]] Audit audit(const AuditInput& input);

}  // namespace partywall::pipeline
