#include "checks/flow/models/expression-functions.h"

#include "checks/flow/models/model.h"

#include <algorithm>
#include <array>

namespace partywall::models {

namespace {

constexpr auto unlimited = Function::unlimited;
constexpr std::size_t place_count = 2;

// clang-format off
/// In the order of model.h; the places come last.
constexpr std::array functions{
    // text building
    Function{"cat", 1, unlimited},
    Function{"join", 2, 2},
    Function{"format", 1, unlimited},
    Function{"printf", 1, unlimited},
    Function{"repeat", 2, 2},
    // preserving
    Function{"digest", 1, 1},
    Function{"encode", 1, 1},
    Function{"number", 1, 1},
    Function{"parse", 1, 1},
    Function{"dump", 1, 1},
    Function{"copy", 1, 1},
    Function{"prefix_length", 1, 1},
    // not preserving
    Function{"hash", 1, 1},
    Function{"truncate", 1, 2},
    Function{"modulo", 1, 1},
    Function{"size", 1, 1},
    Function{"embed", 0, unlimited},
    Function{"complete", 0, unlimited},
    Function{"derived", 0, unlimited},
    Function{"opaque", 0, unlimited},
    Function{"fresh", 0, 0},
    Function{"overlay", 2, 2},
    // logic
    Function{"equal", 2, 2},
    Function{"less", 2, 2},
    Function{"not", 1, 1},
    Function{"present", 1, 1},
    Function{"alt", 2, unlimited},
    Function{"when", 2, 3},
    Function{"member", 2, 2},
    Function{"and", 2, unlimited},
    Function{"or", 2, unlimited},
    // objects
    Function{"new", 0, unlimited},
    Function{"list", 0, unlimited},
    Function{"record", 0, unlimited},
    Function{"empty", 0, 0},
    Function{"item", 1, 1},
    Function{"items", 1, 1},
    Function{"references", 0, unlimited},
    Function{"converted", 2, 2},
    // callables
    Function{"invoke", 1, unlimited},
    Function{"bind", 1, unlimited},
    Function{"behind", 3, 3},
    // provenance
    Function{"source", 2, unlimited},
    Function{"verified", 1, 1},
    Function{"claims", 1, 1},
    // places
    Function{"at", 2, 2},
    Function{"elem", 1, 1}};
// clang-format on

} // namespace

const Function* find_function(std::string_view name) {
  const auto* found = std::ranges::find(functions, name, &Function::name);
  return found == functions.end() ? nullptr : found;
}

WordSet expression_words() {
  static const auto words = [] {
    std::vector<std::string_view> result{"this", "result", "arg0", "rest0"};
    for (const auto& function : functions)
      result.push_back(function.name);
    return result;
  }();
  return words;
}

const std::vector<std::string_view>& expression_functions() {
  static const auto names = [] {
    std::vector<std::string_view> result;
    for (const auto& function : std::span(functions).first(functions.size() - place_count))
      result.push_back(function.name);
    return result;
  }();
  return names;
}

} // namespace partywall::models
