#include "driver/cli/audit-options.h"
#include "driver/cli/command.h"
#include "driver/cli/make-report.h"
#include "driver/fix/place.h"

#include "checks/flow/ir/text.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include <fmt/format.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Process.h>

namespace partywall::cli {
namespace {

bool wants_colour() {
  const char* no_colour = std::getenv("NO_COLOR");   // https://no-color.org: set and not empty
  return (no_colour == nullptr || *no_colour == '\0') && llvm::sys::Process::StandardOutHasColors();
}

std::string rendered(const Output& output, const report::Report& report, const report::SourceReader& sources) {
  if (output.format == "sarif")
    return report::sarif(report, sources);
  if (output.format == "json")
    return report::json(report, sources);
  return report::text(report, sources, output.file.empty() && wants_colour());
}

bool write_all(const std::vector<Output>& outputs, const report::Report& report, const report::SourceReader& sources) {
  return std::ranges::all_of(
      outputs, [&](const Output& output) { return write(output.file, rendered(output, report, sources)); });
}

std::expected<std::string, std::string> dumped(const AuditOptions& options, const pipeline::Audit& audit) {
  std::string text;
  if (options.dump_callgraph)
    text += solver::dump_callgraph(*audit.solution);
  if (!options.dump_summary.empty()) {
    const std::string summary = solver::dump_summary(*audit.solution, options.dump_summary);
    if (summary.empty())
      return std::unexpected(fmt::format("--dump-summary {}: the program has no function of this name with a body",
                                         options.dump_summary));
    text += summary;
  }
  if (options.dump_hops)
    text += solver::dump_hops(*audit.solution);
  return text;
}

bool has_findings(const report::Report& report, std::optional<Level> fail_on) {
  return fail_on && std::ranges::any_of(report.results, [&](const report::Result& result) {
           return !result.suppression && result.finding.level >= *fail_on;
         });
}

std::string one_line(const Coverage::Problem& problem) {
  const SourceRange& where = problem.where;
  const std::string place = where.line == 0 ? where.path : fmt::format("{}:{}:{}", where.path, where.line, where.column);
  return place.empty() ? problem.message : fmt::format("{}: {}", place, problem.message);
}

/// What the text report says at its end, for those who do not see it.
void summarise(const report::Report& report) {
  for (const auto& problem : report.coverage.problems)
    if (problem.level != Level::note)
      warn(one_line(problem));
  if (!report.coverage.found_identity)
    warn("no tenant identity was found in the program, so there was nothing to follow; name what holds the tenant in "
         ".partywall.yaml: 'identity: {names: [tenant_id], types: [app::TenantId]}'");
  fmt::print(stderr, "{}\n", report::summary_line(report));
}

/// True if --strict does not let this pass.
bool has_gaps(const Coverage& coverage) {
  if (!coverage.found_identity)
    warn("--strict: an audit that found no tenant identity does not pass");
  if (coverage.hops_open > 0)
    warn(fmt::format("--strict: {} hops stay open; 'partywall inventory' lists them", coverage.hops_open));
  return !coverage.found_identity || coverage.hops_open > 0;
}

/// True if some file could not be looked at and nobody said that this is all right.
bool is_incomplete(const Coverage& coverage, bool allowed) {
  if (coverage.files_failed == 0)
    return false;
  warn(fmt::format("the audit is incomplete: {} of {} files could not be analysed fully{}", coverage.files_failed,
                   coverage.files_failed + coverage.files_analysed,
                   allowed ? "" : "; mend their compile commands, or accept it with --allow-incomplete"));
  return !allowed;
}

int exit_status(const AuditOptions& options, const report::Report& report, std::optional<Level> fail_on) {
  const bool incomplete = is_incomplete(report.coverage, options.allow_incomplete);
  const bool gaps = options.strict && has_gaps(report.coverage);
  if (has_findings(report, fail_on) || gaps)
    return exit_findings;
  return incomplete ? exit_incomplete : exit_clean;
}

bool shows_text(const std::vector<Output>& outputs) {
  return std::ranges::any_of(
      outputs, [](const Output& output) { return output.format == "text" && output.file.empty(); });
}

/// Writes the changes that come with findings nobody suppressed. False if a file could not be written.
bool apply_fixes(const report::Report& report, const frontend::Boundary& boundary) {
  std::vector<const Fix*> fixes;
  for (const report::Result& result : report.results)
    if (!result.suppression && !result.finding.fixes.empty())
      fixes.push_back(&result.finding.fixes.front());
  const fix::Outcome outcome = fix::apply_all(fixes, source_reader(boundary));
  for (const fix::Edited& file : outcome.files) {
    llvm::SmallString<256> path{llvm::StringRef(file.path)};
    llvm::sys::fs::make_absolute(boundary.root, path);
    if (!write(std::string(path), file.contents))
      return false;
  }
  warn(fmt::format("--fix: {} of {} findings mended in {} files; audit again to see what is left", outcome.applied,
                   report.results.size(), outcome.files.size()));
  if (outcome.conflicting > 0)
    warn(fmt::format("--fix: {} more changes overlap with these; run it again for them", outcome.conflicting));
  return true;
}

int run_audit(const AuditOptions& options) {
  if (const auto missing = not_available(options))
    return refuse(*missing);
  const auto outputs = outputs_of(options);
  if (!outputs)
    return refuse(outputs.error());
  const auto subject = load_subject(options.subject);
  if (!subject)
    return refuse(subject.error());
  const auto fail_on = fail_on_of(options, subject->config);
  if (!fail_on)
    return refuse(fail_on.error());

  bool is_ir_written = true;
  std::function<void(const ir::Program&)> linked;
  if (options.dump_ir)   // before the solver begins: it is what a solver that does not come to an end is debugged with
    linked = [&](const ir::Program& program) { is_ir_written = write("", ir::print(program)); };
  const pipeline::Audit audit = analyse(*subject, options.subject, linked);
  if (!is_ir_written)
    return exit_wrong_use;
  const report::Report report = make_report(*subject, audit);
  if (options.dumps()) {
    const auto dump = dumped(options, audit);
    if (!dump)
      return refuse(dump.error());
    if (!write("", *dump))
      return exit_wrong_use;
  }
  if (!write_all(*outputs, report, source_reader(subject->boundary)))
    return exit_wrong_use;
  if (options.fix && !apply_fixes(report, subject->boundary))
    return exit_wrong_use;
  if (!shows_text(*outputs))
    summarise(report);
  return exit_status(options, report, *fail_on);
}

}  // namespace

void add_audit(CLI::App& app, Chosen& chosen) {
  CLI::App* command = app.add_subcommand("audit", "Report where a request crosses to shared state without its tenant");
  auto options = std::make_shared<AuditOptions>();
  options->declare(*command);
  command->footer("Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong use, configuration or rules,\n"
                  "3 the audit is incomplete (and --allow-incomplete is not given).");
  command->callback([options, &chosen] { chosen = [options] { return run_audit(*options); }; });
}

}  // namespace partywall::cli
