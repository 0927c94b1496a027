#include "driver/pipeline/project.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

namespace partywall::pipeline {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// A checkout of its own: a `.git` folder, or the `.git` file of a worktree. A submodule's `.git` file also says
/// "gitdir:", but into the `modules` of the project it belongs to.
bool is_git_top(llvm::StringRef folder) {
  llvm::SmallString<256> git(folder);
  path::append(git, ".git");
  return fs::is_directory(git) || (fs::exists(git) && version_control(folder.str()).revision);
}

bool is_fetched(llvm::StringRef folder) {
  return std::any_of(path::begin(folder), path::end(folder),
                     [](llvm::StringRef part) { return part == "_deps" || part == "third_party" || part == "vendor"; });
}

class GitTops {
public:
  /// Empty outside any checkout.
  const std::string& of(llvm::StringRef folder) {
    const auto known = known_.find(folder.str());
    if (known != known_.end())
      return known->second;
    std::string top;
    if (is_git_top(folder) && !is_fetched(folder))
      top = folder.str();
    else if (path::has_relative_path(folder))
      top = of(path::parent_path(folder));
    return known_[folder.str()] = top;
  }

private:
  std::map<std::string, std::string> known_;
};

std::string common_folder(llvm::StringRef left, llvm::StringRef right) {
  llvm::SmallString<256> common;
  for (auto a = path::begin(left), b = path::begin(right); a != path::end(left) && b != path::end(right) && *a == *b;
       ++a, ++b)
    path::append(common, *a);
  return std::string(common);
}

/// System and fetched code would drag the common folder up to `/`.
bool counts_for_root(const frontend::CompileCommand& command) {
  return !llvm::StringRef(command.file).starts_with("/usr/") && !is_fetched(command.file);
}

/// Where the compiler was run and which folders it searches for headers of the project, in order.
std::vector<std::string> named_folders(const frontend::CompileCommand& command) {
  std::vector<std::string> folders{command.directory};
  for (std::size_t i = 1; i < command.arguments.size(); ++i) {
    llvm::StringRef argument = command.arguments[i];
    if (!argument.consume_front("-I") && !argument.consume_front("-iquote"))
      continue;
    if (argument.empty() && ++i < command.arguments.size())
      argument = command.arguments[i];
    llvm::SmallString<256> folder(argument);
    if (path::is_relative(folder)) {
      folder = command.directory;
      path::append(folder, argument);
    }
    path::remove_dots(folder, true);
    folders.emplace_back(folder);
  }
  return folders;
}

bool is_ancestor(llvm::StringRef folder, llvm::StringRef of) {
  return of.consume_front(folder) && (of.empty() || path::is_separator(of.front()));
}

/// The sources may all lie in one folder of the project: it is run from its top, and finds headers from there.
std::string widened(std::string root, const std::vector<frontend::CompileCommand>& commands) {
  std::string widest = root;
  for (const auto& command : commands) {
    if (!counts_for_root(command))
      continue;
    for (const std::string& folder : named_folders(command)) {
      const bool is_around = folder.size() > 1 && folder.size() < widest.size() && is_ancestor(folder, root);
      const bool is_beside = path::filename(folder) == "include" && widest == root &&
                             path::parent_path(folder) == path::parent_path(root) && !path::parent_path(root).empty();
      if (is_around)
        widest = folder;
      else if (is_beside && path::parent_path(root).size() > 1)
        widest = path::parent_path(root).str();
    }
  }
  return widest;
}

std::string common_root(const std::vector<frontend::CompileCommand>& commands) {
  std::optional<std::string> common;
  for (const auto& command : commands) {
    if (!counts_for_root(command))
      continue;
    const llvm::StringRef folder = path::parent_path(command.file);
    common = common ? common_folder(*common, folder) : folder.str();
  }
  if (!common)
    return path::parent_path(commands.front().file).str();
  static constexpr std::array<std::string_view, 3> inner = {"src", "source", "sources"};
  if (std::ranges::find(inner, std::string_view(path::filename(*common))) != inner.end())
    return path::parent_path(*common).str();
  return *common;
}

} // namespace

std::string project_root(const std::vector<frontend::CompileCommand>& commands) {
  if (commands.empty())
    return {};
  GitTops tops;
  std::map<std::string, std::size_t> votes;
  for (const auto& command : commands)
    ++votes[tops.of(path::parent_path(command.file))];
  votes.erase("");
  if (votes.empty())
    return widened(common_root(commands), commands);
  return std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; })->first;
}

Selection select(std::vector<frontend::CompileCommand> commands, const frontend::Boundary& boundary) {
  Selection selection;
  std::set<std::string> outside;
  for (auto& command : commands) {
    if (boundary.contains(command.file))
      selection.commands.push_back(std::move(command));
    else
      outside.insert(command.file);
  }
  selection.files_outside = static_cast<std::uint32_t>(outside.size());
  return selection;
}

} // namespace partywall::pipeline
