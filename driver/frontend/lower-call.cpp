/// Calls, constructors, new and delete, lambdas.
#include "driver/frontend/body-lowering.h"

#include <clang/Basic/Builtins.h>

namespace partywall::frontend {

using namespace clang;

namespace {

bool is_explicit_object_method(const CXXMethodDecl& method) { return method.isExplicitObjectMemberFunction(); }

const CXXRecordDecl* class_of(const Expr* object, bool is_pointer) {
  QualType type = object->IgnoreParenBaseCasts()->getType();
  if (is_pointer)
    type = type->getPointeeType();
  return type.isNull() ? nullptr : type->getAsCXXRecordDecl();
}

/// Built-ins whose value is that of their first argument.
bool passes_first_argument(unsigned builtin) {
  switch (builtin) {
  case Builtin::BI__builtin_expect:
  case Builtin::BI__builtin_expect_with_probability:
  case Builtin::BI__builtin_assume_aligned:
  case Builtin::BI__builtin_launder:
  case Builtin::BI__builtin_unpredictable:
    return true;
  default:
    return false;
  }
}

} // namespace

bool BodyLowering::is_plain_copy(const CXXMethodDecl& method) const {
  const auto* constructor = dyn_cast<CXXConstructorDecl>(&method);
  const bool copies = constructor != nullptr ? constructor->isCopyOrMoveConstructor()
                                             : method.isCopyAssignmentOperator() || method.isMoveAssignmentOperator();
  return copies && (method.isTrivial() || (method.isDefaulted() && !method.isUserProvided()));
}

ir::Operand BodyLowering::argument(const Expr* argument, QualType parameter) {
  const bool binds = !parameter.isNull() && parameter->isReferenceType();
  return binds || (parameter.isNull() && argument->isGLValue()) ? address_of(argument) : operand_of(argument);
}

std::vector<ir::Operand> BodyLowering::arguments_of(const FunctionDecl* function, const FunctionProtoType* prototype,
                                                    llvm::ArrayRef<const Expr*> arguments) {
  std::vector<ir::Operand> operands;
  for (unsigned i = 0; i < arguments.size(); ++i) {
    QualType parameter;
    if (function != nullptr && i < function->getNumParams()) {
      parameter = function->getParamDecl(i)->getType();
    } else if (function == nullptr && prototype != nullptr && i < prototype->getNumParams()) {
      parameter = prototype->getParamType(i);
    }
    operands.push_back(argument(arguments[i], parameter));
  }
  return operands;
}

BodyLowering::Callable BodyLowering::callable_of(const CallExpr* expression) {
  Callable made;
  made.function = expression->getDirectCallee();
  const auto* method = dyn_cast_or_null<CXXMethodDecl>(made.function);
  const Expr* callee = expression->getCallee()->IgnoreParens();
  if (isa<CXXOperatorCallExpr>(expression)) {
    if (method == nullptr || is_explicit_object_method(*method) || expression->getNumArgs() == 0)
      return made;
    made.first_argument = 1;
    const Expr* object = expression->getArg(0);
    made.receiver_class = class_of(object, false);
    if (method->isStatic()) {
      evaluate(object);
    } else {
      made.receiver = address_of(object);
      made.dispatches = method->isVirtual();
    }
    return made;
  }
  if (const auto* member = dyn_cast<MemberExpr>(callee)) {
    const Expr* object = member->getBase();
    if (method == nullptr) {
      made.operands.push_back(operand_of(callee)); // a field holding a function pointer
      return made;
    }
    made.receiver_class = class_of(object, member->isArrow());
    if (method->isStatic()) {
      evaluate(object);
    } else {
      made.receiver = member->isArrow() ? operand_of(object) : address_of(object);
      made.dispatches = method->isVirtual() && member->performsVirtualDispatch(unit_.context.getLangOpts());
    }
    return made;
  }
  const auto* through_member = dyn_cast<BinaryOperator>(callee);
  if (through_member != nullptr && through_member->isPtrMemOp()) {
    const Expr* object = through_member->getLHS();
    made.receiver = through_member->getOpcode() == BO_PtrMemI ? operand_of(object) : address_of(object);
    made.receiver_class = class_of(object, through_member->getOpcode() == BO_PtrMemI);
    made.operands.push_back(operand_of(through_member->getRHS()));
    return made;
  }
  if (made.function == nullptr) {
    const ir::Operand called = operand_of(callee);
    if (called.kind == ir::Operand::Kind::none) {
      made.operands.push_back(builder_.value(builder_.temporary(unit_.type(callee->getType()))));
    } else {
      made.operands.push_back(called);
    }
  }
  return made;
}

Value BodyLowering::finish_call(const Expr* expression, QualType result, ir::CalleeId callee, ir::Operand receiver,
                                std::vector<ir::Operand> operands) {
  std::optional<ir::Place> target;
  if (!result.isNull() && !result->isVoidType() && !result->isDependentType()) {
    if (result->isReferenceType()) {
      target = builder_.temporary(unit_.type(result));
    } else if (is_object_prvalue(expression)) {
      target = destination_of(expression);
    } else {
      target = builder_.temporary(unit_.type(result));
    }
  }
  ir::Instruction& call = builder_.emit(ir::Op::call, target ? &*target : nullptr, std::move(operands));
  call.callee = callee;
  call.receiver = receiver;
  if (!target)
    return {};
  if (result->isReferenceType())
    return through_reference(*target, result);
  if (is_object_prvalue(expression))
    return *target;
  return builder_.value(*target);
}

Value BodyLowering::VisitCallExpr(const CallExpr* expression) {
  if (expression->isTypeDependent() || isa<CXXPseudoDestructorExpr>(expression->getCallee()->IgnoreParens())) {
    return VisitExpr(expression);
  }
  if (passes_first_argument(expression->getBuiltinCallee()) && expression->getNumArgs() > 0) {
    return operand_of(expression->getArg(0));
  }
  Callable called = callable_of(expression);
  const FunctionDecl* function = called.function;
  if (const auto* conversion = dyn_cast_or_null<CXXConversionDecl>(function)) {
    // A lambda without captures turned into a function pointer is the lambda's own function.
    const CXXRecordDecl* closure = conversion->getParent();
    const auto* call_operator = closure->isLambda() ? closure->getLambdaCallOperator() : nullptr;
    if (call_operator != nullptr && expression->getType()->isFunctionPointerType()) {
      return FunctionBuilder::function(unit_.closure(*call_operator));
    }
  }
  const auto* method = dyn_cast_or_null<CXXMethodDecl>(function);
  std::vector<const Expr*> written(expression->arg_begin() + called.first_argument, expression->arg_end());
  if (method != nullptr && is_plain_copy(*method) && written.size() == 1 &&
      called.receiver.kind != ir::Operand::Kind::none) {
    // Compiler-written assignment: the whole object.
    const auto* operation = dyn_cast<CXXOperatorCallExpr>(expression);
    const ir::Place target =
        operation != nullptr
            ? place_of(operation->getArg(0))
            : builder_.pointee(called.receiver, {}, unit_.type(unit_.context.getRecordType(method->getParent())));
    builder_.copy(target, operand_of(written.front()));
    return target;
  }
  const FunctionProtoType* prototype = nullptr;
  QualType result;
  if (function == nullptr) {
    QualType type = expression->getCallee()->getType();
    if (type->isSpecificPlaceholderType(BuiltinType::BoundMember))
      type = Expr::findBoundMemberType(expression->getCallee());
    if (!type.isNull() && (type->isPointerType() || type->isBlockPointerType()))
      type = type->getPointeeType();
    if (!type.isNull())
      prototype = type->getAs<FunctionProtoType>();
    result = expression->getCallReturnType(unit_.context);
  } else {
    result = function->getReturnType();
    // A placeholder result was deduced at the call.
    if (result->isUndeducedType() || result->isDependentType())
      result = expression->getType();
  }
  std::vector<ir::Operand> operands = std::move(called.operands);
  for (const ir::Operand& passed : arguments_of(function, prototype, written))
    operands.push_back(passed);
  const ir::CalleeId callee =
      function == nullptr ? ir::CalleeId{} : unit_.callee(*function, called.receiver_class, called.dispatches);
  return finish_call(expression, result, callee, called.receiver, std::move(operands));
}

Value BodyLowering::VisitCXXConstructExpr(const CXXConstructExpr* expression) {
  const CXXConstructorDecl* constructor = expression->getConstructor();
  const ir::Place destination = destination_of(expression);
  if (expression->isElidable() && expression->getNumArgs() >= 1) {
    const auto* source = dyn_cast<MaterializeTemporaryExpr>(strip(expression->getArg(0)));
    if (source != nullptr && is_object_prvalue(source->getSubExpr())) {
      const Value made = evaluate(expression->getArg(0));
      if (made.place && made.place->variable == destination.variable && made.place->steps == destination.steps)
        return made;
      builder_.copy(destination, read(made));
      return destination;
    }
  }
  const bool is_copy = constructor->isCopyOrMoveConstructor();
  if (expression->getNumArgs() >= 1 && is_copy &&
      (is_plain_copy(*constructor) || named_results_.contains(expression))) {
    builder_.copy(destination, operand_of(expression->getArg(0)));
    return destination;
  }
  if (expression->requiresZeroInitialization())
    builder_.copy(destination, builder_.zero());
  if (constructor->isTrivial() && constructor->isDefaultConstructor())
    return destination;
  while (constructor->isInheritingConstructor()) {
    const CXXConstructorDecl* inherited = constructor->getInheritedConstructor().getConstructor();
    if (inherited == nullptr)
      break;
    constructor = inherited;
  }
  ir::Place object = destination;
  if (const ArrayType* array = unit_.context.getAsArrayType(expression->getType())) {
    object = FunctionBuilder::element(object, -1, unit_.type(array->getElementType()));
  }
  std::vector<const Expr*> written(expression->arg_begin(), expression->arg_end());
  std::vector<ir::Operand> operands = arguments_of(constructor, nullptr, written);
  ir::Instruction& call = builder_.emit(ir::Op::call, nullptr, std::move(operands));
  call.callee = unit_.callee(*constructor, constructor->getParent(), false);
  call.receiver = builder_.address(object);
  return destination;
}

/// Inside an inheriting constructor; calls of it are lowered as calls of the inherited one.
Value BodyLowering::VisitCXXInheritedCtorInitExpr(const CXXInheritedCtorInitExpr* expression) {
  return destination_of(expression);
}

void BodyLowering::allocate(const CXXNewExpr* expression) {
  if (!allocated_.insert(expression).second)
    return;
  auto planned = allocations_.find(expression);
  if (planned == allocations_.end()) {
    planned = allocations_.try_emplace(expression, builder_.temporary(unit_.type(expression->getType()))).first;
  }
  const ir::Place pointer = planned->second;
  const auto context = builder_.context();
  at(expression);
  const FunctionDecl* operator_new = expression->getOperatorNew();
  if (operator_new != nullptr && operator_new->isReservedGlobalPlacementOperator() &&
      expression->getNumPlacementArgs() > 0) {
    builder_.copy(pointer, operand_of(expression->getPlacementArg(0)));
  } else {
    for (const Expr* placement : expression->placement_arguments())
      evaluate(placement);
    std::vector<ir::Operand> operands;
    if (expression->getArraySize() && *expression->getArraySize() != nullptr)
      operands.push_back(operand_of(*expression->getArraySize()));
    builder_.emit(ir::Op::allocate, &pointer, std::move(operands)).type = unit_.type(expression->getAllocatedType());
  }
  builder_.set_context(context);
}

Value BodyLowering::VisitCXXNewExpr(const CXXNewExpr* expression) {
  allocate(expression);
  const ir::Place pointer = allocations_.find(expression)->second;
  if (const Expr* initialiser = expression->getInitializer()) {
    store(FunctionBuilder::deref(pointer, unit_.type(expression->getAllocatedType())), initialiser);
  }
  return builder_.value(pointer);
}

Value BodyLowering::VisitCXXDeleteExpr(const CXXDeleteExpr* expression) {
  const ir::Operand pointer = operand_of(expression->getArgument());
  builder_.emit(ir::Op::release, nullptr, {pointer});
  return {};
}

void BodyLowering::call_destructor(const CXXDestructorDecl* destructor, ir::Operand receiver, SourceRange where) {
  if (destructor == nullptr || destructor->isTrivial() || receiver.kind == ir::Operand::Kind::none)
    return;
  if (destructor->getParent()->isLambda())
    return; // ends its captures, which is nobody's business
  auto context = builder_.context();
  const auto outer = context;
  context.location = unit_.location(where);
  builder_.set_context(context);
  ir::Instruction& call = builder_.emit(ir::Op::call, nullptr, {});
  call.callee = unit_.callee(*destructor, destructor->getParent(), false);
  call.receiver = receiver;
  builder_.set_context(outer);
}

Value BodyLowering::VisitLambdaExpr(const LambdaExpr* expression) {
  std::vector<ir::Operand> operands;
  auto initialiser = expression->capture_init_begin();
  for (const LambdaCapture& capture : expression->captures()) {
    const Expr* source = *initialiser++;
    ir::Operand captured;
    if (capture.capturesThis()) {
      captured = capture.getCaptureKind() == LCK_StarThis ? builder_.value(this_place()) : this_operand();
    } else if (source != nullptr) {
      captured = capture.getCaptureKind() == LCK_ByRef ? address_of(source) : operand_of(source);
    }
    operands.push_back(captured);
  }
  const ir::Place destination = destination_of(expression);
  const CXXMethodDecl* call_operator = expression->getCallOperator();
  builder_.emit(ir::Op::closure, &destination, std::move(operands)).callee = unit_.closure(*call_operator);
  unit_.nested.push_back({expression->getLambdaClass(), symbol_});
  return destination;
}

} // namespace partywall::frontend
