/// The tables of the program under construction, filled from Clang's declarations and types.
#pragma once

#include "checks/flow/ir/program.h"
#include "driver/frontend/lower.h"
#include "driver/frontend/naming.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Basic/SourceManager.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>

#include <deque>
#include <map>
#include <string>

namespace partywall::frontend {

/// Files of one compilation, judged once each.
class Files {
public:
  Files(ir::Program& program, const Boundary& boundary, std::string directory, std::string main_file)
      : program_(program), boundary_(boundary), directory_(std::move(directory)), main_file_(std::move(main_file)) {}

  void attach(const clang::SourceManager& sources) { sources_ = &sources; }
  /// Whether code at `location` (or where its macro is expanded) is lowered.
  [[nodiscard]] bool is_audited(clang::SourceLocation location);
  [[nodiscard]] ir::FileId file(clang::FileID id);
  /// From the first to the last token of `range`.
  [[nodiscard]] ir::Location location(clang::SourceRange range, const clang::LangOptions& language);
  [[nodiscard]] const Boundary& boundary() const { return boundary_; }

private:
  struct Entry {
    ir::FileId id;
    bool is_audited = false;
  };
  const Entry& entry(clang::FileID id);

  ir::Program& program_;
  const Boundary& boundary_;
  std::string directory_;
  std::string main_file_;
  const clang::SourceManager* sources_ = nullptr;
  llvm::DenseMap<clang::FileID, Entry> entries_;
  std::map<std::string, ir::FileId> by_path_;
};

class Unit {
public:
  Unit(ir::Program& program, Files& files, clang::ASTContext& context, const std::string& main_file);

  ir::Program& program;
  clang::ASTContext& context;
  Files& files;
  Naming naming;

  [[nodiscard]] ir::NameId name(llvm::StringRef text) { return program.names.intern(std::string_view(text)); }
  [[nodiscard]] ir::NameId qualified_name(const clang::NamedDecl& declaration);
  [[nodiscard]] ir::NameId symbol(const clang::NamedDecl& declaration) { return name(naming.symbol(declaration)); }
  [[nodiscard]] ir::Location location(clang::SourceRange range) { return files.location(range, context.getLangOpts()); }
  [[nodiscard]] ir::TypeId type(clang::QualType type);
  [[nodiscard]] ir::TypeId pointer_to(clang::QualType type) {
    return this->type(context.getPointerType(type.getNonReferenceType()));
  }
  [[nodiscard]] ir::FieldId field(const clang::FieldDecl& field);
  [[nodiscard]] ir::GlobalId global(const clang::VarDecl& variable);
  /// `receiver`: static class of the object expression; null for its declaring class or for free functions.
  [[nodiscard]] ir::CalleeId callee(const clang::FunctionDecl& function, const clang::CXXRecordDecl* receiver,
                                    bool dispatches);
  [[nodiscard]] ir::CalleeId closure(const clang::FunctionDecl& call_operator);
  [[nodiscard]] std::vector<ir::NameId> annotations(const clang::Decl& declaration);
  void add_record(const clang::RecordDecl& record);
  void note(ir::Note::Severity severity, std::string message, clang::SourceRange where);

  /// Functions met inside bodies (lambdas, members of local classes), to be lowered too.
  struct Nested {
    const clang::Decl* declaration = nullptr;
    ir::NameId parent;
  };
  std::deque<Nested> nested;

private:
  struct CalleeKey {
    const clang::Decl* function;
    const clang::Decl* receiver;
    bool dispatches;
    friend auto operator<=>(const CalleeKey&, const CalleeKey&) = default;
  };
  ir::TypeId value_argument(const llvm::APSInt& value);
  ir::Type make_type(clang::QualType type);
  void fill_shape(clang::QualType desugared, const clang::TemplateSpecializationType* written, ir::Type& type);
  ir::TypeId intern(const ir::Type& type);
  void add_fields(const clang::RecordDecl& record, ir::Record& row);

  llvm::DenseMap<const clang::Decl*, ir::NameId> qualified_names_;
  llvm::DenseMap<void*, ir::TypeId> types_;
  std::map<ir::Type, ir::TypeId> distinct_types_;
  llvm::DenseMap<const clang::Decl*, ir::FieldId> fields_;
  std::map<ir::Field, ir::FieldId> distinct_fields_;
  llvm::DenseMap<const clang::Decl*, ir::GlobalId> globals_;
  std::map<CalleeKey, ir::CalleeId> callees_;
  std::map<ir::Callee, ir::CalleeId> distinct_callees_;
  llvm::DenseSet<const clang::Decl*> records_;
};

/// Types among template arguments, packs flattened.
[[nodiscard]] std::vector<clang::QualType> type_arguments(llvm::ArrayRef<clang::TemplateArgument> arguments);

} // namespace partywall::frontend
