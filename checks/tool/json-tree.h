/// JSON as it is written, whole or broken off, with where each key stands.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace partywall::tool {

struct JsonTree {
  std::string key;                  ///< Of the member this is the value of; empty in lists.
  std::size_t place = 0;            ///< Of the key: an offset into the text, or what the maker of the tree says.
  std::string text;                 ///< Of strings.
  bool is_object = false;
  std::vector<JsonTree> members;    ///< Of objects and lists.

  [[nodiscard]] const JsonTree* find(std::string_view name) const;
};

/// Reads as far as `text` makes sense; what precedes the first brace is skipped.
[[nodiscard]] JsonTree read_json(std::string_view text);

}  // namespace partywall::tool
