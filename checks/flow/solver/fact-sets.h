/// Numbers for sets of facts, so that what follows from one can be kept.
#pragma once

#include "checks/flow/solver/term.h"

#include <algorithm>

namespace partywall::solver {

/// Equal sequences of facts have one number. What a sequence is numbered never changes.
class FactSets {
public:
  [[nodiscard]] std::uint32_t number(std::span<const Term> facts) {
    std::uint64_t hash = facts.size();
    for (const Term fact : facts) hash = mix(hash, fact.value);
    auto& same_hash = sets_[hash];
    for (const auto& [known, number] : same_hash)
      if (std::ranges::equal(known, facts)) return number;
    same_hash.push_back({std::vector<Term>(facts.begin(), facts.end()), count_});
    return count_++;
  }

private:
  struct Set {
    std::vector<Term> facts;
    std::uint32_t number;
  };
  std::unordered_map<std::uint64_t, std::vector<Set>> sets_;
  std::uint32_t count_ = 0;
};

}  // namespace partywall::solver
