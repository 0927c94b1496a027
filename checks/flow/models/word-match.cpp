#include "checks/flow/models/word-match.h"

#include <llvm/ADT/StringRef.h>

namespace partywall::models {

std::size_t match_length(Words words, std::string_view entry) {
  std::size_t used = 0;
  std::size_t position = 0;   // Into words[used].
  for (const char c : entry) {
    if (c == '_')
      continue;
    if (used < words.size() && position == words[used].size()) {
      ++used;
      position = 0;
    }
    if (used >= words.size() || words[used][position] != c)
      return 0;
    ++position;
  }
  return used < words.size() && position == words[used].size() ? used + 1 : 0;
}

std::size_t match_length(Words words, const WordList& list) {
  std::size_t longest = 0;
  for (const auto& entry : list)
    longest = std::max(longest, match_length(words, entry));
  return longest;
}

std::size_t match_at_end(Words words, const WordList& list) {
  for (std::size_t i = 0; i < words.size(); ++i)
    for (const auto& entry : list)
      if (const auto length = match_length(words.subspan(i), entry); length != 0 && i + length == words.size())
        return length;
  return 0;
}

bool consists_of(Words words, std::initializer_list<const WordList*> lists) {
  while (!words.empty()) {
    std::size_t longest = 0;
    for (const auto* list : lists)
      longest = std::max(longest, match_length(words, *list));
    if (longest == 0)
      return false;
    words = words.subspan(longest);
  }
  return true;
}

bool mentions(std::string_view identifier, const WordList& list) {
  const llvm::StringRef text(identifier.data(), identifier.size());
  return std::ranges::any_of(list, [&](const std::string& entry) {
    return text.contains_insensitive(llvm::StringRef(entry).take_until([](char c) { return c == '_'; }));
  });
}

std::string_view last_segment(std::string_view qualified) {
  const auto end = qualified.rfind("::");
  return end == std::string_view::npos ? qualified : qualified.substr(end + 2);
}

std::string_view last_two_segments(std::string_view qualified) {
  const auto last = qualified.rfind("::");
  if (last == std::string_view::npos || last == 0)
    return qualified;
  const auto before = qualified.rfind("::", last - 1);
  return before == std::string_view::npos ? qualified : qualified.substr(before + 2);
}

}  // namespace partywall::models
