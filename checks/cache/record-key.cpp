#include "checks/cache/record-key.h"

#include "checks/cache/key-operand.h"
#include "checks/cache/key-type.h"
#include "checks/cache/record-making.h"
#include "checks/flow/ir/visit.h"
#include "checks/flow/models/word-match.h"
#include "checks/flow/solver/in-code.h"
#include "checks/flow/solver/witness.h"

#include <algorithm>
#include <set>

namespace partywall {

namespace {

using namespace solver;
using Idiom = KeyChange::Idiom;
using Text = KeyChange::Text;
/// A variable that is a key, by its function.
using Made = std::pair<ir::FunctionId, ir::VariableId>;

std::optional<Made> key_made_for(const Solution& solution, const Hop& hop) {
  const auto operand = key_operand(solution, hop);
  const ir::FunctionId function = site_of(solution, hop).function;
  const auto variable = operand ? made_in(solution.program(), solution.program().at(function), *operand) : std::nullopt;
  return variable ? std::optional(Made{function, *variable}) : std::nullopt;
}

ir::TypeId value_type(const ir::Program& program, ir::TypeId type) {
  return type && program.at(type).shape == ir::Type::Shape::reference ? program.at(type).element : type;
}

bool is_string(const ir::Program& program, ir::TypeId type) {
  return type && program.text(program.at(type).name) == "std::basic_string";
}

class RecordKey {
public:
  RecordKey(const Solution& solution, ir::NameId name)
      : solution_(solution), program_(solution.program()), name_(name), record_(*find_record(program_, name)) {
    for (const ir::FieldId field : record_.fields)
      fields_.emplace_back(program_.text(program_.at(field).name));
    for (const Hop& hop : solution.hops)
      if (hop.surface == "cache" && hop.verdict == Verdict::leaking && hop.gap == Gap::missing)
        if (const auto made = key_made_for(solution, hop))
          told_.insert(*made);
  }

  std::vector<KeyChange> changes(std::span<const Hop* const> hops, std::span<const Term> identities) {
    if (!is_reported(solution_, record_.location) || !record_.bases.empty())
      return {};
    std::vector<KeyChange> found;
    for (const Hop* hop : hops) {
      const auto made = key_made_for(solution_, *hop);
      const auto change = made ? set_in(*made, site_of(solution_, *hop), identities) : std::nullopt;
      if (!change || !(found.empty() || found.front().member.field == change->member.field))
        return {};
      if (std::ranges::find(found, *change) == found.end())
        found.push_back(*change);
    }
    const bool is_new = std::ranges::find(fields_, found.front().member.field) == fields_.end();
    if (is_made_otherwise(found.front().member.field) || (is_new && !add_field(found)))
      return {};
    return found;
  }

private:
  /// The field that says whose the key is and has no value in `makers`; absent if the record has none. Empty if all
  /// have one.
  std::optional<std::string> unset_field(const std::vector<Maker>& makers) const {
    std::optional<std::string> found;
    for (const std::string& field : identity_fields(solution_, name_)) {
      if (!found)
        found.emplace();
      if (found->empty() && !is_given(makers, field))
        *found = field;
    }
    return found;
  }

  bool is_given(const std::vector<Maker>& makers, std::string_view field) const {
    return std::ranges::any_of(makers, [&](const Maker& maker) {
      return maker.field && !maker.is_empty && program_.text(program_.at(maker.field).name) == field;
    });
  }

  std::optional<KeyChange> set_in(const Made& made, const Site& use, std::span<const Term> identities) const {
    const ir::Function& function = program_.at(made.first);
    const ir::Variable& variable = function.variables[made.second.value];
    std::vector<Maker> makers = makers_of(program_, function, made.second);
    const std::optional<std::string> unset = unset_field(makers);
    if (record_behind(program_, variable.type) != name_ || (unset && unset->empty()))
      return std::nullopt;
    std::erase_if(makers, [&](const Maker& maker) {
      return maker.is_empty || !is_on_every_way(function, maker.block, use.block);
    });
    const auto location = [&](const Maker& maker) {
      return function.blocks[maker.block].instructions[maker.instruction].location;
    };
    std::ranges::sort(makers, {}, location);
    if (makers.empty() || location(makers.front()).file != use.location.file)
      return std::nullopt;
    const Maker& first = makers.front();
    const Site site{made.first, first.block, first.instruction, location(first)};
    auto change = set_to(site, identities, unset);
    if (!change)
      return std::nullopt;
    change->where = range_of(program_, site.location);
    change->member.object = program_.text(variable.name);
    change->member.fields = fields_;
    if (first.field)
      return change;
    // A function's answer: only what has a name and may change can be added to.
    if (variable.kind != ir::Variable::Kind::local || !variable.name || program_.at(variable.type).is_const ||
        program_.at(variable.type).shape == ir::Type::Shape::reference)
      return std::nullopt;
    change->idiom = Idiom::set_after;
    change->where = range_of(program_, variable.location);
    return change;
  }

  /// An identity that can be written at `site`, and the field that takes it.
  std::optional<KeyChange> set_to(const Site& site, std::span<const Term> identities,
                                  const std::optional<std::string>& unset) const {
    for (const Term identity : identities) {
      const auto spelled = in_code(solution_, identity, site);
      if (!spelled)
        continue;
      KeyChange change;
      change.idiom = Idiom::set_field;
      change.identity = spelled->text;
      const ir::TypeId given = value_type(program_, spelled->type);
      const auto text = unset ? taken_by(field_type(*unset), given) : taken_by_new(given, change.member.type);
      change.member.field = unset ? *unset : new_name(spelled->text, given);
      if (!text || change.member.field.empty())
        continue;
      change.text = *text;
      return change;
    }
    return std::nullopt;
  }

  ir::TypeId field_type(std::string_view name) const {
    for (const ir::FieldId field : record_.fields)
      if (program_.text(program_.at(field).name) == name)
        return program_.at(field).type;
    return {};
  }

  std::optional<Text> taken_by(ir::TypeId field, ir::TypeId given) const {
    if (!field || !given)
      return std::nullopt;
    if (is_string(program_, field))
      return text_of(program_, given);
    const ir::Type& one = program_.at(field);
    const ir::Type& other = program_.at(given);
    const bool is_same = one.shape == other.shape && one.name == other.name && one.bits == other.bits &&
                         one.arguments == other.arguments && one.shape != ir::Type::Shape::pointer;
    return is_same ? std::optional(Text::string) : std::nullopt;
  }

  /// The same for a field that is to be made, whose type goes into `type`.
  std::optional<Text> taken_by_new(ir::TypeId given, std::string& type) const {
    const auto text = text_of(program_, given);
    if (!text)
      return std::nullopt;
    if (*text == Text::number) {
      type = program_.text(program_.at(given).name);
      return type.empty() ? std::nullopt : std::optional(Text::string);
    }
    const bool knows_strings = std::ranges::any_of(
        record_.fields, [&](ir::FieldId field) { return is_string(program_, program_.at(field).type); });
    type = "std::string";
    return knows_strings ? text : std::nullopt;
  }

  /// "who.tenant_id" makes a field "tenant_id", "account.id" one called "account_id". Empty if the record has
  /// something of that name.
  std::string new_name(const std::string& spelled, ir::TypeId type) const {
    std::vector<std::string> words{""};
    for (const char c : spelled) {
      if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_')
        words.back() += c;
      else if (!words.back().empty())
        words.emplace_back();
    }
    if (words.back().empty())
      words.pop_back();
    if (words.empty())
      return {};
    std::string name = words.back();
    while (name.ends_with('_'))
      name.pop_back();
    if (!says_whose(name, type) && words.size() > 1)
      name = words[words.size() - 2] + "_" + name;
    if (!says_whose(name, type))
      return {};
    const bool is_taken =
        std::ranges::find(fields_, name) != fields_.end() ||
        std::ranges::any_of(program_.functions, [&](const ir::Function& function) {
          return function.declaring_class == name_ && models::last_segment(program_.text(function.name)) == name;
        });
    return is_taken ? std::string() : name;
  }

  bool says_whose(const std::string& name, ir::TypeId type) const {
    const ir::NameId known = program_.names.find(name);
    if (!known)
      return false;
    const ir::Callee as_parameter{.parameters = {type}, .parameter_names = {known}};
    return solution_.engine->names.is_identity_parameter(program_, as_parameter, 0);
  }

  /// Somewhere such a record is made without `field`, and no finding is told there: what looks for the same entry
  /// would not meet it any more.
  bool is_made_otherwise(const std::string& field) const {
    for (std::uint32_t i = 0; i < program_.functions.size(); ++i) {
      const ir::Function& function = program_.functions[i];
      if (function.declaring_class == name_ || !is_reported(solution_, function.location))
        continue;
      if (writes_elsewhere(program_, function, name_))
        return true;
      for (std::uint32_t v = 0; v < function.variables.size(); ++v) {
        const ir::Variable& variable = function.variables[v];
        const bool is_record = variable.type && program_.at(variable.type).name == name_ &&
                               program_.at(variable.type).shape == ir::Type::Shape::record;
        if (!is_record || told_.contains({ir::FunctionId{i}, ir::VariableId{v}}))
          continue;
        const std::vector<Maker> makers = makers_of(program_, function, ir::VariableId{v});
        const bool is_filled =
            std::ranges::any_of(makers, [](const Maker& maker) { return maker.field && !maker.is_empty; });
        if (is_filled && !is_given(makers, field) && !is_answer_of_told(function, ir::VariableId{v}))
          return true;
      }
    }
    return false;
  }

  /// What a function makes and returns is completed where a finding is told.
  bool is_answer_of_told(const ir::Function& function, ir::VariableId variable) const {
    const bool is_returned = std::ranges::any_of(function.blocks, [&](const ir::Block& block) {
      const ir::Operand& left = block.terminator.value;
      return block.terminator.kind == ir::Terminator::Kind::leave && left.kind == ir::Operand::Kind::value &&
             function.places[left.index].variable == variable && function.places[left.index].steps.empty();
    });
    if (!is_returned)
      return false;
    bool is_called = false;
    for (std::uint32_t i = 0; i < program_.functions.size(); ++i) {
      const ir::Function& caller = program_.functions[i];
      for (const ir::Block& block : caller.blocks)
        for (const ir::Instruction& call : block.instructions) {
          if (call.op != ir::Op::call || !call.callee || program_.callees[call.callee.value].symbol != function.symbol)
            continue;
          is_called = true;
          const bool is_told = call.target && function_told(ir::FunctionId{i}, caller.places[call.target.value]);
          if (!is_told)
            return false;
        }
    }
    return is_called;
  }
  bool function_told(ir::FunctionId function, const ir::Place& place) const {
    return place.steps.empty() && told_.contains({function, place.variable});
  }

  /// The declaration of the new field, and its part in comparing and hashing.
  bool add_field(std::vector<KeyChange>& changes) const {
    KeyChange made = changes.front();
    made.member.object.clear();
    const auto add = [&](Idiom idiom, const ir::Location& location) {
      made.idiom = idiom;
      made.where = range_of(program_, location);
      if (std::ranges::find(changes, made) == changes.end())
        changes.push_back(made);
    };
    add(Idiom::new_field, record_.location);
    bool has_tie = false;
    std::vector<const ir::Function*> silent; // compare by something else than the fields themselves
    for (const ir::Function& function : program_.functions) {
      if (function.is_defaulted || is_taken_apart(function))
        if (!function.is_defaulted)
          return false;
      if (function.is_defaulted)
        continue;
      const bool is_own = function.declaring_class == name_;
      if (is_own && function.kind == ir::Function::Kind::constructor)
        return false;
      const bool is_compared = compared_record(solution_, function) == name_;
      const bool names = (is_own || takes_record(function)) && names_fields(program_, function, name_);
      if (is_compared && !names)
        silent.push_back(&function);
      else if (!names)
        continue;
      else if (is_compared || (is_own && ties(function))) {
        if (!is_reported(solution_, function.location))
          return false;
        has_tie |= !is_compared;
        add(Idiom::compared_field, function.location);
      } else if (is_other_comparison(function))
        return false;
      else if (is_hash(function))
        add(Idiom::hashed_field, function.location);
    }
    return silent.empty() || has_tie;
  }

  /// `auto [a, b] = key;`
  bool is_taken_apart(const ir::Function& function) const {
    return std::ranges::any_of(function.variables, [&](const ir::Variable& variable) {
      return variable.kind == ir::Variable::Kind::local && !variable.name &&
             record_behind(program_, variable.type) == name_;
    });
  }

  bool takes_record(const ir::Function& function) const {
    return function.parameter_count > 0 &&
           record_behind(program_, function.variables[function.parameter_count - 1].type) == name_;
  }

  bool ties(const ir::Function& function) const {
    return std::ranges::any_of(function.blocks, [&](const ir::Block& block) {
      return std::ranges::any_of(block.instructions, [&](const ir::Instruction& call) {
        return call.op == ir::Op::call && call.callee &&
               program_.text(program_.callees[call.callee.value].name) == "std::tie";
      });
    });
  }

  bool is_other_comparison(const ir::Function& function) const {
    const std::string_view name = models::last_segment(program_.text(function.name));
    return name == "operator!=" || name == "operator>" || name == "operator<=" || name == "operator>=";
  }

  bool is_hash(const ir::Function& function) const {
    const std::string_view name = models::last_segment(program_.text(function.name));
    if (name == "AbslHashValue" || name == "hash_value")
      return true;
    const bool is_number = function.result && program_.at(function.result).shape == ir::Type::Shape::integer;
    return is_number && ((function.parameter_count == 1 && name == "operator()") ||
                         (function.parameter_count == 0 && name.find("hash") != std::string_view::npos));
  }

  const Solution& solution_;
  const ir::Program& program_;
  ir::NameId name_;
  const ir::Record& record_;
  std::vector<std::string> fields_;
  std::set<Made> told_; ///< Keys that findings are told of.
};

/// The record that the key of `hop` is; absent if it is none of the project.
ir::NameId key_record(const Solution& solution, const Hop& hop) {
  const auto operand = key_operand(solution, hop);
  if (!operand || !ir::names_place(*operand))
    return {};
  const ir::Program& program = solution.program();
  const ir::NameId name =
      record_behind(program, program.at(site_of(solution, hop).function).places[operand->index].type);
  return name && find_record(program, name) ? name : ir::NameId{};
}

} // namespace

bool is_record_key(const Solution& solution, const Hop& hop) { return static_cast<bool>(key_record(solution, hop)); }

std::vector<KeyChange> record_key_changes(const Solution& solution, const Hop& hop, std::span<const Term> identities) {
  const ir::NameId record = key_record(solution, hop);
  std::vector<const Hop*> hops{&hop};
  if (hop.partner)
    hops.push_back(&solution.hops[*hop.partner]);
  return RecordKey(solution, record).changes(hops, identities);
}

} // namespace partywall
