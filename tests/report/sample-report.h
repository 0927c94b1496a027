/// A report over testdata/report/project, as an audit of it could have made it.
#pragma once

#include "driver/report/report.h"

#include <string>

namespace partywall::report {

/// The range of the `occurrence`-th (from 1) `what` in a file of the sample project.
/// Requirements: it is there; otherwise the test program stops with a message.
[[nodiscard]] SourceRange range_of(const std::string& path, const std::string& what, int occurrence = 1);

/// Reads the sample project.
[[nodiscard]] SourceReader sample_sources();
/// Reads one file from memory, and no other.
[[nodiscard]] SourceReader one_file(const std::string& path, const std::string& contents);

/// Three checks, four findings (one of them suppressible), two problems.
[[nodiscard]] Report sample_report();
/// The same rules, nothing found, everything analysed.
[[nodiscard]] Report clean_report();

} // namespace partywall::report
