/// Searches written by hand: a loop that scores every entry of a container against a vector, and a ranking of the
/// scores.
#pragma once

#include "checks/flow/solver/solution.h"

namespace partywall::solver {

/// Makes one number of two sequences of them.
[[nodiscard]] bool compares_vectors(const ir::Program& program, const ir::Callee& callee);

/// Entries of a cache keep an answer; those of an index keep documents.
[[nodiscard]] bool keeps_answers(const Solution& solution, const Event& score);

/// What is scored comes out of a container that outlives the request, and what has been scored is ranked.
[[nodiscard]] bool is_search_by_hand(const Solution& solution, const Occurrence& score);

/// `term` is made of an entry of what `score` goes over, or of what the same object keeps beside it.
[[nodiscard]] bool is_of_entry(const Solution& solution, const Event& score, Term term);

/// The entries have a field that says whose they are.
[[nodiscard]] bool has_owned_entries(const Solution& solution, const Event& score);

/// A tenant is among what `function` is given, captures or keeps.
[[nodiscard]] bool has_tenant_in_sight(const Engine& engine, const ir::Function& function);

/// The entries do not say whose they are, and are put in where a tenant is in sight: they are somebody's.
[[nodiscard]] bool is_filled_for_tenants(const Solution& solution, const Event& score);

/// `other` happens before all entries are scored: on the way to the loop, or in it.
[[nodiscard]] bool is_before_ranking(const Solution& solution, const Occurrence& score, const Occurrence& other);

/// Where the scores are ranked and cut; none if that is not in sight.
[[nodiscard]] std::vector<Place> rankings(const Solution& solution, const Occurrence& score);

} // namespace partywall::solver
