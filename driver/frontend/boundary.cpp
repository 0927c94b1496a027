#include "driver/frontend/lower.h"

#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/ADT/StringSwitch.h>
#include <llvm/Support/GlobPattern.h>
#include <llvm/Support/Path.h>

#include <optional>

namespace partywall::frontend {
namespace {

using llvm::StringRef;

/// The part of `path` below `root`, or nothing.
std::optional<StringRef> below(StringRef root, StringRef path) {
  if (root.empty() || !path.consume_front(root))
    return std::nullopt;
  if (root.ends_with("/"))
    return path;
  if (!path.consume_front("/"))
    return std::nullopt;
  return path;
}

bool is_foreign_folder(StringRef folder) {
  return llvm::StringSwitch<bool>(folder)
             .Cases("build", "out", "_deps", "third_party", "thirdparty", true)
             .Cases("third-party", "3rdparty", "vendor", "external", "node_modules", true)
             .Default(false) ||
         folder.starts_with("build-") || folder.starts_with("cmake-build-");
}

/// Git's habit: a pattern with a slash speaks of the whole path, one without of any part of it; both also
/// match everything below a folder they match.
bool matches(const std::string& pattern, StringRef path) {
  const StringRef text = StringRef(pattern).trim('/');
  auto glob = llvm::GlobPattern::create(text, /*MaxSubPatterns=*/64);
  if (!glob) {
    llvm::consumeError(glob.takeError());
    return path == text || below(text, path);
  }
  if (text.contains('/')) {
    for (StringRef head = path; !head.empty(); head = head.rsplit('/').first) {
      if (glob->match(head))
        return true;
      if (!head.contains('/'))
        break;
    }
    return false;
  }
  llvm::SmallVector<StringRef> parts;
  path.split(parts, '/', -1, /*KeepEmpty=*/false);
  return llvm::any_of(parts, [&](StringRef part) { return glob->match(part); });
}

} // namespace

bool Boundary::contains(const std::string& absolute_path) const {
  const auto inside = below(root, absolute_path);
  if (!inside)
    return false;
  llvm::SmallVector<StringRef> folders;
  inside->split(folders, '/', -1, /*KeepEmpty=*/false);
  if (!folders.empty())
    folders.pop_back();
  if (llvm::any_of(folders, is_foreign_folder))
    return false;
  return llvm::none_of(excluded, [&](const std::string& pattern) { return matches(pattern, *inside); });
}

bool Boundary::is_test(const std::string& absolute_path) const {
  const auto inside = below(root, absolute_path);
  if (!inside)
    return false;
  llvm::SmallVector<StringRef> folders;
  inside->split(folders, '/', -1, /*KeepEmpty=*/false);
  if (folders.empty())
    return false;
  const StringRef stem = llvm::sys::path::stem(folders.pop_back_val());
  const auto is_test_folder = [](StringRef folder) {
    return llvm::StringSwitch<bool>(folder)
        .CasesLower("test", "tests", "testing", "unittests", true)
        .CasesLower("bench", "benchmark", "benchmarks", "example", "examples", true)
        .Default(false);
  };
  return llvm::any_of(folders, is_test_folder) || stem.ends_with("_test") || stem.ends_with("-test") ||
         stem.starts_with("test_");
}

std::string Boundary::display(const std::string& absolute_path) const {
  const auto inside = below(root, absolute_path);
  return inside ? inside->str() : absolute_path;
}

std::string link_unit_of(const CompileCommand& command) {
  const auto target_in = [](StringRef path) -> std::string {
    const auto [before, after] = path.rsplit("CMakeFiles/");
    const StringRef folder = after.split('/').first;
    return folder.ends_with(".dir") && after.contains('/') ? folder.drop_back(4).str() : std::string();
  };
  if (auto target = target_in(command.output); !target.empty())
    return target;
  const auto& arguments = command.arguments;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    StringRef argument = arguments[i];
    if (!argument.consume_front("-o"))
      continue;
    if (argument.empty() && i + 1 < arguments.size())
      argument = arguments[i + 1];
    if (auto target = target_in(argument); !target.empty())
      return target;
  }
  return {};
}

} // namespace partywall::frontend
