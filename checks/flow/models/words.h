/// Identifiers as words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace partywall::models {

/// The lower-case words of an identifier: split at `_`, `-`, `::` and everything else that is no letter or digit, at
/// case changes, around acronyms and around numbers. The prefixes m_, s_, g_, k and m before a capital are dropped.
///   "orgId" → org id · "TenantIDs" → tenant ids · "kOrgUUID" → org uuid · "m_tenant_" → tenant · "X-Org-Id" → x org id
[[nodiscard]] std::vector<std::string> words_of(std::string_view identifier);

}  // namespace partywall::models
