// testdata/constructs/<construct>: C++ as people write it, with what must be known at each search. From the source to
// IR text (program.ir), and from that text, without Clang, to the composed slots (hops.txt). PARTYWALL_BLESS=1 rewrites
// both; the marks in the sources are written by hand:
//   // -> scoped                                        the verdict of the hop on this line; several with commas
//   // -> scoped; should be leaking missing: reason     a known gap: the answer today, and the right one
#include "checks/flow/ir/text.h"
#include "checks/flow/models/load.h"
#include "checks/flow/solver/link.h"
#include "checks/flow/solver/solution.h"
#include "checks/flow/solver/solve.h"
#include "driver/frontend/lower.h"
#include "tests/constructs/support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace partywall::constructs {
namespace {

const models::Models& all_models() {
  static const models::LoadedModels loaded =
      models::load_models({(folder() / "rules.yaml").string(), (source_folder() / "rules").string()}, {});
  for (const models::InputError& error : loaded.errors)
    ADD_FAILURE() << error.file << ":" << error.line << ": " << error.message;
  return loaded.models;
}

/// What a program says does not depend on where the system keeps its headers, nor on what they declare beside it, nor on
/// where this tree lies, which the flags hold.
void forget_the_system(ir::Program& program) {
  for (ir::Unit& unit : program.units)
    unit.configuration = program.names.intern("test");
  for (ir::File& file : program.files)
    if (!file.in_project)
      file.path = program.names.intern("system");
  std::erase_if(program.records, [&](const ir::Record& record) {
    return !record.location.file || !program.at(record.location.file).in_project;
  });
}

ir::Program lowered(const std::string& construct) {
  std::vector<ir::Program> parts;
  for (const fs::path& source : sources(construct)) {
    frontend::CompileCommand command;
    command.directory = folder().string();
    command.file = source.string();
    command.arguments = {source.extension() == ".c" ? "clang" : "clang++",
                         flags(source),
                         "-I",
                         folder().string(),
                         "-I",
                         (source_folder() / "rules").string(),
                         "-c",
                         source.string()};
    parts.push_back(frontend::lower(command, {.root = folder().string(), .excluded = {}}));
    for (const ir::Note& note : parts.back().units.front().notes)
      ADD_FAILURE() << source << ":" << note.location.line << ": " << note.message;
    forget_the_system(parts.back());
  }
  return solver::link(std::move(parts));
}

std::string fixture(const std::string& construct, const std::string& name) {
  return text_of(folder() / construct / name);
}

bool is_blessing() { return std::getenv("PARTYWALL_BLESS") != nullptr; }

void compare(const std::string& construct, const std::string& name, const std::string& text) {
  const fs::path file = folder() / construct / name;
  if (is_blessing()) {
    write_text(file, text);
    return;
  }
  EXPECT_EQ(first_difference(text, text_of(file)), "") << file << "\nif that is right: PARTYWALL_BLESS=1";
}

class Construct : public testing::TestWithParam<std::string> {};

TEST_P(Construct, IsLoweredToTheTextBesideIt) {
  const ir::Program program = lowered(GetParam());
  EXPECT_THAT(ir::verify(program), testing::IsEmpty());
  compare(GetParam(), "program.ir", ir::print(program));
}

TEST_P(Construct, IsFollowedToItsHops) {
  const auto program = ir::read(fixture(GetParam(), "program.ir"));
  ASSERT_TRUE(program) << program.error().line << ": " << program.error().message;
  const auto solution = solver::solve(*program, all_models());
  compare(GetParam(), "hops.txt", solver::dump_hops(*solution));

  // The marks against the verdicts, both ways.
  std::map<std::string, std::set<std::string>> found;
  std::istringstream dump(solver::dump_hops(*solution));
  static const std::regex head(R"(^(\S+(?: \S+)?) (\S+:\d+):\d+ (vector\.search|cache\.write)$)");
  for (std::string line; std::getline(dump, line);)
    if (std::smatch match; std::regex_match(line, match, head))
      found[match[2]].insert(match[1]);
  std::map<std::string, std::set<std::string>> expected;
  for (const Mark& mark : marks(GetParam()))
    expected[mark.place] = mark.verdicts;
  EXPECT_EQ(found, expected);
}

INSTANTIATE_TEST_SUITE_P(All, Construct, testing::ValuesIn(constructs()), [](const auto& construct) {
  std::string name = construct.param;
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST(Table, ListsEveryConstructWithItsState) {
  const std::vector<Row> rows = table();
  std::set<std::string> listed;
  for (const Row& row : rows) {
    EXPECT_TRUE(listed.insert(row.folder).second) << row.folder << " is listed twice";
    EXPECT_TRUE(fs::is_directory(folder() / row.folder)) << row.folder;
    for (const char* name : {"program.ir", "hops.txt"})
      EXPECT_TRUE(fs::exists(folder() / row.folder / name)) << row.folder << "/" << name;
    const std::vector<Mark> all = marks(row.folder);
    EXPECT_FALSE(all.empty()) << row.folder << " asks for nothing";
    std::set<std::string> gaps;
    for (const Mark& mark : all)
      if (!mark.gap.empty())
        gaps.insert(mark.gap);
    EXPECT_EQ(row.state == "followed", gaps.empty()) << row.folder << " has other gaps than the table says";
    for (const std::string& gap : gaps)
      EXPECT_THAT(row.state, testing::HasSubstr(gap)) << row.folder;
  }
  const std::vector<std::string> folders = constructs();
  EXPECT_EQ(listed, std::set<std::string>(folders.begin(), folders.end()));
}

TEST(Table, NamesEveryConstructTheDesignNames) {
  std::string text;
  for (const Row& row : table())
    text += row.what + "\n";
  for (const std::string_view construct : {"copied",
                                           "moved",
                                           "concatenated",
                                           "formatted",
                                           "snprintf",
                                           "char buffers",
                                           "structs",
                                           "nested members",
                                           "tuples",
                                           "pairs",
                                           "structured bindings",
                                           "optional",
                                           "variant",
                                           "expected",
                                           "smart pointers",
                                           "references",
                                           "out-parameters",
                                           "containers",
                                           "iterators",
                                           "range-for",
                                           "member state",
                                           "another translation unit",
                                           "per-tenant objects",
                                           "static",
                                           "global",
                                           "captures by value",
                                           "by reference",
                                           "init-captures",
                                           "std::function",
                                           "tables",
                                           "std::bind",
                                           "function pointers",
                                           "virtual calls",
                                           "CRTP",
                                           "templates",
                                           "coroutines",
                                           "exceptions",
                                           "noexcept",
                                           "switch",
                                           "loops",
                                           "goto",
                                           "ternaries",
                                           "short circuits",
                                           "macros",
                                           "comparison operators",
                                           "C99",
                                           "mutable_x()",
                                           "early return",
                                           "throw",
                                           "if around",
                                           "never return",
                                           "another translation unit",
                                           "membership",
                                           "keyed by",
                                           "after the use",
                                           "ignored",
                                           "with itself",
                                           "wrong branch",
                                           "logged",
                                           "algorithms",
                                           "recursion",
                                           "annotations",
                                           "JSON",
                                           "hash"})
    EXPECT_THAT(text, testing::HasSubstr(std::string(construct)));
}

} // namespace
} // namespace partywall::constructs
