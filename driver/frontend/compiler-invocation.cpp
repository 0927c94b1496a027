#include "driver/frontend/compiler-invocation.h"

#include <clang/Basic/Version.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/Utils.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/ADT/StringSwitch.h>
#include <llvm/Support/Allocator.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/xxhash.h>

#include <dlfcn.h>

namespace partywall::frontend {
namespace {

using llvm::StringRef;

bool is_wrapper(StringRef program) {
  return llvm::StringSwitch<bool>(llvm::sys::path::stem(program))
      .Cases("ccache", "sccache", "distcc", "icecc", "buildcache", "env", true)
      .Default(false);
}

bool is_cxx_driver(StringRef program) {
  StringRef name = llvm::sys::path::filename(program);
  name.consume_back(".exe");
  name = name.rtrim("0123456789.-");
  return name.ends_with("++") || name.ends_with("c++");
}

/// Options that take the next argument with them and have no part in parsing.
bool drops_with_value(StringRef argument) {
  return llvm::StringSwitch<bool>(argument)
      .Cases("-o", "-MF", "-MT", "-MQ", "-MJ", "-Xlinker", "-Xassembler", "-mllvm", true)
      .Cases("-load", "-plugin", "-add-plugin", "-wrapper", "-dumpdir", "--serialize-diagnostics", true)
      .Cases("-serialize-diagnostics", "-resource-dir", "-B", "-specs", "-index-store-path", true)
      .Default(false);
}

bool drops_alone(StringRef argument) {
  static constexpr StringRef prefixes[] = {
      "-fplugin",      "-fpass-plugin", "-plugin-arg-", "-Wl,",          "-Wa,",          "-save-temps",
      "-ftime-trace",  "-fprofile",     "-fcoverage",   "-fsanitize",    "-fno-sanitize", "-flto",
      "-resource-dir", "-specs=",       "-B",           "--config",      "-fuse-ld",      "-fdiagnostics",
      "-fcolor",       "-Werror",       "-pass-exit",   "-fthinlto",     "-fmodules",     "-fmodule",
      "-fno-modules",  "-fdeps",        "-gen-cdb",     "-fintegrated-", "-fcrash",       "-fbuild-session"};
  return llvm::StringSwitch<bool>(argument)
             .Cases("-c", "-S", "-E", "-M", "-MM", "-MD", "-MMD", "-MP", "-MG", "-MV", true)
             .Cases("-v", "-###", "-pipe", "-time", "-fsyntax-only", "-emit-llvm", "-no-canonical-prefixes", true)
             .Default(false) ||
         llvm::any_of(prefixes, [&](StringRef prefix) { return argument.starts_with(prefix); });
}

/// `-Xclang -load -Xclang x.so`: what follows the first -Xclang is a frontend option.
bool frontend_option_is_harmless(StringRef option) {
  return llvm::StringSwitch<bool>(option)
      .Cases("-include", "-isystem", "-internal-isystem", "-fno-pch-timestamp", true)
      .Default(option.starts_with("-D") || option.starts_with("-I") || option.starts_with("-std="));
}

bool has_builtin_headers(const llvm::Twine& folder) { return llvm::sys::fs::exists(folder + "/include/stddef.h"); }

/// Where Clang's own headers are: beside the library we run on, else where distributions put them.
std::string find_resource_directory() {
  const std::string version = std::to_string(CLANG_VERSION_MAJOR);
  std::vector<std::string> candidates;
  Dl_info info{};
  if (dladdr(reinterpret_cast<void*>(&clang::createInvocation), &info) != 0 && info.dli_fname != nullptr) {
    llvm::SmallString<256> real;
    for (StringRef library : {StringRef(info.dli_fname), StringRef(real)}) {
      if (library.empty())
        continue;
      candidates.push_back((llvm::sys::path::parent_path(library) + "/clang/" + version).str());
      (void)llvm::sys::fs::real_path(library, real);
    }
  }
  candidates.push_back("/usr/lib/llvm-" + version + "/lib/clang/" + version);
  for (const char* folder : {"/usr/lib/clang/", "/usr/lib64/clang/", "/usr/local/lib/clang/"}) {
    candidates.push_back(folder + version);
  }
  const auto found = llvm::find_if(candidates, [](const std::string& folder) { return has_builtin_headers(folder); });
  return found == candidates.end() ? std::string() : *found;
}

const std::string& resource_directory() {
  static const std::string found = find_resource_directory();
  return found;
}

/// `@file` stands for the arguments in that file.
std::vector<std::string> expand_response_files(const CompileCommand& command) {
  const bool has_any = llvm::any_of(command.arguments, [](StringRef argument) { return argument.starts_with("@"); });
  if (!has_any)
    return command.arguments;
  llvm::SmallVector<const char*, 64> arguments;
  for (const std::string& argument : command.arguments)
    arguments.push_back(argument.c_str());
  llvm::BumpPtrAllocator storage;
  llvm::cl::ExpansionContext context(storage, llvm::cl::TokenizeGNUCommandLine);
  // A file that cannot be read leaves its argument as it is, to be dropped with the others of no use.
  llvm::consumeError(context.setCurrentDir(command.directory).expandResponseFiles(arguments));
  return {arguments.begin(), arguments.end()};
}

/// Syntax only, no bodies we do not ask for, nothing written, nothing loaded.
void restrict_to_parsing(clang::CompilerInvocation& invocation) {
  auto& frontend = invocation.getFrontendOpts();
  frontend.ProgramAction = clang::frontend::ParseSyntaxOnly;
  frontend.SkipFunctionBodies = true;
  frontend.DisableFree = false;
  frontend.OutputFile.clear();
  frontend.Plugins.clear();
  frontend.AddPluginActions.clear();
  frontend.PluginArgs.clear();
  frontend.LLVMArgs.clear();
  frontend.StatsFile.clear();
  frontend.TimeTracePath.clear();
  frontend.ShowStats = false;
  invocation.getDependencyOutputOpts() = clang::DependencyOutputOptions();
  auto& preprocessor = invocation.getPreprocessorOpts();
  preprocessor.DetailedRecord = false;
  preprocessor.ImplicitPCHInclude.clear();
  preprocessor.PCHThroughHeader.clear();
  auto& diagnostics = invocation.getDiagnosticOpts();
  diagnostics.IgnoreWarnings = true;
  diagnostics.ShowCarets = false;
  diagnostics.ErrorLimit = 0;
  diagnostics.DiagnosticSerializationFile.clear();
  diagnostics.DiagnosticLogFile.clear();
  diagnostics.VerifyDiagnostics = false;
  invocation.getCodeGenOpts().PassPlugins.clear();
  auto& language = invocation.getLangOpts();
  language.SpellChecking = false;
  language.CommentOpts.ParseAllComments = false;
}

} // namespace

std::vector<std::string> parsing_arguments(const CompileCommand& command) {
  const std::vector<std::string> given = expand_response_files(command);
  std::size_t next = 0;
  while (next + 1 < given.size() && (is_wrapper(given[next]) || (next > 0 && StringRef(given[next]).contains('='))))
    ++next;
  const bool is_cxx = next < given.size() && is_cxx_driver(given[next]);
  std::vector<std::string> kept = {is_cxx ? "clang++" : "clang"};
  for (++next; next < given.size(); ++next) {
    const StringRef argument = given[next];
    const bool has_value = next + 1 < given.size();
    if (argument == "-Xclang" && has_value) {
      // Both words of `-Xclang -x -Xclang value` are dropped unless the option can only change parsing.
      const StringRef option = given[++next];
      const bool takes_value =
          next + 2 < given.size() && given[next + 1] == "-Xclang" && !given[next + 2].starts_with("-");
      const bool keep = frontend_option_is_harmless(option);
      if (keep)
        kept.insert(kept.end(), {"-Xclang", option.str()});
      if (takes_value) {
        next += 2;
        if (keep)
          kept.insert(kept.end(), {"-Xclang", given[next]});
      }
      continue;
    }
    if (drops_with_value(argument)) {
      if (has_value)
        ++next;
      continue;
    }
    if (argument.starts_with("-o") && !argument.starts_with("-ob"))
      continue;
    if (drops_alone(argument) || argument.starts_with("-MF") || argument.starts_with("@"))
      continue;
    kept.push_back(argument.str());
  }
  return kept;
}

std::shared_ptr<clang::CompilerInvocation>
make_invocation(const CompileCommand& command, llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> diagnostics,
                llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) {
  std::vector<std::string> arguments = parsing_arguments(command);
  // The driver must look like Clang's own beside its headers, or it finds neither them nor the GCC installation.
  arguments.insert(arguments.begin() + 1, "-fsyntax-only");
  if (!resource_directory().empty())
    arguments.insert(arguments.begin() + 1, "-resource-dir=" + resource_directory());
  if (arguments[0] == "clang++")
    arguments.insert(arguments.begin() + 1, "--driver-mode=g++");
  std::vector<const char*> pointers;
  for (const std::string& argument : arguments)
    pointers.push_back(argument.c_str());
  clang::CreateInvocationOptions options;
  options.Diags = std::move(diagnostics);
  options.VFS = std::move(files);
  options.RecoverOnError = true;
  std::shared_ptr<clang::CompilerInvocation> invocation = clang::createInvocation(pointers, options);
  if (!invocation || invocation->getFrontendOpts().Inputs.empty())
    return nullptr;
  restrict_to_parsing(*invocation);
  invocation->getFileSystemOpts().WorkingDir = command.directory;
  return invocation;
}

std::string configuration_of(const CompileCommand& command) {
  std::string flags;
  for (const std::string& argument : parsing_arguments(command)) {
    if (argument == command.file || llvm::sys::path::filename(argument) == llvm::sys::path::filename(command.file))
      continue;
    flags += argument;
    flags += '\n';
  }
  return llvm::utohexstr(llvm::xxh3_64bits(flags), /*LowerCase=*/true);
}

} // namespace partywall::frontend
