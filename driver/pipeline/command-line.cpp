#include "driver/pipeline/command-line.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/Support/Allocator.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/StringSaver.h>

namespace partywall::pipeline {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

// The kernel takes 2 MiB of arguments and response files are there to go beyond it, but not far.
constexpr std::uint64_t largest_response_file = 16U << 20;
constexpr unsigned deepest_nesting = 8;

class Expander {
public:
  explicit Expander(const std::string& directory) : directory_(directory) {}

  void add(const std::string& argument, unsigned depth) {
    const std::string file = response_file(argument);
    if (file.empty())
      result_.push_back(argument);
    else
      add_file(file, argument, depth);
  }

  std::expected<std::vector<std::string>, std::string> take() {
    if (!error_.empty())
      return std::unexpected(error_);
    return std::move(result_);
  }

private:
  /// Empty if `argument` does not name an existing one.
  [[nodiscard]] std::string response_file(const std::string& argument) const {
    if (argument.size() < 2 || argument.front() != '@')
      return {};
    llvm::SmallString<256> file{llvm::StringRef(argument).drop_front()};
    fs::make_absolute(directory_, file);
    return fs::exists(file) ? std::string(file) : std::string();
  }

  void add_file(const std::string& file, const std::string& argument, unsigned depth) {
    fs::file_status status;
    if (fs::status(file, status) || status.type() != fs::file_type::regular_file)
      return fail(argument, "is not a regular file");
    if (depth >= deepest_nesting)
      return fail(argument, fmt::format("is nested more than {} deep", deepest_nesting));
    read_ += status.getSize();
    if (read_ > largest_response_file)
      return fail(argument, fmt::format("brings the response files above {} MiB", largest_response_file >> 20));
    auto buffer = llvm::MemoryBuffer::getFile(file);
    if (!buffer)
      return fail(argument, buffer.getError().message());
    for (const std::string& inner : split_command(std::string_view((*buffer)->getBuffer())))
      add(inner, depth + 1);
  }

  void fail(const std::string& argument, std::string_view reason) {
    if (error_.empty())
      error_ = fmt::format("response file {}: {}", argument, reason);
  }

  const std::string& directory_;
  std::vector<std::string> result_;
  std::string error_;
  std::uint64_t read_ = 0;
};

bool is_launcher(const std::string& argument) {
  static constexpr std::array<std::string_view, 6> launchers = {"ccache",  "distcc",  "sccache",
                                                                "icecc",   "gomacc",  "buildcache"};
  return std::ranges::find(launchers, std::string_view(path::stem(argument))) != launchers.end();
}

}  // namespace

std::vector<std::string> split_command(std::string_view command) {
  llvm::BumpPtrAllocator memory;
  llvm::StringSaver saver(memory);
  llvm::SmallVector<const char*, 64> pieces;
  llvm::cl::TokenizeGNUCommandLine(command, saver, pieces);
  return {pieces.begin(), pieces.end()};
}

std::expected<std::vector<std::string>, std::string> expand_command(std::vector<std::string> arguments,
                                                                    const std::string& directory) {
  const auto launchers = std::ranges::find_if_not(arguments, is_launcher) - arguments.begin();
  if (launchers < std::ssize(arguments))
    arguments.erase(arguments.begin(), arguments.begin() + launchers);
  Expander expander(directory);
  for (const std::string& argument : arguments)
    expander.add(argument, 0);
  return expander.take();
}

std::string output_of(const std::vector<std::string>& arguments) {
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    if (arguments[i] == "-o" && i + 1 < arguments.size())
      return arguments[i + 1];
    if (arguments[i].size() > 2 && arguments[i].starts_with("-o") && !arguments[i].starts_with("-objcmt"))
      return arguments[i].substr(2);
  }
  return {};
}

}  // namespace partywall::pipeline
