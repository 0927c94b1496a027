/// Compiler command lines as the shell and the compiler would take them apart.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace partywall::pipeline {

/// By the quoting rules of a POSIX shell; nothing is expanded or executed.
[[nodiscard]] std::vector<std::string> split_command(std::string_view command);

/// Replaces `@file` by the arguments in it, relative to `directory`, and drops launchers (ccache, distcc, …)
/// in front of the compiler. Files that do not exist stay as they are, as for compilers. The message tells
/// which file goes beyond what a response file may be (size, depth, kind).
[[nodiscard]] std::expected<std::vector<std::string>, std::string> expand_command(std::vector<std::string> arguments,
                                                                                 const std::string& directory);

/// What follows `-o`; empty without it.
[[nodiscard]] std::string output_of(const std::vector<std::string>& arguments);

}  // namespace partywall::pipeline
