/// Lowers one body: Clang's CFG gives the order, the visitor gives each expression its value.
///
/// Every expression is lowered once, when its CFG element comes up or when something needs it first, and
/// remembered. Before that, plan() has walked the body from the top and decided where each value of class type
/// will live: a constructor or call then writes straight into the variable, field or temporary it is meant for.
#pragma once

#include "driver/frontend/function-builder.h"
#include "driver/frontend/unit.h"

#include <clang/AST/ExprCXX.h>
#include <clang/AST/StmtVisitor.h>
#include <clang/Analysis/CFG.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>

#include <optional>
#include <vector>

namespace partywall::frontend {

/// What an expression denotes: the place of a glvalue or of an object, or a plain value. Neither for void.
struct Value {
  std::optional<ir::Place> place;
  ir::Operand operand;

  Value() = default;
  Value(ir::Place where) : place(std::move(where)) {} // NOLINT: a value is one of the two
  Value(ir::Operand what) : operand(what) {}          // NOLINT
};

class BodyLowering : public clang::ConstStmtVisitor<BodyLowering, Value> {
public:
  BodyLowering(Unit& unit, ir::Function& function);

  /// Requirements: the function has a body and is no template pattern.
  void lower_function(const clang::FunctionDecl& declaration);
  /// Requirements: the variable has an initialiser.
  void lower_initialiser(const clang::VarDecl& variable, ir::GlobalId global);

  // Expressions (lower-expression.cpp, lower-operator.cpp). What is not listed evaluates its children and is an unknown
  // value.
  Value VisitStmt(const clang::Stmt* statement);
  Value VisitExpr(const clang::Expr* expression);
  Value VisitDeclRefExpr(const clang::DeclRefExpr* expression);
  Value VisitMemberExpr(const clang::MemberExpr* expression);
  Value VisitArraySubscriptExpr(const clang::ArraySubscriptExpr* expression);
  Value VisitUnaryOperator(const clang::UnaryOperator* expression);
  Value VisitBinaryOperator(const clang::BinaryOperator* expression);
  Value VisitCastExpr(const clang::CastExpr* expression);
  Value VisitCXXThisExpr(const clang::CXXThisExpr* expression);
  Value VisitAbstractConditionalOperator(const clang::AbstractConditionalOperator* expression);
  Value VisitOpaqueValueExpr(const clang::OpaqueValueExpr* expression);
  Value VisitStmtExpr(const clang::StmtExpr* expression);
  Value VisitMaterializeTemporaryExpr(const clang::MaterializeTemporaryExpr* expression);
  Value VisitCXXDefaultArgExpr(const clang::CXXDefaultArgExpr* expression);
  Value VisitCXXDefaultInitExpr(const clang::CXXDefaultInitExpr* expression);
  Value VisitCXXRewrittenBinaryOperator(const clang::CXXRewrittenBinaryOperator* expression);
  Value VisitCXXThrowExpr(const clang::CXXThrowExpr* expression);
  Value VisitCoroutineSuspendExpr(const clang::CoroutineSuspendExpr* expression);
  Value VisitArrayInitLoopExpr(const clang::ArrayInitLoopExpr* expression);
  Value VisitPseudoObjectExpr(const clang::PseudoObjectExpr* expression);
  Value VisitUnaryExprOrTypeTraitExpr(const clang::UnaryExprOrTypeTraitExpr* expression) {
    return constant_or_unknown(expression);
  }
  Value VisitOffsetOfExpr(const clang::OffsetOfExpr* expression) { return constant_or_unknown(expression); }
  Value VisitTypeTraitExpr(const clang::TypeTraitExpr* expression) { return constant_or_unknown(expression); }
  Value VisitCXXNoexceptExpr(const clang::CXXNoexceptExpr* expression) { return constant_or_unknown(expression); }
  Value VisitSizeOfPackExpr(const clang::SizeOfPackExpr* expression) { return constant_or_unknown(expression); }
  Value VisitRequiresExpr(const clang::RequiresExpr* expression) { return constant_or_unknown(expression); }
  Value VisitConceptSpecializationExpr(const clang::ConceptSpecializationExpr* expression) {
    return constant_or_unknown(expression);
  }

  // Literals (lower-literal.cpp).
  Value VisitStringLiteral(const clang::StringLiteral* expression);
  void mark_literal(const clang::StringLiteral* expression);
  Value VisitPredefinedExpr(const clang::PredefinedExpr* expression);
  Value VisitIntegerLiteral(const clang::IntegerLiteral* expression) { return constant_or_unknown(expression); }
  Value VisitCharacterLiteral(const clang::CharacterLiteral* expression) { return constant_or_unknown(expression); }
  Value VisitCXXBoolLiteralExpr(const clang::CXXBoolLiteralExpr* expression);
  Value VisitFloatingLiteral(const clang::FloatingLiteral* expression);
  Value VisitCXXNullPtrLiteralExpr(const clang::CXXNullPtrLiteralExpr* expression);
  Value VisitGNUNullExpr(const clang::GNUNullExpr* expression);
  Value VisitImplicitValueInitExpr(const clang::ImplicitValueInitExpr* expression) { return zero_of(expression); }
  Value VisitCXXScalarValueInitExpr(const clang::CXXScalarValueInitExpr* expression) { return zero_of(expression); }
  Value VisitSourceLocExpr(const clang::SourceLocExpr* expression);

  // Calls (lower-call.cpp).
  Value VisitCallExpr(const clang::CallExpr* expression);
  Value VisitCXXConstructExpr(const clang::CXXConstructExpr* expression);
  Value VisitCXXInheritedCtorInitExpr(const clang::CXXInheritedCtorInitExpr* expression);
  Value VisitCXXNewExpr(const clang::CXXNewExpr* expression);
  Value VisitCXXDeleteExpr(const clang::CXXDeleteExpr* expression);
  Value VisitLambdaExpr(const clang::LambdaExpr* expression);

  // Initialisation (lower-initialisation.cpp).
  Value VisitInitListExpr(const clang::InitListExpr* expression);
  Value VisitCXXParenListInitExpr(const clang::CXXParenListInitExpr* expression);
  Value VisitCXXStdInitializerListExpr(const clang::CXXStdInitializerListExpr* expression);
  Value VisitCompoundLiteralExpr(const clang::CompoundLiteralExpr* expression);

private:
  // Planning (plan.cpp).
  void plan(const clang::Stmt* statement);
  void plan_children(const clang::Stmt* statement);
  void plan_into(const clang::Expr* expression, const ir::Place& destination);
  void plan_variable(const clang::VarDecl& variable);
  void plan_conditional(const clang::AbstractConditionalOperator* expression, const ir::Place* destination);
  void plan_logical(const clang::BinaryOperator* expression);
  void plan_leaves(const clang::Expr* expression, const ir::Place& result);
  void plan_elements(const clang::InitListExpr* expression);
  void plan_new(const clang::CXXNewExpr* expression);
  void plan_aggregate(const clang::RecordDecl& record, llvm::ArrayRef<clang::Expr*> initialisers,
                      const clang::FieldDecl* union_member, const ir::Place& destination);
  void plan_constructor(const clang::CXXConstructorDecl& constructor);
  void plan_suspension(const clang::CoroutineSuspendExpr* expression);
  void mark_unevaluated(const clang::Stmt* statement);
  void unmark(const clang::Stmt* statement);
  void mark_static(const clang::Stmt* statement);
  void expect(const clang::Expr* arm, const ir::Place& result, bool as_address);

  // Values.
  Value evaluate(const clang::Expr* expression);
  ir::Place place_of(const clang::Expr* expression);
  ir::Operand operand_of(const clang::Expr* expression);
  ir::Operand address_of(const clang::Expr* expression);
  /// Initialises `destination` from an expression that may have been constructed right there.
  void store(const ir::Place& destination, const clang::Expr* initialiser);
  ir::Operand read(const Value& value);
  [[nodiscard]] bool dies_early(const ir::Place& place) const;
  ir::Operand kept_value(const ir::Place& place);
  ir::Operand address(const Value& value, clang::QualType type);
  Value unknown(const clang::Expr* expression);
  Value constant_or_unknown(const clang::Expr* expression);
  Value zero_of(const clang::Expr* expression);
  Value constant_value(const clang::APValue& value, clang::QualType type);
  /// Of an object being made: where plan() says, else a fresh temporary.
  ir::Place destination_of(const clang::Expr* expression);
  Value evaluate_apart(const clang::Expr* owner, const clang::Expr* expression);
  Value lower_logical_here(const clang::BinaryOperator* expression);
  Value lower_assignment(const clang::BinaryOperator* expression);
  Value lower_increment(const clang::UnaryOperator* expression);
  Value lower_integral_cast(const clang::CastExpr* expression);
  Value lower_aggregate(const clang::Expr* expression, llvm::ArrayRef<clang::Expr*> initialisers,
                        const clang::FieldDecl* union_member);

  // Places.
  ir::VariableId variable_of(const clang::VarDecl& variable);
  Value place_of_variable(const clang::ValueDecl& declaration);
  Value captured(const clang::ValueDecl& declaration);
  ir::Place through_reference(ir::Place place, clang::QualType type);
  ir::Place this_place();
  ir::Operand this_operand();
  ir::Place member_of(ir::Place object, const clang::FieldDecl& field);
  ir::Place member_place(ir::Place object, const clang::FieldDecl& field);

  // Calls.
  struct Callable {
    const clang::FunctionDecl* function = nullptr;
    const clang::CXXRecordDecl* receiver_class = nullptr;
    bool dispatches = false;
    ir::Operand receiver;
    std::vector<ir::Operand> operands; ///< The called value, where there is no function.
    unsigned first_argument = 0;
  };
  Callable callable_of(const clang::CallExpr* expression);
  std::vector<ir::Operand> arguments_of(const clang::FunctionDecl* function, const clang::FunctionProtoType* prototype,
                                        llvm::ArrayRef<const clang::Expr*> arguments);
  ir::Operand argument(const clang::Expr* argument, clang::QualType parameter);
  Value finish_call(const clang::Expr* expression, clang::QualType result, ir::CalleeId callee, ir::Operand receiver,
                    std::vector<ir::Operand> operands);
  void call_destructor(const clang::CXXDestructorDecl* destructor, ir::Operand receiver, clang::SourceRange where);
  void allocate(const clang::CXXNewExpr* expression);
  bool is_plain_copy(const clang::CXXMethodDecl& method) const;

  // Statements (lower-statement.cpp) and control flow (lower-control-flow.cpp).
  void lower_body(const clang::Decl& declaration, const clang::Stmt* body);
  void lower_block(const clang::CFGBlock& block);
  void lower_element(const clang::CFGElement& element);
  void lower_destructor(const clang::CFGImplicitDtor& element);
  void lower_statement(const clang::Stmt* statement);
  void lower_declaration(const clang::DeclStmt* statement);
  void lower_variable(const clang::VarDecl& variable);
  void lower_initialiser_element(const clang::CXXCtorInitializer& initialiser);
  void lower_return(const clang::Stmt* statement, const clang::Expr* value);
  void end_block(const clang::CFGBlock& block);
  void end_choice(const clang::CFGBlock& block, ir::Operand condition);
  void end_branch(const clang::CFGBlock& block, const clang::Stmt& decision);
  const clang::Expr* condition_of(const clang::CFGBlock& block) const;
  void handlers_of(const clang::CFGBlock& block, std::vector<ir::BlockId>& handlers, unsigned depth);
  void lower_beginning(const clang::CoroutineBodyStmt& coroutine);
  void declare(const clang::FunctionDecl& declaration);
  void declare_captures(const clang::FunctionDecl& declaration);
  void find_throwing(const clang::Stmt* statement, const clang::CXXTryStmt* around, bool in_initialiser);
  void may_throw(const clang::CFGBlock& dispatch);
  void leave(ir::Operand value);
  void unanalysed(const clang::Decl& declaration);
  ir::BlockId block_of(const clang::CFGBlock* block);

  void at(const clang::Stmt* statement);
  [[nodiscard]] clang::SourceRange range_of(const clang::Stmt* statement) const;

  /// Where the value of an arm of a conditional or logical operator goes once it is known.
  struct Expected {
    ir::Place result;
    bool as_address = false;
  };

  /// Lowered apart from the body: default arguments and default member initialisers occur many times.
  struct Scope {
    llvm::DenseMap<const clang::Expr*, Value> values;
    llvm::DenseMap<const clang::Expr*, ir::Place> destinations;
    llvm::DenseMap<const clang::Expr*, ir::Place> results; ///< Of conditional and logical operators.
    llvm::DenseMap<const clang::Expr*, std::vector<Expected>> expected;
    llvm::DenseMap<const clang::Expr*, ir::Place> objects; ///< `this` inside default member initialisers.
  };

  Unit& unit_;
  ir::Function& function_;
  FunctionBuilder builder_;
  Scope scope_;
  llvm::DenseMap<const clang::Decl*, ir::VariableId> variables_;
  llvm::DenseMap<const clang::ValueDecl*, ir::VariableId> captures_;
  std::optional<ir::VariableId> this_variable_;
  bool this_is_copy_ = false;       ///< `[*this]`: the variable is the object, not a pointer.
  std::optional<ir::Place> object_; ///< What `this` points to in a default member initialiser.
  llvm::DenseSet<const clang::Stmt*> unevaluated_;
  llvm::DenseSet<const clang::Stmt*> static_;
  llvm::DenseSet<const clang::VarDecl*> array_iterators_;
  llvm::DenseMap<const clang::CXXNewExpr*, ir::Place> allocations_;
  llvm::DenseSet<const clang::CXXNewExpr*> allocated_;
  llvm::DenseMap<const clang::CFGBlock*, ir::BlockId> blocks_;
  llvm::DenseMap<const clang::CXXTryStmt*, const clang::CFGBlock*> dispatches_;
  llvm::DenseMap<const clang::Stmt*, const clang::CFGBlock*> throwing_; ///< Besides those the CFG knows.
  llvm::DenseSet<const clang::Expr*> destroyed_;                        ///< Temporaries, in the current block.
  std::optional<ir::Place> result_;                                     ///< Of a function returning an object.
  llvm::DenseSet<const clang::Expr*> named_results_; ///< Copies the named return value optimisation may remove.
  std::optional<ir::Operand> returned_;              ///< In the current block.
  const clang::VarDecl* initialised_ = nullptr;      ///< The global an initialiser function writes.
  const clang::CFGBlock* exit_ = nullptr;
  ir::NameId symbol_; ///< Parent of nested functions.
};

/// Without parentheses, cleanups and other wrappers that are no step of evaluation.
[[nodiscard]] const clang::Expr* strip(const clang::Expr* expression);
/// A prvalue that needs a place: of class or array type.
[[nodiscard]] bool is_object_prvalue(const clang::Expr* expression);

} // namespace partywall::frontend
