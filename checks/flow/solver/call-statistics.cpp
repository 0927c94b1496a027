#include "checks/flow/solver/call-statistics.h"

#include "checks/flow/solver/model-call.h"

#include <algorithm>
#include <functional>
#include <map>

namespace partywall::solver {

namespace {

constexpr std::size_t named_callees = 10;

std::string share(std::size_t part, std::size_t total) {
  const std::size_t tenths = total == 0 ? 0 : (part * 1000 + total / 2) / total;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

} // namespace

CallStatistics call_statistics(const Solution& solution) {
  const Engine& engine = *solution.engine;
  CallStatistics found;
  std::map<std::string_view, std::size_t> unknown;
  for (const ir::Function& function : engine.program.functions) {
    if (function.location.file && !engine.program.at(function.location.file).in_project)
      continue;
    for (const ir::Block& block : function.blocks)
      for (const ir::Instruction& instruction : block.instructions) {
        if (instruction.op != ir::Op::call)
          continue;
        if (!instruction.callee) {
          ++found.through_value;
          continue;
        }
        const ir::Callee& callee = engine.program.at(instruction.callee);
        if (matching_row(engine, callee, instruction.operands.size())) {
          ++found.modelled;
          continue;
        }
        const std::size_t targets = engine.targets(callee, function.link_unit).size();
        if (targets == 0) {
          ++found.unknown;
          ++unknown[engine.program.text(callee.name)];
        } else {
          ++(targets == 1 ? found.direct : found.dispatched);
        }
      }
  }
  found.unknown_callees.assign(unknown.begin(), unknown.end());
  std::ranges::stable_sort(found.unknown_callees, std::greater(), &std::pair<std::string, std::size_t>::second);
  return found;
}

std::string dump_call_statistics(const Solution& solution) {
  const CallStatistics calls = call_statistics(solution);
  if (calls.total() == 0)
    return {};
  std::string out = "calls: " + std::to_string(calls.total());
  const auto add = [&](std::string_view what, std::size_t count) {
    out += ", " + std::to_string(count) + " " + std::string(what) + " (" + share(count, calls.total()) + ")";
  };
  add("modelled", calls.modelled);
  add("direct", calls.direct);
  add("dispatched", calls.dispatched);
  add("through values", calls.through_value);
  add("unknown", calls.unknown);
  out += "\n";
  for (std::size_t i = 0; i < std::min(named_callees, calls.unknown_callees.size()); ++i)
    out += "  unknown " + std::to_string(calls.unknown_callees[i].second) + " " + calls.unknown_callees[i].first + "\n";
  return out;
}

} // namespace partywall::solver
