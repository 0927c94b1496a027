/// Literals and what the compiler knows the value of.
#include "driver/frontend/body-lowering.h"

#include <llvm/ADT/SmallString.h>
#include <llvm/Support/ConvertUTF.h>

namespace partywall::frontend {

using namespace clang;

Value BodyLowering::constant_value(const APValue& value, QualType type) {
  if (value.isInt()) {
    const std::int64_t number = value.getInt().extOrTrunc(64).getSExtValue();
    if (type->isBooleanType())
      return builder_.constant({ir::Constant::Kind::boolean, number != 0 ? 1 : 0, {}});
    return builder_.integer(number);
  }
  if (value.isFloat()) {
    llvm::SmallString<32> spelling;
    value.getFloat().toString(spelling);
    return builder_.constant({ir::Constant::Kind::floating, 0, unit_.name(spelling)});
  }
  if ((value.isLValue() && value.isNullPointer()) ||
      (value.isMemberPointer() && value.getMemberPointerDecl() == nullptr)) {
    return builder_.null();
  }
  return {};
}

Value BodyLowering::constant_or_unknown(const Expr* expression) {
  Expr::EvalResult result;
  if (!expression->isValueDependent() && !expression->getType()->isDependentType() && !expression->containsErrors() &&
      !is_object_prvalue(expression) && expression->EvaluateAsRValue(result, unit_.context) && !result.HasSideEffects) {
    Value value = constant_value(result.Val, expression->getType());
    if (value.operand.kind != ir::Operand::Kind::none)
      return value;
  }
  return unknown(expression);
}

Value BodyLowering::zero_of(const Expr* expression) {
  const QualType type = expression->getType();
  if (type->isVoidType())
    return {};
  if (is_object_prvalue(expression)) {
    const ir::Place made = destination_of(expression);
    builder_.copy(made, builder_.zero());
    return made;
  }
  if (type->isBooleanType())
    return builder_.constant({ir::Constant::Kind::boolean, 0, {}});
  if (type->isAnyPointerType() || type->isMemberPointerType() || type->isNullPtrType())
    return builder_.null();
  if (type->isRealFloatingType())
    return builder_.constant({ir::Constant::Kind::floating, 0, unit_.name("0")});
  if (type->isIntegralOrEnumerationType())
    return builder_.integer(0);
  return builder_.zero();
}

/// Where the text of a literal stands in the source, where its statement begins on another line or it spans several:
/// an instruction without a target. The pieces of one literal written in several follow it, each at its own place.
void BodyLowering::mark_literal(const StringLiteral* expression) {
  const ir::Location whole = unit_.location(expression->getSourceRange());
  const auto outer = builder_.context();
  const bool is_elsewhere = whole.line != outer.location.line || whole.end_line != whole.line;
  if (!whole.file || !is_elsewhere || outer.is_default_argument || expression->getCharByteWidth() != 1)
    return;
  auto inside = outer;
  inside.initialises_static = false;
  const auto mark = [&](std::string_view text, const ir::Location& location) {
    inside.location = location;
    builder_.set_context(inside);
    builder_.emit(ir::Op::copy, nullptr, {builder_.text(text)});
    builder_.set_context(outer);
  };
  const std::string_view bytes = expression->getBytes();
  mark(bytes, whole);
  if (expression->getNumConcatenated() < 2 || whole.end_line == whole.line)
    return;
  const SourceManager& sources = unit_.context.getSourceManager();
  unsigned token = 0;
  unsigned token_start = 0;
  std::size_t begin = 0;
  SourceLocation current = expression->getStrTokenLoc(0);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    (void)expression->getLocationOfByte(static_cast<unsigned>(i), sources, unit_.context.getLangOpts(),
                                        unit_.context.getTargetInfo(), &token, &token_start);
    if (expression->getStrTokenLoc(token) == current)
      continue;
    mark(bytes.substr(begin, i - begin), unit_.location(current));
    begin = i;
    current = expression->getStrTokenLoc(token);
  }
  mark(bytes.substr(begin), unit_.location(current));
}

Value BodyLowering::VisitStringLiteral(const StringLiteral* expression) {
  mark_literal(expression);
  const llvm::StringRef bytes = expression->getBytes();
  if (expression->getCharByteWidth() == 1)
    return builder_.text(std::string_view(bytes));
  std::string text;
  if (expression->getCharByteWidth() == 2) {
    llvm::convertUTF16ToUTF8String(llvm::ArrayRef<char>(bytes.data(), bytes.size()), text);
  } else {
    llvm::convertUTF32ToUTF8String(llvm::ArrayRef<char>(bytes.data(), bytes.size()), text);
  }
  return builder_.text(text);
}

Value BodyLowering::VisitPredefinedExpr(const PredefinedExpr* expression) {
  const StringLiteral* name = expression->getFunctionName();
  return name == nullptr ? unknown(expression) : VisitStringLiteral(name);
}

Value BodyLowering::VisitCXXBoolLiteralExpr(const CXXBoolLiteralExpr* expression) {
  return builder_.constant({ir::Constant::Kind::boolean, expression->getValue() ? 1 : 0, {}});
}

Value BodyLowering::VisitFloatingLiteral(const FloatingLiteral* expression) {
  llvm::SmallString<32> spelling;
  expression->getValue().toString(spelling);
  return builder_.constant({ir::Constant::Kind::floating, 0, unit_.name(spelling)});
}

Value BodyLowering::VisitCXXNullPtrLiteralExpr(const CXXNullPtrLiteralExpr* /*expression*/) { return builder_.null(); }
Value BodyLowering::VisitGNUNullExpr(const GNUNullExpr* /*expression*/) { return builder_.null(); }

Value BodyLowering::VisitSourceLocExpr(const SourceLocExpr* expression) {
  if (expression->isIntType())
    return builder_.integer(builder_.context().location.line);
  return unknown(expression);
}

} // namespace partywall::frontend
