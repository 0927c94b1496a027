// The line hash by which GitHub recognises an alert after the code around it has moved. It reaches over the
// next 100 characters that are not blank, so it is a rolling polynomial over the file in UTF-16 units.

#include "driver/report/source.h"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace partywall::report {

namespace {

constexpr std::size_t window = 100;
constexpr std::uint64_t base = 37;
constexpr std::uint64_t end_of_file = 0xffff;

/// What is hashed, and where in it lines begin.
struct Stream {
  std::vector<std::uint64_t> units;
  std::vector<std::size_t> line_starts;
};

Stream significant_units(std::u16string_view text) {
  Stream stream;
  stream.units.reserve(text.size() + window + 1);
  bool at_line_start = true;
  const auto keep = [&](std::uint64_t unit) {
    if (at_line_start) {
      stream.line_starts.push_back(stream.units.size());
    }
    at_line_start = unit == '\n';
    stream.units.push_back(unit);
  };
  char16_t previous = 0;
  for (const char16_t unit : text) {
    const bool ends_pair = unit == '\n' && previous == '\r';
    previous = unit;
    if (unit != ' ' && unit != '\t' && !ends_pair) {
      keep(unit == '\r' ? '\n' : unit);
    }
  }
  keep(end_of_file);
  stream.units.insert(stream.units.end(), window, 0);
  return stream;
}

} // namespace

std::vector<std::string> line_hashes(const std::string& contents) {
  const auto stream = significant_units(to_utf16(contents));
  std::uint64_t leading = 1; // base^window, the weight of the unit that leaves the window
  for (std::size_t i = 0; i < window; ++i) {
    leading *= base;
  }
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < window; ++i) {
    hash = hash * base + stream.units[i];
  }
  std::vector<std::string> result;
  result.reserve(stream.line_starts.size());
  std::unordered_map<std::uint64_t, std::uint32_t> seen;
  std::size_t position = 0;
  for (const auto start : stream.line_starts) {
    for (; position < start; ++position) {
      hash = hash * base + stream.units[position + window] - leading * stream.units[position];
    }
    result.push_back(fmt::format("{:x}:{}", hash, ++seen[hash]));
  }
  return result;
}

} // namespace partywall::report
