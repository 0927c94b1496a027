/// Time and memory of the solver over generated programs. Says what it measured; asserts nothing.
#include "checks/flow/ir/text.h"
#include "checks/flow/models/model.h"
#include "checks/flow/solver/link.h"
#include "checks/flow/solver/solution.h"
#include "checks/flow/solver/solve.h"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <iterator>
#include <string>

namespace partywall {
namespace {

enum class Shape { chain, fan, cycle, mixed };

/// The calls that function `index` of `count` makes.
std::string body(Shape shape, std::size_t index, std::size_t count) {
  switch (shape) {
  case Shape::chain:
    if (index + 1 == count)
      return "  leave prompt\n";
    return fmt::format("  %0 = call app::f{}(tenant_id, prompt)\n  %1 = call lib::wrap(%0)\n  leave %1\n", index + 1);
  case Shape::fan:
    return index == 0 ? "  leave prompt\n" : "  %0 = call app::f0(tenant_id, prompt)\n  leave %0\n";
  case Shape::cycle:
    return fmt::format("  branch prompt, more, done\nmore:\n  %0 = call app::f{}(tenant_id, prompt)\n  leave %0\n"
                       "done:\n  %1 = call lib::load(tenant_id)\n  leave %1\n",
                       (index + 1) % count);
  case Shape::mixed:
    // Layers of ten helpers each: every function calls three of the layer below it.
    if (index < 10)
      return "  %0 = call lib::load(prompt)\n  leave %0\n";
    const std::size_t below = (index / 10 - 1) * 10;
    if (index / 10 % 8 == 0)
      return "  %0 = call lib::load(tenant_id)\n  leave %0\n";
    return fmt::format(
        "  local key: text\n  %0 = call app::f{}(tenant_id, prompt)\n  %1 = call app::f{}(tenant_id, %0)\n"
        "  branch %1, warm, cold\nwarm:\n  key = copy %0\n  jump out\ncold:\n"
        "  key = call app::f{}(prompt, %1)\n  jump out\nout:\n  leave key\n",
        below + index % 10, below + (index + 3) % 10, below + (index + 7) % 10);
  }
  return {};
}

ir::Program generate(Shape shape, std::size_t count) {
  std::string text = "version: 1\nfile f0 = \"src/app.cpp\"\ntype text = record std::basic_string as std::string\n";
  for (std::size_t i = 0; i < count; ++i)
    fmt::format_to(std::back_inserter(text),
                   "function app::f{}(tenant_id: text, prompt: text) -> text @f0:{}:1-9 {{\n{}}}\n", i, i + 1,
                   body(shape, i, count));
  std::vector<ir::Program> parts;
  parts.push_back(ir::read(text).value());
  return solver::link(std::move(parts));
}

/// Highest memory of this process so far: run one size a process to compare.
double peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024;
}

void solve(benchmark::State& state, Shape shape) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const ir::Program program = generate(shape, count);
  const models::Models models;
  std::size_t terms = 0;
  for (auto _ : state)
    terms = solver::solve(program, models)->terms().size();
  const auto functions = static_cast<double>(count);
  state.counters["terms/function"] = static_cast<double>(terms) / functions;
  state.counters["peak_B/function"] = peak_bytes() / functions;
  state.counters["s/function"] =
      benchmark::Counter(functions, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

#define PARTYWALL_SIZES ->RangeMultiplier(10)->Range(1000, 100'000)->Unit(benchmark::kMillisecond)->Iterations(1)
BENCHMARK_CAPTURE(solve, long_chain, Shape::chain) PARTYWALL_SIZES;
BENCHMARK_CAPTURE(solve, wide_fan, Shape::fan) PARTYWALL_SIZES;
BENCHMARK_CAPTURE(solve, one_cycle, Shape::cycle) PARTYWALL_SIZES;
BENCHMARK_CAPTURE(solve, mixed, Shape::mixed) PARTYWALL_SIZES->Arg(1'000'000);

} // namespace
} // namespace partywall

BENCHMARK_MAIN();
