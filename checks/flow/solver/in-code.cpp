#include "checks/flow/solver/in-code.h"

#include "checks/flow/models/word-match.h"

#include <algorithm>
#include <vector>

namespace partywall::solver {

namespace {

class Speller {
public:
  Speller(const Solution& solution, const Site& site)
      : solution_(solution), terms_(solution.terms()), program_(solution.program()), site_(site),
        function_(program_.at(site.function)) {}

  std::optional<InCode> spell(Term term) const {
    switch (terms_.kind(term)) {
    case TermKind::named:
      return spell(terms_.child(term, 0));
    case TermKind::input:
      return input(term);
    case TermKind::call:
      return local_set_at(terms_.site_of(term));
    case TermKind::load:
      return content(terms_.child(term, 0));
    case TermKind::project:
      return member(terms_.child(term, 0), terms_.child(term, 1));
    default:
      return std::nullopt;
    }
  }

private:
  std::optional<InCode> input(Term term) const {
    const Node& node = terms_.at(term);
    if (ir::FunctionId{node.symbol} != site_.function || node.number < 0 || node.number >= input_capture)
      return std::nullopt;
    for (const ir::Variable& variable : function_.variables)
      if (variable.kind == ir::Variable::Kind::parameter && variable.index == node.number && variable.name)
        return InCode{std::string(program_.text(variable.name)), value_type(variable.type)};
    return std::nullopt;
  }

  /// What `pointer` points to.
  std::optional<InCode> content(Term pointer) const {
    if (terms_.kind(pointer) == TermKind::offset)
      return member_behind(terms_.child(pointer, 0), terms_.child(pointer, 1));
    // A reference is a pointer that C++ writes as what it points to.
    if (terms_.kind(pointer) == TermKind::input)
      return is_reference(pointer) ? input(pointer) : std::nullopt;
    if (terms_.kind(pointer) == TermKind::load || terms_.kind(pointer) == TermKind::project) {
      const auto spelled = spell(pointer);
      return spelled ? std::optional(InCode{"(*" + spelled->text + ")", {}}) : std::nullopt;
    }
    return std::nullopt;
  }

  std::optional<InCode> member_behind(Term pointer, Term step) const {
    if (terms_.kind(pointer) == TermKind::input && terms_.at(pointer).number == input_this)
      return own_member(step);
    if (terms_.kind(pointer) == TermKind::offset || is_reference(pointer)) {
      const auto object = terms_.kind(pointer) == TermKind::offset ? content(pointer) : input(pointer);
      return object ? member_of(*object, step, ".") : std::nullopt;
    }
    const auto spelled = spell(pointer);
    return spelled ? member_of(*spelled, step, "->") : std::nullopt;
  }

  std::optional<InCode> own_member(Term step) const {
    if (terms_.kind(step) != TermKind::step_field)
      return std::nullopt;
    return typed(std::string(terms_.name(terms_.at(step).symbol)), step);
  }

  std::optional<InCode> member(Term object, Term step) const {
    if (terms_.kind(object) == TermKind::load)
      return member_behind(terms_.child(object, 0), step);
    const auto spelled = spell(object);
    return spelled ? member_of(*spelled, step, ".") : std::nullopt;
  }

  std::optional<InCode> member_of(const InCode& object, Term step, const std::string& joint) const {
    if (terms_.kind(step) != TermKind::step_field)
      return std::nullopt;
    const std::string_view name = terms_.name(terms_.at(step).symbol);
    for (const ir::Field& field : program_.fields) {
      if (program_.text(field.name) != name)
        continue;
      if (is_named_outside(field))
        return typed(object.text + joint + std::string(name), step);
      if (const auto getter = getter_of(field))
        return InCode{object.text + joint + getter->text + "()", getter->type};
    }
    return std::nullopt;
  }

  /// Code that is not the class's own reads the field: so may we.
  bool is_named_outside(const ir::Field& field) const {
    return std::ranges::any_of(program_.functions, [&](const ir::Function& function) {
      const bool is_own = function.declaring_class == field.record ||
                          function.kind == ir::Function::Kind::initialiser || function.is_defaulted;
      return !is_own && std::ranges::any_of(function.places, [&](const ir::Place& place) {
        return std::ranges::any_of(place.steps, [&](const ir::Step& step) {
          return step.kind == ir::Step::Kind::field && program_.at(step.field) == field;
        });
      });
    });
  }

  std::optional<InCode> getter_of(const ir::Field& field) const {
    for (std::uint32_t i = 0; i < program_.functions.size(); ++i) {
      const ir::Function& function = program_.functions[i];
      if (function.declaring_class != field.record || !function.is_const || function.parameter_count != 0 ||
          function.kind != ir::Function::Kind::method)
        continue;
      Term returned = solution_.engine->summaries[i].returned;
      while (returned && (terms_.kind(returned) == TermKind::named || terms_.kind(returned) == TermKind::load))
        returned = terms_.child(returned, 0);
      if (!returned || terms_.kind(returned) != TermKind::offset)
        continue;
      const Term step = terms_.child(returned, 1);
      if (terms_.kind(terms_.child(returned, 0)) == TermKind::input && terms_.kind(step) == TermKind::step_field &&
          terms_.name(terms_.at(step).symbol) == program_.text(field.name))
        return InCode{std::string(models::last_segment(program_.text(function.name))), value_type(function.result)};
    }
    return std::nullopt;
  }

  /// The local that keeps the result of the call at `id`, if it is set on every way to the site and not again.
  std::optional<InCode> local_set_at(SiteId id) const {
    if (!id)
      return std::nullopt;
    const Site& set = terms_.at(id);
    if (set.function != site_.function || set.block >= function_.blocks.size())
      return std::nullopt;
    const bool comes_before = set.block == site_.block ? set.instruction < site_.instruction
                                                       : is_on_every_way(function_, set.block, site_.block);
    if (!comes_before || set.instruction >= function_.blocks[set.block].instructions.size())
      return std::nullopt;
    const ir::Instruction& call = function_.blocks[set.block].instructions[set.instruction];
    if (!call.target)
      return std::nullopt;
    const ir::Place& target = function_.places[call.target.value];
    const ir::Variable& variable = function_.variables[target.variable.value];
    if (!target.steps.empty() || variable.kind != ir::Variable::Kind::local || !variable.name ||
        writes_of(target.variable) != 1)
      return std::nullopt;
    return InCode{std::string(program_.text(variable.name)), value_type(variable.type)};
  }

  std::size_t writes_of(ir::VariableId variable) const {
    std::size_t count = 0;
    for (const ir::Block& block : function_.blocks)
      for (const ir::Instruction& instruction : block.instructions)
        if (instruction.target && function_.places[instruction.target.value].variable == variable)
          ++count;
    return count;
  }

  std::optional<InCode> typed(std::string text, Term step) const {
    for (const ir::Field& field : program_.fields)
      if (program_.text(field.name) == terms_.name(terms_.at(step).symbol))
        return InCode{std::move(text), value_type(field.type)};
    return std::nullopt;
  }

  bool is_reference(Term term) const {
    if (terms_.kind(term) != TermKind::input)
      return false;
    const Node& node = terms_.at(term);
    for (const ir::Variable& variable : function_.variables)
      if (variable.kind == ir::Variable::Kind::parameter && variable.index == node.number && variable.type)
        return program_.at(variable.type).shape == ir::Type::Shape::reference;
    return false;
  }

  ir::TypeId value_type(ir::TypeId type) const {
    return type && program_.at(type).shape == ir::Type::Shape::reference ? program_.at(type).element : type;
  }

  const Solution& solution_;
  const Terms& terms_;
  const ir::Program& program_;
  const Site& site_;
  const ir::Function& function_;
};

} // namespace

bool is_on_every_way(const ir::Function& function, std::uint32_t other, std::uint32_t block) {
  std::vector<bool> seen(function.blocks.size(), false);
  std::vector<std::uint32_t> work;
  if (other != 0)
    work.push_back(0);
  while (!work.empty()) {
    const std::uint32_t next = work.back();
    work.pop_back();
    if (seen[next])
      continue;
    seen[next] = true;
    for (const ir::BlockId successor : function.blocks[next].terminator.successors)
      if (successor.value != other)
        work.push_back(successor.value);
  }
  return !seen[block];
}

std::optional<InCode> in_code(const Solution& solution, Term term, const Site& site) {
  return Speller(solution, site).spell(term);
}

} // namespace partywall::solver
