#include "driver/pipeline/project.h"

#include "tests/pipeline/temporary-folder.h"

#include <gmock/gmock.h>

namespace partywall::pipeline {
namespace {

using test::TemporaryFolder;

const std::string revision(40, 'a');
const std::string other_revision(40, 'b');

std::vector<frontend::CompileCommand> commands(const std::vector<std::string>& files) {
  std::vector<frontend::CompileCommand> result;
  for (const std::string& file : files)
    result.push_back({"/", file, {"c++", file}, ""});
  return result;
}

void make_checkout(const TemporaryFolder& folder, const std::string& at) {
  folder.write(at + ".git/HEAD", "ref: refs/heads/main\n");
  folder.write(at + ".git/refs/heads/main", revision + "\n");
}

TEST(ProjectRoot, is_the_git_top_level) {
  const TemporaryFolder folder;
  make_checkout(folder, "");
  EXPECT_EQ(project_root(commands({folder / "src/deep/a.cpp"})), folder.path());
}

TEST(ProjectRoot, is_the_one_most_sources_lie_in) {
  const TemporaryFolder folder;
  make_checkout(folder, "agent/");
  make_checkout(folder, "agent/build/_deps/fmt/");
  make_checkout(folder, "helper/");
  EXPECT_EQ(project_root(commands({folder / "agent/a.cpp", folder / "agent/b.cpp", folder / "helper/c.cpp",
                                   folder / "agent/build/_deps/fmt/1.cpp", folder / "agent/build/_deps/fmt/2.cpp",
                                   folder / "agent/build/_deps/fmt/3.cpp"})),
            folder / "agent");
}

TEST(ProjectRoot, sees_a_submodule_as_part_of_its_project) {
  const TemporaryFolder folder;
  make_checkout(folder, "");
  folder.write(".git/modules/lib/HEAD", revision + "\n");
  folder.write("lib/.git", "gitdir: ../.git/modules/lib\n");
  EXPECT_EQ(project_root(commands({folder / "lib/a.cpp", folder / "lib/b.cpp", folder / "c.cpp"})), folder.path());
}

TEST(ProjectRoot, is_the_common_folder_without_git) {
  EXPECT_EQ(project_root(commands({"/p/agent/a.cpp", "/p/tool/deep/b.cpp"})), "/p");
  EXPECT_EQ(project_root(commands({"/p/agent/a.cpp"})), "/p/agent");
}

TEST(ProjectRoot, is_the_parent_of_src) {
  EXPECT_EQ(project_root(commands({"/p/src/a.cpp", "/p/src/deep/b.cpp"})), "/p");
}

TEST(ProjectRoot, is_the_folder_above_that_headers_are_found_from) {
  using Command = frontend::CompileCommand;
  EXPECT_EQ(project_root({Command{"/b", "/p/agent/a.cpp", {"c++", "-I", "/p", "-c", "/p/agent/a.cpp"}, ""}}), "/p");
  EXPECT_EQ(project_root({Command{"/p/build", "/p/agent/a.cpp", {"c++", "-I..", "/p/agent/a.cpp"}, ""}}), "/p");
  EXPECT_EQ(project_root({Command{"/b", "/p/lib/a.cpp", {"c++", "-I/p/include", "/p/lib/a.cpp"}, ""}}), "/p");
  EXPECT_EQ(project_root({Command{"/b", "/p/agent/a.cpp", {"c++", "-I/q/include", "-isystem", "/p"}, ""}}), "/p/agent");
}

TEST(ProjectRoot, is_the_folder_above_that_the_compiler_runs_in) {
  using Command = frontend::CompileCommand;
  EXPECT_EQ(project_root({Command{"/p", "/p/agent/deep/a.cpp", {"c++", "/p/agent/deep/a.cpp"}, ""}}), "/p");
  EXPECT_EQ(project_root({Command{"/p/build", "/p/agent/a.cpp", {"c++", "/p/agent/a.cpp"}, ""}}), "/p/agent");
}

TEST(ProjectRoot, is_not_widened_by_system_and_fetched_code) {
  EXPECT_EQ(project_root(commands({"/p/agent/a.cpp", "/usr/src/googletest/gtest.cc", "/q/_deps/fmt/format.cc"})),
            "/p/agent");
}

TEST(Selection, counts_the_files_outside_once) {
  const frontend::Boundary boundary{"/p", {}};
  const auto selection = select(commands({"/p/a.cpp", "/q/b.cpp", "/q/b.cpp", "/q/c.cpp", "/p/d.cpp"}), boundary);
  ASSERT_EQ(selection.commands.size(), 2U);
  EXPECT_EQ(selection.commands[1].file, "/p/d.cpp");
  EXPECT_EQ(selection.files_outside, 2U);
}

TEST(VersionControl, reads_a_branch) {
  const TemporaryFolder folder;
  make_checkout(folder, "");
  folder.write(".git/config", "[core]\n\turl = wrong\n[remote \"origin\"]\n\tfetch = x\n"
                              "\turl = https://me:secret@git.example.com/acme/agent.git\n[branch \"main\"]\n");
  const auto git = version_control(folder.path());
  EXPECT_EQ(git.branch, "main");
  EXPECT_EQ(git.revision, revision);
  EXPECT_EQ(git.repository_uri, "https://git.example.com/acme/agent");
}

TEST(VersionControl, reads_packed_branches) {
  const TemporaryFolder folder;
  folder.write(".git/HEAD", "ref: refs/heads/feature/x\n");
  folder.write(".git/packed-refs", "# pack-refs with: peeled\n" + other_revision + " refs/heads/feature/xy\n" +
                                       revision + " refs/heads/feature/x\n^" + other_revision + "\n");
  const auto git = version_control(folder.path());
  EXPECT_EQ(git.branch, "feature/x");
  EXPECT_EQ(git.revision, revision);
  EXPECT_EQ(git.repository_uri, std::nullopt);
}

TEST(VersionControl, reads_a_detached_head) {
  const TemporaryFolder folder;
  folder.write(".git/HEAD", revision + "\n");
  EXPECT_EQ(version_control(folder.path()).revision, revision);
  EXPECT_EQ(version_control(folder.path()).branch, std::nullopt);
}

TEST(VersionControl, reads_a_worktree) {
  const TemporaryFolder folder;
  make_checkout(folder, "main/");
  folder.write("main/.git/worktrees/two/HEAD", "ref: refs/heads/two\n");
  folder.write("main/.git/worktrees/two/commondir", "../..\n");
  folder.write("main/.git/refs/heads/two", other_revision + "\n");
  folder.write("two/.git", "gitdir: " + (folder / "main/.git/worktrees/two") + "\n");
  const auto git = version_control(folder / "two");
  EXPECT_EQ(git.branch, "two");
  EXPECT_EQ(git.revision, other_revision);
}

TEST(VersionControl, is_silent_where_there_is_none) {
  const TemporaryFolder folder;
  EXPECT_EQ(version_control(folder.path()).revision, std::nullopt);
  folder.write(".git/HEAD", "ref: ../../../etc/passwd\n");
  EXPECT_EQ(version_control(folder.path()).revision, std::nullopt);
}

TEST(RepositoryLink, is_https_without_credentials) {
  const std::string link = "https://git.example.com/acme/agent";
  EXPECT_EQ(repository_link("git@git.example.com:acme/agent.git"), link);
  EXPECT_EQ(repository_link("ssh://git@git.example.com:2222/acme/agent.git"), link);
  EXPECT_EQ(repository_link("https://token@git.example.com/acme/agent.git/"), link);
  EXPECT_EQ(repository_link("https://user:p@ss@git.example.com/acme/agent?access=secret"), link);
  EXPECT_EQ(repository_link("http://git.example.com/acme/agent"), link);
  EXPECT_EQ(repository_link("/srv/git/agent.git"), std::nullopt);
  EXPECT_EQ(repository_link("file:///srv/git/agent.git"), std::nullopt);
  EXPECT_EQ(repository_link("../agent"), std::nullopt);
  EXPECT_EQ(repository_link(""), std::nullopt);
}

} // namespace
} // namespace partywall::pipeline
