#include "checks/flow/models/words.h"

#include <llvm/ADT/StringExtras.h>

#include <cstddef>

namespace partywall::models {

namespace {

enum class Class : std::uint8_t { separator, lower, upper, digit };

Class class_of(char c) {
  if (c >= 'A' && c <= 'Z')
    return Class::upper;
  if (c >= '0' && c <= '9')
    return Class::digit;
  // Bytes of letters outside ASCII go with the small ones.
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80 ? Class::lower : Class::separator;
}

/// How many bytes of `text` are the first word; `text` begins with no separator.
std::size_t word_length(std::string_view text) {
  const auto run = [&](std::size_t from, Class wanted) {
    while (from < text.size() && class_of(text[from]) == wanted)
      ++from;
    return from;
  };
  const auto first = class_of(text[0]);
  const auto length = run(0, first);
  if (first != Class::upper || length == text.size() || class_of(text[length]) != Class::lower)
    return length;
  const auto tail = run(length, Class::lower);
  if (length == 1)
    return tail; // "Tenant"
  const bool is_plural = text[length] == 's' && tail == length + 1;
  return is_plural ? tail : length - 1; // "IDs"; "UUIDKey" is "UUID", "Key"
}

/// Without the marks some styles put before members, statics, globals and constants.
std::string_view without_prefix(std::string_view segment) {
  if (segment.size() < 3 || !std::string_view("mksg").contains(segment[0]))
    return segment;
  const bool is_marked =
      segment[1] == '_' || (std::string_view("mk").contains(segment[0]) && class_of(segment[1]) == Class::upper);
  return is_marked ? segment.substr(1) : segment;
}

void append_words(std::string_view segment, std::vector<std::string>& words) {
  segment = without_prefix(segment);
  while (!segment.empty()) {
    if (class_of(segment[0]) == Class::separator) {
      segment.remove_prefix(1);
      continue;
    }
    const auto length = word_length(segment);
    words.push_back(llvm::StringRef(segment.data(), length).lower());
    segment.remove_prefix(length);
  }
}

} // namespace

std::vector<std::string> words_of(std::string_view identifier) {
  std::vector<std::string> words;
  while (!identifier.empty()) {
    const auto end = identifier.find("::");
    append_words(identifier.substr(0, end), words);
    identifier.remove_prefix(end == std::string_view::npos ? identifier.size() : end + 2);
  }
  return words;
}

} // namespace partywall::models
