/// How much of a program the solver could follow: calls by what became of them.
#pragma once

#include "checks/flow/solver/solution.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace partywall::solver {

/// Call instructions in functions of the audited project.
struct CallStatistics {
  std::size_t modelled = 0;       ///< A rule says what the callee does.
  std::size_t direct = 0;         ///< One body is entered.
  std::size_t dispatched = 0;     ///< One of several bodies: virtual, or defined in several programs.
  std::size_t through_value = 0;  ///< A callable is called: a parameter, a field, a capture.
  std::size_t unknown = 0;        ///< Neither body nor rule.
  /// Names of unknown callees with how often they are called, most frequent first, then by name.
  std::vector<std::pair<std::string, std::size_t>> unknown_callees;

  [[nodiscard]] std::size_t total() const { return modelled + direct + dispatched + through_value + unknown; }
};

[[nodiscard]] CallStatistics call_statistics(const Solution& solution);

/// For the end of a dump, with the ten most frequent unknown callees; empty where there are no calls.
[[nodiscard]] std::string dump_call_statistics(const Solution& solution);

}  // namespace partywall::solver
