#pragma once

#include "checks/flow/solver/state.h"

#include <algorithm>

namespace partywall::solver {

template <typename Initial>
State join(Terms& terms, const std::vector<const State*>& incoming, Initial initial) {
  if (incoming.size() == 1) return *incoming.front();
  State joined;
  if (incoming.empty()) return joined;
  joined.is_reachable = true;
  joined.facts = incoming.front()->facts;
  for (const State* state : incoming)
    std::erase_if(joined.facts, [&](Term fact) { return !state->knows(fact); });

  std::vector<Term> guards;
  for (const State* state : incoming) {
    std::vector<Term> own;
    std::ranges::set_difference(state->facts, joined.facts, std::back_inserter(own));
    guards.push_back(terms.all(std::move(own)));
  }
  // `if (a != b && !is_staff()) throw`: what is known afterwards is one or the other.
  if (incoming.size() == 2 && says_one_of(terms, guards[0], guards[1])) joined.learn(terms.apply("or", {guards[0], guards[1]}));
  std::vector<Term> roots;
  for (const State* state : incoming)
    for (const auto& [root, content] : state->contents) roots.push_back(root);
  std::ranges::sort(roots);
  const auto repeated = std::ranges::unique(roots);
  roots.erase(repeated.begin(), repeated.end());

  for (const Term root : roots) {
    std::vector<Terms::Branch> branches;
    bool differs = false;
    for (std::size_t i = 0; i < incoming.size(); ++i) {
      Term content = incoming[i]->find(root);
      if (!content) content = initial(root);
      branches.push_back({guards[i], content});
      differs |= content != branches.front().value;
    }
    const Term content = differs ? join_contents(terms, branches) : branches.front().value;
    joined.contents.emplace_back(root, content);
  }
  return joined;
}

}  // namespace partywall::solver
