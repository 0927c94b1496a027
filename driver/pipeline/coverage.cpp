#include "driver/pipeline/coverage.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/format.h>

namespace partywall::pipeline {
namespace {

constexpr std::size_t errors_shown = 3;

using Problem = Coverage::Problem;

auto order(const Problem& problem) {
  const SourceRange& where = problem.where;
  return std::tie(where.path, where.line, where.column, problem.level, problem.message);
}

bool is_failure(const ir::Note& note) {
  return note.severity == ir::Note::Severity::error || note.severity == ir::Note::Severity::lost;
}

Level level_of(ir::Note::Severity severity) {
  switch (severity) {
  case ir::Note::Severity::remark: return Level::note;
  case ir::Note::Severity::warning: return Level::warning;
  case ir::Note::Severity::error:
  case ir::Note::Severity::lost: return Level::error;
  }
  return Level::error;
}

SourceRange range_of(const ir::Program& program, const ir::Location& location, const std::string& main_file) {
  if (!location.file)
    return {main_file, 0, 0, 0, 0};
  return {std::string(program.text(program.at(location.file).path)), location.line, location.column,
          location.end_line, location.end_column};
}

Problem problem_of(const ir::Program& program, const ir::Note& note, const std::string& main_file) {
  Problem problem;
  problem.level = level_of(note.severity);
  problem.where = range_of(program, note.location, main_file);
  problem.message = note.message;
  if (note.severity == ir::Note::Severity::lost)
    problem.message = "not analysed: " + problem.message;
  return problem;
}

struct FileNotes {
  bool failed = false;
  std::vector<Problem> problems;
};

std::map<std::string, FileNotes> by_main_file(const ir::Program& program) {
  std::map<std::string, FileNotes> files;
  for (const ir::Unit& unit : program.units) {
    const std::string name(program.text(unit.main_file));
    FileNotes& file = files[name];
    for (const ir::Note& note : unit.notes) {
      file.failed |= is_failure(note);
      file.problems.push_back(problem_of(program, note, name));
    }
  }
  return files;
}

void sort_and_unite(std::vector<Problem>& problems) {
  std::ranges::sort(problems, {}, order);
  const auto doubles = std::ranges::unique(problems, {}, order);
  problems.erase(doubles.begin(), doubles.end());
}

/// Errors cut after the first few.
std::vector<Problem> shortened(std::vector<Problem> problems, const std::string& main_file) {
  sort_and_unite(problems);
  std::size_t errors = 0;
  std::erase_if(problems, [&](const Problem& problem) {
    return problem.level == Level::error && ++errors > errors_shown;
  });
  if (errors > errors_shown)
    problems.push_back({Level::error, fmt::format("… and {} more errors in this file", errors - errors_shown),
                        {main_file, 0, 0, 0, 0}});
  return problems;
}

}  // namespace

void add_units(const ir::Program& program, Coverage& coverage) {
  std::vector<Problem> all;
  for (auto& [name, file] : by_main_file(program)) {
    ++(file.failed ? coverage.files_failed : coverage.files_analysed);
    std::ranges::move(shortened(std::move(file.problems), name), std::back_inserter(all));
  }
  sort_and_unite(all);
  std::ranges::move(all, std::back_inserter(coverage.problems));
}

}  // namespace partywall::pipeline
