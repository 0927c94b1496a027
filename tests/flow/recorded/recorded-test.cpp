/// Programs in IR text with the findings told on them: read, verified, linked, solved and checked again, without a
/// front end. `./dev test` points PARTYWALL_RECORDED_IR at what the fixtures left (tests/support/audit-page.cpp), so
/// that all of them run under the sanitizers; by default these are the programs of testdata/ir.
#include "checks/all-checks.h"
#include "checks/flow/ir/text.h"
#include "checks/flow/models/load.h"
#include "checks/flow/solver/link.h"
#include "checks/flow/solver/solve.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace partywall {
namespace {

namespace fs = std::filesystem;

fs::path folder() {
  const char* recorded = std::getenv("PARTYWALL_RECORDED_IR");
  return recorded == nullptr ? fs::path(PARTYWALL_SOURCE_DIR) / "testdata/ir" : fs::path(recorded);
}

/// Those with findings beside them.
std::vector<fs::path> programs() {
  std::vector<fs::path> files;
  if (fs::is_directory(folder()))
    for (const auto& entry : fs::directory_iterator(folder()))
      if (entry.path().extension() == ".ir" && fs::exists(fs::path(entry.path()).replace_extension(".told")))
        files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

const models::Models& shipped_models() {
  static const models::LoadedModels rules =
      models::load_models({(fs::path(PARTYWALL_SOURCE_DIR) / "rules").string()}, {});
  return rules.models;
}

std::string told_on(const ir::Program& program) {
  const auto solution = solver::solve(program, shipped_models());
  std::string told;
  for (const Finding& finding : run_checks(*solution))
    told +=
        fmt::format("{}:{}:{} {}\n", finding.primary.path, finding.primary.line, finding.primary.column, finding.check);
  return told;
}

void expect_told_the_same(const fs::path& file) {
  auto program = ir::read(text_of(file));
  ASSERT_TRUE(program) << program.error().line << ": " << program.error().message;
  ASSERT_EQ(ir::verify(*program), std::vector<std::string>{});
  std::vector<ir::Program> parts;
  parts.push_back(std::move(*program));
  EXPECT_EQ(told_on(solver::link(std::move(parts))), text_of(fs::path(file).replace_extension(".told")));
}

/// Every program in one test, for discovery happens at build time, when nothing is recorded yet.
TEST(RecordedPrograms, AreToldTheSameWithoutTheFrontEnd) {
  const std::vector<fs::path> files = programs();
  ASSERT_FALSE(files.empty()) << "nothing recorded in " << folder();
  for (const fs::path& file : files) {
    SCOPED_TRACE(file.filename().string());
    expect_told_the_same(file);
  }
}

} // namespace
} // namespace partywall
