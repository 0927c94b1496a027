/// Files: what is installed beside the executable, and what the user names.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace partywall::cli {

/// `bin/../share/partywall`, by which the build tree looks like an installation. Where the executable lies, not
/// where it was called from.
[[nodiscard]] std::string share_folder();

[[nodiscard]] std::string rules_folder();

/// The page `docs/checks/<surface>/<id>.md`; nullopt if there is none.
[[nodiscard]] std::optional<std::string> page_of(std::string_view surface, std::string_view id);

/// From the working folder, without `.` and `..`; symbolic links stay.
[[nodiscard]] std::string absolute(const std::string& file);

/// The text of a regular file; nullopt if it cannot be read.
[[nodiscard]] std::optional<std::string> read_file(const std::string& file);

}  // namespace partywall::cli
