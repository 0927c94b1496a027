#include "driver/report/message.h"

#include "driver/report/source.h"

#include <fmt/format.h>
#include <llvm/ADT/StringExtras.h>

#include <algorithm>
#include <cstddef>

namespace partywall::report {

namespace {

// Consumers lose a message with more placeholders than this.
constexpr std::size_t most_arguments = 5;

bool is_word(char c) { return llvm::isAlnum(c) || c == '_'; }

/// A first word of letters only gets its capital; what could be code stays as it is.
std::string capitalised(std::string text) {
  const auto word_end = std::ranges::find_if_not(text, [](char c) { return llvm::isAlpha(c); });
  if (word_end != text.begin() && word_end != text.end() && (*word_end == ' ' || *word_end == ',')) {
    text[0] = llvm::toUpper(text[0]);
  }
  return text;
}

/// "{0}" would be taken for a placeholder, "](" for a link.
std::string defused(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') {
      const auto digits_end = text.find_first_not_of("0123456789", i + 1);
      if (digits_end != std::string_view::npos && digits_end > i + 1 && text[digits_end] == '}') {
        result += fmt::format("{{ {} }}", text.substr(i + 1, digits_end - i - 1));
        i = digits_end;
        continue;
      }
    }
    result += text[i];
    if (text[i] == ']' && i + 1 < text.size() && text[i + 1] == '(') {
      result += ' ';
    }
  }
  return result;
}

bool opens_name(std::string_view text, std::size_t quote) {
  const bool follows_word = quote > 0 && is_word(text[quote - 1]);
  return !follows_word && quote + 1 < text.size() && text[quote + 1] != ' ';
}

/// The end quote of the name whose opening quote is at `start`, or npos.
std::size_t closing_quote(std::string_view text, std::size_t start) {
  for (auto end = text.find('\'', start + 1); end != std::string_view::npos; end = text.find('\'', end + 1)) {
    const bool precedes_word = end + 1 < text.size() && is_word(text[end + 1]);
    if (end > start + 1 && text[end - 1] != ' ' && !precedes_word) {
      return end;
    }
  }
  return std::string_view::npos;
}

/// The placeholder for `name`, or the name itself where all places are taken.
std::string placeholder(const std::string& name, std::vector<std::string>& arguments) {
  auto known = std::ranges::find(arguments, name);
  if (known == arguments.end()) {
    if (arguments.size() == most_arguments) {
      return {};
    }
    arguments.push_back(name);
    known = arguments.end() - 1;
  }
  return fmt::format("{{{}}}", known - arguments.begin());
}

std::string braces_doubled(std::string_view text) {
  std::string result;
  for (const char c : text) {
    result.append(c == '{' || c == '}' ? 2 : 1, c);
  }
  return result;
}

} // namespace

std::string one_line(std::string_view text) {
  auto result = printable(text);
  std::ranges::replace_if(result, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  result.resize(result.find_last_not_of(' ') + 1); // npos + 1 is 0
  return result;
}

std::string plain_sentence(std::string_view text, std::string_view if_blank) {
  auto result = capitalised(defused(one_line(text)));
  if (result.empty() && !if_blank.empty()) {
    return plain_sentence(if_blank);
  }
  if (!result.empty() && result.back() != '.' && result.back() != '!' && result.back() != '?') {
    result += '.';
  }
  return result;
}

Message split_message(std::string text) {
  Message message;
  std::size_t position = 0;
  for (auto quote = text.find('\''); quote != std::string::npos; quote = text.find('\'', quote + 1)) {
    const auto end = opens_name(text, quote) ? closing_quote(text, quote) : std::string::npos;
    if (end == std::string::npos) {
      continue;
    }
    const auto name = text.substr(quote + 1, end - quote - 1);
    auto slot = placeholder(name, message.arguments);
    message.form += braces_doubled(std::string_view(text).substr(position, quote + 1 - position));
    message.form += slot.empty() ? braces_doubled(name) : slot;
    position = quote = end;
  }
  message.form += braces_doubled(std::string_view(text).substr(position));
  message.text = std::move(text);
  return message;
}

std::string pascal_case(std::string_view words) {
  std::string result;
  bool at_start = true;
  for (const char c : words) {
    if (llvm::isAlnum(c)) {
      result += at_start ? llvm::toUpper(c) : llvm::toLower(c);
      at_start = false;
    } else {
      at_start = at_start || c != '\'';
    }
  }
  return result;
}

} // namespace partywall::report
