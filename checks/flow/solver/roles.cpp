#include "checks/flow/solver/roles.h"

#include <set>
#include <vector>

namespace partywall::solver {

Roles& Roles::operator|=(const Roles& other) {
  identity |= other.identity;
  verified |= other.verified;
  model_controlled |= other.model_controlled;
  tenant_neutral |= other.tenant_neutral;
  tenant_scoped |= other.tenant_scoped;
  return *this;
}

Roles roles_of(const ir::Program& program, std::span<const ir::NameId> annotations) {
  Roles roles;
  for (const ir::NameId annotation : annotations) {
    const std::string_view word = program.text(annotation);
    if (word == "identity") roles.identity = true;
    else if (word == "verified") roles.verified = true;
    else if (word == "model-controlled") roles.model_controlled = true;
    else if (word == "tenant-neutral") roles.tenant_neutral = true;
    else if (word == "tenant-scoped") roles.tenant_scoped = true;
  }
  return roles;
}

DeclaredRoles::DeclaredRoles(const ir::Program& program) : program_(program) {
  std::unordered_map<std::string_view, std::set<std::string_view>> records_of;
  for (const ir::Field& field : program.fields) {
    records_of[program.text(field.name)].insert(program.text(field.record));
    types_of_fields_.try_emplace({program.text(field.record), program.text(field.name)}, field.type);
  }
  for (const ir::Record& record : program.records) {
    const std::string_view name = program.text(record.name);
    for (const ir::NameId annotation : record.annotations) {
      // "field:owner=identity" speaks of a member.
      const std::string_view text = program.text(annotation);
      const std::size_t mark = text.find('=');
      if (!text.starts_with("field:") || mark == std::string_view::npos) continue;
      const std::string_view member = text.substr(6, mark - 6);
      const ir::NameId role = program.names.find(text.substr(mark + 1));
      const Roles roles = role ? roles_of(program, std::span(&role, 1)) : Roles{};
      if (!roles) continue;
      fields_[{name, member}] |= roles;
      if (records_of[member].size() <= 1) lone_fields_[member] |= roles;
    }
    if (const Roles roles = roles_of(program, record.annotations)) types_[name] |= roles;
  }
  const auto note = [&](const std::vector<ir::NameId>& annotations) { is_empty_ = is_empty_ && !roles_of(program, annotations); };
  is_empty_ = types_.empty() && fields_.empty();
  for (const ir::Global& global : program.globals) note(global.annotations);
  for (const ir::Callee& callee : program.callees) note(callee.annotations);
  for (const ir::Function& function : program.functions)
    for (const ir::Variable& variable : function.variables) note(variable.annotations);
}

Roles DeclaredRoles::of_type(ir::TypeId type) const {
  for (int depth = 0; depth < 3 && type; ++depth) {
    const ir::Type& one = program_.at(type);
    if (const auto known = types_.find(program_.text(one.name)); known != types_.end()) return known->second;
    // optional<T>, unique_ptr<T>, T&
    type = one.element ? one.element : one.arguments.size() == 1 ? one.arguments[0] : ir::TypeId{};
  }
  return {};
}

Roles DeclaredRoles::of_result(const ir::Callee& callee) const {
  if (is_empty_) return {};
  Roles roles = roles_of(program_, callee.annotations);
  roles |= of_type(callee.result);
  return roles;
}

Roles DeclaredRoles::of_parameter(const ir::Function& function, std::size_t index) const {
  if (is_empty_ || index >= function.variables.size()) return {};
  Roles roles = roles_of(program_, function.variables[index].annotations);
  roles |= of_type(function.variables[index].type);
  return roles;
}

Roles DeclaredRoles::of_field(const Terms& terms, Term base, Term step) const {
  const std::string_view name = terms.name(terms.at(step).symbol);
  const std::string_view record = class_of(terms, base);
  if (const auto known = fields_.find({record, name}); known != fields_.end()) return known->second;
  if (!record.empty() && types_of_fields_.contains({record, name})) return {};   // declared there, without a role
  const auto known = lone_fields_.find(name);
  return known == lone_fields_.end() ? Roles{} : known->second;
}

std::string_view DeclaredRoles::class_of(const Terms& terms, Term value) const {
  ir::TypeId type = terms.type_of(value);
  const Node& node = terms.at(value);
  if (!type && node.kind == TermKind::load) return class_of(terms, terms.child(value, 0));
  if (!type && node.kind == TermKind::input) {
    if (node.number == input_this) return program_.text(program_.functions[node.symbol].declaring_class);
    if (const ir::Variable* variable = variable_of(node)) type = variable->type;
  }
  if (!type && (node.kind == TermKind::project || node.kind == TermKind::offset) &&
      terms.kind(terms.child(value, 1)) == TermKind::step_field) {
    const std::string_view field = terms.name(terms.at(terms.child(value, 1)).symbol);
    const auto known = types_of_fields_.find({class_of(terms, terms.child(value, 0)), field});
    if (known != types_of_fields_.end()) type = known->second;
  }
  while (type && program_.at(type).element) type = program_.at(type).element;
  return type ? program_.text(program_.at(type).name) : std::string_view();
}

const ir::Variable* DeclaredRoles::variable_of(const Node& node) const {
  const ir::Function& function = program_.functions[node.symbol];
  if (node.kind == TermKind::object)
    return node.number < allocation_base ? &function.variables[static_cast<std::size_t>(node.number)] : nullptr;
  for (const ir::Variable& variable : function.variables) {
    const bool is_it = node.number >= input_capture
                           ? variable.kind == ir::Variable::Kind::capture && variable.index == node.number - input_capture
                           : variable.kind == ir::Variable::Kind::parameter && variable.index == node.number;
    if (is_it) return &variable;
  }
  return nullptr;
}

Roles DeclaredRoles::of(const Terms& terms, Term term) const {
  if (is_empty_ || !term) return {};
  const Node& node = terms.at(term);
  switch (node.kind) {
    case TermKind::object:
    case TermKind::input: {
      Roles roles;
      if (node.kind == TermKind::object && node.symbol == ir::NameId::none_value) {
        const ir::Global& global = program_.globals[static_cast<std::size_t>(node.number)];
        roles = roles_of(program_, global.annotations);
        roles |= of_type(global.type);
      } else if (const ir::Variable* variable = variable_of(node)) {
        roles = roles_of(program_, variable->annotations);
        roles |= of_type(variable->type);
      }
      return roles;
    }
    case TermKind::load:
    case TermKind::named:
      return of(terms, terms.child(term, 0));
    case TermKind::project:
    case TermKind::offset: {
      Roles roles = of(terms, terms.child(term, 0));
      roles.identity = false;
      if (terms.kind(terms.child(term, 1)) == TermKind::step_field) roles |= of_field(terms, terms.child(term, 0), terms.child(term, 1));
      roles |= of_type(terms.type_of(term));
      return roles;
    }
    case TermKind::call: return of_result(program_.callees[node.symbol]);
    default: return {};
  }
}

Term DeclaredRoles::mark(Terms& terms, Term value, const Roles& roles) {
  if (!roles || !value || terms.is_address(value)) return value;
  switch (terms.kind(value)) {
    case TermKind::nothing: case TermKind::null: case TermKind::zero: case TermKind::closure: case TermKind::merge:
      return value;
    case TermKind::record: {
      // The parts of a verified whole are verified; the identity is the whole.
      Roles inner = roles;
      inner.identity = false;
      const std::vector<Term> parts(terms.children(value).begin(), terms.children(value).end());
      std::vector<std::pair<Term, Term>> marked;
      for (std::size_t i = 1; i + 1 < parts.size(); i += 2) marked.emplace_back(parts[i], mark(terms, parts[i + 1], inner));
      value = terms.record(mark(terms, parts[0], inner), std::move(marked));
      return roles.identity ? terms.named("identity", value) : value;
    }
    default:
      break;
  }
  const auto apply = [&](bool is_so, std::string_view role) {
    if (is_so && !terms.is_apply(value, role)) value = terms.apply(role, {value});
  };
  apply(roles.model_controlled, "model");
  apply(roles.verified, "verified");
  apply(roles.tenant_neutral, "neutral");
  apply(roles.tenant_scoped, "scoped");
  return roles.identity ? terms.named("identity", value) : value;
}

}  // namespace partywall::solver
