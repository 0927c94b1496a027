/// What the readers of SARIF files want beyond the schema: GitHub, GitLab, VS Code, DefectDojo, SonarQube and the
/// prose of the standard. No validator checks these.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace partywall::report {

/// One sentence for each thing some consumer would refuse, drop or show wrongly.
[[nodiscard]] std::vector<std::string> consumer_complaints(const nlohmann::json& log);

} // namespace partywall::report
