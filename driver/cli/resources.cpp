#include "driver/cli/resources.h"

#include <fmt/format.h>
#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

namespace partywall::cli {

std::string share_folder() {
  static const int anchor = 0;
  llvm::SmallString<256> folder(
      llvm::sys::fs::getMainExecutable("partywall", const_cast<int*>(&anchor)));   // symlinks resolved
  llvm::sys::path::remove_filename(folder);
  llvm::sys::path::append(folder, "..", "share", "partywall");
  llvm::sys::path::remove_dots(folder, /*remove_dot_dot=*/true);
  return std::string(folder);
}

std::string rules_folder() { return share_folder() + "/rules"; }

std::optional<std::string> page_of(std::string_view surface, std::string_view id) {
  return read_file(fmt::format("{}/docs/checks/{}/{}.md", share_folder(), surface, id));
}

std::string absolute(const std::string& file) {
  llvm::SmallString<256> result{llvm::StringRef(file)};
  llvm::sys::fs::make_absolute(result);
  llvm::sys::path::remove_dots(result, /*remove_dot_dot=*/true);
  return std::string(result);
}

std::optional<std::string> read_file(const std::string& file) {
  if (!llvm::sys::fs::is_regular_file(file))
    return std::nullopt;
  auto buffer = llvm::MemoryBuffer::getFile(file);
  if (!buffer)
    return std::nullopt;
  return (*buffer)->getBuffer().str();
}

}  // namespace partywall::cli
