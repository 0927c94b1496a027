/// From Clang's CFG to blocks: elements in order, terminators, exception edges.
#include "driver/frontend/body-lowering.h"

#include <clang/AST/StmtCXX.h>

namespace partywall::frontend {

using namespace clang;

namespace {

const CFGBlock* target_of(const CFGBlock::AdjacentBlock& edge) {
  const CFGBlock* block = edge.getReachableBlock();
  return block != nullptr ? block : edge.getPossiblyUnreachableBlock();
}

std::vector<const CFGBlock*> successors_of(const CFGBlock& block) {
  std::vector<const CFGBlock*> targets;
  for (const CFGBlock::AdjacentBlock& edge : block.succs()) {
    if (const CFGBlock* target = target_of(edge))
      targets.push_back(target);
  }
  return targets;
}

bool is_dispatch(const CFGBlock& block) { return isa_and_nonnull<CXXTryStmt>(block.getTerminatorStmt()); }

/// Each block after those that dominate it, so that what a block uses has been lowered.
void append_in_order(const CFGBlock& root, llvm::DenseSet<const CFGBlock*>& seen, std::vector<const CFGBlock*>& order) {
  if (!seen.insert(&root).second)
    return;
  std::vector<const CFGBlock*> finished;
  struct Frame {
    const CFGBlock* block;
    std::vector<const CFGBlock*> targets;
  };
  std::vector<Frame> open;
  open.push_back({&root, successors_of(root)});
  while (!open.empty()) {
    Frame& frame = open.back();
    if (frame.targets.empty()) {
      finished.push_back(frame.block);
      open.pop_back();
      continue;
    }
    const CFGBlock* next = frame.targets.back();
    frame.targets.pop_back();
    if (seen.insert(next).second)
      open.push_back({next, successors_of(*next)});
  }
  order.insert(order.end(), finished.rbegin(), finished.rend());
}

/// Handlers are included even where the CFG knows no way to them: see BodyLowering::may_throw.
std::vector<const CFGBlock*> in_order(const CFG& graph) {
  std::vector<const CFGBlock*> order;
  llvm::DenseSet<const CFGBlock*> seen;
  append_in_order(graph.getEntry(), seen, order);
  for (const CFGBlock* dispatch : llvm::make_range(graph.try_blocks_begin(), graph.try_blocks_end())) {
    append_in_order(*dispatch, seen, order);
  }
  return order;
}

const CXXThrowExpr* throw_in(const CFGBlock& block) {
  for (const CFGElement& element : llvm::reverse(block)) {
    if (const auto statement = element.getAs<CFGStmt>())
      return dyn_cast<CXXThrowExpr>(statement->getStmt());
  }
  return nullptr;
}

/// Whether some try block is written in the function itself; without one, exceptions need no edges.
bool catches(const Stmt* statement) {
  if (statement == nullptr || isa<LambdaExpr>(statement))
    return false;
  if (isa<CXXTryStmt>(statement))
    return true;
  return llvm::any_of(statement->children(), catches);
}

bool has_errors(const Stmt* statement) {
  if (statement == nullptr)
    return false;
  if (const auto* expression = dyn_cast<Expr>(statement))
    return expression->containsErrors() || expression->isTypeDependent();
  if (const auto* declaration = dyn_cast<DeclStmt>(statement)) {
    for (const Decl* declared : declaration->decls()) {
      if (declared->isInvalidDecl())
        return true;
      const auto* variable = dyn_cast<VarDecl>(declared);
      if (variable != nullptr && (variable->getType()->isDependentType() || variable->getType()->isUndeducedType()))
        return true;
    }
  }
  return llvm::any_of(statement->children(), has_errors);
}

/// Whether all bases and members of a class are known.
bool is_whole(const CXXRecordDecl& record) {
  if (record.isInvalidDecl() || !record.hasDefinition())
    return false;
  const auto is_known = [](QualType type) { return !type->isIncompleteType() && !type->isDependentType(); };
  return llvm::all_of(record.fields(),
                      [&](const FieldDecl* field) { return !field->isInvalidDecl() && is_known(field->getType()); }) &&
         llvm::all_of(record.bases(), [&](const CXXBaseSpecifier& base) { return is_known(base.getType()); });
}

CFG::BuildOptions build_options(const Decl& declaration, const Stmt* body) {
  CFG::BuildOptions options;
  options.PruneTriviallyFalseEdges = false;
  options.AddInitializers = true;
  options.AddImplicitDtors = true;
  options.AddTemporaryDtors = true;
  options.AddCXXNewAllocator = true;
  options.AddEHEdges = catches(body);
  options.setAllAlwaysAdd();
  // Destructors of what could not be parsed are anybody's guess, and the CFG builder asks for them.
  const auto* method = dyn_cast<CXXMethodDecl>(&declaration);
  const bool is_broken = declaration.isInvalidDecl() || (method != nullptr && !is_whole(*method->getParent()));
  if (is_broken || has_errors(body))
    options.AddImplicitDtors = options.AddTemporaryDtors = false;
  return options;
}

} // namespace

void BodyLowering::lower_body(const Decl& declaration, const Stmt* body) {
  const auto options = build_options(declaration, body);
  const auto graph = CFG::buildCFG(&declaration, const_cast<Stmt*>(body), &unit_.context, options);
  if (graph == nullptr) {
    unanalysed(declaration);
    return;
  }
  exit_ = &graph->getExit();
  for (const CFGBlock* dispatch : llvm::make_range(graph->try_blocks_begin(), graph->try_blocks_end())) {
    dispatches_[cast<CXXTryStmt>(dispatch->getTerminatorStmt())] = dispatch;
  }
  if (!dispatches_.empty())
    find_throwing(body, nullptr, false);
  const auto* constructor = dyn_cast<CXXConstructorDecl>(&declaration);
  if (const auto* whole = dyn_cast<CXXTryStmt>(body); whole != nullptr && constructor != nullptr) {
    for (const CXXCtorInitializer* initialiser : constructor->inits())
      find_throwing(initialiser->getInit(), whole, true);
  }
  blocks_[&graph->getEntry()] = builder_.current();
  for (const CFGBlock* block : in_order(*graph)) {
    if (block != exit_)
      lower_block(*block);
  }
}

void BodyLowering::unanalysed(const Decl& declaration) {
  ir::Terminator end;
  end.kind = ir::Terminator::Kind::unreachable;
  end.location = unit_.location(declaration.getSourceRange().getBegin());
  builder_.terminate(std::move(end));
  unit_.note(ir::Note::Severity::warning,
             "the body of '" + std::string(unit_.program.text(function_.name)) + "' was not analysed",
             declaration.getLocation());
}

ir::BlockId BodyLowering::block_of(const CFGBlock* block) {
  if (const auto known = blocks_.find(block); known != blocks_.end())
    return known->second;
  const ir::BlockId made = builder_.new_block();
  blocks_[block] = made;
  return made;
}

void BodyLowering::lower_block(const CFGBlock& block) {
  builder_.enter(block_of(&block));
  builder_.set_context({});
  destroyed_.clear();
  returned_.reset();
  if (isa_and_nonnull<CXXCatchStmt>(block.getLabel()))
    builder_.block(builder_.current()).is_handler = true;
  for (const CFGElement& element : block)
    lower_element(element);
  end_block(block);
}

void BodyLowering::lower_element(const CFGElement& element) {
  switch (element.getKind()) {
  case CFGElement::Statement:
  case CFGElement::Constructor:
  case CFGElement::CXXRecordTypedCall: {
    const Stmt* statement = element.castAs<CFGStmt>().getStmt();
    if (const auto* expression = dyn_cast<Expr>(statement)) {
      // A default member initialiser may read members before it: its turn is when it is stored.
      if (isa<CXXDefaultInitExpr>(strip(expression)))
        return;
      evaluate(expression);
      if (const auto inside = throwing_.find(expression); inside != throwing_.end())
        may_throw(*inside->second);
    } else {
      lower_statement(statement);
    }
    return;
  }
  case CFGElement::Initializer:
    return lower_initialiser_element(*element.castAs<CFGInitializer>().getInitializer());
  case CFGElement::NewAllocator:
    return allocate(element.castAs<CFGNewAllocator>().getAllocatorExpr());
  case CFGElement::AutomaticObjectDtor:
  case CFGElement::DeleteDtor:
  case CFGElement::BaseDtor:
  case CFGElement::MemberDtor:
  case CFGElement::TemporaryDtor:
    return lower_destructor(element.castAs<CFGImplicitDtor>());
  case CFGElement::CleanupFunction: {
    const auto cleanup = element.castAs<CFGCleanupFunction>();
    const VarDecl* variable = cleanup.getVarDecl();
    const ir::Operand object =
        builder_.address(through_reference(builder_.place(variable_of(*variable)), variable->getType()));
    builder_.emit(ir::Op::call, nullptr, {object}).callee = unit_.callee(*cleanup.getFunctionDecl(), nullptr, false);
    return;
  }
  default:
    return;
  }
}

/// Clang's CFG has exception edges for calls, but none for constructors; and none at all for the member
/// initialisers of a constructor whose whole body is a try block. They are added here.
void BodyLowering::find_throwing(const Stmt* statement, const CXXTryStmt* around, bool in_initialiser) {
  if (statement == nullptr || isa<LambdaExpr>(statement))
    return;
  if (const auto* attempt = dyn_cast<CXXTryStmt>(statement)) {
    find_throwing(attempt->getTryBlock(), attempt, false);
    for (unsigned i = 0; i < attempt->getNumHandlers(); ++i)
      find_throwing(attempt->getHandler(i), around, false);
    return;
  }
  const FunctionDecl* callee = nullptr;
  if (const auto* construct = dyn_cast<CXXConstructExpr>(statement))
    callee = construct->getConstructor();
  if (const auto* call = dyn_cast<CallExpr>(statement); call != nullptr && in_initialiser)
    callee = call->getDirectCallee();
  if (callee != nullptr && around != nullptr && !callee->isTrivial()) {
    const auto* type = callee->getType()->getAs<FunctionProtoType>();
    const bool is_safe =
        type != nullptr && !isUnresolvedExceptionSpec(type->getExceptionSpecType()) && type->isNothrow();
    const auto dispatch = dispatches_.find(around);
    if (!is_safe && dispatch != dispatches_.end())
      throwing_[statement] = dispatch->second;
  }
  for (const Stmt* child : statement->children())
    find_throwing(child, around, in_initialiser);
}

void BodyLowering::may_throw(const CFGBlock& dispatch) {
  ir::Terminator end;
  end.kind = ir::Terminator::Kind::may_throw;
  const ir::BlockId next = builder_.new_block();
  end.successors = {next};
  handlers_of(dispatch, end.successors, 0);
  if (end.successors.size() > 1) {
    end.location = builder_.context().location;
    builder_.terminate(std::move(end));
  } else {
    builder_.jump(next);
  }
  builder_.enter(next);
}

// --- Ends of blocks ---------------------------------------------------------------------------------------------

void BodyLowering::leave(ir::Operand value) {
  ir::Terminator end;
  end.kind = ir::Terminator::Kind::leave;
  end.value = value;
  end.location = builder_.context().location;
  builder_.terminate(std::move(end));
}

/// The handlers an exception reaches from `block`, innermost first. An edge to the exit leaves the function.
void BodyLowering::handlers_of(const CFGBlock& block, std::vector<ir::BlockId>& handlers, unsigned depth) {
  if (!is_dispatch(block)) {
    if (isa_and_nonnull<CXXCatchStmt>(block.getLabel()))
      handlers.push_back(block_of(&block));
    return;
  }
  if (depth > 64)
    return;
  for (const CFGBlock* target : successors_of(block))
    handlers_of(*target, handlers, depth + 1);
}

/// The operand of `&&` and `||` that this block evaluates, or the whole condition.
const Expr* BodyLowering::condition_of(const CFGBlock& block) const {
  const auto* condition = dyn_cast_or_null<Expr>(block.getTerminatorCondition());
  if (condition == nullptr)
    return nullptr;
  condition = strip(condition);
  while (const auto* binary = dyn_cast<BinaryOperator>(condition)) {
    // A logical operator that has been given its value by now is used as a whole.
    if (!binary->isLogicalOp() || scope_.values.contains(binary))
      break;
    condition = strip(binary->getRHS());
  }
  return condition;
}

void BodyLowering::end_block(const CFGBlock& block) {
  const std::vector<const CFGBlock*> targets = successors_of(block);
  if (const CXXThrowExpr* thrown = throw_in(block)) {
    ir::Terminator end;
    end.kind = ir::Terminator::Kind::raise;
    end.value = read(evaluate(thrown));
    for (const CFGBlock* target : targets)
      handlers_of(*target, end.successors, 0);
    end.location = unit_.location(thrown->getSourceRange());
    builder_.terminate(std::move(end));
    return;
  }
  if (returned_) {
    leave(*returned_);
    return;
  }
  if (block.hasNoReturnElement() || targets.empty()) {
    ir::Terminator end;
    end.kind = ir::Terminator::Kind::unreachable;
    for (const CFGBlock* target : targets)
      handlers_of(*target, end.successors, 0);
    if (!end.successors.empty())
      end.kind = ir::Terminator::Kind::raise;
    builder_.terminate(std::move(end));
    return;
  }
  if (initialised_ != nullptr && targets.size() == 1 && targets.front() == exit_) {
    store(builder_.place(variable_of(*initialised_)), initialised_->getInit());
  }
  const Stmt* decision = block.getTerminatorStmt();
  if (decision != nullptr && block.getTerminator().isStmtBranch() && targets.size() > 1) {
    end_branch(block, *decision);
    return;
  }
  if (block.getTerminator().isTemporaryDtorsBranch() || targets.size() == 1) {
    // Temporaries of conditional operands: the path that does not destroy them stands for both.
    builder_.set_context({});
    builder_.jump(block_of(targets.back()));
    return;
  }
  ir::Terminator end;
  end.kind = ir::Terminator::Kind::may_throw;
  end.successors = {block_of(targets.front())};
  end.location = builder_.context().location;
  for (std::size_t i = 1; i < targets.size(); ++i)
    handlers_of(*targets[i], end.successors, 0);
  if (end.successors.size() == 1)
    end.kind = ir::Terminator::Kind::jump;
  builder_.terminate(std::move(end));
}

void BodyLowering::end_branch(const CFGBlock& block, const Stmt& decision) {
  const std::vector<const CFGBlock*> targets = successors_of(block);
  if (is_dispatch(block)) {
    ir::Terminator end;
    end.kind = ir::Terminator::Kind::raise;
    handlers_of(block, end.successors, 0);
    builder_.terminate(std::move(end));
    return;
  }
  const Expr* condition = condition_of(block);
  const auto outer = builder_.context();
  if (condition != nullptr)
    at(condition);
  const ir::Operand value = condition == nullptr ? ir::Operand{} : operand_of(condition);
  if (isa<SwitchStmt>(decision) || targets.size() > 2) {
    end_choice(block, value);
  } else {
    // `while (true)` and `if constexpr` have one way only. Other constants may be configuration: both ways count.
    const auto* test = dyn_cast<IfStmt>(&decision);
    const bool is_fixed = isa<WhileStmt, ForStmt, DoStmt>(decision) || (test != nullptr && test->isConstexpr());
    bool known = false;
    if (is_fixed && condition != nullptr && !condition->isValueDependent() &&
        condition->EvaluateAsBooleanCondition(known, unit_.context)) {
      builder_.jump(block_of(targets[known ? 0 : 1]));
    } else {
      builder_.branch(value, block_of(targets[0]), block_of(targets[1]));
    }
  }
  builder_.set_context(outer);
}

void BodyLowering::end_choice(const CFGBlock& block, ir::Operand condition) {
  ir::Terminator end;
  end.kind = ir::Terminator::Kind::choose;
  end.value = condition;
  end.location = builder_.context().location;
  const std::vector<const CFGBlock*> targets = successors_of(block);
  for (std::size_t i = 0; i + 1 < targets.size(); ++i) {
    ir::Operand label;
    if (const auto* written = dyn_cast_or_null<CaseStmt>(targets[i]->getLabel()))
      label = operand_of(written->getLHS());
    end.cases.push_back(label);
    end.successors.push_back(block_of(targets[i]));
  }
  end.successors.push_back(block_of(targets.back()));
  builder_.terminate(std::move(end));
}

} // namespace partywall::frontend
