/// What every command shares: how it is declared, and how it speaks.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/App.hpp>

namespace partywall::cli {

/// Exit codes; DESIGN of the command line, documented in README.md.
enum Exit : int { exit_clean = 0, exit_findings = 1, exit_wrong_use = 2, exit_incomplete = 3 };

/// Set by the command the user chose; run after all options are parsed.
using Chosen = std::function<int()>;

void add_audit(CLI::App& app, Chosen& chosen);
void add_inventory(CLI::App& app, Chosen& chosen);
void add_explain(CLI::App& app, Chosen& chosen);
void add_checks(CLI::App& app, Chosen& chosen);
void add_rules(CLI::App& app, Chosen& chosen);
/// `compile_command`: what stood behind `--`.
void add_lower(CLI::App& app, Chosen& chosen, const std::vector<std::string>& compile_command);
void add_link(CLI::App& app, Chosen& chosen);

/// Parses and runs. The value is the exit status of the program.
int run(int argc, const char* const* argv);

/// "partywall: error: …" on stderr, every line of `message` so marked. Returns exit_wrong_use.
int refuse(std::string_view message);
/// "partywall: warning: …" on stderr.
void warn(std::string_view message);

/// To stdout if `file` is empty or "-". On failure says so and returns false.
[[nodiscard]] bool write(const std::string& file, std::string_view contents);

/// Up to three of `candidates` that `word` was probably meant to be, best first.
[[nodiscard]] std::vector<std::string> near_matches(std::string_view word, const std::vector<std::string>& candidates);
/// "; did you mean 'a' or 'b'?", or nothing.
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace partywall::cli
