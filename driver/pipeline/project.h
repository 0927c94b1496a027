/// What is audited, and what version control says about it. Reads files; runs no program.
#pragma once

#include "driver/frontend/lower.h"

#include <optional>
#include <string>
#include <vector>

namespace partywall::pipeline {

/// The folder the audited project lives in: the git top level that holds most of the sources; without git, their
/// common folder (its parent if it is only called `src`), or one above it that they are compiled in or find headers in.
[[nodiscard]] std::string project_root(const std::vector<frontend::CompileCommand>& commands);

/// The commands the audit lowers, and how many distinct files it leaves out because they are outside.
struct Selection {
  std::vector<frontend::CompileCommand> commands;
  std::uint32_t files_outside = 0;
};
[[nodiscard]] Selection select(std::vector<frontend::CompileCommand> commands, const frontend::Boundary& boundary);

struct VersionControl {
  std::optional<std::string> repository_uri;   ///< https, no credentials, no ".git"; of the remote `origin`.
  std::optional<std::string> revision;
  std::optional<std::string> branch;
};

/// Of the git checkout whose top level is `root`; nothing set if it is none.
[[nodiscard]] VersionControl version_control(const std::string& root);

/// A remote as git spells it (`git@host:owner/name.git`, `https://user:token@host/…`) as a link for people;
/// nullopt for local paths.
[[nodiscard]] std::optional<std::string> repository_link(std::string remote);

}  // namespace partywall::pipeline
