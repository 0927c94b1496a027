/// Aggregates, arrays and initializer lists.
#include "driver/frontend/body-lowering.h"

namespace partywall::frontend {

using namespace clang;

Value BodyLowering::lower_aggregate(const Expr* expression, llvm::ArrayRef<Expr*> initialisers,
                                    const FieldDecl* union_member) {
  const ir::Place destination = destination_of(expression);
  const RecordDecl* record = expression->getType()->getAsRecordDecl();
  std::size_t next = 0;
  if (const auto* declared = dyn_cast<CXXRecordDecl>(record)) {
    std::vector<ir::Operand> closures;
    for (const CXXBaseSpecifier& base : declared->bases()) {
      if (next >= initialisers.size())
        break;
      const ir::Operand made = operand_of(initialisers[next++]);
      const auto* inherited = base.getType()->getAsCXXRecordDecl();
      if (inherited != nullptr && inherited->isLambda())
        closures.push_back(made);
    }
    // `overloaded{[](A) {}, [](B) {}}`: the object is all of its lambdas.
    if (!closures.empty())
      builder_.emit(ir::Op::list, &destination, std::move(closures));
  }
  if (record->isUnion()) {
    if (union_member != nullptr && next < initialisers.size())
      store(member_of(destination, *union_member), initialisers[next]);
    return destination;
  }
  for (const FieldDecl* field : record->fields()) {
    if (field->isUnnamedBitField())
      continue;
    if (next >= initialisers.size())
      break;
    if (const Expr* initialiser = initialisers[next++])
      store(member_of(destination, *field), initialiser);
  }
  return destination;
}

Value BodyLowering::VisitInitListExpr(const InitListExpr* expression) {
  const llvm::ArrayRef<Expr*> initialisers = const_cast<InitListExpr*>(expression)->inits();
  if (expression->isTransparent() && initialisers.size() == 1)
    return evaluate(initialisers[0]);
  if (expression->getType()->isRecordType()) {
    return lower_aggregate(expression, initialisers, expression->getInitializedFieldInUnion());
  }
  if (expression->getType()->isArrayType()) {
    std::vector<ir::Operand> elements;
    for (const Expr* element : initialisers)
      elements.push_back(operand_of(element));
    const ir::Place destination = destination_of(expression);
    builder_.emit(ir::Op::list, &destination, std::move(elements));
    return destination;
  }
  if (initialisers.size() == 1)
    return evaluate(initialisers[0]);
  return initialisers.empty() ? zero_of(expression) : VisitExpr(expression);
}

Value BodyLowering::VisitCXXParenListInitExpr(const CXXParenListInitExpr* expression) {
  const llvm::ArrayRef<Expr*> initialisers = const_cast<CXXParenListInitExpr*>(expression)->getInitExprs();
  if (expression->getType()->isRecordType()) {
    return lower_aggregate(expression, initialisers, expression->getInitializedFieldInUnion());
  }
  std::vector<ir::Operand> elements;
  for (const Expr* element : initialisers)
    elements.push_back(operand_of(element));
  const ir::Place destination = destination_of(expression);
  builder_.emit(ir::Op::list, &destination, std::move(elements));
  return destination;
}

Value BodyLowering::VisitCXXStdInitializerListExpr(const CXXStdInitializerListExpr* expression) {
  const Expr* array = expression->getSubExpr();
  if (const auto* kept = dyn_cast<MaterializeTemporaryExpr>(strip(array)))
    array = kept->getSubExpr();
  const ir::Place destination = destination_of(expression);
  const auto* list = dyn_cast<InitListExpr>(strip(array));
  if (list == nullptr) {
    builder_.copy(destination, operand_of(array));
    return destination;
  }
  std::vector<ir::Operand> elements;
  for (const Expr* element : const_cast<InitListExpr*>(list)->inits())
    elements.push_back(operand_of(element));
  builder_.emit(ir::Op::list, &destination, std::move(elements));
  return destination;
}

Value BodyLowering::VisitCompoundLiteralExpr(const CompoundLiteralExpr* expression) {
  const ir::Place kept = destination_of(expression);
  store(kept, expression->getInitializer());
  return kept;
}

} // namespace partywall::frontend
