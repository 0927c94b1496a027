#include "checks/flow/solver/names.h"

#include "checks/flow/models/word-match.h"

#include <algorithm>

namespace partywall::solver {

namespace {

/// Wrappers the analysis sees through: their payload's type is what names are judged by.
bool is_transparent(std::string_view record) {
  static constexpr std::string_view names[] = {
      "std::optional", "std::unique_ptr", "std::shared_ptr", "std::reference_wrapper", "std::expected", "std::vector",
      "absl::StatusOr", "std::atomic"};
  return std::ranges::find(names, record) != std::end(names);
}

ir::TypeId payload(const ir::Program& program, ir::TypeId id) {
  for (int depth = 0; id && depth < 8; ++depth) {
    const ir::Type& type = program.at(id);
    if ((type.shape == ir::Type::Shape::pointer || type.shape == ir::Type::Shape::reference) && type.element) {
      const ir::Type& target = program.at(type.element);
      // char* is text, not a pointer to a letter.
      if (type.shape == ir::Type::Shape::pointer && target.shape == ir::Type::Shape::integer && target.bits == 8) return id;
      if (type.shape == ir::Type::Shape::pointer && target.shape != ir::Type::Shape::record) return id;
      id = type.element;
      continue;
    }
    if (type.shape == ir::Type::Shape::record && is_transparent(program.text(type.name)) && !type.arguments.empty()) {
      id = type.arguments[0];
      continue;
    }
    break;
  }
  return id;
}

models::NameShape shape_of(const ir::Program& program, const ir::Type& type) {
  using Shape = ir::Type::Shape;
  switch (type.shape) {
    case Shape::boolean: return models::NameShape::boolean;
    case Shape::integer: case Shape::enumeration: return models::NameShape::integer;
    case Shape::floating: return models::NameShape::floating;
    case Shape::record: {
      const std::string_view name = program.text(type.name);
      if (name == "std::basic_string" || name == "std::basic_string_view") return models::NameShape::text;
      if (name == "nlohmann::basic_json" || name.ends_with("::json") || name == "picojson::value") return models::NameShape::unknown;
      return models::NameShape::record;
    }
    case Shape::pointer: case Shape::array:
      if (type.element && program.at(type.element).shape == Shape::integer && program.at(type.element).bits == 8)
        return models::NameShape::text;
      return models::NameShape::pointer;
    case Shape::unknown: return models::NameShape::unknown;
    default: return models::NameShape::other;
  }
}

}  // namespace

IdentityNames::IdentityNames(const ir::Program& program, const models::Lexicon& lexicon, const DeclaredRoles& roles)
    : lexicon_(lexicon), roles_(roles) {
  for (const ir::Record& record : program.records) {
    if (record.fields.size() != 1 || !record.bases.empty()) continue;
    const ir::TypeId field = payload(program, program.at(record.fields[0]).type);
    if (!field) continue;
    const models::NameShape shape = shape_of(program, program.at(field));
    if (shape == models::NameShape::text || shape == models::NameShape::integer) wrappers_[program.text(record.name)] = true;
  }
  for (const ir::Record& record : program.records)
    for (const ir::FieldId id : record.fields) {
      const ir::Field& field = program.at(id);
      models::PathName holder;
      holder.type_name = program.text(record.name);
      holder.shape = models::NameShape::record;
      const models::PathName path[] = {holder, typed(program, program.text(field.name), field.type)};
      if (models::is_identity_path(lexicon_, path)) identity_fields_.try_emplace(program.text(record.name), program.text(field.name));
    }
}

std::string_view IdentityNames::identity_field(const Terms& terms, const ir::Program& program, Term value) const {
  ir::TypeId type = terms.type_of(value);
  if (!type && terms.kind(value) == TermKind::load) {
    const Node& input = terms.at(terms.child(value, 0));
    if (input.kind == TermKind::input && input.number >= 0 && input.number < input_capture)
      type = program.functions[input.symbol].variables[static_cast<std::size_t>(input.number)].type;
  }
  type = payload(program, type);
  if (!type) return {};
  const auto known = identity_fields_.find(program.text(program.at(type).name));
  return known == identity_fields_.end() ? std::string_view() : known->second;
}

bool IdentityNames::carries_identity(const ir::Program& program, std::string_view name, ir::TypeId type) const {
  return carries_identity(program, name, type, 0);
}

bool IdentityNames::carries_identity(const ir::Program& program, std::string_view name, ir::TypeId type, int depth) const {
  const models::PathName path[] = {typed(program, name, type)};
  if (models::is_identity_path(lexicon_, path)) return true;
  type = payload(program, type);
  if (!type || depth > 3) return false;
  const std::string_view record_name = program.text(program.at(type).name);
  if (identity_fields_.contains(record_name)) return true;
  const auto record = std::ranges::find_if(program.records, [&](const ir::Record& one) { return program.text(one.name) == record_name; });
  if (record == program.records.end()) return false;
  return std::ranges::any_of(record->fields, [&](ir::FieldId field) {
    return carries_identity(program, program.text(program.at(field).name), program.at(field).type, depth + 1);
  });
}

std::string_view IdentityNames::identity_field_of_entries(const Terms& terms, const ir::Program& program, Term pointer) const {
  const ir::TypeId container = payload(program, terms.type_of(pointer));
  if (!container || program.at(container).arguments.size() < 2) return {};
  const ir::TypeId entry = payload(program, program.at(container).arguments[1]);
  if (!entry) return {};
  const auto known = identity_fields_.find(program.text(program.at(entry).name));
  return known == identity_fields_.end() ? std::string_view() : known->second;
}

models::PathName IdentityNames::typed(const ir::Program& program, std::string_view name, ir::TypeId id) const {
  models::PathName component;
  component.name = name;
  id = payload(program, id);
  if (!id) return component;
  const ir::Type& type = program.at(id);
  component.sugar_name = program.text(type.sugar);
  if (type.shape == ir::Type::Shape::record || type.shape == ir::Type::Shape::enumeration) component.type_name = program.text(type.name);
  component.shape = shape_of(program, type);
  component.is_wrapper = wrappers_.contains(component.type_name);
  return component;
}

void IdentityNames::extend(const Terms& terms, const ir::Program& program, Term term, std::vector<models::PathName>& path) const {
  const Node& node = terms.at(term);
  switch (node.kind) {
    case TermKind::project:
    case TermKind::offset: {
      extend(terms, program, terms.child(term, 0), path);
      const Term step = terms.child(term, 1);
      if (terms.kind(step) == TermKind::step_field) {
        const std::string_view name = terms.name(terms.at(step).symbol);
        if (name != "first" && name != "second") path.push_back(typed(program, name, terms.type_of(term)));
      } else if (terms.kind(step) == TermKind::step_key && terms.kind(terms.child(step, 0)) == TermKind::text) {
        path.push_back(typed(program, terms.name(terms.at(terms.child(step, 0)).symbol), terms.type_of(term)));
      }
      return;
    }
    case TermKind::load:
      extend(terms, program, terms.child(term, 0), path);
      return;
    case TermKind::input: {
      const ir::Function& function = program.functions[node.symbol];
      if (node.number == input_this) {
        models::PathName component;
        component.type_name = program.text(function.declaring_class);
        component.shape = models::NameShape::record;
        path.push_back(component);
        return;
      }
      for (const ir::Variable& variable : function.variables) {
        const bool is_it = node.number >= input_capture
                               ? variable.kind == ir::Variable::Kind::capture && variable.index == node.number - input_capture
                               : variable.kind == ir::Variable::Kind::parameter && variable.index == node.number;
        if (is_it) {
          path.push_back(typed(program, program.text(variable.name), variable.type));
          return;
        }
      }
      return;
    }
    case TermKind::object: {
      if (node.symbol == ir::NameId::none_value) {
        const ir::Global& global = program.globals[static_cast<std::size_t>(node.number)];
        path.push_back(typed(program, models::last_segment(program.text(global.name)), global.type));
      } else if (node.number < allocation_base) {
        const ir::Variable& variable = program.functions[node.symbol].variables[static_cast<std::size_t>(node.number)];
        path.push_back(typed(program, program.text(variable.name), variable.type));
      }
      return;
    }
    case TermKind::call: {
      const ir::Callee& callee = program.callees[node.symbol];
      path.push_back(typed(program, models::last_segment(program.text(callee.name)), callee.result));
      return;
    }
    case TermKind::written: {
      const Term call = terms.child(term, 0);
      if (terms.kind(call) != TermKind::call || node.number < 0) return;
      const ir::Callee& callee = program.callees[terms.at(call).symbol];
      const auto index = static_cast<std::size_t>(node.number);
      if (index < callee.parameter_names.size())
        path.push_back(typed(program, program.text(callee.parameter_names[index]), callee.parameters[index]));
      return;
    }
    case TermKind::source:
      for (const Term detail : terms.children(term))
        if (terms.kind(detail) == TermKind::text) path.push_back({terms.name(terms.at(detail).symbol), {}, {}, models::NameShape::unknown, false});
      return;
    case TermKind::named:
      extend(terms, program, terms.child(term, 0), path);
      return;
    case TermKind::apply:
      if (terms.children(term).size() == 1) extend(terms, program, terms.child(term, 0), path);
      return;
    default:
      return;
  }
}

std::vector<models::PathName> IdentityNames::path(const Terms& terms, const ir::Program& program, Term leaf) const {
  std::vector<models::PathName> components;
  extend(terms, program, leaf, components);
  return components;
}

std::string IdentityNames::spelling(const Terms& terms, const ir::Program& program, Term leaf) const {
  std::string text;
  for (const models::PathName& component : path(terms, program, leaf)) {
    if (component.name.empty()) continue;
    if (!text.empty()) text += '.';
    text += component.name;
  }
  if (text.empty() && terms.kind(leaf) == TermKind::named) text = terms.name(terms.at(leaf).symbol);
  return text;
}

IdentityKind IdentityNames::identity(const Terms& terms, const ir::Program& program, Term leaf) {
  if (const auto known = identities_.find(leaf.value); known != identities_.end()) return known->second;
  IdentityKind found = IdentityKind::none;
  if (const Roles declared = roles_.of(terms, leaf); declared.identity || declared.tenant_neutral) {
    found = declared.identity && terms.kind(leaf) != TermKind::offset ? IdentityKind::tenant : IdentityKind::none;
    identities_[leaf.value] = found;
    return found;
  }
  switch (terms.kind(leaf)) {
    case TermKind::named:
      found = IdentityKind::tenant;
      break;
    case TermKind::call: {
      const ir::Callee& callee = program.callees[terms.at(leaf).symbol];
      if (models::is_identity_result(lexicon_, program.text(callee.name), typed(program, {}, callee.result))) found = IdentityKind::tenant;
      break;
    }
    case TermKind::project: case TermKind::load: case TermKind::input: case TermKind::written: case TermKind::source: {
      std::vector<models::PathName> components = path(terms, program, leaf);
      if (components.empty()) break;
      if (const ir::TypeId type = terms.type_of(leaf)) components.back() = typed(program, components.back().name, type);
      if (models::is_identity_path(lexicon_, components)) found = IdentityKind::tenant;
      else if (models::is_determining_path(lexicon_, components)) found = IdentityKind::determining;
      break;
    }
    default:
      break;
  }
  identities_[leaf.value] = found;
  return found;
}

bool IdentityNames::mentions_identity(const Terms& terms, const ir::Program& program, Term term) {
  if (const auto known = mentions_.find(term.value); known != mentions_.end()) return known->second;
  bool found = identity(terms, program, term) != IdentityKind::none;
  // What is pointed to is named by the path itself; going below a leaf would judge its holders.
  if (!found)
    for (const Term child : std::vector<Term>(terms.children(term).begin(), terms.children(term).end()))
      if (mentions_identity(terms, program, child)) {
        found = true;
        break;
      }
  mentions_[term.value] = found;
  return found;
}

Term IdentityNames::name_value(Terms& terms, const ir::Program& program, const std::string& name, Term value) {
  if (!value) return value;
  switch (terms.kind(value)) {
    case TermKind::object: case TermKind::offset: case TermKind::record: case TermKind::list: case TermKind::input:
      return value;
    case TermKind::alternative: {
      std::vector<Terms::Branch> branches;
      const std::vector<Term> parts(terms.children(value).begin(), terms.children(value).end());
      for (std::size_t i = 0; i + 1 < parts.size(); i += 2) branches.push_back({parts[i], name_value(terms, program, name, parts[i + 1])});
      return terms.alternative(std::move(branches));
    }
    default:
      break;
  }
  return identity(terms, program, value) == IdentityKind::tenant || is_identity_text(terms, program, value) ? value : terms.named(name, value);
}

bool IdentityNames::is_identity_text(const Terms& terms, const ir::Program& program, Term value) {
  // Text built from an identity is that identity in another form; it needs no second name.
  switch (terms.kind(value)) {
    case TermKind::cat: case TermKind::repeat:
      return mentions_identity(terms, program, value);
    case TermKind::apply:
      return (terms.is_apply(value, "digest") || terms.is_apply(value, "encode") || terms.is_apply(value, "number")) &&
             mentions_identity(terms, program, value);
    default:
      return false;
  }
}

Term IdentityNames::name_for_home(Terms& terms, const ir::Program& program, const ir::Function& function, const ir::Place& home,
                                  Term value) {
  const ir::Variable& variable = function.variables[home.variable.value];
  std::vector<models::PathName> components{typed(program, program.text(variable.name), variable.type)};
  if (variable.kind == ir::Variable::Kind::this_pointer) components.back().name = {};
  for (const ir::Step& step : home.steps)
    if (step.kind == ir::Step::Kind::field) {
      const ir::Field& field = program.at(step.field);
      components.push_back(typed(program, program.text(field.name), field.type));
    }
  if (!models::is_identity_path(lexicon_, components)) return value;
  return name_value(terms, program, std::string(components.back().name), value);
}

std::string IdentityNames::input_identity(const ir::Program& program, const Node& input) const {
  if (input.number < 0 || input.number >= input_capture) return {};
  const ir::Function& function = program.functions[input.symbol];
  const ir::Variable& variable = function.variables[static_cast<std::size_t>(input.number)];
  const models::PathName component[] = {typed(program, program.text(variable.name), variable.type)};
  return models::is_identity_path(lexicon_, component) ? std::string(component[0].name) : std::string();
}

bool IdentityNames::is_identity_parameter(const ir::Program& program, const ir::Callee& callee, std::size_t index) const {
  if (index >= callee.parameters.size() || index >= callee.parameter_names.size()) return false;
  const models::PathName component[] = {typed(program, program.text(callee.parameter_names[index]), callee.parameters[index])};
  return models::is_identity_path(lexicon_, component);
}

}  // namespace partywall::solver
