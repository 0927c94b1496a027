#include "driver/report/report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

namespace partywall::report {

namespace {

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string findings_part(const Report& report) {
  std::array<std::size_t, 3> by_level{};
  std::size_t suppressed = 0;
  std::size_t gone = 0;
  for (const auto& result : report.results) {
    if (result.baseline_state == "absent") {
      ++gone;
    } else if (result.suppression) {
      ++suppressed;
    } else {
      ++by_level[static_cast<std::size_t>(result.finding.level)];
    }
  }
  std::vector<std::string> parts;
  constexpr std::array<std::string_view, 3> nouns{"note", "warning", "error"};
  for (auto level = by_level.size(); level-- > 0;) {
    if (by_level[level] > 0) {
      parts.push_back(counted(by_level[level], nouns[level]));
    }
  }
  if (parts.empty()) {
    parts.emplace_back("no findings");
  }
  if (suppressed > 0) {
    parts.push_back(fmt::format("{} suppressed", suppressed));
  }
  if (gone > 0) {
    parts.push_back(fmt::format("{} fixed since the baseline", gone));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

} // namespace

std::string summary_line(const Report& report) {
  const auto& coverage = report.coverage;
  return fmt::format(
      "partywall: {} · {} analysed, {} failed, {} skipped · {}: {} scoped, {} leaking, {} neutral, {} open",
      findings_part(report), counted(coverage.files_analysed, "file"), coverage.files_failed, coverage.files_skipped,
      counted(coverage.hops(), "hop"), coverage.hops_scoped, coverage.hops_leaking, coverage.hops_neutral,
      coverage.hops_open);
}

} // namespace partywall::report
