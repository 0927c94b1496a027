#include "driver/frontend/declarations.h"

#include "driver/frontend/body-lowering.h"

#include <clang/AST/DeclFriend.h>
#include <clang/AST/DeclTemplate.h>

namespace partywall::frontend {
namespace {

using namespace clang;

/// Walks declarations only, and only those of audited files: the headers' millions of others are never touched.
/// Templates count by their instantiations.
class Walk {
public:
  explicit Walk(Unit& unit) : unit_(unit) {}

  void scope(const DeclContext& context) {
    for (const Decl* declaration : context.decls()) {
      if (unit_.files.is_audited(declaration->getLocation()) || isa<LinkageSpecDecl, ExportDecl>(declaration))
        visit(*declaration);
    }
  }

  void nested() {
    while (!unit_.nested.empty()) {
      const Unit::Nested next = unit_.nested.front();
      unit_.nested.pop_front();
      if (next.declaration == nullptr || !seen_.insert(next.declaration->getCanonicalDecl()).second)
        continue;
      parent_ = next.parent;
      const auto* record = dyn_cast<CXXRecordDecl>(next.declaration);
      if (record != nullptr && record->isLambda()) {
        closure(*record);
      } else if (next.declaration != nullptr) {
        visit(*next.declaration);
      }
      parent_ = {};
    }
  }

private:
  void visit(const Decl& declaration) {
    if (const auto* function = dyn_cast<FunctionDecl>(&declaration)) {
      this->function(*function);
    } else if (const auto* pattern = dyn_cast<FunctionTemplateDecl>(&declaration)) {
      for (const FunctionDecl* instance : pattern->specializations())
        this->function(*instance);
    } else if (const auto* record_pattern = dyn_cast<ClassTemplateDecl>(&declaration)) {
      if (record_pattern->isCanonicalDecl()) {
        for (const ClassTemplateSpecializationDecl* instance : record_pattern->specializations())
          record(*instance);
      }
    } else if (isa<ClassTemplateSpecializationDecl>(declaration)) {
      return; // with its template
    } else if (const auto* declared = dyn_cast<RecordDecl>(&declaration)) {
      record(*declared);
    } else if (const auto* variable_pattern = dyn_cast<VarTemplateDecl>(&declaration)) {
      for (const VarTemplateSpecializationDecl* instance : variable_pattern->specializations())
        variable(*instance);
    } else if (isa<VarTemplateSpecializationDecl>(declaration)) {
      return;
    } else if (const auto* variable = dyn_cast<VarDecl>(&declaration)) {
      this->variable(*variable);
    } else if (const auto* friendly = dyn_cast<FriendDecl>(&declaration)) {
      if (friendly->getFriendDecl() != nullptr)
        visit(*friendly->getFriendDecl());
    } else if (isa<NamespaceDecl, LinkageSpecDecl, ExportDecl>(declaration)) {
      scope(*cast<DeclContext>(&declaration));
    }
  }

  void record(const RecordDecl& given) {
    const RecordDecl* definition = given.getDefinition();
    if (definition == nullptr || definition->isDependentContext())
      return;
    const auto* declared = dyn_cast<CXXRecordDecl>(definition);
    if (declared != nullptr && declared->isLambda())
      return; // where it is written
    if (!records_.insert(definition).second)
      return;
    unit_.add_record(*definition);
    for (const Decl* member : definition->decls())
      visit(*member);
  }

  void closure(const CXXRecordDecl& closure) {
    if (closure.isDependentContext() && closure.getDependentLambdaCallOperator() == nullptr)
      return;
    if (const FunctionTemplateDecl* generic = closure.getDependentLambdaCallOperator()) {
      for (const FunctionDecl* instance : generic->specializations())
        function(*instance);
    } else if (const CXXMethodDecl* call_operator = closure.getLambdaCallOperator()) {
      function(*call_operator);
    }
  }

  void function(const FunctionDecl& given) {
    const FunctionDecl* definition = nullptr;
    if (given.isDependentContext() || !given.hasBody(definition) || !definition->doesThisDeclarationHaveABody())
      return;
    if (definition->isDependentContext() || definition->getBody() == nullptr)
      return;
    if (definition->isDeleted() || isa<CXXDeductionGuideDecl>(definition))
      return;
    const auto* method = dyn_cast<CXXMethodDecl>(definition);
    if (method != nullptr && is_copy(*method))
      return;
    if (!unit_.files.is_audited(definition->getLocation()))
      return;
    if (!functions_.insert(definition).second)
      return;
    ir::Function made;
    BodyLowering lowering(unit_, made);
    lowering.lower_function(*definition);
    tidy(made);
    if (made.kind == ir::Function::Kind::lambda)
      made.parent = parent_;
    unit_.program.functions.push_back(std::move(made));
  }

  /// Compiler-written copies are `copy` instructions where they are called.
  static bool is_copy(const CXXMethodDecl& method) {
    if (!method.isDefaulted() || method.isUserProvided())
      return false;
    const auto* constructor = dyn_cast<CXXConstructorDecl>(&method);
    if (constructor != nullptr)
      return constructor->isCopyOrMoveConstructor() || constructor->isInheritingConstructor();
    return method.isCopyAssignmentOperator() || method.isMoveAssignmentOperator();
  }

  void variable(const VarDecl& given) {
    if (given.getType()->isDependentType() || given.isInvalidDecl() || given.getDeclContext()->isDependentContext())
      return;
    if (!given.hasGlobalStorage() || !given.hasInit()) {
      if (given.hasGlobalStorage())
        (void)unit_.global(given);
      return;
    }
    const Expr* initialiser = given.getInit();
    if (initialiser == nullptr || initialiser->isValueDependent() || initialiser->containsErrors())
      return;
    ir::Function made;
    const ir::GlobalId global = unit_.global(given);
    BodyLowering lowering(unit_, made);
    lowering.lower_initialiser(given, global);
    tidy(made);
    unit_.program.functions.push_back(std::move(made));
  }

  Unit& unit_;
  ir::NameId parent_;
  llvm::DenseSet<const Decl*> seen_;
  llvm::DenseSet<const Decl*> records_;
  llvm::DenseSet<const Decl*> functions_;
};

} // namespace

void lower_declarations(Unit& unit) {
  Walk walk(unit);
  walk.scope(*unit.context.getTranslationUnitDecl());
  walk.nested();
}

} // namespace partywall::frontend
