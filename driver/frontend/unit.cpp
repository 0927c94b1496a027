#include "driver/frontend/unit.h"

#include <clang/AST/Attr.h>
#include <clang/AST/Expr.h>
#include <llvm/ADT/StringExtras.h>

namespace partywall::frontend {

using namespace clang;

namespace {

template <typename IdType, typename Row>
IdType intern_row(std::map<Row, IdType>& index, std::vector<Row>& table, const Row& row) {
  const auto [place, is_new] = index.try_emplace(row);
  if (is_new) {
    place->second = IdType{static_cast<std::uint32_t>(table.size())};
    table.push_back(row);
  }
  return place->second;
}

/// Members of anonymous structs and unions belong to the record they are used through.
const RecordDecl& owner_of(const FieldDecl& field) {
  const RecordDecl* record = field.getParent();
  while (record->isAnonymousStructOrUnion()) {
    const auto* outer = dyn_cast<RecordDecl>(record->getDeclContext());
    if (outer == nullptr)
      break;
    record = outer;
  }
  return *record;
}

ir::Global::Storage storage_of(const VarDecl& variable) {
  if (variable.getTLSKind() != VarDecl::TLS_None)
    return ir::Global::Storage::thread;
  if (variable.isStaticLocal())
    return ir::Global::Storage::static_local;
  return variable.isStaticDataMember() ? ir::Global::Storage::static_member : ir::Global::Storage::global;
}

bool has_constant_value(const VarDecl& variable, const ASTContext& context) {
  if (variable.isConstexpr())
    return true;
  if (!variable.getType().isConstQualified() && !variable.getType()->isReferenceType())
    return false;
  const VarDecl* definition = nullptr;
  const Expr* initialiser = variable.getAnyInitializer(definition);
  if (initialiser == nullptr || initialiser->isValueDependent() || initialiser->containsErrors())
    return false;
  return initialiser->isConstantInitializer(const_cast<ASTContext&>(context), variable.getType()->isReferenceType());
}

} // namespace

Unit::Unit(ir::Program& target, Files& unit_files, ASTContext& ast, const std::string& main_file)
    : program(target), context(ast), files(unit_files), naming(ast, main_file) {}

ir::NameId Unit::qualified_name(const NamedDecl& declaration) {
  const Decl* canonical = declaration.getCanonicalDecl();
  if (const auto known = qualified_names_.find(canonical); known != qualified_names_.end())
    return known->second;
  const ir::NameId id = name(naming.qualified_name(declaration));
  qualified_names_.try_emplace(canonical, id);
  return id;
}

std::vector<ir::NameId> Unit::annotations(const Decl& declaration) {
  std::vector<ir::NameId> texts;
  const Decl* latest = declaration.getMostRecentDecl();
  for (const auto* attribute : (latest != nullptr ? latest : &declaration)->specific_attrs<AnnotateAttr>()) {
    llvm::StringRef text = attribute->getAnnotation();
    if (text.consume_front("partywall::"))
      texts.push_back(name(text));
  }
  return texts;
}

ir::FieldId Unit::field(const FieldDecl& field) {
  const Decl* canonical = field.getCanonicalDecl();
  if (const auto known = fields_.find(canonical); known != fields_.end())
    return known->second;
  const RecordDecl& owner = owner_of(field);
  ir::Field row;
  row.record = qualified_name(owner);
  row.name = field.getIdentifier() != nullptr ? name(field.getName()) : name("#" + llvm::utostr(field.getFieldIndex()));
  const auto* closure = dyn_cast<CXXRecordDecl>(&owner);
  if (closure != nullptr && closure->isLambda())
    row.name = name("#" + llvm::utostr(field.getFieldIndex()));
  row.type = type(field.getType());
  const ir::FieldId id = intern_row(distinct_fields_, program.fields, row);
  fields_.try_emplace(canonical, id);
  return id;
}

ir::GlobalId Unit::global(const VarDecl& variable) {
  const Decl* canonical = variable.getCanonicalDecl();
  if (const auto known = globals_.find(canonical); known != globals_.end())
    return known->second;
  const ir::GlobalId id{static_cast<std::uint32_t>(program.globals.size())};
  globals_.try_emplace(canonical, id);
  ir::Global row;
  row.symbol = symbol(variable);
  row.name = qualified_name(variable);
  row.type = type(variable.getType());
  row.storage = storage_of(variable);
  row.is_constant = has_constant_value(variable, context);
  const VarDecl* definition = variable.getDefinition();
  row.location = location((definition != nullptr ? definition : &variable)->getLocation());
  row.annotations = annotations(variable);
  program.globals.push_back(row);
  return id;
}

ir::CalleeId Unit::callee(const FunctionDecl& function, const CXXRecordDecl* receiver, bool dispatches) {
  const CalleeKey key{function.getCanonicalDecl(), receiver == nullptr ? nullptr : receiver->getCanonicalDecl(),
                      dispatches};
  if (const auto known = callees_.find(key); known != callees_.end())
    return known->second;
  ir::Callee row;
  row.symbol = symbol(function);
  row.name = qualified_name(function);
  const auto* method = dyn_cast<CXXMethodDecl>(&function);
  if (method != nullptr) {
    row.declaring_class = qualified_name(*method->getParent());
    row.receiver_class = receiver == nullptr ? row.declaring_class : qualified_name(*receiver);
    row.is_const = method->isConst();
    row.is_static = method->isStatic();
    row.is_constructor = isa<CXXConstructorDecl>(method);
    row.is_destructor = isa<CXXDestructorDecl>(method);
  }
  row.result = type(function.getReturnType());
  for (const ParmVarDecl* parameter : function.parameters()) {
    row.parameters.push_back(type(parameter->getType()));
    row.parameter_names.push_back(parameter->getIdentifier() != nullptr ? name(parameter->getName()) : ir::NameId{});
  }
  if (const auto* arguments = function.getTemplateSpecializationArgs()) {
    for (const TemplateArgument& argument : arguments->asArray()) {
      if (argument.getKind() == TemplateArgument::Integral)
        row.template_arguments.push_back(value_argument(argument.getAsIntegral()));
      for (const QualType part : type_arguments(argument))
        row.template_arguments.push_back(type(part));
    }
  }
  row.annotations = annotations(function);
  row.is_virtual = dispatches;
  row.is_variadic = function.isVariadic();
  row.never_returns = function.isNoReturn();
  const ir::CalleeId id = intern_row(distinct_callees_, program.callees, row);
  callees_.try_emplace(key, id);
  return id;
}

ir::TypeId Unit::value_argument(const llvm::APSInt& value) {
  ir::Type made;
  made.name = name("=" + llvm::toString(value, 10));
  return intern(made);
}

/// The lambda as a value. A generic lambda has no single function: its closure names the pattern, and each
/// instantiation says in Function::overrides that it stands for that pattern.
ir::CalleeId Unit::closure(const FunctionDecl& call_operator) {
  const CalleeKey key{call_operator.getCanonicalDecl(), closure_of(call_operator), true};
  if (const auto known = callees_.find(key); known != callees_.end())
    return known->second;
  ir::Callee row;
  row.symbol = name(naming.pattern_symbol(call_operator));
  row.name = qualified_name(call_operator);
  row.declaring_class = qualified_name(*cast<CXXMethodDecl>(call_operator).getParent());
  row.receiver_class = row.declaring_class;
  row.is_const = cast<CXXMethodDecl>(call_operator).isConst();
  row.result = type(call_operator.getReturnType());
  for (const ParmVarDecl* parameter : call_operator.parameters()) {
    row.parameters.push_back(type(parameter->getType()));
    row.parameter_names.push_back(parameter->getIdentifier() != nullptr ? name(parameter->getName()) : ir::NameId{});
  }
  row.annotations = annotations(call_operator);
  const ir::CalleeId id = intern_row(distinct_callees_, program.callees, row);
  callees_.try_emplace(key, id);
  return id;
}

void Unit::add_fields(const RecordDecl& record, ir::Record& row) {
  for (const FieldDecl* member : record.fields()) {
    if (member->isUnnamedBitField())
      continue;
    if (member->isAnonymousStructOrUnion()) {
      if (const RecordDecl* inner = member->getType()->getAsRecordDecl())
        add_fields(*inner, row);
      continue;
    }
    row.fields.push_back(field(*member));
    for (const ir::NameId annotation : annotations(*member)) {
      row.annotations.push_back(name("field:" + member->getName().str() + "=" + std::string(program.text(annotation))));
    }
  }
}

void Unit::add_record(const RecordDecl& given) {
  const RecordDecl* record = given.getDefinition();
  if (record == nullptr || record->isDependentType() || record->isAnonymousStructOrUnion())
    return;
  if (!records_.insert(record->getCanonicalDecl()).second)
    return;
  ir::Record row;
  row.name = qualified_name(*record);
  row.location = location(record->getLocation());
  row.annotations = annotations(*record);
  const bool is_audited = files.is_audited(record->getLocation());
  if (is_audited) {
    add_fields(*record, row);
  }
  std::vector<const CXXRecordDecl*> bases;
  if (const auto* declared = dyn_cast<CXXRecordDecl>(record)) {
    for (const CXXBaseSpecifier& base : declared->bases()) {
      row.bases.push_back(type(base.getType()));
      if (const auto* base_record = base.getType()->getAsCXXRecordDecl())
        bases.push_back(base_record);
    }
  }
  program.records.push_back(std::move(row));
  for (const CXXRecordDecl* base : bases)
    add_record(*base);
}

void Unit::note(ir::Note::Severity severity, std::string message, SourceRange where) {
  program.units.front().notes.push_back({severity, std::move(message), location(where)});
}

} // namespace partywall::frontend
