/// Comparing words with the lists of the lexicon.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace partywall::models {

using Words = std::span<const std::string>;
using WordList = std::vector<std::string>;

/// How many of `words` the entry takes up from the beginning; 0 if it does not match. Word boundaries inside an entry
/// do not matter: "api_key" and "apikey" both match `apiKey`, `api_key` and `apikey`.
[[nodiscard]] std::size_t match_length(Words words, std::string_view entry);

/// The longest match of any entry of `list` at the beginning of `words`; 0 for none.
[[nodiscard]] std::size_t match_length(Words words, const WordList& list);

/// The length of the longest match that ends with the last word; 0 for none.
[[nodiscard]] std::size_t match_at_end(Words words, const WordList& list);

[[nodiscard]] inline bool contains(const WordList& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

/// Whether `words` is made of entries of `lists` and nothing else. True for no words.
[[nodiscard]] bool consists_of(Words words, std::initializer_list<const WordList*> lists);

/// A cheap necessary condition: the first letters of some entry occur in `identifier`, whatever the case.
[[nodiscard]] bool mentions(std::string_view identifier, const WordList& list);

/// The last segment of "a::b::c", or the last two.
[[nodiscard]] std::string_view last_segment(std::string_view qualified);
[[nodiscard]] std::string_view last_two_segments(std::string_view qualified);

} // namespace partywall::models
