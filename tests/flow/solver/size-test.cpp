/// What keeps the solver near-linear: how much is said of a program, not how long it takes.
#include "checks/flow/solver/call-statistics.h"
#include "tests/flow/solver/solved.h"

#include <fmt/format.h>

namespace partywall::solver {
namespace {

std::string chain(int length, std::string_view call) {
  std::string code;
  for (int i = 0; i < length; ++i)
    code += fmt::format("function app::f{}(prompt: text) -> text @f0:{}:1-4 {{\n{}}}\n", i, i + 100,
                        i + 1 < length ? fmt::format(fmt::runtime(call), i + 1) : "  leave prompt\n");
  return code;
}

TEST(Size, ALongChainOfUnknownCallsCostsTheSameAtEachOfThem) {
  constexpr std::string_view call = "  %0 = call app::f{}(prompt)\n  %1 = call lib::wrap(%0)\n  leave %1\n";
  const Solved small(chain(1000, call));
  const Solved large(chain(4000, call));
  EXPECT_LT(large.solution->terms().size(), 5 * small.solution->terms().size());
  EXPECT_TRUE(large.solution->terms().contains(large.solution->engine->summaries[0].returned,
                                               large.solution->terms().input(ir::FunctionId{0}, 0)))
      << "what the value depends on is kept";
}

TEST(Size, NoTermIsNestedDeeperThanTheLimit) {
  const Solved solved(chain(
      500, "  %0 = call app::f{}(prompt)\n  %1 = call cat(%0, \"x\", prompt)\n  %2 = call upper(%1)\n  leave %2\n"));
  Terms& terms = solved.solution->terms();
  for (std::uint32_t i = 0; i < terms.size(); ++i)
    ASSERT_LE(terms.at(Term{i}).depth, Terms::depth_limit);
}

/// Each function calls the next one twice: 2^(length - 1) ways to the last.
std::string diamonds(int length, const std::string& last) {
  std::string code = chain(length - 1, "  call app::f{0}(prompt)\n  call app::f{0}(prompt)\n");
  return code.substr(0, code.rfind("  leave prompt")) +
         fmt::format("  call app::f{}(prompt)\n}}\nfunction app::f{}(prompt: text) {{\n{}}}\n", length - 1, length - 1,
                     last);
}

TEST(Size, OneWayToWhatNoCallerCanChangeStandsForTheOthers) {
  const Solved solved(diamonds(
      16, "  value = call app::load(prompt)\n  key = call header(\"X-Page\")\n  call cache::set(key, \"page\")\n"));
  EXPECT_FALSE(solved.hops("cache.write").empty());
  for (const Summary& summary : solved.solution->engine->summaries) {
    EXPECT_FALSE(summary.is_degraded);
    EXPECT_LE(summary.events.size(), 2 * Summary::shared_above + 1);
  }
}

TEST(Size, EachWayToWhatACallerDecidesIsKeptUntilTheLimit) {
  const Solved solved(diamonds(16, "  call cache::get(prompt)\n"));
  EXPECT_EQ(solved.hops("cache.read").size(), Summary::event_limit);
  Coverage coverage;
  account(*solved.solution, coverage);
  EXPECT_FALSE(coverage.problems.empty()) << "what was dropped is said";
}

TEST(Size, ARecursionIsNotUnrolled) {
  const Solved solved(R"(
function app::odd(tenant_id: text, prompt: text) {
  branch prompt, more, done
more:
  call app::even(tenant_id, prompt)
  leave
done:
  call cache::get(prompt)
}
function app::even(tenant_id: text, prompt: text) {
  call app::odd(tenant_id, prompt)
}
function app::start(tenant_id: text, prompt: text) {
  call app::odd(tenant_id, prompt)
}
)");
  for (const Hop* hop : solved.hops("cache.read"))
    EXPECT_LE(hop->occurrence.event->chain.size(), 4U);
  for (const Summary& summary : solved.solution->engine->summaries)
    EXPECT_FALSE(summary.is_degraded);
}

TEST(Size, DegradationIsSaidOncePerPlace) {
  // Two instantiations of one template stand in one place.
  std::string code = diamonds(12, "  call cache::get(prompt)\n");
  for (const char* symbol : {"one", "two"})
    code += fmt::format("function app::many(prompt: text) @f0:9:1-4 {{\n  symbol \"c:{}\"\n  call app::f0(prompt)\n  "
                        "call app::f0(prompt)\n}}\n",
                        symbol);
  const Solved solved(code);
  Coverage coverage;
  account(*solved.solution, coverage);
  EXPECT_EQ(std::ranges::count_if(coverage.problems, [](const auto& problem) { return problem.where.line == 9; }), 1);
}

// ---- callables in fields

constexpr std::string_view two_handlers = R"(
field server_handler = app::Server.handler_: record std::function
field timer_handler = app::Timer.handler_: record std::function
function app::one(prompt: text) {
  key = call cat("one:", prompt)
  call cache::get(key) @f0:10:1
}
function app::two(prompt: text) {
  key = call cat("two:", prompt)
  call cache::get(key) @f0:20:1
}
function app::main(server: pointer to record app::Server, timer: pointer to record app::Timer) {
  server.*.handler_ = copy function app::one
  timer.*.handler_ = copy function app::two
}
function method app::Server::serve(line: text) {
  self this: pointer to record app::Server
  call *this.*.handler_(line)
}
)";

TEST(Size, FieldsOfOneNameInTwoRecordsAreTwoFields) {
  const Solved solved{std::string(two_handlers)};
  std::vector<std::uint32_t> lines;
  for (const Hop* hop : solved.hops("cache.read"))
    if (solved.solution->program().text(solved.solution->program().at(hop->occurrence.root).name) ==
        "app::Server::serve")
      lines.push_back(solved.solution->places(hop->occurrence).back().location.line);
  EXPECT_THAT(lines, testing::ElementsAre(10U));
}

TEST(Size, AnObjectOfACalleeNobodyHoldsIsNoEffect) {
  const Solved solved(R"(
function app::inner(prompt: text) -> text {
  local scratch: text
  scratch = copy prompt
  call lib::fill(&scratch)
  leave scratch
}
function app::outer(prompt: text) -> text {
  %0 = call app::inner(prompt)
  leave %0
}
)");
  for (const Summary& summary : solved.solution->engine->summaries)
    EXPECT_TRUE(summary.writes.empty());
}

// ---- what could be followed

TEST(Size, CallsAreCountedByWhatBecameOfThem) {
  const Solved solved(R"(
function app::known(prompt: text) -> text @f0:1:1 {
  leave prompt
}
function app::start(prompt: text, on_done: pointer to function) @f0:5:1 {
  %0 = call app::known(prompt)
  %1 = call cat("a", %0)
  %2 = call lib::often(%1)
  %3 = call lib::often(%2)
  %4 = call lib::once(%3)
  call *on_done(%4)
}
)");
  const CallStatistics calls = call_statistics(*solved.solution);
  EXPECT_EQ(calls.direct, 1U);
  EXPECT_EQ(calls.modelled, 1U);
  EXPECT_EQ(calls.through_value, 1U);
  EXPECT_EQ(calls.unknown, 3U);
  EXPECT_EQ(calls.total(), 6U);
  EXPECT_THAT(calls.unknown_callees, testing::ElementsAre(testing::Pair("lib::often", 2U), testing::Pair("lib::once", 1U)));
  EXPECT_THAT(dump_callgraph(*solved.solution),
              testing::HasSubstr("calls: 6, 1 modelled (16.7%), 1 direct (16.7%), 0 dispatched (0.0%), 1 through values (16.7%), "
                                 "3 unknown (50.0%)\n  unknown 2 lib::often\n  unknown 1 lib::once\n"));
}

}  // namespace
}  // namespace partywall::solver
