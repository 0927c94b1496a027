/// One translation unit: parse, walk its declarations, lower what has a body.
#include "driver/frontend/body-lowering.h"
#include "driver/frontend/compiler-invocation.h"
#include "driver/frontend/declarations.h"
#include "driver/frontend/note-collector.h"

#include <clang/AST/ASTConsumer.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendAction.h>

namespace partywall::frontend {
namespace {

using namespace clang;

class Consumer : public ASTConsumer {
public:
  Consumer(ir::Program& program, Files& files, std::string main_file, bool& has_run)
      : program_(program), files_(files), main_file_(std::move(main_file)), has_run_(has_run) {}

  void Initialize(ASTContext& context) override { files_.attach(context.getSourceManager()); }

  /// Asked before a body is parsed, which is most of what parsing costs.
  bool shouldSkipFunctionBody(Decl* declaration) override { return !files_.is_audited(declaration->getLocation()); }

  void HandleTranslationUnit(ASTContext& context) override {
    has_run_ = true;
    Unit unit(program_, files_, context, main_file_);
    lower_declarations(unit);
  }

private:
  ir::Program& program_;
  Files& files_;
  std::string main_file_;
  bool& has_run_;
};

class Action : public ASTFrontendAction {
public:
  Action(ir::Program& program, Files& files, std::string main_file)
      : program_(program), files_(files), main_file_(std::move(main_file)) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance& /*instance*/, StringRef /*file*/) override {
    return std::make_unique<Consumer>(program_, files_, main_file_, has_run_);
  }
  [[nodiscard]] bool has_run() const { return has_run_; }

private:
  ir::Program& program_;
  Files& files_;
  std::string main_file_;
  bool has_run_ = false;
};

ir::Program lower_with(const CompileCommand& command, const Boundary& boundary,
                       llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> file_system) {
  ir::Program program;
  ir::Unit unit;
  const std::string main_file = boundary.display(command.file);
  unit.main_file = program.names.intern(main_file);
  if (const std::string link_unit = link_unit_of(command); !link_unit.empty())
    unit.link_unit = program.names.intern(link_unit);
  unit.configuration = program.names.intern(configuration_of(command));
  program.units.push_back(std::move(unit));

  Files files(program, boundary, command.directory, command.file);
  const auto lost = [&](std::string message) {
    program.units.front().notes.push_back({ir::Note::Severity::lost, std::move(message), {}});
  };
  file_system->setCurrentWorkingDirectory(command.directory);
  IgnoringDiagConsumer ignored;
  const auto driver_diagnostics = llvm::makeIntrusiveRefCnt<DiagnosticsEngine>(
      llvm::makeIntrusiveRefCnt<DiagnosticIDs>(), llvm::makeIntrusiveRefCnt<DiagnosticOptions>(), &ignored, false);
  const auto invocation = make_invocation(command, driver_diagnostics, file_system);
  if (invocation == nullptr) {
    lost("the compile command could not be understood");
    return program;
  }
  NoteCollector notes(program.units.front(), files);
  CompilerInstance compiler;
  compiler.setInvocation(invocation);
  compiler.createDiagnostics(&notes, /*ShouldOwnClient=*/false);
  // A missing header is fatal to a compiler; an audit goes on with what it has.
  compiler.getDiagnostics().setFatalsAsError(true);
  compiler.setFileManager(new FileManager(invocation->getFileSystemOpts(), file_system));
  Action action(program, files, main_file);
  compiler.ExecuteAction(action);
  notes.count_the_rest();
  if (!action.has_run())
    lost("the compiler could not read the file");
  const ir::NameId link_unit = program.units.front().link_unit;
  for (ir::Function& function : program.functions)
    function.link_unit = link_unit;
  return program;
}

} // namespace

ir::Program lower(const CompileCommand& command, const Boundary& boundary) {
  return lower_with(command, boundary, llvm::vfs::createPhysicalFileSystem());
}

ir::Program lower_text(const std::string& text, const std::string& file_name, const std::vector<std::string>& flags) {
  static constexpr const char* folder = "/partywall-text";
  CompileCommand command;
  command.directory = folder;
  command.file = std::string(folder) + "/" + file_name;
  command.arguments = {file_name.ends_with(".c") ? "clang" : "clang++"};
  command.arguments.insert(command.arguments.end(), flags.begin(), flags.end());
  command.arguments.push_back(command.file);
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  memory->addFile(command.file, 0, llvm::MemoryBuffer::getMemBufferCopy(text, command.file));
  auto overlay = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(
      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>(llvm::vfs::createPhysicalFileSystem()));
  overlay->pushOverlay(memory);
  return lower_with(command, Boundary{folder, {}}, overlay);
}

} // namespace partywall::frontend
