#include "driver/cli/subject.h"

#include "checks/all-checks.h"
#include "driver/cli/command.h"
#include "driver/cli/resources.h"
#include "driver/pipeline/project.h"

#include <algorithm>
#include <cstdio>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Process.h>

namespace partywall::cli {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

std::string working_folder() {
  llvm::SmallString<256> folder;
  fs::current_path(folder);
  return std::string(folder);
}

/// The nearest `.partywall.yaml` upward; empty if there is none.
std::string find_config() {
  const std::string start = working_folder();
  for (llvm::StringRef here = start; !here.empty(); here = path::parent_path(here)) {
    llvm::SmallString<256> candidate(here);
    path::append(candidate, ".partywall.yaml");
    if (fs::exists(candidate))
      return std::string(candidate);
  }
  return {};
}

std::expected<models::Config, std::string> read_config(const std::string& given) {
  const std::string file = given.empty() ? find_config() : given;
  if (file.empty())
    return models::Config{};
  std::vector<std::string> ids;
  for (const Check& check : all_checks())
    ids.push_back(check.info.id);
  models::LoadedConfig loaded = models::load_config(file, ids);
  if (!loaded.errors.empty())
    return std::unexpected(listed(loaded.errors));
  return std::move(loaded.config);
}

/// The user's rules first: they take precedence.
std::expected<std::vector<std::string>, std::string> rule_paths(const std::vector<std::string>& given,
                                                                const models::Config& config) {
  std::vector<std::string> paths = given;
  for (const std::string& rule : config.rules) {
    llvm::SmallString<256> file{llvm::StringRef(rule)};
    fs::make_absolute(path::parent_path(absolute(config.file)), file);
    paths.emplace_back(file);
  }
  for (const std::string& rule : paths)
    if (!fs::exists(rule))
      return std::unexpected(fmt::format("{}: no such rules file or folder", rule));
  if (!fs::is_directory(rules_folder()))
    return std::unexpected(fmt::format("{}: the rules that come with partywall are missing; install it again with "
                                       "'cmake --install'",
                                       rules_folder()));
  paths.push_back(rules_folder());
  return paths;
}

/// Files with the same last part first, then similar spellings.
std::string similar_files(const std::string& file, const std::vector<std::string>& known) {
  std::vector<std::string> same_name;
  for (const std::string& candidate : known)
    if (path::filename(candidate) == path::filename(file))
      same_name.push_back(candidate);
  if (same_name.empty())
    return did_you_mean(file, known);
  constexpr std::size_t most = 3;
  same_name.resize(std::min(most, same_name.size()));
  return fmt::format("; did you mean '{}'?", fmt::join(same_name, "' or '"));
}

bool is_header(llvm::StringRef file) {
  const llvm::StringRef ending = path::extension(file);
  return ending.empty() || ending.starts_with(".h") || ending.starts_with(".in") || ending == ".tpp";
}

/// Both spellings of a file: the one given and the one without symbolic links.
std::vector<std::string> spellings(const std::string& file) {
  std::vector<std::string> result = {absolute(file)};
  llvm::SmallString<256> real;
  if (!fs::real_path(file, real) && real != result.front())
    result.emplace_back(real);
  return result;
}

class FileChooser {
public:
  FileChooser(const pipeline::Database& database, const frontend::Boundary& boundary) : boundary_(boundary) {
    for (const auto& command : database.commands)
      known_.insert(command.file);
  }

  /// The project-relative name `file` is reported under; a folder gets a `/`.
  std::expected<std::string, std::string> choose(const std::string& file) const {
    for (const std::string& name : spellings(file)) {
      if (known_.contains(name))
        return boundary_.contains(name) ? std::expected<std::string, std::string>(boundary_.display(name))
                                        : std::unexpected(outside(file));
      if (fs::is_directory(name) && holds_known(name))
        return name == boundary_.root ? std::string("/") : boundary_.display(name) + "/";
      if (fs::is_regular_file(name) && is_header(name) && boundary_.contains(name))
        return boundary_.display(name);
    }
    std::vector<std::string> names;
    for (const std::string& name : known_)
      names.push_back(boundary_.display(name));
    return std::unexpected(fmt::format("{}: not in the compilation database{}", file, similar_files(file, names)));
  }

private:
  [[nodiscard]] bool holds_known(const std::string& folder) const {
    const auto first = known_.lower_bound(folder + "/");
    return first != known_.end() && first->starts_with(folder + "/");
  }

  [[nodiscard]] std::string outside(const std::string& file) const {
    return fmt::format("{}: outside the audited project {} (or excluded from it)", file, boundary_.root);
  }

  const frontend::Boundary& boundary_;
  std::set<std::string> known_;
};

}  // namespace

void SubjectOptions::declare(CLI::App& command) {
  command.add_option("FILES", files, "Report only findings in these files or folders; all are analysed");
  command.add_option("-p", build, "Build folder with compile_commands.json; by default the nearest one upward")
      ->type_name("BUILD_DIR");
  command.add_option("--rules", rules, "More rules: a YAML file or a folder of them")
      ->type_name("PATH")
      ->allow_extra_args(false);
  command.add_option("--config", config, "Instead of the nearest .partywall.yaml upward")->type_name("FILE");
  command.add_option("-j,--jobs", jobs, "Worker processes; by default one per core")
      ->type_name("N")
      ->check(CLI::Range(1U, 1024U));
  command.add_option("--timeout", patience, "Longest time for one translation unit; 0: without limit")
      ->type_name("SECONDS")
      ->capture_default_str();
}

bool Subject::wants(const std::string& file) const {
  return wanted.empty() || std::ranges::any_of(wanted, [&](const std::string& one) {
           return one == "/" || file == one || (one.ends_with('/') && file.starts_with(one));
         });
}

std::string listed(const std::vector<models::InputError>& errors) {
  std::string text;
  for (const auto& error : errors) {
    const std::string place = error.line == 0 ? error.file : fmt::format("{}:{}:{}", error.file, error.line, error.column);
    text += fmt::format("{}{}: {}", text.empty() ? "" : "\n", place, error.message);
  }
  return text;
}

std::expected<Subject, std::string> load_subject(const SubjectOptions& options) {
  Subject subject;
  auto config = read_config(options.config);
  if (!config)
    return std::unexpected(config.error());
  subject.config = std::move(*config);
  auto paths = rule_paths(options.rules, subject.config);
  if (!paths)
    return std::unexpected(paths.error());
  auto rules = models::load_models(*paths, subject.config);
  if (!rules.errors.empty())
    return std::unexpected(listed(rules.errors));
  subject.models = std::move(rules.models);
  auto database = pipeline::load_database(options.build);
  if (!database)
    return std::unexpected(database.error());
  subject.database = std::move(*database);
  subject.boundary = {pipeline::project_root(subject.database.commands), subject.config.exclude};
  if (std::ranges::none_of(subject.database.commands,
                           [&](const auto& command) { return subject.boundary.contains(command.file); }))
    return std::unexpected(fmt::format("{}: nothing to audit: all {} entries are outside the project {} or excluded "
                                       "from it",
                                       subject.database.file, subject.database.commands.size(), subject.boundary.root));
  const FileChooser chooser(subject.database, subject.boundary);
  for (const std::string& file : options.files) {
    auto name = chooser.choose(file);
    if (!name)
      return std::unexpected(name.error());
    subject.wanted.push_back(std::move(*name));
  }
  return subject;
}

pipeline::Audit analyse(const Subject& subject, const SubjectOptions& options,
                        std::function<void(const ir::Program&)> linked) {
  pipeline::AuditInput input;
  input.linked = std::move(linked);
  input.commands = subject.database.commands;
  input.boundary = subject.boundary;
  input.models = &subject.models;
  input.jobs = options.jobs;
  input.patience = std::chrono::seconds(options.patience);
  const bool shows_progress = llvm::sys::Process::StandardErrIsDisplayed();
  if (shows_progress)
    input.progress = [](std::size_t done, std::size_t total, const std::string& file) {
      const auto width = fmt::formatted_size("{}", total);
      fmt::print(stderr, "\r\033[K[{:>{}}/{}] {}", done, width, total, file);
      std::fflush(stderr);
    };
  pipeline::Audit result = pipeline::audit(input);
  if (shows_progress)
    fmt::print(stderr, "\r\033[K");
  if (const auto foreign = subject.database.foreign.size(); foreign > 0)
    result.coverage.problems.push_back(
        {Level::note, fmt::format("{} entries of the compilation database are neither C nor C++ and were left out, "
                                  "the first is {}",
                                  foreign, subject.boundary.display(subject.database.foreign.front())),
         {}});
  return result;
}

}  // namespace partywall::cli
