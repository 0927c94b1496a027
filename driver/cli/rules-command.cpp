#include "driver/cli/command.h"
#include "driver/cli/subject.h"

#include <memory>

#include <fmt/format.h>
#include <llvm/Support/FileSystem.h>

namespace partywall::cli {
namespace {

/// Rows none of whose functions the program calls, each with the function that was probably meant.
std::vector<models::InputError> rows_without_match(const models::Models& models, const ir::Program& program) {
  std::vector<std::string> called;
  for (const ir::Callee& callee : program.callees)
    called.emplace_back(program.text(callee.name));
  return models::unmatched_rows(models, called);
}

int check(const std::vector<std::string>& paths, const SubjectOptions& options) {
  for (const std::string& path : paths)
    if (!llvm::sys::fs::exists(path))
      return refuse(fmt::format("{}: no such rules file or folder", path));
  const models::LoadedModels loaded = models::load_models(paths, {});
  if (!loaded.errors.empty())
    return refuse(listed(loaded.errors));
  const std::string good = fmt::format("{} rows are sound\n", loaded.models.all().size());
  if (options.build.empty())
    return write("", good) ? exit_clean : exit_wrong_use;
  const auto subject = load_subject(options);
  if (!subject)
    return refuse(subject.error());
  const pipeline::Audit audit = analyse(*subject, options);
  const std::string unmatched = listed(rows_without_match(loaded.models, *audit.program));
  if (!write("", unmatched + (unmatched.empty() ? "" : "\n") + good))
    return exit_wrong_use;
  if (audit.coverage.files_failed == 0)
    return exit_clean;
  warn(fmt::format("{} files could not be analysed fully, so rows may match calls in them", audit.coverage.files_failed));
  return exit_incomplete;
}

}  // namespace

void add_rules(CLI::App& app, Chosen& chosen) {
  CLI::App* rules = app.add_subcommand("rules", "Work with models of libraries");
  rules->require_subcommand(1);
  CLI::App* command = rules->add_subcommand("check", "Validate rules files");
  auto paths = std::make_shared<std::vector<std::string>>();
  auto options = std::make_shared<SubjectOptions>();
  command->add_option("PATH", *paths, "YAML files, or folders of them")->required();
  command->add_option("-p", options->build, "Also list the rows that match nothing this build calls")
      ->type_name("BUILD_DIR");
  command->callback([paths, options, &chosen] { chosen = [paths, options] { return check(*paths, *options); }; });
}

}  // namespace partywall::cli
