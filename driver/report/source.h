/// Source files as reports look at them: by line, with columns in the units their readers count in.
#pragma once

#include "driver/report/report.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace partywall::report {

/// One unit a decoded text is made of, and how many bytes it took. A bad byte sequence is U+FFFD.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t bytes = 0;
};

[[nodiscard]] std::vector<CodePoint> decode_utf8(std::string_view text);
[[nodiscard]] std::u16string to_utf16(std::string_view text);
void append_utf8(std::string& out, char32_t value);
/// `text` with U+FFFD for what is not UTF-8 and for control characters other than tab and line breaks, so that
/// nothing in an audited file can speak to the reader's terminal.
[[nodiscard]] std::string printable(std::string_view text);

/// Lines end in LF, CR LF or CR, as Clang counts them. Lines and byte columns are 1-based.
class SourceFile {
public:
  explicit SourceFile(std::string contents);

  [[nodiscard]] const std::string& contents() const { return contents_; }
  [[nodiscard]] std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }
  /// Without its line break and without a byte order mark; empty for a line the file does not have.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;
  /// The part of `line(number)` before a byte column as Clang counts it (a byte order mark counts there).
  [[nodiscard]] std::string_view before(std::uint32_t number, std::uint32_t column) const;
  /// 1-based column in UTF-16 units. A column beyond the line is the one after its last character.
  [[nodiscard]] std::uint32_t utf16_column(std::uint32_t number, std::uint32_t column) const;
  /// Line and byte column of an offset into `contents()`.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> position(std::size_t offset) const;
  /// Element i is for line i + 1; computed once.
  [[nodiscard]] const std::vector<std::string>& hashes() const;

private:
  std::string contents_;
  std::vector<std::size_t> starts_;
  mutable std::vector<std::string> hashes_;
};

/// Reads each file at most once.
class Sources {
public:
  explicit Sources(const SourceReader& reader) : reader_(reader) {}
  /// Null if the file cannot be read. Valid as long as this object.
  [[nodiscard]] const SourceFile* find(const std::string& path);

private:
  const SourceReader& reader_;
  std::map<std::string, std::unique_ptr<SourceFile>> files_;
};

/// `range` cut to its first line and made non-empty: what is underlined, and what an alert stands on.
[[nodiscard]] SourceRange first_line(const SourceRange& range, const SourceFile* file);

} // namespace partywall::report
