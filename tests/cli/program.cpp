#include "tests/cli/program.h"

#include <array>
#include <iterator>
#include <sstream>

#include <fcntl.h>
#include <sys/wait.h>

namespace partywall::test {
namespace {

std::string read_text(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

[[noreturn]] void become(const std::vector<std::string>& command, const std::string& folder, const std::string& out,
                         const std::string& err) {
  std::vector<char*> pointers;
  for (const std::string& argument : command)
    pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  const bool ready = chdir(folder.c_str()) == 0 && dup2(open("/dev/null", O_RDONLY), 0) == 0 &&
                     dup2(open(out.c_str(), O_WRONLY | O_CREAT, 0600), 1) == 1 &&
                     dup2(open(err.c_str(), O_WRONLY | O_CREAT, 0600), 2) == 2;
  if (ready)
    execv(pointers[0], pointers.data());
  _exit(127);
}

}  // namespace

Outcome partywall(const std::vector<std::string>& arguments, const std::string& folder) {
  const TemporaryFolder streams;
  std::vector<std::string> command = {PARTYWALL_BINARY};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const pid_t pid = fork();
  if (pid == 0)
    become(command, folder, streams / "out", streams / "err");
  int status = 0;
  waitpid(pid, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_text(streams / "out"),
          read_text(streams / "err")};
}

void Project::unit(const std::string& name, const std::string& text, const std::vector<std::string>& flags) {
  file(name, text);
  std::vector<std::string> arguments = {name.ends_with(".c") ? "cc" : "c++"};
  arguments.insert(arguments.end(), flags.begin(), flags.end());
  arguments.insert(arguments.end(), {"-c", name, "-o", name + ".o"});
  database_.push_back({{"directory", path()}, {"file", name}, {"arguments", arguments}});
}

Outcome Project::audit(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), "audit");
  return run(arguments);
}

Outcome Project::run(const std::vector<std::string>& arguments) const {
  file("compile_commands.json", database_.dump(2));
  return partywall(arguments, path());
}

std::string Project::contents(const std::string& name) const { return read_text(folder_ / name); }

}  // namespace partywall::test
