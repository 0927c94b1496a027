/// Declarations, returns, member initialisers and destructors.
#include "driver/frontend/body-lowering.h"

#include <clang/AST/StmtCXX.h>

namespace partywall::frontend {

using namespace clang;

void BodyLowering::lower_destructor(const CFGImplicitDtor& element) {
  const CXXDestructorDecl* destructor = element.getDestructorDecl(unit_.context);
  if (destructor == nullptr)
    return;
  if (const auto automatic = element.getAs<CFGAutomaticObjDtor>()) {
    const VarDecl* variable = automatic->getVarDecl();
    ir::Place object = through_reference(builder_.place(variable_of(*variable)), variable->getType());
    if (const ArrayType* array = unit_.context.getAsArrayType(variable->getType())) {
      object = FunctionBuilder::element(object, -1, unit_.type(array->getElementType()));
    }
    const Stmt* trigger = automatic->getTriggerStmt();
    call_destructor(destructor, builder_.address(object),
                    trigger == nullptr ? variable->getEndLoc() : trigger->getEndLoc());
  } else if (const auto deleted = element.getAs<CFGDeleteDtor>()) {
    const CXXDeleteExpr* expression = deleted->getDeleteExpr();
    call_destructor(destructor, operand_of(expression->getArgument()), expression->getSourceRange());
  } else if (const auto base = element.getAs<CFGBaseDtor>()) {
    call_destructor(destructor, this_operand(), base->getBaseSpecifier()->getSourceRange());
  } else if (const auto member = element.getAs<CFGMemberDtor>()) {
    const FieldDecl* field = member->getFieldDecl();
    call_destructor(destructor, builder_.address(member_of(this_place(), *field)), field->getSourceRange());
  } else if (const auto temporary = element.getAs<CFGTemporaryDtor>()) {
    const Expr* bound = strip(temporary->getBindTemporaryExpr());
    // The CFG shows the operand of co_await twice.
    if (!destroyed_.insert(bound).second)
      return;
    const auto made = scope_.values.find(bound);
    if (made == scope_.values.end() || !made->second.place)
      return;
    call_destructor(destructor, builder_.address(*made->second.place), bound->getSourceRange());
  }
}

void BodyLowering::lower_statement(const Stmt* statement) {
  if (const auto* declaration = dyn_cast<DeclStmt>(statement)) {
    lower_declaration(declaration);
  } else if (const auto* returned = dyn_cast<ReturnStmt>(statement)) {
    lower_return(returned, returned->getRetValue());
  } else if (const auto* coroutine = dyn_cast<CoreturnStmt>(statement)) {
    if (coroutine->getPromiseCall() != nullptr)
      evaluate(coroutine->getPromiseCall());
    lower_return(coroutine, coroutine->getOperand());
  }
}

void BodyLowering::lower_declaration(const DeclStmt* statement) {
  for (const Decl* declared : statement->decls()) {
    if (const auto* variable = dyn_cast<VarDecl>(declared))
      lower_variable(*variable);
  }
}

void BodyLowering::lower_variable(const VarDecl& variable) {
  const ir::VariableId id = variable_of(variable);
  const Expr* initialiser = variable.getInit();
  if (initialiser == nullptr || initialiser->isValueDependent())
    return;
  const auto outer = builder_.context();
  auto inside = outer;
  inside.location = unit_.location(initialiser->getSourceRange());
  inside.initialises_static = variable.isStaticLocal();
  builder_.set_context(inside);
  const Expr* source = initialiser->IgnoreParenImpCasts();
  if (variable.isImplicit() && variable.getType()->isPointerType() && source->isGLValue() &&
      source->getType()->isArrayType()) {
    array_iterators_.insert(&variable);
  }
  store(builder_.place(id), initialiser);
  builder_.set_context(outer);
}

void BodyLowering::lower_initialiser_element(const CXXCtorInitializer& initialiser) {
  const Expr* value = initialiser.getInit();
  if (value == nullptr)
    return;
  const auto outer = builder_.context();
  at(value);
  ir::Place destination = this_place();
  if (const IndirectFieldDecl* path = initialiser.getIndirectMember()) {
    for (const NamedDecl* step : path->chain())
      destination = member_of(destination, *cast<FieldDecl>(step));
    store(destination, value);
  } else if (const FieldDecl* field = initialiser.getMember()) {
    store(member_of(destination, *field), value);
  } else {
    evaluate(value);
  }
  builder_.set_context(outer);
}

void BodyLowering::lower_return(const Stmt* statement, const Expr* value) {
  at(statement);
  returned_ = ir::Operand{};
  if (value == nullptr)
    return;
  if (function_.is_coroutine) {
    returned_ = operand_of(value); // what the awaiting caller gets, not the task around it
  } else if (result_ && is_object_prvalue(value)) {
    store(*result_, value);
    returned_ = builder_.value(*result_);
  } else if (value->isGLValue()) {
    returned_ = address_of(value);
  } else {
    returned_ = operand_of(value);
    if (returned_->kind != ir::Operand::Kind::value)
      return;
    // A member of a local object is read before the object is destroyed.
    const ir::Place place = builder_.place_of(*returned_);
    const bool is_local = function_.variables[place.variable.value].kind == ir::Variable::Kind::local;
    if (is_local && !place.steps.empty() && place.steps.front().kind != ir::Step::Kind::deref)
      returned_ = kept_value(place);
  }
}

} // namespace partywall::frontend
