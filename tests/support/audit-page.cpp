#include "tests/support/audit-page.h"

#include "checks/flow/ir/text.h"
#include "checks/flow/models/load.h"
#include "driver/pipeline/audit.h"
#include "tests/support/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <stdlib.h> // mkdtemp

namespace partywall::support {
namespace fs = std::filesystem;
namespace {

/// A folder that goes when this does.
class ScratchFolder {
public:
  ScratchFolder() {
    std::string pattern = (fs::canonical(fs::temp_directory_path()) / "partywall-page-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr)
      throw std::runtime_error("cannot make " + pattern);
    path_ = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }

private:
  fs::path path_;
};

const models::LoadedModels& shipped_rules() {
  static const models::LoadedModels rules = models::load_models({(source_root() / "rules").string()}, {});
  return rules;
}

std::vector<frontend::CompileCommand> commands_for(const Page& page, const fs::path& root) {
  std::vector<frontend::CompileCommand> commands;
  for (const SourceFile& file : page.files) {
    if (!file.is_unit())
      continue;
    const std::string path = (root / file.name).string();
    const bool is_c = file.name.ends_with(".c");
    std::vector<std::string> arguments{is_c ? "clang" : "clang++"};
    for (const std::string& flag : page.flags)
      if (!is_c || !flag.starts_with("-std=c++"))
        arguments.push_back(flag);
    arguments.insert(arguments.end(), {"-c", path});
    commands.push_back({.directory = root.string(), .file = path, .arguments = std::move(arguments), .output = {}});
  }
  return commands;
}

/// For the pass under sanitizers (tests/flow/recorded), whose build has no front end: the program as it was
/// solved, and the findings told on it.
void record(const Page& page, const pipeline::Audit& audit) {
  const char* folder = std::getenv("PARTYWALL_RECORD_IR");
  if (folder == nullptr)
    return;
  fs::create_directories(folder);
  const SourceFile& first = page.files.front();
  const fs::path stem = fs::path(folder) / test_name(fmt::format("{} {}", first.origin, first.first_line));
  std::ofstream(stem.string() + ".ir", std::ios::binary) << ir::print(*audit.program);
  std::ofstream told(stem.string() + ".told", std::ios::binary);
  for (const Finding& finding : audit.findings)
    told << fmt::format("{}:{}:{} {}\n", finding.primary.path, finding.primary.line, finding.primary.column,
                        finding.check);
}

pipeline::Audit run_at(const Page& page, const fs::path& root) {
  pipeline::AuditInput input;
  input.commands = commands_for(page, root);
  input.boundary.root = root.string();
  input.models = &shipped_rules().models;
  input.jobs = 1;
  input.in_process = true;
  return pipeline::audit(input);
}

std::vector<std::string> audit_at(const Page& page, const fs::path& root) {
  std::vector<std::string> failures = page.errors;
  for (const models::InputError& error : shipped_rules().errors)
    failures.push_back(fmt::format("{}:{}:{}: {}", error.file, error.line, error.column, error.message));
  if (!failures.empty())
    return failures;

  const pipeline::Audit audit = run_at(page, root);
  record(page, audit);

  for (const Coverage::Problem& problem : audit.coverage.problems)
    if (problem.level == Level::error)
      failures.push_back(fmt::format("{}:{}: {}", problem.where.path, problem.where.line, problem.message));
  const std::ptrdiff_t units = std::ranges::count_if(page.files, &SourceFile::is_unit);
  if (audit.coverage.files_analysed != units)
    failures.push_back(fmt::format("{} of {} translation units were analysed", audit.coverage.files_analysed, units));
  std::ranges::copy(compare(page, audit.findings), std::back_inserter(failures));
  return failures;
}

} // namespace

fs::path source_root() { return PARTYWALL_SOURCE_DIR; }

void write_files(const Page& page, const fs::path& folder) {
  for (const SourceFile& file : page.files) {
    const fs::path path = folder / file.name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << file.text;
  }
}

std::vector<std::string> audit_page(const Page& page) {
  const ScratchFolder folder;
  write_files(page, folder.path());
  return audit_at(page, folder.path());
}

Told told_on(const Page& page) {
  const ScratchFolder folder;
  write_files(page, folder.path());
  pipeline::Audit audit = run_at(page, folder.path());
  return {std::move(audit.findings), std::move(audit.coverage)};
}

std::vector<std::string> audit_project(const fs::path& folder) {
  return audit_at(read_project(folder, display(folder)), fs::canonical(folder));
}

std::vector<fs::path> files_below(const fs::path& folder, const std::string& ending) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder))
    return files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().filename().string().ends_with(ending))
      files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

std::string display(const fs::path& file) { return file.lexically_relative(source_root()).generic_string(); }

std::string test_name(const std::string& text) {
  std::string name = text;
  std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

} // namespace partywall::support
