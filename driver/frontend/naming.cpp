#include "driver/frontend/naming.h"

#include <clang/AST/DeclTemplate.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Index/USRGeneration.h>
#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/SmallString.h>

namespace partywall::frontend {
namespace {

using namespace clang;

/// The pattern an instantiated member or specialisation was made from names the same thing for people.
std::string record_name(const TagDecl& tag) {
  if (const auto* record = dyn_cast<CXXRecordDecl>(&tag); record != nullptr && record->isLambda())
    return "(lambda)";
  if (tag.getIdentifier() != nullptr)
    return tag.getName().str();
  if (const TypedefNameDecl* name = tag.getTypedefNameForAnonDecl())
    return name->getName().str();
  return "(unnamed)";
}

bool is_internal(const Decl& declaration) {
  if (declaration.isInAnonymousNamespace())
    return true;
  const auto* named = dyn_cast<NamedDecl>(&declaration);
  if (named != nullptr && isa<FunctionDecl, VarDecl>(named) && named->getFormalLinkage() == Linkage::Internal)
    return true;
  if (const auto* function = dyn_cast<FunctionDecl>(declaration.getDeclContext()))
    return is_internal(*function);
  if (const auto* record = dyn_cast<TagDecl>(declaration.getDeclContext()))
    return is_internal(*record);
  return false;
}

} // namespace

const CXXRecordDecl* closure_of(const FunctionDecl& function) {
  const auto* method = dyn_cast<CXXMethodDecl>(&function);
  if (method == nullptr || !method->getParent()->isLambda())
    return nullptr;
  return method->getOverloadedOperator() == OO_Call ? method->getParent() : nullptr;
}

std::string Naming::type_name(QualType type) const {
  const QualType canonical = type.getCanonicalType().getUnqualifiedType();
  if (const auto* tag = canonical->getAsTagDecl())
    return qualified_name(*tag);
  // Not instantiated yet: a template's arguments are no part of its name either way.
  if (const auto* dependent = canonical->getAs<TemplateSpecializationType>())
    if (const TemplateDecl* pattern = dependent->getTemplateName().getAsTemplateDecl())
      return qualified_name(*pattern);
  if (canonical->isPointerType() || canonical->isReferenceType()) {
    const QualType pointee = canonical->getPointeeType();
    if (pointee->isFunctionType())
      return canonical.getAsString(PrintingPolicy(context_.getLangOpts()));
    return (pointee.isConstQualified() ? "const " : "") + type_name(pointee) + (canonical->isPointerType() ? "*" : "&");
  }
  PrintingPolicy policy(context_.getLangOpts());
  policy.Bool = true;
  policy.SuppressTagKeyword = true;
  return canonical.getAsString(policy);
}

std::string Naming::own_name(const NamedDecl& declaration) const {
  if (const auto* tag = dyn_cast<TagDecl>(&declaration))
    return record_name(*tag);
  if (const auto* constructor = dyn_cast<CXXConstructorDecl>(&declaration))
    return record_name(*constructor->getParent());
  if (const auto* destructor = dyn_cast<CXXDestructorDecl>(&declaration))
    return "~" + record_name(*destructor->getParent());
  if (const auto* conversion = dyn_cast<CXXConversionDecl>(&declaration)) {
    const FunctionDecl* pattern = conversion->getTemplateInstantiationPattern();
    const QualType written =
        pattern == nullptr ? conversion->getConversionType() : cast<CXXConversionDecl>(pattern)->getConversionType();
    // What a conversion template converts to is said by its template argument.
    const bool is_template =
        conversion->getPrimaryTemplate() != nullptr || conversion->getDescribedFunctionTemplate() != nullptr;
    if (is_template && written->isTemplateTypeParmType())
      return "operator auto";
    return "operator " + type_name(written->isDependentType() ? conversion->getConversionType() : written);
  }
  return declaration.getDeclName().getAsString();
}

std::string Naming::qualified_name(const NamedDecl& declaration) const {
  llvm::SmallVector<std::string, 8> parts;
  const auto* function = dyn_cast<FunctionDecl>(&declaration);
  if (function == nullptr || closure_of(*function) == nullptr)
    parts.push_back(own_name(declaration));
  for (const DeclContext* scope = declaration.getDeclContext(); scope != nullptr; scope = scope->getParent()) {
    if (const auto* space = dyn_cast<NamespaceDecl>(scope)) {
      if (!space->isInline() && !space->isAnonymousNamespace())
        parts.push_back(space->getName().str());
    } else if (const auto* record = dyn_cast<RecordDecl>(scope)) {
      if (!record->isAnonymousStructOrUnion())
        parts.push_back(record_name(*record));
    } else if (const auto* enumeration = dyn_cast<EnumDecl>(scope)) {
      if (enumeration->isScoped())
        parts.push_back(record_name(*enumeration));
    } else if (const auto* outer = dyn_cast<FunctionDecl>(scope)) {
      if (closure_of(*outer) == nullptr)
        parts.push_back(own_name(*outer));
    }
  }
  std::string name;
  for (const std::string& part : llvm::reverse(parts)) {
    if (!name.empty())
      name += "::";
    name += part;
  }
  return name;
}

const std::string& Naming::symbol(const NamedDecl& declaration) {
  const Decl* canonical = declaration.getCanonicalDecl();
  if (const auto known = symbols_.find(canonical); known != symbols_.end())
    return known->second;
  std::string computed = compute_symbol(cast<NamedDecl>(*canonical));
  return symbols_.try_emplace(canonical, std::move(computed)).first->second;
}

std::string Naming::compute_symbol(const NamedDecl& declaration) {
  if (const auto* function = dyn_cast<FunctionDecl>(&declaration)) {
    if (const CXXRecordDecl* closure = closure_of(*function)) {
      std::string name = lambda_symbol(*closure);
      if (const auto* arguments = function->getTemplateSpecializationArgs()) {
        // An instantiation of a generic lambda: the lambda's symbol, and what it is instantiated with.
        llvm::SmallString<128> usr;
        index::generateUSRForDecl(&declaration, usr);
        name += ("#" + usr).str();
        for (const TemplateArgument& argument : arguments->asArray())
          append_told_apart(argument, name);
      }
      return name;
    }
  }
  llvm::SmallString<128> usr;
  std::string name;
  if (is_internal(declaration))
    name = main_file_ + "|";
  if (index::generateUSRForDecl(&declaration, usr) || usr.empty()) {
    name += "c:" + qualified_name(declaration) + "@" +
            std::to_string(context_.getSourceManager().getExpansionLineNumber(declaration.getLocation()));
  } else {
    name += usr.str();
  }
  append_arguments_told_apart(declaration, name);
  return name;
}

const std::string& Naming::pattern_symbol(const FunctionDecl& call_operator) {
  const CXXRecordDecl* closure = closure_of(call_operator);
  if (closure == nullptr)
    return symbol(call_operator);
  (void)lambda_symbol(*closure);
  return closures_.find(closure->getCanonicalDecl())->second;
}

std::string Naming::scope_symbol(const DeclContext& scope) {
  for (const DeclContext* outer = &scope; outer != nullptr; outer = outer->getParent()) {
    if (const auto* function = dyn_cast<FunctionDecl>(outer))
      return symbol(*function);
    if (const auto* record = dyn_cast<RecordDecl>(outer))
      return symbol(*record);
    if (const auto* space = dyn_cast<NamespaceDecl>(outer)) {
      return space->isInAnonymousNamespace() ? main_file_ + "|" : symbol(*space);
    }
  }
  return main_file_ + "|";
}

/// USRs do not tell the lambdas of one function apart; line and column do, and inside one macro a number.
std::string Naming::lambda_symbol(const CXXRecordDecl& closure) {
  const auto* canonical = closure.getCanonicalDecl();
  if (const auto known = closures_.find(canonical); known != closures_.end())
    return known->second;
  const SourceManager& sources = context_.getSourceManager();
  const SourceLocation place = sources.getExpansionLoc(closure.getBeginLoc());
  std::string name = scope_symbol(*closure.getDeclContext()) + "@lambda@" +
                     std::to_string(sources.getExpansionLineNumber(place)) + ":" +
                     std::to_string(sources.getExpansionColumnNumber(place));
  append_arguments_told_apart(closure, name);
  const std::string stem = name;
  for (int next = 2; !used_closures_.insert(name).second; ++next)
    name = stem + "#" + std::to_string(next);
  closures_.try_emplace(canonical, name);
  return name;
}

void Naming::append_told_apart(const TemplateArgument& argument, std::string& name) {
  if (argument.getKind() == TemplateArgument::Pack) {
    for (const TemplateArgument& element : argument.pack_elements())
      append_told_apart(element, name);
    return;
  }
  if (argument.getKind() != TemplateArgument::Type || argument.getAsType()->isDependentType())
    return;
  QualType type = argument.getAsType().getNonReferenceType();
  while (type->isPointerType())
    type = type->getPointeeType();
  if (type->isMemberPointerType())
    name += "<" + type_name(type) + ">";
  const auto* prototype = type->getAs<FunctionProtoType>();
  if (prototype != nullptr && prototype->isNothrow())
    name += "<noexcept>";
  const auto* record = type->getAsCXXRecordDecl();
  if (record == nullptr)
    return;
  if (record->isLambda()) {
    name += "<" + lambda_symbol(*record) + ">";
  } else if (const auto* special = dyn_cast<ClassTemplateSpecializationDecl>(record)) {
    for (const TemplateArgument& inner : special->getTemplateArgs().asArray())
      append_told_apart(inner, name);
  }
}

/// To a USR all lambdas are alike, as are all pointers to members: what is instantiated with different ones
/// would seem the same.
void Naming::append_arguments_told_apart(const Decl& declaration, std::string& name) {
  if (const auto* function = dyn_cast<FunctionDecl>(&declaration)) {
    if (const auto* arguments = function->getTemplateSpecializationArgs()) {
      for (const TemplateArgument& argument : arguments->asArray())
        append_told_apart(argument, name);
    }
  }
  for (const DeclContext* scope = dyn_cast<DeclContext>(&declaration) != nullptr ? cast<DeclContext>(&declaration)
                                                                                 : declaration.getDeclContext();
       scope != nullptr && !scope->isNamespace(); scope = scope->getParent()) {
    if (const auto* special = dyn_cast<ClassTemplateSpecializationDecl>(scope)) {
      for (const TemplateArgument& argument : special->getTemplateArgs().asArray())
        append_told_apart(argument, name);
    }
  }
}

} // namespace partywall::frontend
