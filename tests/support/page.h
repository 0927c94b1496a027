/// Fixtures: source text that says itself what an audit must find in it.
///
/// A *page* is one source text that holds one or more files. A line `//--- name.cpp` starts a file; a page
/// without such a line is one file. Files that end in .cpp, .cc or .c are translation units, the others are
/// headers. A first line `// flags: -std=c++17` replaces the default flags.
///
/// A *mark* is a comment at the end of a line:
///
///   // leak: check-id[, check-id]    one finding of each check has its primary location on this line
///   // step                          some finding's path or related places touch this line
///   // clean                         nothing is found here (for the reader: nothing is found on unmarked lines either)
///   // gap: check-id reason          a leak we know that we miss; once it is found, make it a `leak`
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace partywall::support {

struct Mark {
  enum class Kind : std::uint8_t { leak, step, clean, gap };
  Kind kind = Kind::clean;
  std::uint32_t line = 0;          ///< 1-based, in its SourceFile.
  std::vector<std::string> checks; ///< Ids, for leak and gap.
  friend bool operator==(const Mark&, const Mark&) = default;
};

struct SourceFile {
  std::string name; ///< Relative to the audited root: "store.cpp", "src/store.cpp".
  std::string text;
  std::string origin;           ///< The file a failure should point to.
  std::uint32_t first_line = 1; ///< Line of `origin` at which `text` starts.
  std::vector<Mark> marks;

  [[nodiscard]] bool is_unit() const;
  /// "origin:line" for a line of `text`.
  [[nodiscard]] std::string place(std::uint32_t line) const;
};

struct Page {
  std::vector<SourceFile> files;
  std::vector<std::string> flags = {"-std=c++20"};
  std::vector<std::string> errors; ///< Mistakes in the page itself, as "origin:line: …".

  [[nodiscard]] std::size_t count(Mark::Kind kind) const;
};

/// Fills `file.marks` from its text, in order. Malformed marks are added to `errors`.
void read_marks(SourceFile& file, std::vector<std::string>& errors);

/// `origin` names the page in failures; its text starts at line `first_line` of that file.
[[nodiscard]] Page read_page(std::string_view text, const std::string& origin, std::uint32_t first_line = 1);

/// A fenced block of a Markdown file, tagged ```cpp leak or ```cpp pass.
struct Example {
  bool leaks = false;
  std::uint32_t line = 0; ///< Of its first line of code.
  Page page;
};
[[nodiscard]] std::vector<Example> read_examples(std::string_view markdown, const std::string& origin);

/// All sources below `folder` as one page; flags come from its compile_flags.txt, one a line.
[[nodiscard]] Page read_project(const std::filesystem::path& folder, const std::string& origin);

/// Requirements: the file exists and can be read.
[[nodiscard]] std::string read_text(const std::filesystem::path& file);

} // namespace partywall::support
