#include "driver/report/excerpt.h"

#include <fmt/format.h>
#include <llvm/Support/Unicode.h>

#include <algorithm>

namespace partywall::report {

namespace {

constexpr std::size_t widest_line = 110;
constexpr std::size_t kept_before_mark = 40;
constexpr std::size_t tab_width = 4;

/// One character cell or two of a shown line.
struct Glyph {
  std::string text;
  std::size_t width = 1;
  std::size_t offset = 0; ///< Byte offset in the source line.
};

std::vector<Glyph> glyphs(std::string_view line) {
  std::vector<Glyph> result;
  std::size_t offset = 0;
  for (const auto& point : decode_utf8(line)) {
    Glyph glyph;
    glyph.offset = offset;
    if (point.value == '\t') {
      glyph.text.assign(tab_width, ' ');
      glyph.width = tab_width;
    } else {
      glyph.text = printable(line.substr(offset, point.bytes));
      glyph.width = static_cast<std::size_t>(std::max(llvm::sys::unicode::columnWidthUTF8(glyph.text), 0));
    }
    offset += point.bytes;
    result.push_back(std::move(glyph));
  }
  return result;
}

std::size_t width(const std::vector<Glyph>& line) {
  std::size_t result = 0;
  for (const auto& glyph : line) {
    result += glyph.width;
  }
  return result;
}

/// Cuts a long line to what stands around byte `mark`; says so by "…".
void shorten(std::vector<Glyph>& line, std::size_t mark) {
  if (width(line) <= widest_line) {
    return;
  }
  const auto marked = std::ranges::lower_bound(line, mark, {}, &Glyph::offset) - line.begin();
  const auto skipped =
      static_cast<std::size_t>(marked) > kept_before_mark ? marked - static_cast<std::ptrdiff_t>(kept_before_mark) : 0;
  if (skipped > 0) {
    line.erase(line.begin(), line.begin() + skipped);
    line.insert(line.begin(), {.text = "…", .width = 1, .offset = 0});
  }
  std::size_t used = 0;
  const auto end = std::ranges::find_if(line, [&](const Glyph& glyph) {
    used += glyph.width;
    return used > widest_line;
  });
  if (end != line.end()) {
    const auto offset = end->offset;
    line.erase(end, line.end());
    line.push_back({.text = "…", .width = 1, .offset = offset});
  }
}

} // namespace

std::string Paint::wrap(std::string_view code, std::string_view text) const {
  return enabled_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

std::string Paint::level(Level level) const {
  switch (level) {
  case Level::note:
    return wrap("1;36", "note:") + ' ';
  case Level::warning:
    return wrap("1;35", "warning:") + ' ';
  case Level::error:
    break;
  }
  return wrap("1;31", "error:") + ' ';
}

ShownLine shown_line(const SourceFile& file, const SourceRange& range) {
  const auto where = first_line(range, &file);
  const auto whole = file.line(where.line);
  const auto indent = std::min(whole.find_first_not_of(" \t"), whole.size());
  const auto start = std::max(file.before(where.line, where.column).size(), indent) - indent;
  const auto end = std::max(file.before(where.line, where.end_column).size(), indent) - indent;
  auto line = glyphs(whole.substr(indent, whole.find_last_not_of(" \t") + 1 - indent));
  shorten(line, start);
  ShownLine result;
  for (const auto& glyph : line) {
    const bool is_before = glyph.offset < start;
    result.text += glyph.text;
    result.mark_start += is_before ? glyph.width : 0;
    result.mark_width += !is_before && glyph.offset < end ? glyph.width : 0;
  }
  result.mark_width = std::max<std::size_t>(result.mark_width, 1);
  return result;
}

std::string excerpt(const SourceFile* file, const SourceRange& range, const ExcerptStyle& style, const Paint& paint) {
  if (file == nullptr || range.line == 0 || file->line(range.line).empty()) {
    return {};
  }
  const auto line = shown_line(*file, range);
  const std::string indent(style.indent, ' ');
  auto result = indent + paint.dim(fmt::format("{:>{}} |", range.line, style.gutter)) + ' ' + line.text + '\n';
  if (style.is_underlined) {
    const auto underline = '^' + std::string(line.mark_width - 1, '~');
    result += indent + paint.dim(std::string(style.gutter, ' ') + " |") + ' ' + std::string(line.mark_start, ' ') +
              paint.mark(underline) + '\n';
  }
  return result;
}

} // namespace partywall::report
