/// Expressions that are neither calls nor initialisers.
#include "driver/frontend/body-lowering.h"

namespace partywall::frontend {

using namespace clang;

namespace {

bool same_place(const ir::Place& one, const ir::Place& other) {
  return one.variable == other.variable && one.steps == other.steps;
}

std::optional<ir::Op> operation(BinaryOperatorKind kind) {
  switch (kind) {
  case BO_Add: case BO_AddAssign: return ir::Op::add;
  case BO_Sub: case BO_SubAssign: return ir::Op::subtract;
  case BO_Mul: case BO_MulAssign: return ir::Op::multiply;
  case BO_Div: case BO_DivAssign: return ir::Op::divide;
  case BO_Rem: case BO_RemAssign: return ir::Op::modulo;
  case BO_Shl: case BO_ShlAssign: return ir::Op::shift_left;
  case BO_Shr: case BO_ShrAssign: return ir::Op::shift_right;
  case BO_And: case BO_AndAssign: return ir::Op::bit_and;
  case BO_Or: case BO_OrAssign: return ir::Op::bit_or;
  case BO_Xor: case BO_XorAssign: return ir::Op::bit_xor;
  case BO_EQ: return ir::Op::equal;
  case BO_NE: return ir::Op::not_equal;
  case BO_LT: return ir::Op::less;
  case BO_LE: return ir::Op::less_equal;
  case BO_GT: return ir::Op::greater;
  case BO_GE: return ir::Op::greater_equal;
  case BO_Cmp: return ir::Op::three_way;
  default: return std::nullopt;
  }
}

}  // namespace

// --- Values -----------------------------------------------------------------------------------------------------

Value BodyLowering::evaluate(const Expr* given) {
  const Expr* expression = strip(given);
  if (const auto known = scope_.values.find(expression); known != scope_.values.end()) return known->second;
  if (unevaluated_.contains(expression)) return {};
  const auto context = builder_.context();
  at(expression);
  Value value = Visit(expression);
  if (const auto waiting = scope_.expected.find(expression); waiting != scope_.expected.end()) {
    for (const Expected& expected : std::vector<Expected>(waiting->second)) {
      if (expected.as_address) {
        builder_.copy(expected.result, address(value, expression->getType()));
      } else if (!value.place || !same_place(*value.place, expected.result)) {
        builder_.copy(expected.result, read(value));
      }
    }
  }
  builder_.set_context(context);
  scope_.values[expression] = value;
  return value;
}

ir::Operand BodyLowering::read(const Value& value) { return value.place ? builder_.value(*value.place) : value.operand; }

ir::Operand BodyLowering::address(const Value& value, QualType type) {
  if (value.place) return builder_.address(*value.place);
  using Kind = ir::Operand::Kind;
  if (value.operand.kind == Kind::function) return value.operand;
  if (value.operand.kind == Kind::constant && type->isArrayType()) return value.operand;   // a string literal
  const ir::Place kept = builder_.temporary(unit_.type(type));
  builder_.copy(kept, value.operand);
  return builder_.address(kept);
}

ir::Place BodyLowering::place_of(const Expr* expression) {
  const Value value = evaluate(expression);
  if (value.place) return *value.place;
  const ir::Place kept = builder_.temporary(unit_.type(expression->getType()));
  builder_.copy(kept, value.operand);
  return kept;
}

ir::Operand BodyLowering::operand_of(const Expr* expression) { return read(evaluate(expression)); }

ir::Operand BodyLowering::address_of(const Expr* expression) { return address(evaluate(expression), expression->getType()); }

void BodyLowering::store(const ir::Place& destination, const Expr* initialiser) {
  const bool binds = destination.type && unit_.program.at(destination.type).shape == ir::Type::Shape::reference;
  if (binds && initialiser->isGLValue()) {
    builder_.copy(destination, address_of(initialiser));
    return;
  }
  const Value value = evaluate(initialiser);
  if (value.place && same_place(*value.place, destination)) return;
  builder_.copy(destination, read(value));
}

Value BodyLowering::unknown(const Expr* expression) {
  if (expression->getType().isNull() || expression->getType()->isVoidType()) return {};
  if (is_object_prvalue(expression)) return destination_of(expression);
  const ir::Place fresh = builder_.temporary(unit_.type(expression->getType()));
  if (expression->isGLValue()) return fresh;
  return builder_.value(fresh);
}

ir::Place BodyLowering::destination_of(const Expr* expression) {
  const auto planned = scope_.destinations.find(strip(expression));
  if (planned != scope_.destinations.end()) return planned->second;
  const ir::Place made = builder_.temporary(unit_.type(expression->getType()));
  scope_.destinations[strip(expression)] = made;
  return made;
}

Value BodyLowering::VisitStmt(const Stmt* statement) {
  lower_statement(statement);
  return {};
}

Value BodyLowering::VisitExpr(const Expr* expression) {
  std::vector<ir::Operand> parts;
  for (const Stmt* child : expression->children()) {
    const auto* part = dyn_cast_or_null<Expr>(child);
    if (part == nullptr) continue;
    const ir::Operand operand = operand_of(part);
    if (operand.kind != ir::Operand::Kind::none) parts.push_back(operand);
  }
  const bool is_broken = expression->containsErrors() || expression->isTypeDependent();
  if (!is_broken || parts.empty() || expression->getType().isNull()) return unknown(expression);
  // What could not be compiled is a call of something unknown: its result depends on all it was given.
  parts.insert(parts.begin(), builder_.value(builder_.temporary({})));
  const ir::Place result = is_object_prvalue(expression) ? destination_of(expression)
                                                         : builder_.temporary(unit_.type(expression->getType()));
  builder_.emit(ir::Op::call, &result, std::move(parts));
  return result;
}

// --- Names and members ------------------------------------------------------------------------------------------

ir::VariableId BodyLowering::variable_of(const VarDecl& variable) {
  const Decl* canonical = variable.getCanonicalDecl();
  if (const auto known = variables_.find(canonical); known != variables_.end()) return known->second;
  ir::Variable made;
  if (variable.hasGlobalStorage()) {
    made.kind = ir::Variable::Kind::global;
    made.global = unit_.global(variable);
  } else {
    made.location = unit_.location(variable.getLocation());
  }
  if (variable.getIdentifier() != nullptr) made.name = unit_.name(variable.getName());
  made.type = unit_.type(variable.getType());
  made.annotations = unit_.annotations(variable);
  const ir::VariableId id = builder_.variable(std::move(made));
  variables_.try_emplace(canonical, id);
  return id;
}

ir::Place BodyLowering::through_reference(ir::Place place, QualType type) {
  if (!type->isReferenceType()) return place;
  return FunctionBuilder::deref(std::move(place), unit_.type(type->getPointeeType()));
}

Value BodyLowering::captured(const ValueDecl& declaration) {
  const auto known = captures_.find(&declaration);
  if (known == captures_.end()) return {};
  const ir::Place capture = builder_.place(known->second);
  if (!function_.variables[known->second.value].by_reference) return capture;
  return FunctionBuilder::deref(capture, unit_.type(declaration.getType().getNonReferenceType()));
}

Value BodyLowering::place_of_variable(const ValueDecl& declaration) {
  if (Value capture = captured(declaration); capture.place) return capture;
  if (const auto* binding = dyn_cast<BindingDecl>(&declaration)) {
    return binding->getBinding() == nullptr ? Value() : evaluate(binding->getBinding());
  }
  const auto& variable = cast<VarDecl>(declaration);
  return through_reference(builder_.place(variable_of(variable)), variable.getType());
}

Value BodyLowering::VisitDeclRefExpr(const DeclRefExpr* expression) {
  const ValueDecl* declaration = expression->getDecl();
  if (isa<VarDecl, BindingDecl>(declaration)) {
    Value value = place_of_variable(*declaration);
    return value.place || value.operand.kind != ir::Operand::Kind::none ? value : unknown(expression);
  }
  if (const auto* function = dyn_cast<FunctionDecl>(declaration)) {
    return FunctionBuilder::function(unit_.callee(*function, nullptr, false));
  }
  if (const auto* enumerator = dyn_cast<EnumConstantDecl>(declaration)) {
    return builder_.constant({ir::Constant::Kind::integer, enumerator->getInitVal().extOrTrunc(64).getSExtValue(),
                              unit_.qualified_name(*enumerator)});
  }
  if (isa<FieldDecl>(declaration)) return unknown(expression);   // &Class::field, sizeof
  return constant_or_unknown(expression);
}

ir::Operand BodyLowering::this_operand() {
  if (object_) return builder_.address(*object_);
  if (!this_variable_) return {};
  const ir::Place variable = builder_.place(*this_variable_);
  return this_is_copy_ ? builder_.address(variable) : builder_.value(variable);
}

ir::Place BodyLowering::this_place() {
  if (object_) return *object_;
  if (!this_variable_) return builder_.temporary({});
  const ir::Place variable = builder_.place(*this_variable_);
  if (this_is_copy_) return variable;
  const ir::TypeId pointee = variable.type ? unit_.program.at(variable.type).element : ir::TypeId{};
  return FunctionBuilder::deref(variable, pointee);
}

Value BodyLowering::VisitCXXThisExpr(const CXXThisExpr* expression) {
  const ir::Operand pointer = this_operand();
  return pointer.kind == ir::Operand::Kind::none ? unknown(expression) : Value(pointer);
}

/// Anonymous structs and unions are no step: their members count as the outer record's.
ir::Place BodyLowering::member_of(ir::Place object, const FieldDecl& field) {
  if (field.isAnonymousStructOrUnion()) return object;
  return FunctionBuilder::field(std::move(object), unit_.field(field), unit_.type(field.getType()));
}

ir::Place BodyLowering::member_place(ir::Place object, const FieldDecl& field) {
  return through_reference(member_of(std::move(object), field), field.getType());
}

Value BodyLowering::VisitMemberExpr(const MemberExpr* expression) {
  const ValueDecl* member = expression->getMemberDecl();
  const Expr* base = expression->getBase();
  if (const auto* field = dyn_cast<FieldDecl>(member)) {
    if (!expression->isArrow()) return member_place(place_of(base), *field);
    const QualType pointer = base->getType();
    return member_place(builder_.pointee(operand_of(base), unit_.type(pointer), unit_.type(pointer->getPointeeType())), *field);
  }
  evaluate(base);
  if (const auto* variable = dyn_cast<VarDecl>(member)) return place_of_variable(*variable);
  if (const auto* function = dyn_cast<FunctionDecl>(member)) {
    return FunctionBuilder::function(unit_.callee(*function, nullptr, false));
  }
  return constant_or_unknown(expression);
}

Value BodyLowering::VisitArraySubscriptExpr(const ArraySubscriptExpr* expression) {
  const Expr* base = expression->getBase();
  const Expr* position = expression->getIdx();
  evaluate(position);
  std::int64_t index = -1;
  Expr::EvalResult known;
  if (!position->isValueDependent() && position->EvaluateAsInt(known, unit_.context)) {
    index = std::max<std::int64_t>(known.Val.getInt().extOrTrunc(64).getSExtValue(), -1);
  }
  const ir::TypeId element = unit_.type(expression->getType());
  const auto* decay = dyn_cast<ImplicitCastExpr>(base->IgnoreParens());
  if (decay != nullptr && decay->getCastKind() == CK_ArrayToPointerDecay) {
    return FunctionBuilder::element(place_of(decay->getSubExpr()), index, element);
  }
  if (!base->getType()->isPointerType()) return FunctionBuilder::element(place_of(base), index, element);   // a vector
  return FunctionBuilder::element(builder_.pointee(operand_of(base), unit_.type(base->getType()), element), index, element);
}

// --- Operators --------------------------------------------------------------------------------------------------

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
    if (pointer.kind == ir::Operand::Kind::function) return pointer;
    if (expression->getType()->isFunctionType()) return pointer;
    const ir::Place target = builder_.pointee(pointer, unit_.type(operand->getType()), type);
    const auto* iterator = dyn_cast<DeclRefExpr>(operand->IgnoreParenImpCasts());
    if (iterator != nullptr && array_iterators_.contains(dyn_cast<VarDecl>(iterator->getDecl()))) {
      return FunctionBuilder::element(target, -1, type);
    }
    return target;
  }
  case UO_AddrOf: {
    const auto* member = dyn_cast<DeclRefExpr>(operand->IgnoreParens());
    if (member != nullptr && isa<FieldDecl>(member->getDecl())) return unknown(expression);
    return address_of(operand);
  }
  case UO_PostInc: case UO_PostDec: case UO_PreInc: case UO_PreDec: return lower_increment(expression);
  case UO_Minus: {
    Value constant = constant_or_unknown(expression);
    if (constant.operand.kind == ir::Operand::Kind::constant) return constant;
    return compute(ir::Op::negate);
  }
  case UO_Not: return compute(ir::Op::complement);
  case UO_LNot: return compute(ir::Op::logical_not);
  default: return evaluate(operand);
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
  if (before) return builder_.value(*before);
  return expression->isGLValue() ? Value(target) : Value(builder_.value(target));
}

Value BodyLowering::VisitBinaryOperator(const BinaryOperator* expression) {
  const BinaryOperatorKind kind = expression->getOpcode();
  if (expression->isLogicalOp()) {
    const auto result = scope_.results.find(expression);
    if (result == scope_.results.end()) return unknown(expression);
    const ir::Place place = result->second;
    const Expr* first = strip(expression->getLHS());
    while (const auto* inner = dyn_cast<BinaryOperator>(first)) {
      if (!inner->isLogicalOp()) break;
      first = strip(inner->getLHS());
    }
    return scope_.values.contains(first) ? Value(builder_.value(place)) : lower_logical_here(expression);
  }
  if (expression->isAssignmentOp()) return lower_assignment(expression);
  if (kind == BO_Comma) {
    evaluate(expression->getLHS());
    return evaluate(expression->getRHS());
  }
  if (kind == BO_PtrMemD || kind == BO_PtrMemI) {
    evaluate(expression->getRHS());
    const Expr* object = expression->getLHS();
    const ir::Place base = kind == BO_PtrMemD
                               ? place_of(object)
                               : builder_.pointee(operand_of(object), unit_.type(object->getType()),
                                                  unit_.type(object->getType()->getPointeeType()));
    if (expression->getType()->isSpecificPlaceholderType(BuiltinType::BoundMember)) return base;
    return FunctionBuilder::element(base, -1, unit_.type(expression->getType()));
  }
  const auto op = operation(kind);
  if (!op) return VisitExpr(expression);
  const ir::Operand left = operand_of(expression->getLHS());
  const ir::Operand right = operand_of(expression->getRHS());
  const ir::Place result = is_object_prvalue(expression) ? destination_of(expression)
                                                         : builder_.temporary(unit_.type(expression->getType()));
  builder_.emit(*op, &result, {left, right});
  if (is_object_prvalue(expression)) return result;
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
  if (expression->isGLValue() || is_object_prvalue(expression)) return target;
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
  if (const auto* binary = dyn_cast<BinaryConditionalOperator>(expression)) condition = binary->getCommon();
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
    if (!isa<BinaryConditionalOperator>(expression)) evaluate(expression->getTrueExpr());
    builder_.jump(done);
    builder_.enter(when_false);
    evaluate(no);
    builder_.jump(done);
    builder_.enter(done);
  }
  const auto known = scope_.results.find(expression);
  if (known == scope_.results.end()) return expression->getType()->isVoidType() ? Value() : unknown(expression);
  const ir::Place result = known->second;
  if (expression->isGLValue()) return FunctionBuilder::deref(result, unit_.type(expression->getType()));
  if (is_object_prvalue(expression)) return result;
  return builder_.value(result);
}

Value BodyLowering::VisitOpaqueValueExpr(const OpaqueValueExpr* expression) {
  return expression->getSourceExpr() == nullptr ? unknown(expression) : evaluate(expression->getSourceExpr());
}

Value BodyLowering::VisitStmtExpr(const StmtExpr* expression) {
  const CompoundStmt* body = expression->getSubStmt();
  const auto* last = body->body_empty() ? nullptr : dyn_cast<Expr>(body->body_back());
  return last == nullptr ? Value() : evaluate(last);
}

Value BodyLowering::VisitCXXRewrittenBinaryOperator(const CXXRewrittenBinaryOperator* expression) {
  return evaluate(expression->getSemanticForm());
}

Value BodyLowering::VisitPseudoObjectExpr(const PseudoObjectExpr* expression) {
  const Expr* result = expression->getResultExpr();
  return result == nullptr ? unknown(expression) : evaluate(result);
}

Value BodyLowering::VisitMaterializeTemporaryExpr(const MaterializeTemporaryExpr* expression) {
  const Expr* source = expression->getSubExpr();
  const Value value = evaluate(source);
  if (value.place && is_object_prvalue(source)) return value;
  const ir::Place kept = destination_of(expression);
  builder_.copy(kept, read(value));
  return kept;
}

Value BodyLowering::VisitCXXThrowExpr(const CXXThrowExpr* expression) {
  if (expression->getSubExpr() == nullptr) return {};
  return operand_of(expression->getSubExpr());
}

Value BodyLowering::VisitCoroutineSuspendExpr(const CoroutineSuspendExpr* expression) {
  const Value awaited = evaluate(expression->getOperand());
  if (expression->getType()->isVoidType()) return {};
  if (is_object_prvalue(expression)) {
    const ir::Place result = destination_of(expression);
    builder_.copy(result, read(awaited));
    return result;
  }
  if (expression->isGLValue()) return awaited.place ? awaited : unknown(expression);
  const ir::Place result = builder_.temporary(unit_.type(expression->getType()));
  builder_.copy(result, read(awaited));
  return builder_.value(result);
}

Value BodyLowering::VisitArrayInitLoopExpr(const ArrayInitLoopExpr* expression) {
  const ir::Place copy = destination_of(expression);
  if (const Expr* source = expression->getCommonExpr()->getSourceExpr()) builder_.copy(copy, read(evaluate(source)));
  return copy;
}

/// The expression is shared by everything that uses it, so it is lowered with a memory of its own.
Value BodyLowering::evaluate_apart(const Expr* owner, const Expr* expression) {
  if (expression == nullptr) return unknown(owner);
  const auto planned = scope_.destinations.find(strip(owner));
  std::optional<ir::Place> destination;
  if (planned != scope_.destinations.end()) destination = planned->second;
  Scope outer = std::exchange(scope_, Scope());
  if (destination && is_object_prvalue(expression)) {
    plan_into(expression, *destination);
  } else {
    plan(expression);
  }
  Value value = evaluate(expression);
  scope_ = std::move(outer);
  return value;
}

Value BodyLowering::VisitCXXDefaultArgExpr(const CXXDefaultArgExpr* expression) {
  const auto context = builder_.context();
  auto inside = context;
  inside.is_default_argument = true;
  inside.location = unit_.location(expression->getUsedLocation());
  builder_.set_context(inside);
  Value value = evaluate_apart(expression, expression->getExpr());
  builder_.set_context(context);
  return value;
}

Value BodyLowering::VisitCXXDefaultInitExpr(const CXXDefaultInitExpr* expression) {
  const std::optional<ir::Place> outer = object_;
  if (const auto made = scope_.objects.find(expression); made != scope_.objects.end()) object_ = made->second;
  Value value = evaluate_apart(expression, expression->getExpr());
  object_ = outer;
  return value;
}

// --- Conversions ------------------------------------------------------------------------------------------------

Value BodyLowering::VisitCastExpr(const CastExpr* expression) {
  const Expr* source = expression->getSubExpr();
  switch (expression->getCastKind()) {
  case CK_ToVoid: evaluate(source); return {};
  case CK_NullToPointer: case CK_NullToMemberPointer: evaluate(source); return builder_.null();
  case CK_IntegralCast: return lower_integral_cast(expression);
  case CK_LValueToRValue: {
    const Value value = evaluate(source);
    const auto* name = dyn_cast<DeclRefExpr>(source->IgnoreParens());
    const auto* variable = name == nullptr ? nullptr : dyn_cast<VarDecl>(name->getDecl());
    // Constants of headers we do not lower have no initialiser function; their value stands here.
    if (variable != nullptr && variable->hasGlobalStorage() && variable->getType().isConstQualified() &&
        variable->getType()->isIntegralOrEnumerationType() && !unit_.files.is_audited(variable->getLocation())) {
      Value constant = constant_or_unknown(expression);
      if (constant.operand.kind == ir::Operand::Kind::constant) return constant;
    }
    if (value.place && is_object_prvalue(expression)) return value;
    return read(value);
  }
  case CK_ArrayToPointerDecay: {
    const Value value = evaluate(source);
    return value.place ? Value(builder_.address(*value.place)) : value;
  }
  default: {
    const Value value = evaluate(source);
    if (expression->isGLValue() || is_object_prvalue(expression)) return value;
    return read(value);
  }
  }
}

Value BodyLowering::lower_integral_cast(const CastExpr* expression) {
  const Expr* source = expression->getSubExpr();
  const ir::Operand value = operand_of(source);
  if (value.kind == ir::Operand::Kind::constant) {
    Value constant = constant_or_unknown(expression);
    if (constant.operand.kind != ir::Operand::Kind::constant || expression->getType()->isEnumeralType()) return value;
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

}  // namespace partywall::frontend
