/// The outside of a function: what it is called, what it takes, what it captures.
#include "driver/frontend/body-lowering.h"

#include <clang/AST/StmtCXX.h>

namespace partywall::frontend {

using namespace clang;

namespace {

ir::Function::Kind kind_of(const FunctionDecl& declaration) {
  if (closure_of(declaration) != nullptr)
    return ir::Function::Kind::lambda;
  if (isa<CXXConstructorDecl>(declaration))
    return ir::Function::Kind::constructor;
  if (isa<CXXDestructorDecl>(declaration))
    return ir::Function::Kind::destructor;
  return isa<CXXMethodDecl>(declaration) ? ir::Function::Kind::method : ir::Function::Kind::function;
}

void collect_overridden(const CXXMethodDecl& method, Unit& unit, std::vector<ir::NameId>& symbols, unsigned depth) {
  if (depth > 64)
    return;
  for (const CXXMethodDecl* overridden : method.overridden_methods()) {
    const ir::NameId symbol = unit.symbol(*overridden);
    if (!llvm::is_contained(symbols, symbol))
      symbols.push_back(symbol);
    collect_overridden(*overridden, unit, symbols, depth + 1);
  }
}

} // namespace

BodyLowering::BodyLowering(Unit& unit, ir::Function& function)
    : unit_(unit), function_(function), builder_(unit.program, function) {}

SourceRange BodyLowering::range_of(const Stmt* statement) const {
  SourceRange range = statement->getSourceRange();
  // A chain of calls over several lines: each call stands where its own name does.
  const auto* call = dyn_cast<CallExpr>(statement);
  if (call == nullptr)
    return range;
  const SourceManager& sources = unit_.context.getSourceManager();
  SourceLocation name = call->getExprLoc();
  if (const auto* member = dyn_cast<MemberExpr>(call->getCallee()->IgnoreParens()))
    name = member->getMemberLoc();
  if (name.isInvalid() || range.isInvalid())
    return range;
  const SourceLocation begin = sources.getExpansionLoc(range.getBegin());
  const SourceLocation own = sources.getExpansionLoc(name);
  if (sources.getFileID(begin) != sources.getFileID(own))
    return range;
  if (sources.getExpansionLineNumber(begin) != sources.getExpansionLineNumber(own))
    range.setBegin(name);
  return range;
}

void BodyLowering::at(const Stmt* statement) {
  auto context = builder_.context();
  if (context.is_default_argument)
    return; // The call is where a default argument happens.
  if (const SourceRange range = range_of(statement); range.isValid())
    context.location = unit_.location(range);
  context.initialises_static = static_.contains(statement);
  builder_.set_context(context);
}

void BodyLowering::declare_captures(const FunctionDecl& declaration) {
  const CXXRecordDecl* closure = closure_of(declaration);
  std::uint32_t index = 0;
  for (const LambdaCapture& capture : closure->captures()) {
    ir::Variable made;
    made.kind = ir::Variable::Kind::capture;
    made.index = index++;
    made.location = unit_.location(capture.getLocation());
    if (capture.capturesThis()) {
      made.name = made.captured_as = unit_.name("this");
      const auto* method = dyn_cast_or_null<CXXMethodDecl>(closure->getNonClosureAncestor());
      const QualType object = method != nullptr ? unit_.context.getRecordType(method->getParent()) : QualType();
      this_is_copy_ = capture.getCaptureKind() == LCK_StarThis;
      if (!object.isNull())
        made.type = this_is_copy_ ? unit_.type(object) : unit_.pointer_to(object);
      this_variable_ = builder_.variable(std::move(made));
      continue;
    }
    if (!capture.capturesVariable()) {
      (void)builder_.variable(std::move(made));
      continue;
    }
    const ValueDecl* variable = capture.getCapturedVar();
    made.by_reference = capture.getCaptureKind() == LCK_ByRef;
    if (variable->getIdentifier() != nullptr)
      made.name = made.captured_as = unit_.name(variable->getName());
    const QualType type = variable->getType().getNonReferenceType();
    made.type = made.by_reference ? unit_.pointer_to(type) : unit_.type(type);
    made.annotations = unit_.annotations(*variable);
    captures_[variable] = builder_.variable(std::move(made));
  }
}

void BodyLowering::declare(const FunctionDecl& declaration) {
  function_.kind = kind_of(declaration);
  function_.symbol = symbol_ = unit_.symbol(declaration);
  function_.name = unit_.qualified_name(declaration);
  function_.result = unit_.type(declaration.getReturnType());
  function_.location = unit_.location(declaration.getNameInfo().getSourceRange());
  function_.annotations = unit_.annotations(declaration);
  if (const auto* arguments = declaration.getTemplateSpecializationArgs()) {
    for (const QualType argument : type_arguments(arguments->asArray()))
      function_.template_arguments.push_back(unit_.type(argument));
  }
  const auto* method = dyn_cast<CXXMethodDecl>(&declaration);
  function_.is_defaulted =
      method != nullptr ? method->isDefaulted() && !method->isUserProvided() : declaration.isDefaulted();
  for (const ParmVarDecl* parameter : declaration.parameters()) {
    ir::Variable made;
    made.kind = ir::Variable::Kind::parameter;
    made.index = function_.parameter_count++;
    if (parameter->getIdentifier() != nullptr)
      made.name = unit_.name(parameter->getName());
    made.type = unit_.type(parameter->getType());
    made.location = unit_.location(parameter->getLocation());
    made.annotations = unit_.annotations(*parameter);
    variables_[parameter->getCanonicalDecl()] = builder_.variable(std::move(made));
  }
  if (method == nullptr)
    return;
  function_.declaring_class = unit_.qualified_name(*method->getParent());
  function_.is_virtual = method->isVirtual();
  function_.is_static = method->isStatic();
  function_.is_const = method->isConst();
  collect_overridden(*method, unit_, function_.overrides, 0);
  if (closure_of(declaration) != nullptr) {
    // An instantiation of a generic lambda stands for its pattern, which is what the closure names.
    const ir::NameId pattern = unit_.name(unit_.naming.pattern_symbol(declaration));
    if (pattern != function_.symbol)
      function_.overrides.push_back(pattern);
    declare_captures(declaration);
  } else if (method->isInstance() && !method->isExplicitObjectMemberFunction()) {
    ir::Variable made;
    made.kind = ir::Variable::Kind::this_pointer;
    made.name = unit_.name("this");
    made.type = unit_.type(method->getThisType());
    made.location = function_.location;
    this_variable_ = builder_.variable(std::move(made));
  }
}

void BodyLowering::lower_function(const FunctionDecl& declaration) {
  declare(declaration);
  const Stmt* body = declaration.getBody();
  const auto* coroutine = dyn_cast<CoroutineBodyStmt>(body);
  if (coroutine != nullptr) {
    function_.is_coroutine = true;
    body = coroutine->getBody();
  }
  const QualType result = declaration.getReturnType();
  if (!result->isDependentType() && result->isRecordType())
    result_ = builder_.temporary(function_.result);
  if (const auto* constructor = dyn_cast<CXXConstructorDecl>(&declaration))
    plan_constructor(*constructor);
  if (coroutine != nullptr)
    lower_beginning(*coroutine);
  plan(body);
  lower_body(declaration, body);
}

/// Whether a coroutine begins by waiting shows in what `initial_suspend` returns.
void BodyLowering::lower_beginning(const CoroutineBodyStmt& coroutine) {
  const auto* first = dyn_cast_or_null<Expr>(coroutine.getInitSuspendStmt());
  const auto* suspend = first == nullptr ? nullptr : dyn_cast<CoroutineSuspendExpr>(strip(first));
  if (suspend == nullptr || suspend->getOperand() == nullptr)
    return;
  plan(suspend->getOperand());
  evaluate(suspend->getOperand());
}

void BodyLowering::lower_initialiser(const VarDecl& variable, ir::GlobalId global) {
  function_.kind = ir::Function::Kind::initialiser;
  const ir::Global& row = unit_.program.at(global);
  function_.symbol = symbol_ = unit_.name("init " + std::string(unit_.program.text(row.symbol)));
  function_.name = row.name;
  function_.location = row.location;
  if (const auto* record = dyn_cast<CXXRecordDecl>(variable.getDeclContext()))
    function_.declaring_class = unit_.qualified_name(*record);
  initialised_ = &variable;
  plan_variable(variable);
  lower_body(variable, variable.getInit());
}

} // namespace partywall::frontend
