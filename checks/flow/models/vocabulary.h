/// The closed sets of words that rules files are written in, and suggestions for misspelt ones.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace partywall::models {

using WordSet = std::span<const std::string_view>;

[[nodiscard]] WordSet hop_kinds();
[[nodiscard]] WordSet hop_slots();
[[nodiscard]] WordSet entry_kinds();
[[nodiscard]] WordSet effect_names();
[[nodiscard]] WordSet effect_times();
[[nodiscard]] WordSet type_roles();
[[nodiscard]] WordSet source_roles();

[[nodiscard]] bool contains(WordSet words, std::string_view word);

/// "unknown effect 'verifed'; did you mean 'verified'?", or, where nothing is near, the choices.
[[nodiscard]] std::string unknown_word(std::string_view what, std::string_view word, WordSet known);

/// The nearest of `known` by spelling, or empty if none is near.
[[nodiscard]] std::string_view nearest(std::string_view word, WordSet known);

} // namespace partywall::models
