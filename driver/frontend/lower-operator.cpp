/// Built-in operators, conditional evaluation and conversions.
#include "driver/frontend/body-lowering.h"

namespace partywall::frontend {

using namespace clang;

namespace {

std::optional<ir::Op> operation(BinaryOperatorKind kind) {
  switch (kind) {
  case BO_Add:
  case BO_AddAssign:
    return ir::Op::add;
  case BO_Sub:
  case BO_SubAssign:
    return ir::Op::subtract;
  case BO_Mul:
  case BO_MulAssign:
    return ir::Op::multiply;
  case BO_Div:
  case BO_DivAssign:
    return ir::Op::divide;
  case BO_Rem:
  case BO_RemAssign:
    return ir::Op::modulo;
  case BO_Shl:
  case BO_ShlAssign:
    return ir::Op::shift_left;
  case BO_Shr:
  case BO_ShrAssign:
    return ir::Op::shift_right;
  case BO_And:
  case BO_AndAssign:
    return ir::Op::bit_and;
  case BO_Or:
  case BO_OrAssign:
    return ir::Op::bit_or;
  case BO_Xor:
  case BO_XorAssign:
    return ir::Op::bit_xor;
  case BO_EQ:
    return ir::Op::equal;
  case BO_NE:
    return ir::Op::not_equal;
  case BO_LT:
    return ir::Op::less;
  case BO_LE:
    return ir::Op::less_equal;
  case BO_GT:
    return ir::Op::greater;
  case BO_GE:
    return ir::Op::greater_equal;
  case BO_Cmp:
    return ir::Op::three_way;
  default:
    return std::nullopt;
  }
}

} // namespace

Value BodyLowering::VisitUnaryOperator(const UnaryOperator* expression) {
  const Expr* operand = expression->getSubExpr();
  const ir::TypeId type = unit_.type(expression->getType());
  const auto compute = [&](ir::Op op) -> Value {
    const ir::Operand source = operand_of(operand);
    const ir::Place result = builder_.temporary(type);
    builder_.emit(op, &result, {source});
    return builder_.value(result);
  };
  switch (expression->getOpcode()) {
  case UO_Deref: {
    const ir::Operand pointer = operand_of(operand);
    if (pointer.kind == ir::Operand::Kind::function)
      return pointer;
    if (expression->getType()->isFunctionType())
      return pointer;
    const ir::Place target = builder_.pointee(pointer, unit_.type(operand->getType()), type);
    const auto* iterator = dyn_cast<DeclRefExpr>(operand->IgnoreParenImpCasts());
    if (iterator != nullptr && array_iterators_.contains(dyn_cast<VarDecl>(iterator->getDecl()))) {
      return FunctionBuilder::element(target, -1, type);
    }
    return target;
  }
  case UO_AddrOf: {
    const auto* member = dyn_cast<DeclRefExpr>(operand->IgnoreParens());
    if (member != nullptr && isa<FieldDecl>(member->getDecl()))
      return unknown(expression);
    return address_of(operand);
  }
  case UO_PostInc:
  case UO_PostDec:
  case UO_PreInc:
  case UO_PreDec:
    return lower_increment(expression);
  case UO_Minus: {
    Value constant = constant_or_unknown(expression);
    if (constant.operand.kind == ir::Operand::Kind::constant)
      return constant;
    return compute(ir::Op::negate);
  }
  case UO_Not:
    return compute(ir::Op::complement);
  case UO_LNot:
    return compute(ir::Op::logical_not);
  default:
    return evaluate(operand);
  }
}

Value BodyLowering::lower_increment(const UnaryOperator* expression) {
  const ir::Place target = place_of(expression->getSubExpr());
  std::optional<ir::Place> before;
  if (expression->isPostfix()) {
    before = builder_.temporary(target.type);
    builder_.copy(*before, builder_.value(target));
  }
  builder_.emit(expression->isIncrementOp() ? ir::Op::add : ir::Op::subtract, &target,
                {builder_.value(target), builder_.integer(1)});
  if (before)
    return builder_.value(*before);
  return expression->isGLValue() ? Value(target) : Value(builder_.value(target));
}

Value BodyLowering::VisitBinaryOperator(const BinaryOperator* expression) {
  const BinaryOperatorKind kind = expression->getOpcode();
  if (expression->isLogicalOp()) {
    const auto result = scope_.results.find(expression);
    if (result == scope_.results.end())
      return unknown(expression);
    const ir::Place place = result->second;
    const Expr* first = strip(expression->getLHS());
    while (const auto* inner = dyn_cast<BinaryOperator>(first)) {
      if (!inner->isLogicalOp())
        break;
      first = strip(inner->getLHS());
    }
    return scope_.values.contains(first) ? Value(builder_.value(place)) : lower_logical_here(expression);
  }
  if (expression->isAssignmentOp())
    return lower_assignment(expression);
  if (kind == BO_Comma) {
    evaluate(expression->getLHS());
    return evaluate(expression->getRHS());
  }
  if (kind == BO_PtrMemD || kind == BO_PtrMemI) {
    evaluate(expression->getRHS());
    const Expr* object = expression->getLHS();
    const ir::Place base = kind == BO_PtrMemD ? place_of(object)
                                              : builder_.pointee(operand_of(object), unit_.type(object->getType()),
                                                                 unit_.type(object->getType()->getPointeeType()));
    if (expression->getType()->isSpecificPlaceholderType(BuiltinType::BoundMember))
      return base;
    return FunctionBuilder::element(base, -1, unit_.type(expression->getType()));
  }
  const auto op = operation(kind);
  if (!op)
    return VisitExpr(expression);
  const ir::Operand left = operand_of(expression->getLHS());
  const ir::Operand right = operand_of(expression->getRHS());
  const ir::Place result = is_object_prvalue(expression) ? destination_of(expression)
                                                         : builder_.temporary(unit_.type(expression->getType()));
  builder_.emit(*op, &result, {left, right});
  if (is_object_prvalue(expression))
    return result;
  return builder_.value(result);
}

Value BodyLowering::lower_assignment(const BinaryOperator* expression) {
  // The right side first, as C++17 has it.
  const ir::Operand right = operand_of(expression->getRHS());
  const ir::Place target = place_of(expression->getLHS());
  if (const auto op = operation(expression->getOpcode()); op && expression->isCompoundAssignmentOp()) {
    builder_.emit(*op, &target, {builder_.value(target), right});
  } else {
    builder_.copy(target, right);
  }
  if (expression->isGLValue() || is_object_prvalue(expression))
    return target;
  return builder_.value(target);
}

/// Where no CFG speaks of the operator (default arguments), its edges are made here.
Value BodyLowering::lower_logical_here(const BinaryOperator* expression) {
  const ir::Place result = scope_.results.find(expression)->second;
  const ir::Operand left = operand_of(expression->getLHS());
  const ir::BlockId more = builder_.new_block();
  const ir::BlockId done = builder_.new_block();
  if (expression->getOpcode() == BO_LAnd) {
    builder_.branch(left, more, done);
  } else {
    builder_.branch(left, done, more);
  }
  builder_.enter(more);
  evaluate(expression->getRHS());
  builder_.jump(done);
  builder_.enter(done);
  return builder_.value(result);
}

Value BodyLowering::VisitAbstractConditionalOperator(const AbstractConditionalOperator* expression) {
  const Expr* condition = expression->getCond();
  if (const auto* binary = dyn_cast<BinaryConditionalOperator>(expression))
    condition = binary->getCommon();
  const Expr* no = expression->getFalseExpr();
  const bool is_done = scope_.values.contains(strip(condition)) || scope_.values.contains(strip(no)) ||
                       scope_.values.contains(strip(expression->getTrueExpr()));
  if (!is_done) {
    const ir::Operand decides = operand_of(condition);
    const ir::BlockId when_true = builder_.new_block();
    const ir::BlockId when_false = builder_.new_block();
    const ir::BlockId done = builder_.new_block();
    builder_.branch(decides, when_true, when_false);
    builder_.enter(when_true);
    if (!isa<BinaryConditionalOperator>(expression))
      evaluate(expression->getTrueExpr());
    builder_.jump(done);
    builder_.enter(when_false);
    evaluate(no);
    builder_.jump(done);
    builder_.enter(done);
  }
  const auto known = scope_.results.find(expression);
  if (known == scope_.results.end())
    return expression->getType()->isVoidType() ? Value() : unknown(expression);
  const ir::Place result = known->second;
  if (expression->isGLValue())
    return FunctionBuilder::deref(result, unit_.type(expression->getType()));
  if (is_object_prvalue(expression))
    return result;
  return builder_.value(result);
}

// --- Conversions ------------------------------------------------------------------------------------------------

Value BodyLowering::VisitCastExpr(const CastExpr* expression) {
  const Expr* source = expression->getSubExpr();
  switch (expression->getCastKind()) {
  case CK_ToVoid:
    evaluate(source);
    return {};
  case CK_NullToPointer:
  case CK_NullToMemberPointer:
    evaluate(source);
    return builder_.null();
  case CK_IntegralCast:
    return lower_integral_cast(expression);
  case CK_LValueToRValue: {
    const Value value = evaluate(source);
    const auto* name = dyn_cast<DeclRefExpr>(source->IgnoreParens());
    const auto* variable = name == nullptr ? nullptr : dyn_cast<VarDecl>(name->getDecl());
    // Constants of headers we do not lower have no initialiser function; their value stands here.
    if (variable != nullptr && variable->hasGlobalStorage() && variable->getType().isConstQualified() &&
        variable->getType()->isIntegralOrEnumerationType() && !unit_.files.is_audited(variable->getLocation())) {
      Value constant = constant_or_unknown(expression);
      if (constant.operand.kind == ir::Operand::Kind::constant)
        return constant;
    }
    if (value.place && is_object_prvalue(expression))
      return value;
    if (value.place && dies_early(*value.place))
      return kept_value(*value.place);
    return read(value);
  }
  case CK_ArrayToPointerDecay: {
    const Value value = evaluate(source);
    return value.place ? Value(builder_.address(*value.place)) : value;
  }
  default: {
    const Value value = evaluate(source);
    if (expression->isGLValue() || is_object_prvalue(expression))
      return value;
    return read(value);
  }
  }
}

Value BodyLowering::lower_integral_cast(const CastExpr* expression) {
  const Expr* source = expression->getSubExpr();
  const ir::Operand value = operand_of(source);
  if (value.kind == ir::Operand::Kind::constant) {
    Value constant = constant_or_unknown(expression);
    if (constant.operand.kind != ir::Operand::Kind::constant || expression->getType()->isEnumeralType())
      return value;
    // An enumerator keeps its name.
    return function_.constants[value.index].text ? Value(value) : constant;
  }
  const QualType to = expression->getType();
  if (to->isDependentType() || source->getType()->isDependentType() || to->isIncompleteType() ||
      unit_.context.getTypeSize(to) >= unit_.context.getTypeSize(source->getType())) {
    return value;
  }
  const ir::Place result = builder_.temporary(unit_.type(to));
  builder_.emit(ir::Op::narrow, &result, {value}).type = result.type;
  return builder_.value(result);
}

} // namespace partywall::frontend
