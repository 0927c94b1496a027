/// Values and places, names and members, and the expressions that only pass a value on.
#include "driver/frontend/body-lowering.h"

namespace partywall::frontend {

using namespace clang;

namespace {

bool same_place(const ir::Place& one, const ir::Place& other) {
  return one.variable == other.variable && one.steps == other.steps;
}

} // namespace

// --- Values -----------------------------------------------------------------------------------------------------

Value BodyLowering::evaluate(const Expr* given) {
  const Expr* expression = strip(given);
  if (const auto known = scope_.values.find(expression); known != scope_.values.end())
    return known->second;
  if (unevaluated_.contains(expression))
    return {};
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

ir::Operand BodyLowering::read(const Value& value) {
  return value.place ? builder_.value(*value.place) : value.operand;
}

ir::Operand BodyLowering::address(const Value& value, QualType type) {
  if (value.place)
    return builder_.address(*value.place);
  using Kind = ir::Operand::Kind;
  if (value.operand.kind == Kind::function)
    return value.operand;
  if (value.operand.kind == Kind::constant && type->isArrayType())
    return value.operand; // a string literal
  const ir::Place kept = builder_.temporary(unit_.type(type));
  builder_.copy(kept, value.operand);
  return builder_.address(kept);
}

ir::Place BodyLowering::place_of(const Expr* expression) {
  const Value value = evaluate(expression);
  if (value.place)
    return *value.place;
  const ir::Place kept = builder_.temporary(unit_.type(expression->getType()));
  builder_.copy(kept, value.operand);
  return kept;
}

ir::Operand BodyLowering::operand_of(const Expr* expression) { return read(evaluate(expression)); }

ir::Operand BodyLowering::address_of(const Expr* expression) {
  return address(evaluate(expression), expression->getType());
}

/// A member of a temporary or local object: destructors may run before the value is used.
bool BodyLowering::dies_early(const ir::Place& place) const {
  if (place.steps.empty() || place.steps.front().kind == ir::Step::Kind::deref)
    return false;
  return function_.variables[place.variable.value].kind == ir::Variable::Kind::temporary;
}

ir::Operand BodyLowering::kept_value(const ir::Place& place) {
  const ir::Place kept = builder_.temporary(place.type);
  builder_.copy(kept, builder_.value(place));
  return builder_.value(kept);
}

void BodyLowering::store(const ir::Place& destination, const Expr* initialiser) {
  const bool binds = destination.type && unit_.program.at(destination.type).shape == ir::Type::Shape::reference;
  if (binds && initialiser->isGLValue()) {
    builder_.copy(destination, address_of(initialiser));
    return;
  }
  const Value value = evaluate(initialiser);
  if (value.place && same_place(*value.place, destination))
    return;
  builder_.copy(destination, read(value));
}

Value BodyLowering::unknown(const Expr* expression) {
  if (expression->getType().isNull() || expression->getType()->isVoidType())
    return {};
  if (is_object_prvalue(expression))
    return destination_of(expression);
  const ir::Place fresh = builder_.temporary(unit_.type(expression->getType()));
  if (expression->isGLValue())
    return fresh;
  return builder_.value(fresh);
}

ir::Place BodyLowering::destination_of(const Expr* expression) {
  const auto planned = scope_.destinations.find(strip(expression));
  if (planned != scope_.destinations.end())
    return planned->second;
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
    if (part == nullptr)
      continue;
    const ir::Operand operand = operand_of(part);
    if (operand.kind != ir::Operand::Kind::none)
      parts.push_back(operand);
  }
  const bool is_broken = expression->containsErrors() || expression->isTypeDependent();
  if (!is_broken || parts.empty() || expression->getType().isNull())
    return unknown(expression);
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
  if (const auto known = variables_.find(canonical); known != variables_.end())
    return known->second;
  ir::Variable made;
  if (variable.hasGlobalStorage()) {
    made.kind = ir::Variable::Kind::global;
    made.global = unit_.global(variable);
  } else {
    made.location = unit_.location(variable.getLocation());
  }
  if (variable.getIdentifier() != nullptr)
    made.name = unit_.name(variable.getName());
  made.type = unit_.type(variable.getType());
  made.annotations = unit_.annotations(variable);
  const ir::VariableId id = builder_.variable(std::move(made));
  variables_.try_emplace(canonical, id);
  return id;
}

ir::Place BodyLowering::through_reference(ir::Place place, QualType type) {
  if (!type->isReferenceType())
    return place;
  return FunctionBuilder::deref(std::move(place), unit_.type(type->getPointeeType()));
}

Value BodyLowering::captured(const ValueDecl& declaration) {
  const auto known = captures_.find(&declaration);
  if (known == captures_.end())
    return {};
  const ir::Place capture = builder_.place(known->second);
  if (!function_.variables[known->second.value].by_reference)
    return capture;
  return FunctionBuilder::deref(capture, unit_.type(declaration.getType().getNonReferenceType()));
}

Value BodyLowering::place_of_variable(const ValueDecl& declaration) {
  if (Value capture = captured(declaration); capture.place)
    return capture;
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
  if (isa<FieldDecl>(declaration))
    return unknown(expression); // &Class::field, sizeof
  return constant_or_unknown(expression);
}

ir::Operand BodyLowering::this_operand() {
  if (object_)
    return builder_.address(*object_);
  if (!this_variable_)
    return {};
  const ir::Place variable = builder_.place(*this_variable_);
  return this_is_copy_ ? builder_.address(variable) : builder_.value(variable);
}

ir::Place BodyLowering::this_place() {
  if (object_)
    return *object_;
  if (!this_variable_)
    return builder_.temporary({});
  const ir::Place variable = builder_.place(*this_variable_);
  if (this_is_copy_)
    return variable;
  const ir::TypeId pointee = variable.type ? unit_.program.at(variable.type).element : ir::TypeId{};
  return FunctionBuilder::deref(variable, pointee);
}

Value BodyLowering::VisitCXXThisExpr(const CXXThisExpr* expression) {
  const ir::Operand pointer = this_operand();
  return pointer.kind == ir::Operand::Kind::none ? unknown(expression) : Value(pointer);
}

/// Anonymous structs and unions are no step: their members count as the outer record's.
ir::Place BodyLowering::member_of(ir::Place object, const FieldDecl& field) {
  if (field.isAnonymousStructOrUnion())
    return object;
  return FunctionBuilder::field(std::move(object), unit_.field(field), unit_.type(field.getType()));
}

ir::Place BodyLowering::member_place(ir::Place object, const FieldDecl& field) {
  return through_reference(member_of(std::move(object), field), field.getType());
}

Value BodyLowering::VisitMemberExpr(const MemberExpr* expression) {
  const ValueDecl* member = expression->getMemberDecl();
  const Expr* base = expression->getBase();
  if (const auto* field = dyn_cast<FieldDecl>(member)) {
    if (!expression->isArrow())
      return member_place(place_of(base), *field);
    const QualType pointer = base->getType();
    return member_place(builder_.pointee(operand_of(base), unit_.type(pointer), unit_.type(pointer->getPointeeType())),
                        *field);
  }
  evaluate(base);
  if (const auto* variable = dyn_cast<VarDecl>(member))
    return place_of_variable(*variable);
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
  const bool is_array = decay != nullptr && decay->getCastKind() == CK_ArrayToPointerDecay;
  const Expr* array = is_array ? decay->getSubExpr() : base;
  if (!is_array && !base->getType()->isPointerType())
    return FunctionBuilder::element(place_of(base), index, element); // a vector
  if (index >= 0) {
    return FunctionBuilder::element(is_array ? place_of(array)
                                             : builder_.pointee(operand_of(base), unit_.type(base->getType()), element),
                                    index, element);
  }
  // Which element it is depends on the position: `*(base + position)` keeps that.
  const ir::Operand start = is_array ? builder_.address(place_of(array)) : operand_of(base);
  const ir::Operand distance = operand_of(position);
  const ir::Place moved = builder_.temporary(unit_.type(base->getType()));
  builder_.emit(ir::Op::add, &moved, {start, distance});
  return FunctionBuilder::deref(moved, element);
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
  if (value.place && is_object_prvalue(source))
    return value;
  const ir::Place kept = destination_of(expression);
  builder_.copy(kept, read(value));
  return kept;
}

Value BodyLowering::VisitCXXThrowExpr(const CXXThrowExpr* expression) {
  if (expression->getSubExpr() == nullptr)
    return {};
  return operand_of(expression->getSubExpr());
}

/// The function that decides where, and by whom, a coroutine goes on.
static const CXXMethodDecl* suspending_method(const Stmt* statement) {
  if (statement == nullptr)
    return nullptr;
  if (const auto* call = dyn_cast<CXXMemberCallExpr>(statement)) {
    const CXXMethodDecl* method = call->getMethodDecl();
    if (method != nullptr && method->getDeclName().isIdentifier() && method->getName() == "await_suspend")
      return method;
  }
  for (const Stmt* child : statement->children()) {
    if (const CXXMethodDecl* found = suspending_method(child))
      return found;
  }
  return nullptr;
}

Value BodyLowering::VisitCoroutineSuspendExpr(const CoroutineSuspendExpr* expression) {
  const Value awaited = evaluate(expression->getOperand());
  if (const CXXMethodDecl* method = suspending_method(expression->getSuspendExpr())) {
    ir::Instruction& call = builder_.emit(ir::Op::call, nullptr, {});
    call.callee = unit_.callee(*method, method->getParent(), false);
    if (awaited.place)
      call.receiver = builder_.address(*awaited.place);
  }
  if (expression->getType()->isVoidType())
    return {};
  if (is_object_prvalue(expression)) {
    const ir::Place result = destination_of(expression);
    builder_.copy(result, read(awaited));
    return result;
  }
  if (expression->isGLValue())
    return awaited.place ? awaited : unknown(expression);
  const ir::Place result = builder_.temporary(unit_.type(expression->getType()));
  builder_.copy(result, read(awaited));
  return builder_.value(result);
}

Value BodyLowering::VisitArrayInitLoopExpr(const ArrayInitLoopExpr* expression) {
  const ir::Place copy = destination_of(expression);
  if (const Expr* source = expression->getCommonExpr()->getSourceExpr())
    builder_.copy(copy, read(evaluate(source)));
  return copy;
}

/// The expression is shared by everything that uses it, so it is lowered with a memory of its own.
Value BodyLowering::evaluate_apart(const Expr* owner, const Expr* expression) {
  if (expression == nullptr)
    return unknown(owner);
  const auto planned = scope_.destinations.find(strip(owner));
  std::optional<ir::Place> destination;
  if (planned != scope_.destinations.end())
    destination = planned->second;
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
  // One default argument may need another; both happen at the call.
  if (!context.is_default_argument)
    inside.location = unit_.location(expression->getUsedLocation());
  builder_.set_context(inside);
  Value value = evaluate_apart(expression, expression->getExpr());
  builder_.set_context(context);
  return value;
}

Value BodyLowering::VisitCXXDefaultInitExpr(const CXXDefaultInitExpr* expression) {
  const std::optional<ir::Place> outer = object_;
  if (const auto made = scope_.objects.find(expression); made != scope_.objects.end())
    object_ = made->second;
  Value value = evaluate_apart(expression, expression->getExpr());
  object_ = outer;
  return value;
}

} // namespace partywall::frontend
