/// The arrows of docs/architecture.md, held by reading #include lines.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace partywall {
namespace {

namespace fs = std::filesystem;

/// A room and the rooms it may include; itself is allowed. A room is the longest prefix that matches a path.
struct Room {
  std::string prefix;
  std::vector<std::string> may_include;
};

const std::vector<Room>& rooms() {
  static const std::vector<std::string> surface = {"checks/check.h", "checks/finding.h", "checks/flow/solver",
                                                   "checks/flow/models", "checks/flow/ir", "checks/flow/sql"};
  static const std::vector<Room> all = {
      {"checks/finding.h", {}},
      {"checks/flow/ir", {}},
      {"checks/flow/models", {"checks/finding.h"}},
      {"checks/flow/sql", {}},
      {"checks/flow/solver", {"checks/finding.h", "checks/flow/ir", "checks/flow/models", "checks/flow/sql"}},
      {"checks/check.h", {"checks/finding.h", "checks/flow/solver"}},
      {"checks/cache", surface},
      {"checks/vector", surface},
      {"checks/tool", surface},
      {"checks/quota", surface},
      {"checks/", {"checks/check.h", "checks/finding.h", "checks/precedence.h", "checks/flow/solver", "checks/flow/models", "checks/flow/ir"}},
      {"driver/frontend", {"checks/flow/ir"}},
      {"driver/report", {"checks/finding.h"}},
      {"driver/fix", {"checks/finding.h", "driver/report", "driver/frontend"}},
      {"driver/pipeline",
       {"driver/frontend", "driver/report", "checks/all-checks.h", "checks/check.h", "checks/finding.h",
        "checks/flow/ir", "checks/flow/models", "checks/flow/solver"}},
      {"driver/cli",
       {"driver/pipeline", "driver/frontend", "driver/report", "driver/fix", "checks/all-checks.h", "checks/check.h",
        "checks/finding.h", "checks/flow/ir", "checks/flow/models", "checks/flow/solver"}},
      {"driver/main.cpp", {"driver/cli"}},
  };
  return all;
}

const Room* room_of(const std::string& path) {
  const Room* best = nullptr;
  for (const Room& room : rooms())
    if (path.starts_with(room.prefix) && (best == nullptr || room.prefix.size() > best->prefix.size()))
      best = &room;
  return best;
}

struct Include {
  std::string file;
  int line = 0;
  std::string target;
};

/// All #include lines below checks/ and driver/.
std::vector<Include> includes() {
  static const std::regex pattern(R"re(^\s*#\s*include\s*[<"]([^>"]+)[>"])re");
  const fs::path root = PARTYWALL_SOURCE_DIR;
  std::vector<Include> result;
  for (const char* top : {"checks", "driver"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const std::string ending = entry.path().extension();
      if (ending != ".cpp" && ending != ".h")
        continue;
      std::ifstream stream(entry.path());
      std::string text;
      for (int line = 1; std::getline(stream, text); ++line)
        if (std::smatch match; std::regex_search(text, match, pattern))
          result.push_back({fs::relative(entry.path(), root).generic_string(), line, match[1]});
    }
  }
  return result;
}

std::string place(const Include& include) {
  return fmt::format("{}:{}: includes {}", include.file, include.line, include.target);
}

bool starts_with_any(const std::string& text, const std::vector<std::string>& prefixes) {
  return std::ranges::any_of(prefixes, [&](const std::string& prefix) { return text.starts_with(prefix); });
}

/// Our own header by a name that hides its room.
bool is_beside(const Include& include) {
  return fs::is_regular_file((fs::path(PARTYWALL_SOURCE_DIR) / include.file).parent_path() / include.target);
}

/// Empty if the include follows an arrow.
std::string against_the_arrows(const Include& include) {
  const Room* from = room_of(include.file);
  if (from == nullptr)
    return fmt::format("{}: stands in no room", include.file);
  if (!starts_with_any(include.target, {"checks/", "driver/", "tests/"}))
    return is_beside(include) ? place(include) + ", which is written by its path from the top here" : "";
  const Room* to = room_of(include.target);
  if (to == nullptr)
    return place(include) + ", which is in no room";
  if (to == from || starts_with_any(include.target, from->may_include))
    return "";
  return place(include) + ", against the arrows";
}

TEST(Layering, reads_all_rooms) {
  std::map<const Room*, int> seen;
  for (const Include& include : includes())
    ++seen[room_of(include.file)];
  EXPECT_GT(seen.size(), 10U) << "the tree is not where the test looks for it";
}

TEST(Layering, follows_the_arrows) {
  for (const Include& include : includes())
    EXPECT_EQ(against_the_arrows(include), "");
}

TEST(Layering, keeps_clang_in_the_front_end) {
  for (const Include& include : includes())
    if (!include.file.starts_with("driver/frontend/"))
      EXPECT_FALSE(include.target.starts_with("clang/") || include.target.starts_with("clang-c/")) << place(include);
}

/// The two rooms that read languages of others (YAML, SQL) use LLVM's text tools; what reasons does not.
TEST(Layering, keeps_llvm_out_of_the_reasoning) {
  for (const Include& include : includes())
    if (include.file.starts_with("checks/") && !include.file.starts_with("checks/flow/models/") &&
        !include.file.starts_with("checks/flow/sql/"))
      EXPECT_FALSE(include.target.starts_with("llvm/") || include.target.starts_with("llvm-c/")) << place(include);
}

TEST(Layering, notices_what_it_should) {
  const auto verdict = [](const std::string& file, const std::string& target) {
    return against_the_arrows({file, 1, target});
  };
  EXPECT_EQ(verdict("checks/cache/a.cpp", "checks/check.h"), "");
  EXPECT_EQ(verdict("checks/cache/a.cpp", "checks/cache/b.h"), "");
  EXPECT_NE(verdict("checks/cache/a.cpp", "checks/vector/b.h"), "");
  EXPECT_NE(verdict("checks/cache/a.cpp", "driver/report/report.h"), "");
  EXPECT_NE(verdict("checks/flow/ir/a.cpp", "checks/flow/solver/link.h"), "");
  EXPECT_NE(verdict("checks/flow/solver/a.cpp", "checks/check.h"), "");
  EXPECT_NE(verdict("driver/report/a.cpp", "driver/pipeline/audit.h"), "");
  EXPECT_NE(verdict("driver/frontend/a.cpp", "checks/finding.h"), "");
  EXPECT_NE(verdict("driver/pipeline/a.cpp", "driver/cli/command.h"), "");
  EXPECT_NE(verdict("driver/report/a.cpp", "tests/support/page.h"), "");
  EXPECT_NE(verdict("elsewhere/a.cpp", "checks/check.h"), "");
}

}  // namespace
}  // namespace partywall
