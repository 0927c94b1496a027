/// Programs that verify but mean nothing: whatever comes in, an answer comes out, and the same one again.
#include "tests/flow/ir/random-program.h"
#include "tests/flow/solver/solved.h"

namespace partywall::solver {
namespace {

std::string answers(const ir::Program& program) {
  const auto solution = solve(program, Solved::models());
  std::string all = dump_hops(*solution) + dump_callgraph(*solution);
  for (const ir::Function& function : program.functions)
    all += dump_summary(*solution, std::string(program.text(function.name)));
  return all;
}

// Disabled because it crashes today: (1) callees whose template arguments are absent, in successors(); (2) globals
// whose initialiser writes a part of them only, in keep_global_contents(). With both mended it passes.
TEST(RandomPrograms, AreSolvedTheSameTwice) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    SCOPED_TRACE(seed);
    std::vector<ir::Program> parts;
    for (std::uint64_t part = 0; part < 3; ++part)
      parts.push_back(ir::random_program({.seed = seed * 3 + part, .functions = 4, .few_names = true}));
    const ir::Program program = link(std::move(parts));
    EXPECT_EQ(answers(program), answers(program));
  }
}

TEST(RandomPrograms, EmptyOnesHaveNoHops) {
  const Solved solved{std::string()};
  EXPECT_EQ(solved.dump(), "");
  EXPECT_EQ(dump_callgraph(*solved.solution), "");
}

} // namespace
} // namespace partywall::solver
