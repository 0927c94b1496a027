#include "driver/frontend/unit.h"

namespace partywall::frontend {

using namespace clang;

namespace {

void collect_types(const TemplateArgument& argument, std::vector<QualType>& types) {
  if (argument.getKind() == TemplateArgument::Type)
    types.push_back(argument.getAsType());
  if (argument.getKind() != TemplateArgument::Pack)
    return;
  for (const TemplateArgument& element : argument.pack_elements())
    collect_types(element, types);
}

std::uint8_t width(const ASTContext& context, QualType type) {
  return static_cast<std::uint8_t>(std::min<std::uint64_t>(context.getTypeSize(type), 255));
}

} // namespace

std::vector<QualType> type_arguments(llvm::ArrayRef<TemplateArgument> arguments) {
  std::vector<QualType> types;
  for (const TemplateArgument& argument : arguments)
    collect_types(argument, types);
  return types;
}

ir::TypeId Unit::type(QualType type) {
  if (type.isNull())
    return {};
  void* const key = type.getAsOpaquePtr();
  if (const auto known = types_.find(key); known != types_.end())
    return known->second;
  const ir::TypeId id = intern(make_type(type));
  types_.try_emplace(key, id);
  return id;
}

ir::TypeId Unit::intern(const ir::Type& type) {
  const auto [place, is_new] = distinct_types_.try_emplace(type);
  if (is_new) {
    place->second = ir::TypeId{static_cast<std::uint32_t>(program.types.size())};
    program.types.push_back(type);
  }
  return place->second;
}

ir::Type Unit::make_type(QualType type) {
  ir::Type made;
  made.is_const = type.isConstQualified();
  if (type->isDependentType() || type->containsErrors())
    return made;
  // Sugar is peeled one layer at a time: the outermost typedef names the type, and the arguments of a template
  // are taken as written, for they keep their own sugar.
  const TemplateSpecializationType* written = nullptr;
  QualType layer = type;
  while (true) {
    const Type* node = layer.getTypePtr();
    if (const auto* typedef_type = dyn_cast<TypedefType>(node); typedef_type != nullptr && !made.sugar) {
      made.sugar = qualified_name(*typedef_type->getDecl());
    }
    if (const auto* special = dyn_cast<TemplateSpecializationType>(node)) {
      if (!special->isTypeAlias()) {
        if (written == nullptr)
          written = special;
      } else if (const TemplateDecl* alias = special->getTemplateName().getAsTemplateDecl();
                 alias != nullptr && !made.sugar) {
        made.sugar = qualified_name(*alias);
      }
    }
    const QualType next = layer.getSingleStepDesugaredType(context);
    if (next == layer)
      break;
    layer = next;
    made.is_const = made.is_const || layer.isConstQualified();
  }
  fill_shape(layer, written, made);
  return made;
}

void Unit::fill_shape(QualType type, const TemplateSpecializationType* written, ir::Type& made) {
  using Shape = ir::Type::Shape;
  const Type* node = type.getTypePtr();
  if (const auto* builtin = dyn_cast<BuiltinType>(node)) {
    made.name = name(builtin->getName(context.getPrintingPolicy()));
    if (builtin->isVoidType()) {
      made.shape = Shape::nothing;
    } else if (builtin->isNullPtrType()) {
      made.shape = Shape::pointer;
    } else if (builtin->getKind() == BuiltinType::Bool) {
      made.shape = Shape::boolean;
      made.bits = 1;
    } else if (builtin->isInteger()) {
      made.shape = Shape::integer;
      made.bits = width(context, type);
    } else if (builtin->isFloatingPoint()) {
      made.shape = Shape::floating;
      made.bits = width(context, type);
    }
  } else if (const auto* enumeration = dyn_cast<EnumType>(node)) {
    made.shape = Shape::enumeration;
    made.name = qualified_name(*enumeration->getDecl());
    if (!enumeration->getDecl()->getIntegerType().isNull()) {
      made.bits = width(context, enumeration->getDecl()->getIntegerType());
    }
  } else if (node->isReferenceType()) {
    made.shape = Shape::reference;
    made.element = this->type(node->getPointeeType());
  } else if (node->isAnyPointerType() || node->isBlockPointerType()) {
    made.shape = Shape::pointer;
    made.element = this->type(node->getPointeeType());
  } else if (const auto* member = dyn_cast<MemberPointerType>(node)) {
    made.shape = Shape::pointer;
    made.element = this->type(member->getPointeeType());
  } else if (const auto* array = dyn_cast<ArrayType>(node)) {
    made.shape = Shape::array;
    made.element = this->type(array->getElementType());
  } else if (const auto* record = dyn_cast<RecordType>(node)) {
    made.shape = Shape::record;
    made.name = qualified_name(*record->getDecl());
    if (written != nullptr) {
      for (const QualType argument : type_arguments(written->template_arguments())) {
        made.arguments.push_back(this->type(argument));
      }
    } else if (const auto* special = dyn_cast<ClassTemplateSpecializationDecl>(record->getDecl())) {
      for (const QualType argument : type_arguments(special->getTemplateArgs().asArray())) {
        made.arguments.push_back(this->type(argument));
      }
    }
  } else if (const auto* function = dyn_cast<FunctionType>(node)) {
    made.shape = Shape::function;
    made.element = this->type(function->getReturnType());
    if (const auto* prototype = dyn_cast<FunctionProtoType>(function)) {
      for (const QualType parameter : prototype->param_types())
        made.arguments.push_back(this->type(parameter));
    }
  } else if (const auto* atomic = dyn_cast<AtomicType>(node)) {
    fill_shape(atomic->getValueType().getCanonicalType(), nullptr, made);
  }
}

} // namespace partywall::frontend
