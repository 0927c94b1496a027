/// `lower` and `link`: the phases one by one, with declared inputs and outputs, for build systems and bug reports.
#include "checks/flow/ir/text.h"
#include "checks/flow/solver/link.h"
#include "driver/cli/command.h"
#include "driver/cli/resources.h"
#include "driver/pipeline/command-line.h"
#include "driver/pipeline/database.h"
#include "driver/pipeline/project.h"

#include <algorithm>
#include <expected>
#include <memory>

#include <fmt/format.h>

namespace partywall::cli {
namespace {

using Commands = std::vector<frontend::CompileCommand>;

struct LowerOptions {
  std::string file;
  std::string build;
  std::string root;
  std::string output;
  std::vector<std::string> compile_command;
};

struct Work {
  Commands commands;
  frontend::Boundary boundary;
};

/// The entries of the database for one file.
std::expected<Work, std::string> from_database(const LowerOptions& options) {
  auto database = pipeline::load_database(options.build);
  if (!database)
    return std::unexpected(database.error());
  Work work;
  work.boundary.root = options.root.empty() ? pipeline::project_root(database->commands) : absolute(options.root);
  std::vector<std::string> known;
  for (auto& command : database->commands) {
    known.push_back(work.boundary.display(command.file));
    if (command.file == absolute(options.file))
      work.commands.push_back(std::move(command));
  }
  if (work.commands.empty())
    return std::unexpected(
        fmt::format("{}: not in the compilation database{}", options.file, did_you_mean(options.file, known)));
  return work;
}

/// The one command behind `--`.
std::expected<Work, std::string> from_command(const LowerOptions& options) {
  frontend::CompileCommand command;
  command.directory = absolute(".");
  command.file = absolute(options.file);
  auto arguments = pipeline::expand_command(options.compile_command, command.directory);
  if (!arguments)
    return std::unexpected(arguments.error());
  command.arguments = std::move(*arguments);
  command.output = pipeline::output_of(command.arguments);
  Work work;
  work.boundary.root = options.root.empty() ? pipeline::project_root({command}) : absolute(options.root);
  work.commands.push_back(std::move(command));
  return work;
}

bool failed(const ir::Program& program) {
  return std::ranges::any_of(program.units, [](const ir::Unit& unit) {
    return std::ranges::any_of(unit.notes, [](const ir::Note& note) {
      return note.severity == ir::Note::Severity::error || note.severity == ir::Note::Severity::lost;
    });
  });
}

int run_lower(const LowerOptions& options) {
  const auto work = options.compile_command.empty() ? from_database(options) : from_command(options);
  if (!work)
    return refuse(work.error());
  std::vector<ir::Program> parts;
  for (const auto& command : work->commands)
    parts.push_back(frontend::lower(command, work->boundary));
  const ir::Program program = parts.size() == 1 ? std::move(parts.front()) : solver::link(std::move(parts));
  if (!write(options.output, ir::print(program)))
    return exit_wrong_use;
  return failed(program) ? exit_incomplete : exit_clean;
}

std::expected<ir::Program, std::string> read_program(const std::string& file) {
  const auto text = read_file(file);
  if (!text)
    return std::unexpected(fmt::format("{}: cannot be read", file));
  auto program = ir::read(*text);
  if (!program)
    return std::unexpected(fmt::format("{}:{}:{}: {}", file, program.error().line, program.error().column,
                                       program.error().message));
  if (const auto broken = ir::verify(*program); !broken.empty())
    return std::unexpected(fmt::format("{}: not a sound program: {}", file, broken.front()));
  return std::move(*program);
}

int run_link(const std::vector<std::string>& inputs, const std::string& output) {
  std::vector<ir::Program> parts;
  for (const std::string& file : inputs) {
    auto program = read_program(file);
    if (!program)
      return refuse(program.error());
    parts.push_back(std::move(*program));
  }
  return write(output, ir::print(solver::link(std::move(parts)))) ? exit_clean : exit_wrong_use;
}

}  // namespace

void add_lower(CLI::App& app, Chosen& chosen, const std::vector<std::string>& compile_command) {
  CLI::App* command = app.add_subcommand("lower", "Print the flow IR of one translation unit, in this process");
  auto options = std::make_shared<LowerOptions>();
  options->compile_command = compile_command;
  command->add_option("FILE", options->file, "The source file")->required();
  command->add_option("-p", options->build, "Build folder whose entries for FILE are taken")->type_name("BUILD_DIR");
  command->add_option("--root", options->root, "Top folder of the audited project")->type_name("FOLDER");
  command->add_option("-o", options->output, "Where to write; by default stdout")->type_name("OUT.ir");
  command->footer("Instead of a database, a compile command may follow: partywall lower FILE -- c++ -Iinclude FILE\n"
                  "Exit status: 3 if the unit has errors; the IR is then partial.");
  command->callback([options, &chosen] { chosen = [options] { return run_lower(*options); }; });
}

void add_link(CLI::App& app, Chosen& chosen) {
  CLI::App* command = app.add_subcommand("link", "Join the flow IR of several units");
  auto inputs = std::make_shared<std::vector<std::string>>();
  auto output = std::make_shared<std::string>();
  command->add_option("IN.ir", *inputs, "What 'lower' or 'link' wrote")->required();
  command->add_option("-o", *output, "Where to write; by default stdout")->type_name("OUT.ir");
  command->callback([inputs, output, &chosen] { chosen = [inputs, output] { return run_link(*inputs, *output); }; });
}

}  // namespace partywall::cli
