#include "driver/report/source.h"

#include <llvm/Support/ConvertUTF.h>

#include <algorithm>

namespace partywall::report {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
constexpr char32_t replacement = 0xfffd;

std::vector<std::size_t> line_starts(std::string_view text) {
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      continue;
    }
    if (text[i] == '\r' || text[i] == '\n') {
      starts.push_back(i + 1);
    }
  }
  return starts;
}

bool is_control(char32_t value) {
  return (value < 0x20 && value != '\t' && value != '\n' && value != '\r') || (value >= 0x7f && value < 0xa0);
}

// Marks that reorder what follows: the Trojan Source trick must not work in a report either.
bool is_reordering(char32_t value) {
  return (value >= 0x202a && value <= 0x202e) || (value >= 0x2066 && value <= 0x2069);
}

/// What a first byte promises: how many bytes follow, and the range of the next one (Unicode, table 3-7).
struct Lead {
  std::uint32_t following = 0;
  unsigned low = 0x80;
  unsigned high = 0xbf;
};

Lead lead_of(unsigned char byte) {
  if (byte >= 0xc2 && byte <= 0xdf) {
    return {.following = 1};
  }
  if ((byte & 0xf0) == 0xe0) {
    return {.following = 2, .low = byte == 0xe0 ? 0xa0U : 0x80U, .high = byte == 0xed ? 0x9fU : 0xbfU};
  }
  if (byte >= 0xf0 && byte <= 0xf4) {
    return {.following = 3, .low = byte == 0xf0 ? 0x90U : 0x80U, .high = byte == 0xf4 ? 0x8fU : 0xbfU};
  }
  return {};
}

/// A bad sequence is replaced as far as it could have been the beginning of a good one, as browsers do. LLVM's
/// converter does the same for whole texts, but does not tell how many bytes each character took.
CodePoint first_code_point(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text[0]);
  if (byte < 0x80) {
    return {byte, 1};
  }
  auto lead = lead_of(byte);
  if (lead.following == 0) {
    return {replacement, 1};
  }
  char32_t value = byte & (0x3fU >> lead.following);
  for (std::uint32_t i = 1; i <= lead.following; ++i) {
    const unsigned next = i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    if (next < lead.low || next > lead.high) {
      return {replacement, i};
    }
    value = (value << 6) | (next & 0x3fU);
    lead.low = 0x80;
    lead.high = 0xbf;
  }
  return {value, lead.following + 1};
}

} // namespace

std::vector<CodePoint> decode_utf8(std::string_view text) {
  std::vector<CodePoint> points;
  points.reserve(text.size());
  while (!text.empty()) {
    points.push_back(first_code_point(text));
    text.remove_prefix(points.back().bytes);
  }
  return points;
}

std::u16string to_utf16(std::string_view text) {
  std::u16string units;
  units.reserve(text.size());
  for (const auto& point : decode_utf8(text)) {
    if (point.value < 0x10000) {
      units.push_back(static_cast<char16_t>(point.value));
    } else {
      units.push_back(static_cast<char16_t>(0xd7c0 + (point.value >> 10)));
      units.push_back(static_cast<char16_t>(0xdc00 + (point.value & 0x3ff)));
    }
  }
  return units;
}

void append_utf8(std::string& out, char32_t value) {
  char buffer[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
  char* end = buffer;
  if (llvm::ConvertCodePointToUTF8(static_cast<unsigned>(value), end)) {
    out.append(buffer, end);
  }
}

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const auto& point : decode_utf8(text)) {
    append_utf8(result, is_control(point.value) || is_reordering(point.value) ? replacement : point.value);
  }
  return result;
}

SourceFile::SourceFile(std::string contents) : contents_(std::move(contents)), starts_(line_starts(contents_)) {}

std::string_view SourceFile::line(std::uint32_t number) const {
  if (number == 0 || number > starts_.size()) {
    return {};
  }
  const auto start = starts_[number - 1];
  const auto end = number < starts_.size() ? starts_[number] : contents_.size();
  auto text = std::string_view(contents_).substr(start, end - start);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  if (number == 1 && text.starts_with(byte_order_mark)) {
    text.remove_prefix(byte_order_mark.size());
  }
  return text;
}

std::string_view SourceFile::before(std::uint32_t number, std::uint32_t column) const {
  const auto text = line(number);
  std::size_t bytes = column > 0 ? column - 1 : 0;
  if (number == 1 && contents_.starts_with(byte_order_mark)) {
    bytes -= std::min(bytes, byte_order_mark.size());
  }
  return text.substr(0, std::min(bytes, text.size()));
}

std::uint32_t SourceFile::utf16_column(std::uint32_t number, std::uint32_t column) const {
  return static_cast<std::uint32_t>(to_utf16(before(number, column)).size()) + 1;
}

std::pair<std::uint32_t, std::uint32_t> SourceFile::position(std::size_t offset) const {
  const auto next = std::ranges::upper_bound(starts_, offset);
  const auto line = static_cast<std::uint32_t>(next - starts_.begin());
  return {line, static_cast<std::uint32_t>(offset - starts_[line - 1]) + 1};
}

const std::vector<std::string>& SourceFile::hashes() const {
  if (hashes_.empty()) {
    hashes_ = line_hashes(contents_);
  }
  return hashes_;
}

const SourceFile* Sources::find(const std::string& path) {
  const auto known = files_.find(path);
  if (known != files_.end()) {
    return known->second.get();
  }
  std::unique_ptr<SourceFile> file;
  if (reader_ && !path.empty()) {
    if (auto contents = reader_(path)) {
      file = std::make_unique<SourceFile>(std::move(*contents));
    }
  }
  return files_.emplace(path, std::move(file)).first->second.get();
}

SourceRange first_line(const SourceRange& range, const SourceFile* file) {
  auto result = range;
  result.line = std::max(range.line, 1U);
  result.column = std::max(range.column, 1U);
  if (range.end_line > range.line && file != nullptr) {
    const auto text = file->line(range.line);
    const auto length = text.find_last_not_of(" \t") + 1; // npos + 1 is 0
    result.end_column = static_cast<std::uint32_t>(length) + 1;
  }
  result.end_line = result.line;
  const bool is_cut_blindly = range.end_line > range.line && file == nullptr;
  if (is_cut_blindly || result.end_column <= result.column) {
    result.end_column = result.column + 1;
  }
  return result;
}

} // namespace partywall::report
