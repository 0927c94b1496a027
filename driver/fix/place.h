/// From what a check wants changed to text: the only place where source code is written.
#pragma once

#include "checks/finding.h"
#include "driver/report/report.h"

#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace partywall::fix {

/// The change as replacements in the text of `contents` (the file `change.where` is in). Absent where the text is not
/// of the form the change expects: from a macro, a positional or raw format string, a literal that begins elsewhere.
[[nodiscard]] std::optional<std::vector<Replacement>> place(const KeyChange& change, const std::string& contents);

/// Gives every finding whose changes can all be placed its Fix.
void place_all(std::vector<Finding>& findings, const report::SourceReader& sources);

struct Edited {
  std::string path;
  std::string contents; ///< The whole file, changed.
};

struct Outcome {
  std::vector<Edited> files;   ///< By path.
  std::size_t applied = 0;     ///< Fixes that are in; equal ones count each.
  std::size_t conflicting = 0; ///< Fixes left out because they overlap with one that is in.
};

/// The files as they are with `fixes` in. A fix goes in whole or not at all.
[[nodiscard]] Outcome apply_all(const std::vector<const Fix*>& fixes, const report::SourceReader& sources);

} // namespace partywall::fix
