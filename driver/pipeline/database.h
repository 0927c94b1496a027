/// Compilation databases, read without executing or trusting anything in them.
#pragma once

#include "driver/frontend/lower.h"

#include <expected>
#include <string>
#include <vector>

namespace partywall::pipeline {

struct Database {
  std::string file;                                 ///< Where it was read from, absolute.
  std::vector<frontend::CompileCommand> commands;   ///< In file order; entries equal in every member appear once.
  std::vector<std::string> foreign;                 ///< Files that are neither C nor C++ (assembler, CUDA, …), absolute.
};

/// `path` is a database or the folder that holds one. If empty: the nearest `compile_commands.json` in the working
/// folder, in `build/` there, or the same further up. The message names the file, the place in it and the remedy.
[[nodiscard]] std::expected<Database, std::string> load_database(const std::string& path);

}  // namespace partywall::pipeline
