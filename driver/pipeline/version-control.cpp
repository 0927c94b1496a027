#include "driver/pipeline/project.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include <llvm/ADT/SmallString.h>
#include <llvm/ADT/SmallVector.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

namespace partywall::pipeline {
namespace {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using llvm::StringRef;

std::string join(StringRef folder, StringRef name) {
  llvm::SmallString<256> result(name);
  fs::make_absolute(folder, result);
  path::remove_dots(result, /*remove_dot_dot=*/true);
  return std::string(result);
}

std::optional<std::string> contents(const std::string& file) {
  if (!fs::is_regular_file(file))
    return std::nullopt;
  auto buffer = llvm::MemoryBuffer::getFile(file);
  if (!buffer)
    return std::nullopt;
  return (*buffer)->getBuffer().str();
}

/// One line, trimmed.
std::optional<std::string> word(const std::string& file) {
  const auto text = contents(file);
  return text ? std::optional(StringRef(*text).trim().str()) : std::nullopt;
}

bool is_revision(StringRef text) {
  return (text.size() == 40 || text.size() == 64) &&
         std::ranges::all_of(text, [](unsigned char c) { return std::isxdigit(c) != 0; });
}

struct GitFolders {
  std::string own;      ///< HEAD lives here.
  std::string common;   ///< config and branches live here; differs in a worktree.
};

std::optional<GitFolders> git_folders(const std::string& root) {
  const std::string dot_git = join(root, ".git");
  if (fs::is_directory(dot_git))
    return GitFolders{dot_git, dot_git};
  const auto pointer = word(dot_git);
  StringRef target = pointer ? StringRef(*pointer) : StringRef();
  if (!target.consume_front("gitdir:"))
    return std::nullopt;
  const std::string own = join(root, target.trim());
  const auto common = word(join(own, "commondir"));
  if (!common)
    return std::nullopt;   // a submodule: part of the checkout around it
  return GitFolders{own, join(own, *common)};
}

std::optional<std::string> packed_revision(const std::string& common, StringRef reference) {
  const auto packed = contents(join(common, "packed-refs"));
  if (!packed)
    return std::nullopt;
  llvm::SmallVector<StringRef, 0> lines;
  StringRef(*packed).split(lines, '\n');
  for (const StringRef line : lines) {
    const auto [revision, name] = line.trim().split(' ');
    if (name == reference && is_revision(revision))
      return revision.str();
  }
  return std::nullopt;
}

std::optional<std::string> revision_of(const GitFolders& git, StringRef reference) {
  if (reference.contains(".."))
    return std::nullopt;
  for (const std::string& folder : {git.own, git.common})
    if (const auto loose = word(join(folder, reference)); loose && is_revision(*loose))
      return loose;
  return packed_revision(git.common, reference);
}

std::optional<std::string> origin_url(const std::string& common) {
  const auto config = contents(join(common, "config"));
  if (!config)
    return std::nullopt;
  llvm::SmallVector<StringRef, 0> lines;
  StringRef(*config).split(lines, '\n');
  bool in_origin = false;
  for (StringRef line : lines) {
    line = line.trim();
    if (line.starts_with("["))
      in_origin = line == "[remote \"origin\"]";
    const auto [key, value] = line.split('=');
    if (in_origin && key.trim() == "url")
      return value.trim().trim('"').str();
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> repository_link(std::string remote) {
  StringRef rest = remote;
  const auto scheme_end = rest.find("://");
  std::string authority;
  StringRef location;
  if (scheme_end != StringRef::npos) {
    const StringRef scheme = rest.take_front(scheme_end);
    if (scheme != "https" && scheme != "http" && scheme != "ssh" && scheme != "git")
      return std::nullopt;
    const auto parts = rest.drop_front(scheme_end + 3).split('/');
    authority = parts.first.str();
    location = parts.second;
    if (scheme == "ssh" || scheme == "git")
      authority = StringRef(authority).rsplit(':').first.str();   // a port of ssh is none of https
  } else {
    const auto [host, name] = rest.split(':');   // git@host:owner/name.git
    if (name.empty() || host.contains('/') || !host.contains('@'))
      return std::nullopt;
    authority = host.str();
    location = name.ltrim('/');
  }
  if (const auto at = authority.rfind('@'); at != std::string::npos)
    authority.erase(0, at + 1);
  location = location.take_until([](char c) { return c == '?' || c == '#'; }).rtrim('/');
  location.consume_back(".git");
  if (authority.empty() || location.empty())
    return std::nullopt;
  return "https://" + authority + "/" + location.str();
}

VersionControl version_control(const std::string& root) {
  VersionControl result;
  const auto git = git_folders(root);
  if (!git)
    return result;
  const auto head = word(join(git->own, "HEAD"));
  StringRef reference = head ? StringRef(*head) : StringRef();
  if (reference.consume_front("ref:")) {
    reference = reference.trim();
    result.revision = revision_of(*git, reference);
    if (reference.consume_front("refs/heads/"))
      result.branch = reference.str();
  } else if (is_revision(reference)) {
    result.revision = reference.str();
  }
  if (const auto url = origin_url(git->common))
    result.repository_uri = repository_link(*url);
  return result;
}

}  // namespace partywall::pipeline
