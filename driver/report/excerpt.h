/// Source lines in a terminal: underlined, shortened around what matters, free of control characters.
#pragma once

#include "driver/report/source.h"

#include <string>
#include <string_view>
#include <vector>

namespace partywall::report {

/// Wraps text into terminal colours, or leaves it alone.
class Paint {
public:
  explicit Paint(bool enabled) : enabled_(enabled) {}
  [[nodiscard]] std::string bold(std::string_view text) const { return wrap("1", text); }
  [[nodiscard]] std::string dim(std::string_view text) const { return wrap("2", text); }
  [[nodiscard]] std::string green(std::string_view text) const { return wrap("32", text); }
  [[nodiscard]] std::string removed(std::string_view text) const { return wrap("31", text); }
  [[nodiscard]] std::string mark(std::string_view text) const { return wrap("1;32", text); }
  /// "error: ", "warning: ", "note: " in the colours that compilers use.
  [[nodiscard]] std::string level(Level level) const;

private:
  [[nodiscard]] std::string wrap(std::string_view code, std::string_view text) const;
  bool enabled_;
};

/// One source line as it is shown, with where the marked part begins and how wide it is, in terminal columns.
struct ShownLine {
  std::string text;
  std::size_t mark_start = 0;
  std::size_t mark_width = 0;
};
/// The first line of `range`, without indentation.
[[nodiscard]] ShownLine shown_line(const SourceFile& file, const SourceRange& range);

/// How an excerpt stands on the page.
struct ExcerptStyle {
  std::size_t indent = 2;
  std::size_t gutter = 4; ///< Width of the line number.
  bool is_underlined = true;
};
/// "  42 | source" and the underline; empty when the file or the line cannot be had.
[[nodiscard]] std::string excerpt(const SourceFile* file, const SourceRange& range, const ExcerptStyle& style,
                                  const Paint& paint);

/// What a fix changes, as removed and added lines.
struct LineChange {
  std::string path;
  std::uint32_t line = 0; ///< Of the first removed line, or where lines are added.
  std::vector<std::string> removed;
  std::vector<std::string> added;
};
/// Empty if some file cannot be read or the replacements overlap.
[[nodiscard]] std::vector<LineChange> line_changes(const Fix& fix, Sources& sources);

} // namespace partywall::report
