/// What an expression may call, and with how many arguments.
#pragma once

#include "checks/flow/models/vocabulary.h"

#include <cstddef>
#include <limits>
#include <string_view>

namespace partywall::models {

struct Function {
  static constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();
  std::string_view name;
  std::size_t least;
  std::size_t most;
};

/// A function of model.h, or one of the places `at` and `elem`; null for any other name.
[[nodiscard]] const Function* find_function(std::string_view name);

/// Everything that can begin an expression, for suggestions.
[[nodiscard]] WordSet expression_words();

} // namespace partywall::models
