/// What the cache-key checks share: which hop of a pair speaks, and the places a finding shows.
#pragma once

#include "checks/finding.h"
#include "checks/flow/solver/witness.h"

#include <string>

namespace partywall {

/// Of a read and a write of one key, the read speaks for both; a call that reads and makes room counts as the read.
/// Counters limit or meter; they are no caches.
[[nodiscard]] bool speaks_for_its_pair(const solver::Solution& solution, const solver::Hop& hop);

/// The tenant is in the key under which the other half of the pair reads or writes, and not in this one.
[[nodiscard]] bool is_uneven_pair(const solver::Solution& solution, const solver::Hop& hop);

/// Served before anybody's credential was looked at, though the value is somebody's: the lookup is too early, whatever
/// its key.
[[nodiscard]] bool is_before_authentication(const solver::Solution& solution, const solver::Hop& hop);

/// Reached only where a switch says that one tenant is served.
[[nodiscard]] bool serves_one_tenant(const solver::Solution& solution, const solver::Hop& hop);

/// A lookup by nearness, not by key.
[[nodiscard]] inline bool is_semantic(const solver::Hop& hop) { return hop.occurrence.event->kind.starts_with("vector."); }

/// Key of `hop` as the function sees it where the finding stands.
[[nodiscard]] solver::Term key_where_it_stands(const solver::Solution& solution, const solver::Hop& hop);

/// "is built from 'a' and 'b'", "is a constant".
[[nodiscard]] std::string built_from(const solver::Solution& solution, solver::Term key, bool says_only);

/// A finding with its places: where it stands, the way there, the other half of the pair, where `identity` comes
/// from (absent for none). Message left to the check.
[[nodiscard]] Finding cache_finding(const solver::Solution& solution, const solver::Hop& hop, const std::string& flaw,
                                    solver::Term identity);

}  // namespace partywall
