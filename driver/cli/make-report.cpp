#include "driver/cli/make-report.h"

#include "checks/all-checks.h"
#include "driver/cli/audit-options.h"
#include "driver/cli/resources.h"
#include "driver/fix/place.h"
#include "driver/pipeline/project.h"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <utility>

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>

namespace partywall::cli {
namespace {

// Where the pages of the checks can be read; `explain` shows the same text offline.
constexpr const char* pages_on_the_web = "https://partywall.example.com/docs/checks/";

/// What the configuration says about a check, or empty.
std::string_view configured(const models::Config& config, const std::string& check) {
  const auto found = config.checks.find(check);
  return found == config.checks.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<CheckInfo> rules_that_ran(const models::Config& config) {
  std::vector<CheckInfo> rules;
  for (const Check& check : all_checks()) {
    const std::string_view setting = configured(config, check.info.id);
    if (setting == "off")
      continue;
    rules.push_back(check.info);
    rules.back().level = level_of(setting).value_or(check.info.level);
  }
  return rules;
}

/// The configuration says that the code there serves one tenant.
bool serves_one_tenant(const Subject& subject, const std::string& path) {
  const std::string& root = subject.boundary.root;
  return !subject.config.single_tenant.empty() &&
         !frontend::Boundary{root, subject.config.single_tenant}.contains(root + "/" + path);
}

/// `left_out` counts what is not told because its place serves one tenant.
std::vector<report::Result> results(const Subject& subject, const std::vector<Finding>& findings,
                                    std::size_t& left_out) {
  std::vector<report::Result> kept;
  for (const Finding& finding : findings) {
    const std::string_view setting = configured(subject.config, finding.check);
    if (setting == "off" || !subject.wants(finding.primary.path))
      continue;
    if (serves_one_tenant(subject, finding.primary.path)) {
      ++left_out;
      continue;
    }
    kept.push_back({finding, std::nullopt, std::nullopt});
    kept.back().finding.level = level_of(setting).value_or(finding.level);
  }
  return kept;
}

std::string page(const std::string& id) {
  for (const Check& check : all_checks())
    if (check.info.id == id)
      return page_of(check.info.surface, id).value_or("# " + check.info.title + "\n\n" + check.info.description + "\n");
  return {};
}

}  // namespace

report::SourceReader source_reader(const frontend::Boundary& boundary) {
  auto known = std::make_shared<std::map<std::string, std::optional<std::string>>>();
  return [known, root = boundary.root](const std::string& path) {
    const auto [entry, is_new] = known->try_emplace(path);
    if (is_new) {
      llvm::SmallString<256> file{llvm::StringRef(path)};
      llvm::sys::fs::make_absolute(root, file);
      entry->second = read_file(std::string(file));
    }
    return entry->second;
  };
}

report::Report make_report(const Subject& subject, const pipeline::Audit& audit) {
  report::Report report;
  report.tool_version = PARTYWALL_VERSION;
  report.rules = rules_that_ran(subject.config);
  for (const Check& check : all_checks())
    if (configured(subject.config, check.info.id) == "off")
      report.checks_off.push_back(check.info.id);
  std::vector<Finding> findings = audit.findings;
  fix::place_all(findings, source_reader(subject.boundary));
  std::size_t left_out = 0;
  report.results = results(subject, findings, left_out);
  report.coverage = audit.coverage;
  if (left_out > 0)
    report.coverage.problems.push_back(
        {Level::note, fmt::format("{} findings are left out: 'single_tenant' says that the code there serves one tenant", left_out), {}});
  report.help_base_uri = pages_on_the_web;
  report.help_markdown = page;
  const auto git = pipeline::version_control(subject.boundary.root);
  report.repository_uri = git.repository_uri;
  report.revision = git.revision;
  report.branch = git.branch;
  report::apply_suppressions(report, source_reader(subject.boundary));
  return report;
}

}  // namespace partywall::cli
