/// Names of the weaknesses that checks refer to.
#pragma once

#include <string>

namespace partywall::report {

/// "CWE-668"
[[nodiscard]] std::string cwe_id(int number);
/// "Exposure of Resource to Wrong Sphere"; the id where we do not know the name.
[[nodiscard]] std::string cwe_title(int number);

} // namespace partywall::report
