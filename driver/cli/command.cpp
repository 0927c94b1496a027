#include "driver/cli/command.h"

#include <algorithm>
#include <cstdio>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/raw_ostream.h>

namespace partywall::cli {
namespace {

void say(std::string_view severity, std::string_view message) {
  while (!message.empty()) {
    const auto line = message.substr(0, message.find('\n'));
    fmt::print(stderr, "partywall: {}: {}\n", severity, line);
    message.remove_prefix(std::min(line.size() + 1, message.size()));
  }
}

}  // namespace

int refuse(std::string_view message) {
  say("error", message);
  return exit_wrong_use;
}

void warn(std::string_view message) { say("warning", message); }

bool write(const std::string& file, std::string_view contents) {
  if (file.empty() || file == "-") {
    const bool written = std::fwrite(contents.data(), 1, contents.size(), stdout) == contents.size();
    return std::fflush(stdout) == 0 && written;
  }
  std::error_code error;
  llvm::raw_fd_ostream stream(file, error, llvm::sys::fs::OF_None);
  if (!error) {
    stream << contents;
    stream.close();
    error = stream.error();
    stream.clear_error();
  }
  if (error)
    refuse(fmt::format("{}: cannot be written: {}", file, error.message()));
  return !error;
}

std::vector<std::string> near_matches(std::string_view word, const std::vector<std::string>& candidates) {
  constexpr std::size_t most = 3;
  const auto limit = static_cast<unsigned>(std::max<std::size_t>(2, word.size() / 3));
  std::vector<std::pair<unsigned, std::string>> ranked;
  for (const std::string& candidate : candidates) {
    const unsigned distance = llvm::StringRef(word).edit_distance_insensitive(candidate, true, limit);
    if (distance <= limit)
      ranked.emplace_back(distance, candidate);
  }
  std::ranges::sort(ranked);
  std::vector<std::string> result;
  for (auto& [distance, candidate] : ranked)
    if (result.size() < most)
      result.push_back(std::move(candidate));
  return result;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  std::string text;
  for (const std::string& match : near_matches(word, candidates))
    text += fmt::format("{}'{}'", text.empty() ? "; did you mean " : " or ", match);
  return text.empty() ? text : text + "?";
}

}  // namespace partywall::cli
