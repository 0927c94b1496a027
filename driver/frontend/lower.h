/// One translation unit in, one ir::Program out. Nothing outside driver/frontend includes clang/.
#pragma once

#include "checks/flow/ir/program.h"

#include <string>
#include <vector>

namespace partywall::frontend {

/// What belongs to the audited project. Paths are absolute, normalised, without a trailing slash.
struct Boundary {
  std::string root;                  ///< The git top level, or the common root of the database.
  std::vector<std::string> excluded; ///< Glob patterns relative to `root`, beside the built-in ones
                                     ///< (build folders, _deps, third_party, vendor, external, node_modules).
  /// Code that is lowered and may carry findings: below the root and not excluded.
  [[nodiscard]] bool contains(const std::string& absolute_path) const;
  /// test, tests, bench, examples folders; *_test.*, *-test.*, test_*.* files.
  [[nodiscard]] bool is_test(const std::string& absolute_path) const;
  /// Relative to the root if below it, else unchanged.
  [[nodiscard]] std::string display(const std::string& absolute_path) const;
};

/// One entry of a compilation database.
struct CompileCommand {
  std::string directory;
  std::string file;                   ///< Absolute.
  std::vector<std::string> arguments; ///< argv[0] is the compiler.
  std::string output;                 ///< May be empty.
};

/// Name of the executable or library an entry is compiled for, from `CMakeFiles/<target>.dir/` in its output
/// path; empty where that does not say.
[[nodiscard]] std::string link_unit_of(const CompileCommand& command);

/// Lowers every function of the audited code that `command` compiles. Never throws and runs no code of the
/// command; compile errors become notes of the unit and leave a partial program. In-process: a crash of the
/// compiler is the caller's to contain.
[[nodiscard]] ir::Program lower(const CompileCommand& command, const Boundary& boundary);

/// The same for text in memory, compiled as `file_name`; for tests.
[[nodiscard]] ir::Program lower_text(const std::string& text, const std::string& file_name,
                                     const std::vector<std::string>& flags);

} // namespace partywall::frontend
