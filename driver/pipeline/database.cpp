#include "driver/pipeline/database.h"

#include "driver/pipeline/command-line.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>
#include <nlohmann/json.hpp>

namespace partywall::pipeline {
namespace {

using nlohmann::json;
namespace path = llvm::sys::path;
namespace fs = llvm::sys::fs;

constexpr std::string_view database_name = "compile_commands.json";
constexpr std::string_view how_to_make_one =
    "CMake writes one with 'cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON', Meson always, "
    "other builds through 'bear -- make'";

std::string joined(llvm::StringRef folder, llvm::StringRef name) {
  llvm::SmallString<256> result(folder);
  path::append(result, name);
  return std::string(result);
}

std::string absolute(std::string_view folder, std::string_view file) {
  llvm::SmallString<256> result{llvm::StringRef(file)};
  if (!path::is_absolute(result))
    result = joined(folder, file);
  path::remove_dots(result, /*remove_dot_dot=*/true);
  return std::string(result);
}

/// "line 3, column 14" of a byte offset.
std::string position(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, byte == 0 ? 0 : byte - 1);
  const auto line = std::ranges::count(before, '\n') + 1;
  const auto start = before.rfind('\n');
  const auto column = start == std::string_view::npos ? before.size() + 1 : before.size() - start;
  return fmt::format("{}:{}", line, column);
}

/// nlohmann's own sentence without its tag and position: "syntax error while parsing value - …".
std::string_view plain_message(std::string_view message) {
  const auto colon = message.find(": ");
  return colon == std::string_view::npos ? message : message.substr(colon + 2);
}

bool is_c_or_cpp(llvm::StringRef file) {
  static constexpr std::array<std::string_view, 9> endings = {".c",   ".cc",  ".cpp", ".cxx", ".c++",
                                                              ".C",   ".cppm", ".ixx", ".CPP"};
  return std::ranges::find(endings, std::string_view(path::extension(file))) != endings.end();
}

/// One member that must be text. Adds to `problems` what is wrong with it.
std::optional<std::string> text_member(const json& entry, const char* key, std::size_t number,
                                       std::vector<std::string>& problems) {
  const auto member = entry.find(key);
  if (member == entry.end())
    problems.push_back(fmt::format("entry {} has no \"{}\"", number, key));
  else if (!member->is_string())
    problems.push_back(fmt::format("entry {}: \"{}\" is {}, not a string", number, key, member->type_name()));
  else
    return member->get<std::string>();
  return std::nullopt;
}

std::optional<std::vector<std::string>> arguments_member(const json& entry, std::size_t number,
                                                         std::vector<std::string>& problems) {
  if (!entry.contains("arguments")) {
    if (!entry.contains("command")) {
      problems.push_back(fmt::format("entry {} has neither \"command\" nor \"arguments\"", number));
      return std::nullopt;
    }
    const auto command = text_member(entry, "command", number, problems);
    return command ? std::optional(split_command(*command)) : std::nullopt;
  }
  const json& arguments = entry["arguments"];
  if (!arguments.is_array() || !std::ranges::all_of(arguments, [](const json& one) { return one.is_string(); })) {
    problems.push_back(fmt::format("entry {}: \"arguments\" is not a list of strings", number));
    return std::nullopt;
  }
  return arguments.get<std::vector<std::string>>();
}

std::optional<frontend::CompileCommand> command_of(const json& entry, std::size_t number, const std::string& folder,
                                                   std::vector<std::string>& problems) {
  if (!entry.is_object()) {
    problems.push_back(fmt::format("entry {} is {}, not an object", number, entry.type_name()));
    return std::nullopt;
  }
  const auto directory = text_member(entry, "directory", number, problems);
  const auto file = text_member(entry, "file", number, problems);
  auto arguments = arguments_member(entry, number, problems);
  if (!directory || !file || !arguments)
    return std::nullopt;
  if (arguments->empty() || file->empty()) {
    problems.push_back(fmt::format("entry {}: the {} is empty", number, file->empty() ? "file name" : "command"));
    return std::nullopt;
  }
  frontend::CompileCommand command;
  command.directory = absolute(folder, *directory);
  command.file = absolute(command.directory, *file);
  auto expanded = expand_command(std::move(*arguments), command.directory);
  if (!expanded) {
    problems.push_back(fmt::format("entry {} ({}): {}", number, *file, expanded.error()));
    return std::nullopt;
  }
  command.arguments = std::move(*expanded);
  if (entry.contains("output") && entry["output"].is_string())
    command.output = entry["output"].get<std::string>();
  else
    command.output = output_of(command.arguments);
  return command;
}

std::string listed(const std::string& file, const std::vector<std::string>& problems) {
  constexpr std::size_t shown = 5;
  std::string message;
  for (std::size_t i = 0; i < std::min(shown, problems.size()); ++i)
    message += fmt::format("{}{}: {}", i == 0 ? "" : "\n", file, problems[i]);
  if (problems.size() > shown)
    message += fmt::format("\n{}: … and {} more", file, problems.size() - shown);
  return message;
}

std::expected<json, std::string> parse(const std::string& file, std::string_view text) {
  try {
    return json::parse(text);
  } catch (const json::parse_error& error) {
    return std::unexpected(fmt::format("{}:{}: not valid JSON: {}; make the database anew: {}", file,
                                       position(text, error.byte), plain_message(error.what()), how_to_make_one));
  }
}

std::expected<Database, std::string> read_entries(const std::string& file, const json& entries) {
  if (!entries.is_array())
    return std::unexpected(fmt::format("{}: a compilation database is a list of entries, this is {}; {}", file,
                                       entries.type_name(), how_to_make_one));
  if (entries.empty())
    return std::unexpected(fmt::format("{}: the compilation database is empty, so there is nothing to audit; "
                                       "configure the build so that it compiles something. {}",
                                       file, how_to_make_one));
  Database database{file, {}, {}};
  std::vector<std::string> problems;
  std::set<std::tuple<std::string, std::string, std::vector<std::string>, std::string>> seen;
  const std::string folder(path::parent_path(file));
  std::size_t number = 0;
  for (const json& entry : entries) {
    auto command = command_of(entry, ++number, folder, problems);
    if (!command)
      continue;
    if (!is_c_or_cpp(command->file))
      database.foreign.push_back(command->file);
    else if (seen.emplace(command->directory, command->file, command->arguments, command->output).second)
      database.commands.push_back(std::move(*command));
  }
  if (!problems.empty())
    return std::unexpected(listed(file, problems));
  if (database.commands.empty())
    return std::unexpected(fmt::format("{}: none of its {} entries compiles C or C++", file, entries.size()));
  return database;
}

std::expected<std::string, std::string> find_database() {
  llvm::SmallString<256> folder;
  fs::current_path(folder);
  for (llvm::StringRef here = folder; !here.empty(); here = path::parent_path(here)) {
    for (const std::string& candidate : {joined(here, database_name), joined(joined(here, "build"), database_name)})
      if (fs::exists(candidate))
        return candidate;
  }
  return std::unexpected(fmt::format("no {0} in {1}, in {1}/build, or in any folder above; say where it is with "
                                     "'-p BUILD_DIR'. {2}",
                                     database_name, std::string_view(folder), how_to_make_one));
}

}  // namespace

std::expected<Database, std::string> load_database(const std::string& given) {
  if (given.empty()) {
    auto found = find_database();
    return found ? load_database(*found) : std::unexpected(found.error());
  }
  llvm::SmallString<256> file{llvm::StringRef(given)};
  fs::make_absolute(file);
  path::remove_dots(file, /*remove_dot_dot=*/true);
  if (!fs::exists(file))
    return std::unexpected(fmt::format("{}: no such file or folder; -p takes the build folder that holds {}. {}", given,
                                       database_name, how_to_make_one));
  if (fs::is_directory(file))
    path::append(file, database_name);
  const std::string name(file);
  if (!fs::exists(name))
    return std::unexpected(fmt::format("{}: no {} in this folder. {}", given, database_name, how_to_make_one));
  auto buffer = llvm::MemoryBuffer::getFile(name);
  if (!buffer)
    return std::unexpected(fmt::format("{}: cannot be read: {}", name, buffer.getError().message()));
  auto entries = parse(name, std::string_view((*buffer)->getBuffer()));
  if (!entries)
    return std::unexpected(entries.error());
  return read_entries(name, *entries);
}

}  // namespace partywall::pipeline
