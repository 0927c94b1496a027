// testdata/lowering/<construct>.cpp lowers to the text beside it. PARTYWALL_BLESS=1 rewrites the texts.
#include "checks/flow/ir/text.h"
#include "driver/frontend/lower.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace partywall::frontend {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(PARTYWALL_SOURCE_DIR) / "testdata/lowering";

std::vector<std::string> sources() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".cpp" || entry.path().extension() == ".c")
      names.push_back(entry.path().filename());
  }
  std::ranges::sort(names);
  return names;
}

std::string contents(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The first line in which two texts differ, for a message shorter than both.
std::string first_difference(const std::string& is, const std::string& should_be) {
  std::istringstream left(is);
  std::istringstream right(should_be);
  std::string one;
  std::string other;
  for (int line = 1;; ++line) {
    const bool has_one = static_cast<bool>(std::getline(left, one));
    const bool has_other = static_cast<bool>(std::getline(right, other));
    if (!has_one && !has_other)
      return "no difference";
    if (!has_one)
      one = "(end)";
    if (!has_other)
      other = "(end)";
    if (one != other)
      return "line " + std::to_string(line) + " is\n  " + one + "\nand should be\n  " + other;
  }
}

class Lowering : public testing::TestWithParam<std::string> {};

TEST_P(Lowering, GivesTheTextBesideIt) {
  const fs::path source = folder / GetParam();
  const bool is_c = source.extension() == ".c";
  const ir::Program program = lower_text(contents(source), GetParam(), {is_c ? "-std=gnu99" : "-std=c++20"});
  EXPECT_THAT(ir::verify(program), testing::IsEmpty());
  ASSERT_FALSE(program.functions.empty());
  if (GetParam() != "broken.cpp") {
    for (const ir::Note& note : program.units.front().notes)
      ADD_FAILURE() << note.location.line << ": " << note.message;
  }
  const std::string text = ir::print(program);
  const fs::path expected = fs::path(source).replace_extension(".ir");
  if (std::getenv("PARTYWALL_BLESS") != nullptr) {
    std::ofstream(expected) << text;
    return;
  }
  const std::string should_be = contents(expected);
  EXPECT_TRUE(text == should_be) << first_difference(text, should_be) << "\nif that is right: PARTYWALL_BLESS=1";
}

INSTANTIATE_TEST_SUITE_P(Frontend, Lowering, testing::ValuesIn(sources()), [](const auto& source) {
  std::string name = source.param;
  std::ranges::replace_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

} // namespace
} // namespace partywall::frontend
