/// testdata/models/good/x.yaml is read without an error into what x.expected prints; bad/x.yaml gives exactly the
/// errors in x.expected. With PARTYWALL_BLESS in the environment the .expected files are written instead.
#include "checks/flow/models/expression.h"
#include "checks/flow/models/load.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace partywall::models {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> fixtures(std::string_view folder) {
  std::vector<fs::path> result;
  for (const auto& entry : fs::directory_iterator(fs::path(PARTYWALL_SOURCE_DIR "/testdata/models") / folder))
    if (entry.path().extension() == ".yaml")
      result.push_back(entry.path());
  std::ranges::sort(result);
  return result;
}

std::string show(const std::vector<Expr>& expressions) {
  std::vector<std::string> texts;
  for (const auto& expression : expressions)
    texts.push_back(print(expression));
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::string show(const Row& row) {
  auto text = fmt::format("{}:{} [{}] {}\n", row.line, row.column, row.library, fmt::join(row.functions, " "));
  const auto line = [&](std::string_view what, const std::string& value) {
    text += fmt::format("  {}: {}\n", what, value);
  };
  if (!row.receiver_class.empty())
    line("receiver", row.receiver_class);
  if (row.min_arguments)
    line("arity",
         fmt::format("{}..{}", *row.min_arguments, row.max_arguments ? std::to_string(*row.max_arguments) : ""));
  for (const auto& parameter : row.parameters)
    line("parameter", fmt::format("{} {}", parameter.index, parameter.type));
  if (row.returns)
    line("returns", print(*row.returns));
  for (const auto& set : row.sets)
    line("set", fmt::format("{} := {}", print(set.target), print(set.value)));
  for (const auto& call : row.calls)
    line("call", print(call));
  for (const auto& hop : row.hops) {
    line("hop", hop.kind);
    for (const auto& [slot, value] : hop.slots)
      line("  " + slot, print(value));
  }
  if (row.entry)
    line("entry", fmt::format("{} {}({})", row.entry->kind, print(row.entry->handler), show(row.entry->arguments)));
  for (const auto& effect : row.effects)
    line("effect",
         fmt::format("{} {} {} [{}]", effect.when, effect.name, print(effect.subject), show(effect.arguments)));
  for (const auto& fact : row.ensures)
    line("ensures", print(fact));
  if (row.never_returns)
    line("never returns", "yes");
  return text;
}

std::string show(const Models& models) {
  std::string text;
  for (const auto& row : models.all())
    text += show(row);
  const auto& lexicon = models.lexicon();
  for (const auto& [name, words] :
       {std::pair{"identity names", &lexicon.identity_names}, std::pair{"identity types", &lexicon.identity_types},
        std::pair{"credential names", &lexicon.credential_names}})
    if (!words->empty())
      text += fmt::format("{}: {}\n", name, fmt::join(*words, " "));
  return text;
}

std::string show(const std::vector<InputError>& errors) {
  std::string text;
  for (const auto& error : errors)
    text += fmt::format("{}:{}:{}: {}\n", error.file, error.line, error.column, error.message);
  return text;
}

void compare(const fs::path& fixture, const std::string& actual) {
  auto expected = fixture;
  expected.replace_extension(".expected");
  if (std::getenv("PARTYWALL_BLESS") != nullptr)
    std::ofstream(expected, std::ios::binary) << actual;
  ASSERT_TRUE(fs::exists(expected)) << expected;
  EXPECT_EQ(actual, slurp(expected)) << fixture;
}

TEST(Fixtures, good_files_are_read_as_they_say) {
  ASSERT_FALSE(fixtures("good").empty());
  for (const auto& fixture : fixtures("good")) {
    const auto loaded = parse_models(slurp(fixture), fixture.filename().string());
    EXPECT_EQ(show(loaded.errors), "");
    compare(fixture, show(loaded.models));
  }
}

TEST(Fixtures, bad_files_give_their_errors_and_no_others) {
  ASSERT_FALSE(fixtures("bad").empty());
  for (const auto& fixture : fixtures("bad")) {
    const auto loaded = parse_models(slurp(fixture), fixture.filename().string());
    EXPECT_FALSE(loaded.errors.empty()) << fixture;
    compare(fixture, show(loaded.errors));
  }
}

} // namespace
} // namespace partywall::models
