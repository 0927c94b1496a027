/// Names and link keys of declarations.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/DeclCXX.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/StringSet.h>

#include <string>

namespace partywall::frontend {

class Naming {
public:
  /// `main_file` as shown to people: it sets apart what has internal linkage.
  Naming(const clang::ASTContext& context, std::string main_file)
      : context_(context), main_file_(std::move(main_file)) {}

  /// "ns::Class::function": template patterns without arguments, no inline or unnamed namespaces. A lambda is
  /// "ns::function::(lambda)".
  [[nodiscard]] std::string qualified_name(const clang::NamedDecl& declaration) const;

  /// Equal for declarations that the linker joins. See ir::Function::symbol.
  [[nodiscard]] const std::string& symbol(const clang::NamedDecl& declaration);

  /// Symbol of a generic lambda's call operator before it is instantiated; the lambda's own symbol otherwise.
  [[nodiscard]] const std::string& pattern_symbol(const clang::FunctionDecl& call_operator);

  /// The spelling of a type in the name of a conversion operator.
  [[nodiscard]] std::string type_name(clang::QualType type) const;

private:
  std::string compute_symbol(const clang::NamedDecl& declaration);
  std::string lambda_symbol(const clang::CXXRecordDecl& closure);
  std::string scope_symbol(const clang::DeclContext& scope);
  void append_arguments_told_apart(const clang::Decl& declaration, std::string& symbol);
  void append_told_apart(const clang::TemplateArgument& argument, std::string& symbol);
  [[nodiscard]] std::string own_name(const clang::NamedDecl& declaration) const;

  const clang::ASTContext& context_;
  std::string main_file_;
  llvm::DenseMap<const clang::Decl*, std::string> symbols_;
  llvm::DenseMap<const clang::CXXRecordDecl*, std::string> closures_;
  llvm::StringSet<> used_closures_;
};

/// The call operator's class, if `function` is what a lambda calls.
[[nodiscard]] const clang::CXXRecordDecl* closure_of(const clang::FunctionDecl& function);

} // namespace partywall::frontend
