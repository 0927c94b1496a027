/// The options of `audit`, as written and as understood.
#pragma once

#include "checks/finding.h"
#include "driver/cli/subject.h"

#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace partywall::cli {

struct Output {
  std::string format;   ///< text, sarif, json
  std::string file;     ///< Empty: stdout.
};

struct AuditOptions {
  SubjectOptions subject;
  std::vector<std::string> outputs_written;   ///< "sarif=out.sarif", as on the command line.
  std::string fail_on_written;
  bool strict = false;
  bool allow_incomplete = false;
  bool dump_ir = false;
  bool dump_callgraph = false;
  bool dump_hops = false;
  std::string dump_summary;                   ///< Name of a function.
  std::string baseline;                       ///< Not available yet, as the next two.
  std::string diff_base;
  bool fix = false;

  void declare(CLI::App& command);
  [[nodiscard]] bool dumps() const { return dump_ir || dump_callgraph || dump_hops || !dump_summary.empty(); }
};

/// What is asked for that this version cannot do, in one sentence; nullopt if there is nothing of the kind.
[[nodiscard]] std::optional<std::string> not_available(const AuditOptions& options);

/// Text on stdout if nothing is asked for. Two outputs for stdout, or an unknown format, are errors.
[[nodiscard]] std::expected<std::vector<Output>, std::string> outputs_of(const AuditOptions& options);

/// The lowest level that fails; nullopt: none does. The command line is stronger than the configuration.
[[nodiscard]] std::expected<std::optional<Level>, std::string> fail_on_of(const AuditOptions& options,
                                                                         const models::Config& config);

[[nodiscard]] std::optional<Level> level_of(std::string_view word);

}  // namespace partywall::cli
