#include "driver/cli/command.h"

#include <algorithm>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <llvm/Config/llvm-config.h>

namespace partywall::cli {
namespace {

std::string version_text() { return fmt::format("partywall {} (LLVM {})", PARTYWALL_VERSION, LLVM_VERSION_STRING); }

/// `lower` takes a compiler's command behind `--`, which CLI11 must not read as ours.
std::vector<std::string> cut_compile_command(std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments.front() != "lower")
    return {};
  const auto marker = std::ranges::find(arguments, "--");
  if (marker == arguments.end())
    return {};
  std::vector<std::string> command(marker + 1, arguments.end());
  arguments.erase(marker, arguments.end());
  return command;
}

/// CLI11 would only say that a subcommand is missing.
std::optional<std::string> unknown_command(const CLI::App& app, const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments.front().starts_with('-'))
    return std::nullopt;
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  if (std::ranges::find(names, arguments.front()) != names.end())
    return std::nullopt;
  return fmt::format("there is no command '{}' ('partywall --help' lists them){}", arguments.front(),
                     did_you_mean(arguments.front(), names));
}

std::string help_hint(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return fmt::format("see 'partywall {}--help'", chosen.empty() ? "" : chosen.front()->get_name() + " ");
}

}  // namespace

int run(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  const std::vector<std::string> compile_command = cut_compile_command(arguments);

  CLI::App app("Audits the wall between tenants in multi-tenant AI agents written in C and C++.", "partywall");
  app.set_version_flag("--version", version_text());
  app.require_subcommand(1);
  Chosen chosen;
  add_audit(app, chosen);
  add_inventory(app, chosen);
  add_explain(app, chosen);
  add_checks(app, chosen);
  add_rules(app, chosen);
  add_lower(app, chosen, compile_command);
  add_link(app, chosen);

  if (const auto unknown = unknown_command(app, arguments))
    return refuse(*unknown);
  std::ranges::reverse(arguments);   // as CLI11 wants it
  try {
    app.parse(arguments);
  } catch (const CLI::Success& help) {
    app.exit(help);
    return exit_clean;
  } catch (const CLI::ParseError& error) {
    return refuse(fmt::format("{}; {}", error.what(), help_hint(app)));
  }
  return chosen();
}

}  // namespace partywall::cli
