#include "checks/flow/models/word-match.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringRef.h>

#include <cstdint>

namespace partywall::models {

std::size_t match_length(Words words, std::string_view entry) {
  std::size_t used = 0;
  std::size_t position = 0; // Into words[used].
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
  const auto letter = [](char c) { return static_cast<unsigned char>(llvm::toLower(c)) % 64U; };
  std::uint64_t first_letters = 0;
  for (const auto& entry : list)
    first_letters |= std::uint64_t{1} << letter(entry.empty() ? '_' : entry[0]);
  for (; !identifier.empty(); identifier.remove_prefix(1)) {
    if ((first_letters >> letter(identifier[0]) & 1U) == 0)
      continue;
    const llvm::StringRef rest(identifier.data(), identifier.size());
    for (const auto& entry : list)
      if (llvm::toLower(identifier[0]) == entry[0] &&
          rest.starts_with_insensitive(llvm::StringRef(entry).split('_').first))
        return true;
  }
  return false;
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

} // namespace partywall::models
