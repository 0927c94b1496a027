/// What the vector checks share.
#pragma once

#include "checks/finding.h"
#include "checks/flow/solver/witness.h"

#include <functional>
#include <string>
#include <vector>

namespace partywall {

/// What the program asks of the results of a search to find out whose they are.
struct LateTest {
  const solver::Occurrence* occurrence = nullptr;
  solver::Term identity; ///< Whose they may be.
};

/// The test of results of `search` against an identity that is not part of them: a comparison, a look-up of found ids
/// beside the tenant, a query that names both, a question to code that is not seen. Null occurrence if there is none.
[[nodiscard]] LateTest later_test(const solver::Solution& solution, const solver::Hop& search);

/// `other` happens in the request that `hop` belongs to, not merely under the same root.
[[nodiscard]] bool shares_request(const solver::Hop& hop, const solver::Event& other);

/// A term that comes out of what `search` found.
[[nodiscard]] std::function<bool(solver::Term)> found_by(const solver::Solution& solution, const solver::Hop& search);

/// Where a search written by hand ranks and cuts what it has scored, as related places; nothing for others.
void relate_ranking(const solver::Solution& solution, const solver::Hop& search, Finding& finding);

/// Content of what was found, not merely how much there is or how near.
[[nodiscard]] bool carries_content(const solver::Solution& solution, solver::Term term,
                                   const std::function<bool(solver::Term)>& is_found);

/// The call that puts what `search` found before a model, as the end of the finding's path; null if there is none.
const solver::Occurrence* follow_to_model(const solver::Solution& solution, const solver::Hop& search,
                                          Finding& finding);

/// Some test of the tenant comes after ranking: in the program, or around the ranking block or request.
[[nodiscard]] bool is_filtered_late(const solver::Solution& solution, const solver::Hop& search);

/// The identities that a place which builds a filter puts into it; a predicate holds what it captures, also by reference.
[[nodiscard]] std::vector<solver::Term> held_by(const solver::Solution& solution, const solver::Event& filter);

/// Another place that holds a tenant's filter which never gets to `search`; null if there is none.
[[nodiscard]] const solver::Occurrence* lost_filter(const solver::Solution& solution, const solver::Hop& search);

/// The identity a leaking hop should have gone by: what its filter tests, or one in reach; absent if none is known.
[[nodiscard]] solver::Term identity_in_reach(const solver::Solution& solution, const solver::Hop& hop);

/// "search", "scan", "write", "delete": what the hop does, for messages.
[[nodiscard]] std::string action_of(const solver::Hop& hop);

} // namespace partywall
