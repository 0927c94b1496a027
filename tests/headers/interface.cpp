#include "tests/headers/interface.h"

#include "driver/frontend/compiler-invocation.h"
#include "driver/frontend/note-collector.h"

#include <clang/AST/ASTConsumer.h>
#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendAction.h>

namespace partywall::headers {
namespace {

using namespace clang;
using frontend::CompileCommand;

/// Types as the front end gives them, and dependent ones as far as they are known without their arguments.
class Types {
public:
  explicit Types(frontend::Unit& unit) : unit_(unit) {}

  ir::TypeId describe(QualType type) {
    if (const auto* expansion = type->getAs<PackExpansionType>())
      return describe(expansion->getPattern());
    if (!type->isDependentType() && !type->isUndeducedType())
      return unit_.type(type);
    ir::Type made;
    if (const auto* alias = type->getAs<TypedefType>())
      made.sugar = unit_.qualified_name(*alias->getDecl());
    const QualType plain = type.getCanonicalType();
    made.is_const = plain.isConstQualified();
    if (plain->isReferenceType() || plain->isPointerType()) {
      made.shape = plain->isPointerType() ? ir::Type::Shape::pointer : ir::Type::Shape::reference;
      made.element = describe(plain->getPointeeType());
      return add(made);
    }
    const NamedDecl* record = record_of(plain);
    if (record == nullptr)
      return {};
    made.shape = ir::Type::Shape::record;
    made.name = unit_.qualified_name(*record);
    return add(made);
  }

  static const NamedDecl* record_of(QualType type) {
    if (const auto* injected = type->getAs<InjectedClassNameType>())
      return injected->getDecl();
    if (const auto* record = type->getAs<RecordType>())
      return record->getDecl();
    const auto* special = type->getAs<TemplateSpecializationType>();
    const auto* made_from = special == nullptr
                                ? nullptr
                                : dyn_cast_or_null<ClassTemplateDecl>(special->getTemplateName().getAsTemplateDecl());
    return made_from == nullptr ? nullptr : made_from->getTemplatedDecl();
  }

private:
  ir::TypeId add(const ir::Type& type) {
    unit_.program.types.push_back(type);
    return ir::TypeId{static_cast<std::uint32_t>(unit_.program.types.size() - 1)};
  }

  frontend::Unit& unit_;
};

class Collector : public RecursiveASTVisitor<Collector> {
public:
  Collector(Interface& interface, frontend::Unit& unit) : interface_(interface), unit_(unit), types_(unit) {}

  bool shouldVisitImplicitCode() const { return true; }

  // Bodies are of interest in the file itself only: there they show what is called.
  bool TraverseStmt(Stmt* statement) { return !in_main_file_ || RecursiveASTVisitor::TraverseStmt(statement); }
  bool TraverseDecl(Decl* declaration) {
    if (declaration == nullptr)
      return true;
    const bool outer = in_main_file_;
    in_main_file_ = unit_.context.getSourceManager().isInMainFile(
        unit_.context.getSourceManager().getExpansionLoc(declaration->getLocation()));
    const bool goes_on = RecursiveASTVisitor::TraverseDecl(declaration);
    in_main_file_ = outer;
    return goes_on;
  }

  bool VisitFunctionDecl(FunctionDecl* function) {
    if (!isa<CXXDeductionGuideDecl>(function) && !function->isDeleted())
      add(*function);
    return true;
  }
  bool VisitCallExpr(CallExpr* call) {
    if (const FunctionDecl* function = call->getDirectCallee())
      add(*function);
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr* expression) {
    add(*expression->getConstructor());
    return true;
  }
  bool VisitTypedefNameDecl(TypedefNameDecl* alias) {
    interface_.types.insert(unit_.naming.qualified_name(*alias));
    return true;
  }
  bool VisitTagDecl(TagDecl* tag) {
    interface_.types.insert(unit_.naming.qualified_name(*tag));
    if (const auto* record = dyn_cast<CXXRecordDecl>(tag); record != nullptr && record->hasDefinition())
      add_bases(*record->getDefinition());
    return true;
  }

private:
  void add_bases(const CXXRecordDecl& record) {
    auto& bases = interface_.bases[unit_.naming.qualified_name(record)];
    for (const CXXBaseSpecifier& base : record.bases())
      if (const NamedDecl* named = Types::record_of(base.getType().getCanonicalType()))
        bases.insert(unit_.naming.qualified_name(*named));
  }

  void add(const FunctionDecl& function) {
    if (!seen_.insert(&function).second)
      return;
    Declared made;
    made.callee.name = unit_.qualified_name(function);
    made.callee.is_variadic = function.isVariadic();
    if (const auto* method = dyn_cast<CXXMethodDecl>(&function)) {
      made.callee.declaring_class = unit_.qualified_name(*method->getParent());
      made.callee.is_static = method->isStatic();
      made.callee.is_constructor = isa<CXXConstructorDecl>(method);
      made.callee.is_destructor = isa<CXXDestructorDecl>(method);
    }
    const QualType result = function.getReturnType();
    made.callee.result = types_.describe(result);
    made.returns_nothing = result->isVoidType() && !made.callee.is_constructor;
    made.most = function.isVariadic() ? Declared::any : function.getNumParams();
    made.least = function.getNumParams();
    for (const ParmVarDecl* parameter : function.parameters()) {
      if (parameter->hasDefaultArg())
        made.defaulted.insert(made.callee.parameters.size());
      made.callee.parameters.push_back(types_.describe(parameter->getType()));
      if (parameter->isParameterPack()) {
        made.most = Declared::any;
        --made.least;
      }
    }
    const PresumedLoc place = unit_.context.getSourceManager().getPresumedLoc(function.getLocation());
    if (place.isValid())
      made.where = std::string(place.getFilename()) + ":" + std::to_string(place.getLine());
    interface_.functions.emplace(interface_.program.text(made.callee.name), std::move(made));
  }

  Interface& interface_;
  frontend::Unit& unit_;
  Types types_;
  llvm::DenseSet<const FunctionDecl*> seen_;
  bool in_main_file_ = false;
};

class Consumer : public ASTConsumer {
public:
  Consumer(Interface& interface, frontend::Files& files, std::string main_file)
      : interface_(interface), files_(files), main_file_(std::move(main_file)) {}

  void Initialize(ASTContext& context) override {
    files_.attach(context.getSourceManager());
    sources_ = &context.getSourceManager();
  }
  bool shouldSkipFunctionBody(Decl* declaration) override {
    return !sources_->isInMainFile(declaration->getLocation());
  }
  void HandleTranslationUnit(ASTContext& context) override {
    frontend::Unit unit(interface_.program, files_, context, main_file_);
    Collector(interface_, unit).TraverseDecl(context.getTranslationUnitDecl());
  }

private:
  Interface& interface_;
  frontend::Files& files_;
  std::string main_file_;
  SourceManager* sources_ = nullptr;
};

class Action : public ASTFrontendAction {
public:
  Action(Interface& interface, frontend::Files& files, std::string main_file)
      : interface_(interface), files_(files), main_file_(std::move(main_file)) {}
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance& /*instance*/, StringRef /*file*/) override {
    return std::make_unique<Consumer>(interface_, files_, main_file_);
  }

private:
  Interface& interface_;
  frontend::Files& files_;
  std::string main_file_;
};

std::unique_ptr<Interface> parse(const CompileCommand& command,
                                 llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> file_system) {
  auto made = std::make_unique<Interface>();
  made->program.units.emplace_back();
  const frontend::Boundary boundary{command.directory, {}};
  frontend::Files files(made->program, boundary, command.directory, command.file);
  file_system->setCurrentWorkingDirectory(command.directory);
  IgnoringDiagConsumer ignored;
  const auto driver_diagnostics = llvm::makeIntrusiveRefCnt<DiagnosticsEngine>(
      llvm::makeIntrusiveRefCnt<DiagnosticIDs>(), llvm::makeIntrusiveRefCnt<DiagnosticOptions>(), &ignored, false);
  const auto invocation = frontend::make_invocation(command, driver_diagnostics, file_system);
  if (invocation == nullptr) {
    made->errors.emplace_back("the flags could not be understood");
    return made;
  }
  frontend::NoteCollector notes(made->program.units.front(), files);
  CompilerInstance compiler;
  compiler.setInvocation(invocation);
  compiler.createDiagnostics(&notes, /*ShouldOwnClient=*/false);
  compiler.setFileManager(new FileManager(invocation->getFileSystemOpts(), file_system));
  Action action(*made, files, command.file);
  compiler.ExecuteAction(action);
  for (const ir::Note& note : made->program.units.front().notes)
    if (note.severity != ir::Note::Severity::lost || !note.message.empty())
      made->errors.push_back(note.message);
  // All ancestors instead of the direct ones; inheritance has no cycles, so this ends.
  for (bool grew = true; grew;) {
    grew = false;
    for (auto& [name, bases] : made->bases)
      for (const std::string& base : std::set<std::string>(bases))
        if (const auto further = made->bases.find(base); further != made->bases.end())
          for (const std::string& ancestor : further->second)
            grew |= ancestor != name && bases.insert(ancestor).second;
  }
  return made;
}

CompileCommand command_for(const std::string& folder, const std::string& file, const std::vector<std::string>& flags) {
  CompileCommand command;
  command.directory = folder;
  command.file = file;
  command.arguments = {llvm::StringRef(file).ends_with(".c") ? "clang" : "clang++"};
  command.arguments.insert(command.arguments.end(), flags.begin(), flags.end());
  command.arguments.push_back(file);
  return command;
}

} // namespace

std::unique_ptr<Interface> read_interface(const std::string& file, const std::vector<std::string>& flags) {
  return parse(command_for(PARTYWALL_SOURCE_DIR, file, flags), llvm::vfs::createPhysicalFileSystem());
}

std::unique_ptr<Interface> interface_of_text(const std::string& text, const std::vector<std::string>& flags) {
  const CompileCommand command = command_for("/text", "/text/main.cpp", flags);
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  memory->addFile(command.file, 0, llvm::MemoryBuffer::getMemBufferCopy(text, command.file));
  auto overlay = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(
      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>(llvm::vfs::createPhysicalFileSystem()));
  overlay->pushOverlay(memory);
  return parse(command, overlay);
}

} // namespace partywall::headers
