/// Audits a page in this process, with the rules of the tree, and compares.
#pragma once

#include "checks/finding.h"
#include "tests/support/page.h"

#include <string>
#include <vector>

namespace partywall::support {

/// Top of the source tree.
[[nodiscard]] std::filesystem::path source_root();

/// Writes the files of `page` into a folder of their own, audits that as a project, and says what disagrees
/// with the marks. A page that does not compile disagrees.
[[nodiscard]] std::vector<std::string> audit_page(const Page& page);

/// The files of `page`, each below `folder`.
void write_files(const Page& page, const std::filesystem::path& folder);

/// What is told on a page, whatever its marks say.
struct Told {
  std::vector<Finding> findings;
  Coverage coverage;
};
[[nodiscard]] Told told_on(const Page& page);

/// The same for a project where it stands.
[[nodiscard]] std::vector<std::string> audit_project(const std::filesystem::path& folder);

/// All regular files below `folder` that end in `ending`, sorted; none if there is no such folder.
[[nodiscard]] std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder,
                                                             const std::string& ending);

/// Relative to source_root(), `/`-separated: what failures print.
[[nodiscard]] std::string display(const std::filesystem::path& file);

/// A name gtest accepts: everything but letters and digits becomes '_'.
[[nodiscard]] std::string test_name(const std::string& text);

} // namespace partywall::support
