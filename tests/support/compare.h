/// What a page expects against what was found, both ways.
#pragma once

#include "checks/finding.h"
#include "tests/support/page.h"

#include <string>
#include <vector>

namespace partywall::support {

/// One line for each disagreement, in the order of the page, in a compiler's words: "flags.cpp:12: expected …".
/// Empty if all marks are met and nothing else was found.
[[nodiscard]] std::vector<std::string> compare(const Page& page, const std::vector<Finding>& findings);

} // namespace partywall::support
