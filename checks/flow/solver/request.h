/// What happens in one request.
#pragma once

#include "checks/flow/solver/solution.h"

namespace partywall::solver {

/// Both below the same entry of a request (its tasks included), or below the same function that nobody calls.
[[nodiscard]] bool is_same_request(const Occurrence& one, const Occurrence& other);

/// Asks a model, touches data or calls another service: what a limit is there to guard.
[[nodiscard]] bool is_costly(const Event& event);

/// `later` happens only after a certain outcome of `earlier`: its facts speak of what came out. With `compared`, only
/// facts that compare sizes count.
[[nodiscard]] bool hangs_on(const Solution& solution, const Event& later, const Event& earlier, bool compared);

/// Part of what the query at `site` found, or made from it by anything but a model: what a model writes after it has
/// read the results is the model's own.
[[nodiscard]] bool is_drawn_from_result(const Solution& solution, Term term, SiteId site);

/// Whether a trusted identity reaches `term`, preserved, whatever the path.
[[nodiscard]] bool holds_trusted(const Solution& solution, Term term, std::span<const Term> facts);

/// Whether which object `term` is depends on a trusted identity, also by way of functions that are not seen.
[[nodiscard]] bool is_chosen_by_tenant(const Solution& solution, Term term, std::span<const Term> facts);

/// The instruction of `function` that uses the literal `text` (or one that holds it) nearest to `location`, and nowhere
/// else; absent if there is none.
[[nodiscard]] std::optional<ir::Location> literal_in(const Solution& solution, ir::FunctionId function, std::string_view text,
                                                     const ir::Location& within);

}  // namespace partywall::solver
