#include "driver/pipeline/lowering.h"

#include "checks/flow/ir/text.h"
#include "driver/pipeline/workers.h"

#include <utility>

#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/xxhash.h>

namespace partywall::pipeline {
namespace {

/// Tells the entries of one file apart, as far as is known without a compiler.
std::string configuration_of(const frontend::CompileCommand& command) {
  std::string text = command.directory;
  for (const std::string& argument : command.arguments)
    text += '\0' + argument;
  return llvm::utohexstr(llvm::xxh3_64bits(text), /*LowerCase=*/true, 16);
}

/// What a worker sent is not trusted: it ran a compiler over code nobody has read.
std::expected<ir::Program, std::string> checked(Answer answer) {
  if (!answer)
    return std::unexpected(fmt::format("the front end {}", answer.error()));
  auto program = ir::read(*answer);
  if (!program)
    return std::unexpected(fmt::format("the front end gave an unreadable answer ({}:{}: {})", program.error().line,
                                       program.error().column, program.error().message));
  if (const auto broken = ir::verify(*program); !broken.empty())
    return std::unexpected(fmt::format("the front end gave an unsound answer ({})", broken.front()));
  return std::move(*program);
}

}  // namespace

ir::Program lost_unit(const frontend::CompileCommand& command, const frontend::Boundary& boundary,
                      const std::string& reason) {
  ir::Program program;
  ir::Unit unit;
  unit.main_file = program.names.intern(boundary.display(command.file));
  if (const std::string target = frontend::link_unit_of(command); !target.empty())
    unit.link_unit = program.names.intern(target);
  unit.configuration = program.names.intern(configuration_of(command));
  program.files.push_back({unit.main_file, boundary.contains(command.file), boundary.is_test(command.file)});
  ir::Note note;
  note.severity = ir::Note::Severity::lost;
  note.message = reason;
  note.location.file = ir::FileId{0};
  unit.notes.push_back(std::move(note));
  program.units.push_back(std::move(unit));
  return program;
}

std::vector<ir::Program> lower_all(const std::vector<frontend::CompileCommand>& commands,
                                   const AuditInput& input) {
  std::vector<ir::Program> parts(commands.size());
  std::size_t done = 0;
  const auto receive = [&](std::size_t index, Answer answer) {
    auto program = checked(std::move(answer));
    parts[index] = program ? std::move(*program) : lost_unit(commands[index], input.boundary, program.error());
    if (input.progress)
      input.progress(++done, commands.size(), input.boundary.display(commands[index].file));
  };
  const Job job = [&](std::size_t index) { return ir::print(frontend::lower(commands[index], input.boundary)); };
  if (input.in_process) {
    for (std::size_t index = 0; index < commands.size(); ++index)
      receive(index, job(index));
  } else {
    run_in_workers(commands.size(), job, {.workers = input.jobs, .patience = input.patience}, receive);
  }
  return parts;
}

}  // namespace partywall::pipeline
