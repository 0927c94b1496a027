/// Changes of keys that are records: the field for the tenant is declared, set, compared and hashed.
#pragma once

#include "checks/finding.h"

#include <optional>
#include <string>
#include <vector>

namespace partywall::fix {

/// Whether `change` is of an idiom for records.
[[nodiscard]] bool is_of_record(const KeyChange& change);

/// `value` is the identity as the field takes it. Absent where the text is not of the form the change expects.
[[nodiscard]] std::optional<std::vector<Replacement>> place_in_record(const KeyChange& change, const std::string& value,
                                                                      const std::string& contents);

} // namespace partywall::fix
