/// The folders of testdata/constructs, their marks, and the table of docs/constructs.md.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace partywall::constructs {

namespace fs = std::filesystem;

[[nodiscard]] fs::path source_folder();
[[nodiscard]] fs::path folder();

/// Names of the folders, sorted.
[[nodiscard]] std::vector<std::string> constructs();
/// Its translation units, sorted.
[[nodiscard]] std::vector<fs::path> sources(const std::string& construct);
/// From a first line `// flags: …`, else the language's default.
[[nodiscard]] std::string flags(const fs::path& source);

struct Mark {
  std::string place;              ///< "guards/guards.cpp:12"
  std::set<std::string> verdicts; ///< As they are today.
  std::string gap;                ///< Why the answer is not the right one; empty if it is.
};
[[nodiscard]] std::vector<Mark> marks(const std::string& construct);

/// One row of the table.
struct Row {
  std::string what;
  std::string folder;
  std::string state;
};
[[nodiscard]] std::vector<Row> table();

[[nodiscard]] std::string text_of(const fs::path& file);
void write_text(const fs::path& file, const std::string& text);
/// Empty if the texts are equal.
[[nodiscard]] std::string first_difference(const std::string& is, const std::string& should_be);

} // namespace partywall::constructs
