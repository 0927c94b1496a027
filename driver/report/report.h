/// Findings in, bytes out. A report never decides anything.
#pragma once

#include "checks/finding.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace partywall::report {

/// Reads the text of a source file by its project-relative path; nullopt if it cannot be read.
using SourceReader = std::function<std::optional<std::string>(const std::string& path)>;

/// An in-source or baseline reason not to act on a finding.
struct Suppression {
  std::string justification;
  SourceRange where;
};

struct Result {
  Finding finding;
  std::optional<Suppression> suppression;
  std::optional<std::string> baseline_state; ///< new, unchanged, absent; set on all results or none.
};

/// All a report is made from. Results are sorted by (path, line, column, check) before they get here.
struct Report {
  std::string tool_version;
  std::vector<CheckInfo> rules;        ///< All checks that ran, in catalogue order.
  std::vector<std::string> checks_off; ///< Ids of checks that exist and did not run; suppressing them is no mistake.
  std::vector<Result> results;
  Coverage coverage;
  std::string help_base_uri; ///< Absolute; the page of a check is base + surface + "/" + id.
  std::function<std::string(const std::string& id)> help_markdown; ///< The page of a check.
  std::optional<std::string> repository_uri;                       ///< https, no credentials, no ".git".
  std::optional<std::string> revision;
  std::optional<std::string> branch;
};

/// Compiler-like text: `file:line:col: warning: message [check]`, the witness as notes with source lines.
[[nodiscard]] std::string text(const Report& report, const SourceReader& sources, bool colour);
/// SARIF 2.1.0, one run, byte-identical for equal input.
[[nodiscard]] std::string sarif(const Report& report, const SourceReader& sources);
/// partywall's own JSON, version 1: findings and coverage.
[[nodiscard]] std::string json(const Report& report, const SourceReader& sources);

/// GitHub's `primaryLocationLineHash` for every line of `contents`: element i is for line i + 1.
[[nodiscard]] std::vector<std::string> line_hashes(const std::string& contents);

/// The stable identity of every result, in their order: made of check, path, function and subject, and a
/// counter where these are equal; free of line numbers. `partywall/v1` in SARIF; baselines match by it.
[[nodiscard]] std::vector<std::string> fingerprints(const Report& report);

/// The last line: files analysed, failed, skipped; hops found, scoped, leaking, open.
[[nodiscard]] std::string summary_line(const Report& report);

/// `// partywall: ignore(check-id): reason` on the finding's line or the line above. A missing reason or an
/// unknown check id is a problem, not a suppression.
void apply_suppressions(Report& report, const SourceReader& sources);

} // namespace partywall::report
