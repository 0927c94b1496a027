/// Memory and facts at one point of a function.
#pragma once

#include "checks/flow/solver/term.h"

#include <vector>

namespace partywall::solver {

/// Maps roots (objects and opaque pointers) to the terms they hold, beside the conditions known to be true.
/// Two different roots are taken to be different objects.
struct State {
  std::vector<std::pair<Term, Term>> contents;   ///< Sorted by root.
  std::vector<Term> facts;                       ///< Sorted; conditions that hold.
  bool is_reachable = false;

  [[nodiscard]] Term find(Term root) const;      ///< Absent if nothing was stored.
  void set(Term root, Term content);
  void learn(Term fact);
  [[nodiscard]] bool knows(Term fact) const;
};

/// What `condition` being `value` implies: itself, and what its alternatives and conjunctions say.
void learn_condition(Terms& terms, State& state, Term condition, bool value);

/// One content out of several, part by part where they are records.
[[nodiscard]] Term join_contents(Terms& terms, const std::vector<Terms::Branch>& branches);

/// Worth remembering where two ways meet: on one of them two values are known to be equal, on the other something else.
[[nodiscard]] bool says_one_of(const Terms& terms, Term left, Term right);

/// The state where several edges meet. Where they disagree, alternatives remember what each edge knew.
/// `initial` gives the content of a root a state does not mention.
template <typename Initial>
State join(Terms& terms, const std::vector<const State*>& incoming, Initial initial);

}  // namespace partywall::solver

#include "checks/flow/solver/state-join.h"
