#include "checks/flow/solver/stored-callables.h"

namespace partywall::solver {

void StoredCallables::insert(FieldKey field, const StoredCallable& stored) {
  if (by_name_[field.name][field.record].insert(stored).second)
    fresh_.insert(field.name);
}

std::vector<StoredCallable> StoredCallables::find(FieldKey field) const {
  const auto records = by_name_.find(field.name);
  if (!field.name || records == by_name_.end())
    return {};
  std::vector<StoredCallable> found;
  for (const auto& [record, stored] : records->second)
    if (!record || !field.record || record == field.record)
      found.insert(found.end(), stored.begin(), stored.end());
  return found;
}

std::vector<ir::FunctionId> StoredCallables::take_outdated() {
  std::set<ir::FunctionId> found;
  for (const ir::NameId name : fresh_)
    if (const auto readers = readers_.find(name); readers != readers_.end())
      found.insert(readers->second.begin(), readers->second.end());
  fresh_.clear();
  return {found.begin(), found.end()};
}

NearestField nearest_field(const Terms& terms, const ir::Program& program, Term part) {
  while (true) {
    switch (terms.kind(part)) {
    case TermKind::named:
      part = terms.child(part, 0);
      continue;
    case TermKind::load:
      // What a pointer kept in a field points to.
      if (terms.kind(terms.child(part, 0)) != TermKind::offset && terms.kind(terms.child(part, 0)) != TermKind::project)
        return {};
      part = terms.child(part, 0);
      continue;
    case TermKind::project:
    case TermKind::offset:
      break;
    default:
      return {};
    }
    const Term step = terms.child(part, 1);
    if (terms.kind(step) == TermKind::step_field) {
      const std::string_view name = terms.name(terms.at(step).symbol);
      if (name != "first" && name != "second" && name != "*") {
        const ir::FieldId field = terms.field_of(part);
        const FieldKey key =
            field ? FieldKey{program.at(field).record, program.at(field).name} : FieldKey{{}, program.names.find(name)};
        return {key, terms.child(part, 0)};
      }
    }
    part = terms.child(part, 0);
  }
}

} // namespace partywall::solver
