/// Finding messages in the shape SARIF wants: finished text, and the same as a form with arguments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace partywall::report {

/// `form` with `{i}` replaced by `arguments[i]` and `{{`, `}}` by single braces is `text`.
struct Message {
  std::string text;
  std::string form;
  std::vector<std::string> arguments;
};

/// Printable, with blanks for line breaks and tabs, and none at the end.
[[nodiscard]] std::string one_line(std::string_view text);

/// One line that begins and ends as a sentence does, free of what viewers would take for a link or a placeholder. Empty
/// only if both texts are blank.
[[nodiscard]] std::string plain_sentence(std::string_view text, std::string_view if_blank = {});

/// Makes the first five different names in 'single quotes' the arguments.
[[nodiscard]] Message split_message(std::string text);

/// "Cache key is not scoped" -> "CacheKeyIsNotScoped"; one capital letter a word.
[[nodiscard]] std::string pascal_case(std::string_view words);

} // namespace partywall::report
