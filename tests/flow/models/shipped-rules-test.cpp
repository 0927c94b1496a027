/// The rules that come with the tool are read by the tool without a single complaint.
#include "checks/flow/models/load.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace partywall::models {
namespace {

std::string show(const std::vector<InputError>& errors) {
  std::string text;
  for (const auto& error : errors)
    text += fmt::format("{}:{}:{}: error: {}\n", error.file, error.line, error.column, error.message);
  return text;
}

const LoadedModels& shipped() {
  static const LoadedModels loaded = load_models({PARTYWALL_SOURCE_DIR "/rules"}, {});
  return loaded;
}

TEST(ShippedRules, load_without_errors) { EXPECT_EQ(show(shipped().errors), ""); }

TEST(ShippedRules, name_their_library_and_place) {
  ASSERT_FALSE(shipped().models.all().empty());
  for (const auto& row : shipped().models.all()) {
    EXPECT_FALSE(row.library.empty()) << row.file << ":" << row.line;
    EXPECT_GT(row.line, 0U) << row.file;
  }
}

} // namespace
} // namespace partywall::models
