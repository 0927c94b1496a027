/// Where objects will live, decided from the top before anything is lowered.
#include "driver/frontend/body-lowering.h"

namespace partywall::frontend {

using namespace clang;

const Expr* strip(const Expr* expression) {
  while (true) {
    const Expr* inner = expression->IgnoreParens();
    if (const auto* full = dyn_cast<FullExpr>(inner))
      inner = full->getSubExpr();
    if (const auto* bound = dyn_cast<CXXBindTemporaryExpr>(inner))
      inner = bound->getSubExpr();
    if (const auto* parameter = dyn_cast<SubstNonTypeTemplateParmExpr>(inner))
      inner = parameter->getReplacement();
    if (inner == expression)
      return expression;
    expression = inner;
  }
}

bool is_object_prvalue(const Expr* expression) {
  return expression->isPRValue() && !expression->getType().isNull() &&
         (expression->getType()->isRecordType() || expression->getType()->isArrayType());
}

void BodyLowering::expect(const Expr* arm, const ir::Place& result, bool as_address) {
  scope_.expected[strip(arm)].push_back({result, as_address});
}

void BodyLowering::plan_children(const Stmt* statement) {
  for (const Stmt* child : statement->children())
    plan(child);
}

void BodyLowering::plan(const Stmt* statement) {
  if (statement == nullptr)
    return;
  if (const auto* declaration = dyn_cast<DeclStmt>(statement)) {
    for (const Decl* declared : declaration->decls()) {
      if (const auto* variable = dyn_cast<VarDecl>(declared))
        plan_variable(*variable);
      if (isa<RecordDecl>(declared))
        unit_.nested.push_back({declared, symbol_});
    }
    return;
  }
  if (const auto* returned = dyn_cast<ReturnStmt>(statement)) {
    const Expr* value = returned->getRetValue();
    if (value == nullptr)
      return;
    if (result_ && is_object_prvalue(value)) {
      if (returned->getNRVOCandidate() != nullptr)
        named_results_.insert(strip(value));
      plan_into(value, *result_);
    } else {
      plan(value);
    }
    return;
  }
  const auto* expression = dyn_cast<Expr>(statement);
  if (expression == nullptr) {
    if (const auto* coroutine = dyn_cast<CoreturnStmt>(statement)) {
      plan(coroutine->getPromiseCall() != nullptr ? coroutine->getPromiseCall() : coroutine->getOperand());
      return;
    }
    plan_children(statement);
    return;
  }
  expression = strip(expression);
  if (is_object_prvalue(expression) && !isa<OpaqueValueExpr>(expression)) {
    plan_into(expression, builder_.temporary(unit_.type(expression->getType())));
  } else if (const auto* conditional = dyn_cast<AbstractConditionalOperator>(expression)) {
    plan_conditional(conditional, nullptr);
  } else if (const auto* binary = dyn_cast<BinaryOperator>(expression); binary != nullptr && binary->isLogicalOp()) {
    plan_logical(binary);
  } else if (const auto* created = dyn_cast<CXXNewExpr>(expression)) {
    plan_new(created);
  } else if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, RequiresExpr, ConceptSpecializationExpr, OffsetOfExpr,
                 TypeTraitExpr>(expression)) {
    for (const Stmt* operand : expression->children())
      mark_unevaluated(operand);
  } else if (const auto* type_id = dyn_cast<CXXTypeidExpr>(expression);
             type_id != nullptr && !type_id->isPotentiallyEvaluated()) {
    for (const Stmt* operand : expression->children())
      mark_unevaluated(operand);
  } else if (const auto* suspend = dyn_cast<CoroutineSuspendExpr>(expression)) {
    plan_suspension(suspend);
  } else if (const auto* statements = dyn_cast<StmtExpr>(expression)) {
    plan(statements->getSubStmt());
  } else {
    plan_children(expression);
  }
}

void BodyLowering::plan_into(const Expr* given, const ir::Place& destination) {
  const Expr* expression = strip(given);
  if (!is_object_prvalue(expression)) {
    plan(expression);
    return;
  }
  scope_.destinations[expression] = destination;
  if (const auto* conditional = dyn_cast<AbstractConditionalOperator>(expression)) {
    plan_conditional(conditional, &destination);
  } else if (const auto* cast = dyn_cast<CastExpr>(expression)) {
    plan_into(cast->getSubExpr(), destination);
  } else if (const auto* comma = dyn_cast<BinaryOperator>(expression);
             comma != nullptr && comma->getOpcode() == BO_Comma) {
    plan(comma->getLHS());
    plan_into(comma->getRHS(), destination);
  } else if (const auto* statements = dyn_cast<StmtExpr>(expression)) {
    const CompoundStmt* body = statements->getSubStmt();
    for (const Stmt* inner : body->body()) {
      const auto* last = dyn_cast<Expr>(inner);
      if (inner == body->body_back() && last != nullptr) {
        plan_into(last, destination);
      } else {
        plan(inner);
      }
    }
  } else if (const auto* rewritten = dyn_cast<CXXRewrittenBinaryOperator>(expression)) {
    plan_into(rewritten->getSemanticForm(), destination);
  } else if (const auto* construct = dyn_cast<CXXConstructExpr>(expression)) {
    // Before C++17 the copy that is left out stands in the tree; what it copies is made in its place.
    const auto* source = construct->isElidable() && construct->getNumArgs() >= 1
                             ? dyn_cast<MaterializeTemporaryExpr>(strip(construct->getArg(0)))
                             : nullptr;
    if (source != nullptr && is_object_prvalue(source->getSubExpr())) {
      scope_.destinations[source] = destination;
      plan_into(source->getSubExpr(), destination);
    } else {
      plan_children(construct);
    }
  } else if (const auto* list = dyn_cast<InitListExpr>(expression)) {
    if (list->isTransparent() && list->getNumInits() == 1) {
      plan_into(list->getInit(0), destination);
    } else if (const auto* record = list->getType()->getAsRecordDecl()) {
      plan_aggregate(*record, const_cast<InitListExpr*>(list)->inits(), list->getInitializedFieldInUnion(),
                     destination);
    } else {
      plan_elements(list);
    }
  } else if (const auto* parenthesised = dyn_cast<CXXParenListInitExpr>(expression)) {
    if (const auto* record = parenthesised->getType()->getAsRecordDecl()) {
      plan_aggregate(*record, const_cast<CXXParenListInitExpr*>(parenthesised)->getInitExprs(),
                     parenthesised->getInitializedFieldInUnion(), destination);
    } else {
      plan_children(parenthesised);
    }
  } else if (const auto* sequence = dyn_cast<CXXStdInitializerListExpr>(expression)) {
    const Expr* array = sequence->getSubExpr();
    if (const auto* kept = dyn_cast<MaterializeTemporaryExpr>(strip(array)))
      array = kept->getSubExpr();
    if (const auto* elements = dyn_cast<InitListExpr>(strip(array))) {
      plan_elements(elements);
      unevaluated_.insert(elements); // the sequence speaks for its backing array
    } else {
      plan(sequence->getSubExpr());
    }
  } else if (const auto* lambda = dyn_cast<LambdaExpr>(expression)) {
    for (const Expr* initialiser : lambda->capture_inits())
      plan(initialiser);
  } else if (const auto* suspend = dyn_cast<CoroutineSuspendExpr>(expression)) {
    plan_suspension(suspend);
  } else if (const auto* loop = dyn_cast<ArrayInitLoopExpr>(expression)) {
    if (const Expr* source = loop->getCommonExpr()->getSourceExpr())
      plan(source);
    mark_unevaluated(loop->getSubExpr());
  } else {
    plan_children(expression);
  }
}

void BodyLowering::plan_variable(const VarDecl& variable) {
  if (const auto* decomposed = dyn_cast<DecompositionDecl>(&variable)) {
    for (const BindingDecl* binding : decomposed->bindings()) {
      if (const VarDecl* holder = binding->getHoldingVar())
        plan_variable(*holder);
    }
  }
  const Expr* initialiser = variable.getInit();
  if (initialiser == nullptr || initialiser->isValueDependent())
    return;
  if (variable.isStaticLocal())
    mark_static(initialiser);
  if (is_object_prvalue(initialiser) && !variable.getType()->isReferenceType()) {
    plan_into(initialiser, builder_.place(variable_of(variable)));
  } else {
    plan(initialiser);
  }
}

/// The result of `c ? a : b` is written by the arm that runs: an object in its destination, a glvalue as a
/// pointer, anything else as a value.
void BodyLowering::plan_conditional(const AbstractConditionalOperator* expression, const ir::Place* destination) {
  const auto* binary = dyn_cast<BinaryConditionalOperator>(expression);
  const Expr* yes = binary != nullptr ? binary->getCommon() : expression->getTrueExpr();
  const Expr* no = expression->getFalseExpr();
  plan(binary != nullptr ? binary->getCommon() : expression->getCond());
  if (expression->getType()->isVoidType()) {
    if (binary == nullptr)
      plan(yes);
    plan(no);
    return;
  }
  ir::Place result;
  if (destination != nullptr) {
    result = *destination;
  } else if (expression->isGLValue()) {
    result = builder_.temporary(unit_.pointer_to(expression->getType()));
  } else {
    result = builder_.temporary(unit_.type(expression->getType()));
  }
  scope_.results[expression] = result;
  for (const Expr* arm : {yes, no}) {
    if (arm->getType()->isVoidType()) {
      plan(arm); // a throw
      continue;
    }
    expect(arm, result, destination == nullptr && expression->isGLValue());
    if (binary != nullptr && arm == yes)
      continue;
    if (destination != nullptr) {
      plan_into(arm, result);
    } else {
      plan(arm);
    }
  }
}

/// The value of `a && b || c` is that of the operand evaluated last, so each writes it in turn.
void BodyLowering::plan_logical(const BinaryOperator* expression) {
  const ir::Place result = builder_.temporary(unit_.type(expression->getType()));
  scope_.results[expression] = result;
  plan_leaves(expression->getLHS(), result);
  plan_leaves(expression->getRHS(), result);
}

void BodyLowering::plan_leaves(const Expr* expression, const ir::Place& result) {
  const auto* inner = dyn_cast<BinaryOperator>(expression->IgnoreParens());
  if (inner != nullptr && inner->isLogicalOp()) {
    scope_.results[inner] = result;
    plan_leaves(inner->getLHS(), result);
    plan_leaves(inner->getRHS(), result);
    return;
  }
  expect(expression, result, false);
  plan(expression);
}

void BodyLowering::plan_elements(const InitListExpr* expression) {
  for (const Expr* element : const_cast<InitListExpr*>(expression)->inits())
    plan(element);
}

void BodyLowering::plan_new(const CXXNewExpr* expression) {
  for (const Expr* placement : expression->placement_arguments())
    plan(placement);
  if (expression->getArraySize() && *expression->getArraySize() != nullptr)
    plan(*expression->getArraySize());
  const ir::Place pointer = builder_.temporary(unit_.type(expression->getType()));
  allocations_[expression] = pointer;
  if (const Expr* initialiser = expression->getInitializer()) {
    plan_into(initialiser, FunctionBuilder::deref(pointer, unit_.type(expression->getAllocatedType())));
  }
}

void BodyLowering::plan_aggregate(const RecordDecl& record, llvm::ArrayRef<Expr*> initialisers,
                                  const FieldDecl* union_member, const ir::Place& destination) {
  const auto into = [&](const Expr* initialiser, const ir::Place& place) {
    if (isa<CXXDefaultInitExpr>(initialiser))
      scope_.objects[initialiser] = destination;
    if (is_object_prvalue(initialiser)) {
      plan_into(initialiser, place);
    } else {
      plan(initialiser);
    }
  };
  std::size_t next = 0;
  if (const auto* declared = dyn_cast<CXXRecordDecl>(&record)) {
    for (const CXXBaseSpecifier& base : declared->bases()) {
      if (next >= initialisers.size())
        break;
      const auto* inherited = base.getType()->getAsCXXRecordDecl();
      if (inherited != nullptr && inherited->isLambda()) {
        plan(initialisers[next++]);
      } else {
        into(initialisers[next++], destination);
      }
    }
  }
  if (record.isUnion()) {
    if (union_member != nullptr && next < initialisers.size())
      into(initialisers[next], member_of(destination, *union_member));
    return;
  }
  for (const FieldDecl* field : record.fields()) {
    if (field->isUnnamedBitField())
      continue;
    if (next >= initialisers.size())
      return;
    if (const Expr* initialiser = initialisers[next++])
      into(initialiser, member_of(destination, *field));
  }
}

void BodyLowering::plan_constructor(const CXXConstructorDecl& constructor) {
  for (const CXXCtorInitializer* initialiser : constructor.inits()) {
    const Expr* value = initialiser->getInit();
    if (value == nullptr)
      continue;
    ir::Place destination = this_place();
    if (const IndirectFieldDecl* path = initialiser->getIndirectMember()) {
      for (const NamedDecl* step : path->chain())
        destination = member_of(destination, *cast<FieldDecl>(step));
    } else if (const FieldDecl* field = initialiser->getMember()) {
      destination = member_of(destination, *field);
    }
    if (is_object_prvalue(value)) {
      plan_into(value, destination);
    } else {
      plan(value);
    }
  }
}

/// `co_await x` and `co_yield x` are x to us: what the awaiter does with it is the library's business.
void BodyLowering::plan_suspension(const CoroutineSuspendExpr* expression) {
  for (const Expr* step : {expression->getCommonExpr(), expression->getReadyExpr(), expression->getSuspendExpr(),
                           expression->getResumeExpr()}) {
    mark_unevaluated(step);
  }
  unmark(expression->getOperand());
  plan(expression->getOperand());
}

void BodyLowering::unmark(const Stmt* statement) {
  if (statement == nullptr)
    return;
  unevaluated_.erase(statement);
  for (const Stmt* child : statement->children())
    unmark(child);
}

void BodyLowering::mark_unevaluated(const Stmt* statement) {
  if (statement == nullptr || !unevaluated_.insert(statement).second)
    return;
  for (const Stmt* child : statement->children())
    mark_unevaluated(child);
}

void BodyLowering::mark_static(const Stmt* statement) {
  if (statement == nullptr || !static_.insert(statement).second || isa<LambdaExpr>(statement))
    return;
  for (const Stmt* child : statement->children())
    mark_static(child);
}

} // namespace partywall::frontend
