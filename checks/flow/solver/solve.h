/// The solver's front door: a linked program and the models in, the ledger of hops out.
#pragma once

#include "checks/finding.h"
#include "checks/flow/ir/program.h"
#include "checks/flow/models/model.h"

#include <memory>
#include <string>

namespace partywall::solver {

struct Solution;   // solution.h

/// Both arguments must outlive the solution.
[[nodiscard]] std::shared_ptr<const Solution> solve(const ir::Program& program, const models::Models& models);

/// Adds the hops by verdict, whether any identity was seen, and what was given up on.
void account(const Solution& solution, Coverage& coverage);

/// For people and fixtures; stable text, one item a line.
[[nodiscard]] std::string dump_callgraph(const Solution& solution);
/// `function`: a qualified name or its last part. Empty if nothing matches.
[[nodiscard]] std::string dump_summary(const Solution& solution, const std::string& function);
[[nodiscard]] std::string dump_hops(const Solution& solution);

}  // namespace partywall::solver
