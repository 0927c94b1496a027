#include "driver/cli/audit-options.h"

#include "driver/cli/command.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

namespace partywall::cli {
namespace {

const std::vector<std::string> formats = {"text", "sarif", "json"};
const std::vector<std::string> later_formats = {"html", "github", "gitlab"};

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::ranges::find(list, word) != list.end();
}

std::expected<Output, std::string> output_of(const std::string& written) {
  const auto equals = written.find('=');
  Output output{written.substr(0, equals), equals == std::string::npos ? "" : written.substr(equals + 1)};
  if (!contains(formats, output.format))
    return std::unexpected(fmt::format("--output {}: unknown format '{}' (there are {}){}", written, output.format,
                                       fmt::join(formats, ", "), did_you_mean(output.format, formats)));
  if (equals != std::string::npos && output.file.empty())
    return std::unexpected(fmt::format("--output {}: a file name is missing behind '='", written));
  if (output.file == "-")
    output.file.clear();
  const llvm::StringRef folder = llvm::sys::path::parent_path(output.file);
  if (!folder.empty() && !llvm::sys::fs::is_directory(folder))
    return std::unexpected(fmt::format("--output {}: there is no folder '{}'", written, std::string_view(folder)));
  return output;
}

}  // namespace

void AuditOptions::declare(CLI::App& command) {
  subject.declare(command);
  command.add_option("--output", outputs_written, "text (the default), sarif or json; to stdout, or to =FILE")
      ->type_name("FORMAT[=FILE]")
      ->allow_extra_args(false);
  command.add_option("--fail-on", fail_on_written, "Lowest level that makes the exit status 1 (warning)")
      ->type_name("error|warning|note|never");
  command.add_flag("--strict", strict, "Fail where no identity was found, and on hops that stay open");
  command.add_flag("--allow-incomplete", allow_incomplete, "Do not fail because a file could not be analysed");
  command.add_flag("--dump-ir", dump_ir, "Print the linked flow IR instead of a report");
  command.add_flag("--dump-callgraph", dump_callgraph, "Print who calls whom");
  command.add_option("--dump-summary", dump_summary, "Print what is known about a function")->type_name("FUNCTION");
  command.add_flag("--dump-hops", dump_hops, "Print every hop with its slots and verdict");
  command.add_flag("--fix", fix, "Change the sources where a finding comes with a change");
  command.add_option("--baseline", baseline, "Not available yet")->type_name("OLD.sarif")->group("Planned");
  command.add_option("--diff-base", diff_base, "Not available yet")->type_name("REV")->group("Planned");
}

std::optional<std::string> not_available(const AuditOptions& options) {
  const auto sentence = [](std::string_view what) {
    return fmt::format("{} is not available yet in this version; leave it out", what);
  };
  if (!options.baseline.empty())
    return sentence("--baseline");
  if (!options.diff_base.empty())
    return sentence("--diff-base");
  for (const std::string& written : options.outputs_written)
    if (contains(later_formats, written.substr(0, written.find('='))))
      return sentence("--output " + written.substr(0, written.find('=')));
  return std::nullopt;
}

std::expected<std::vector<Output>, std::string> outputs_of(const AuditOptions& options) {
  std::vector<Output> outputs;
  for (const std::string& written : options.outputs_written) {
    auto output = output_of(written);
    if (!output)
      return std::unexpected(output.error());
    outputs.push_back(std::move(*output));
  }
  if (outputs.empty() && !options.dumps())
    outputs.push_back({"text", ""});
  const auto to_stdout = std::ranges::count_if(outputs, [](const Output& output) { return output.file.empty(); });
  if (to_stdout + (options.dumps() ? 1 : 0) > 1)
    return std::unexpected("only one report or dump can go to stdout; give the others a file: --output FORMAT=FILE");
  return outputs;
}

std::optional<Level> level_of(std::string_view word) {
  if (word == "error")
    return Level::error;
  if (word == "warning")
    return Level::warning;
  if (word == "note")
    return Level::note;
  return std::nullopt;
}

std::expected<std::optional<Level>, std::string> fail_on_of(const AuditOptions& options, const models::Config& config) {
  const std::string& written = options.fail_on_written.empty() ? config.fail_on : options.fail_on_written;
  if (written.empty())
    return Level::warning;
  if (written == "never")
    return std::optional<Level>();
  const auto level = level_of(written);
  if (!level)
    return std::unexpected(fmt::format("--fail-on {}: must be error, warning, note or never{}", written,
                                       did_you_mean(written, {"error", "warning", "note", "never"})));
  return level;
}

}  // namespace partywall::cli
