#include "checks/flow/ir/shape.h"
#include "checks/flow/ir/text.h"
#include "checks/flow/ir/visit.h"

#include <fmt/format.h>

#include <optional>

namespace partywall::ir {

namespace {

/// Collects sentences. `where_` is the present part; it is put in words only when there is something to say.
class Verifier {
public:
  explicit Verifier(const Program& program) : program_(program) {}

  std::vector<std::string> run() {
    check_tables();
    check_types_end();
    check_each(function_table, program_.functions, [&](const Function& function) { check_function(function); });
    return std::move(problems_);
  }

private:
  struct Where {
    std::string_view table;
    std::size_t entry = 0;
    std::optional<std::size_t> block;
    std::optional<std::size_t> instruction; ///< Of that block; absent for its terminator.
  };

  void say(std::string_view problem) {
    std::string where = fmt::format("{} {}", where_.table, where_.entry);
    if (where_.table == function_table && is_within(program_.functions[where_.entry].name, program_.names.size()))
      where += fmt::format(" ({})", program_.text(program_.functions[where_.entry].name));
    if (where_.block)
      where += fmt::format(", block {}, ", *where_.block);
    if (where_.instruction)
      where += fmt::format("instruction {},", *where_.instruction);
    else if (where_.block)
      where += "terminator";
    problems_.push_back(fmt::format("{} {}.", where, problem));
  }

  void require(bool holds, std::string_view problem) {
    if (!holds)
      say(problem);
  }

  template <typename Tag> static bool is_within(Id<Tag> id, std::size_t size) { return id.value < size; }
  template <typename Tag> static bool is_absent_or_within(Id<Tag> id, std::size_t size) {
    return !id || is_within(id, size);
  }

  void check_name(NameId id) { require(is_absent_or_within(id, program_.names.size()), "has a name out of range"); }
  void check_type(TypeId id) { require(is_absent_or_within(id, program_.types.size()), "has a type out of range"); }
  void check_names(const std::vector<NameId>& ids) {
    for (const NameId id : ids)
      check_name(id);
  }
  void check_types(const std::vector<TypeId>& ids) {
    for (const TypeId id : ids)
      check_type(id);
  }

  void check_location(const Location& location) {
    require(is_absent_or_within(location.file, program_.files.size()), "has a location in a file out of range");
    if (location.line != 0)
      require(static_cast<bool>(location.file), "has a location with a line but no file");
    else
      require(location.column == 0 && location.end_line == 0 && location.end_column == 0,
              "has a location with a column or an end but no line");
  }

  template <typename Table, typename Check> void check_each(std::string_view what, const Table& table, Check check) {
    for (std::size_t index = 0; index < table.size(); ++index) {
      where_ = {what, index, {}, {}};
      check(table[index]);
    }
  }

  void check_tables() {
    check_each("File", program_.files, [&](const File& file) { check_name(file.path); });
    check_each("Type", program_.types, [&](const Type& type) {
      check_name(type.sugar);
      check_name(type.name);
      check_type(type.element);
      check_types(type.arguments);
    });
    check_each("Field", program_.fields, [&](const Field& field) {
      check_name(field.record);
      check_name(field.name);
      check_type(field.type);
    });
    check_each("Record", program_.records, [&](const Record& record) { check_record(record); });
    check_each("Global", program_.globals, [&](const Global& global) { check_global(global); });
    check_each("Callee", program_.callees, [&](const Callee& callee) { check_callee(callee); });
    check_each("Unit", program_.units, [&](const Unit& unit) { check_unit(unit); });
  }

  void check_record(const Record& record) {
    check_name(record.name);
    check_location(record.location);
    for (const FieldId field : record.fields)
      require(is_within(field, program_.fields.size()), "has a field out of range");
    check_types(record.bases);
    check_names(record.annotations);
  }

  void check_global(const Global& global) {
    check_name(global.symbol);
    check_name(global.name);
    check_type(global.type);
    check_location(global.location);
    check_names(global.annotations);
  }

  void check_callee(const Callee& callee) {
    check_name(callee.symbol);
    check_name(callee.name);
    check_name(callee.declaring_class);
    check_name(callee.receiver_class);
    check_type(callee.result);
    check_types(callee.parameters);
    check_names(callee.parameter_names);
    check_types(callee.template_arguments);
    check_names(callee.annotations);
    require(callee.parameters.size() == callee.parameter_names.size(),
            "has parameters without a name entry, or the reverse");
  }

  void check_unit(const Unit& unit) {
    check_name(unit.main_file);
    check_name(unit.link_unit);
    check_name(unit.configuration);
    for (const Note& note : unit.notes)
      check_location(note.location);
  }

  /// A type made of itself would never end. Peels off, again and again, the types whose components are all
  /// gone; what is left goes round in circles.
  void check_types_end() {
    if (!problems_.empty())
      return;
    const std::size_t size = program_.types.size();
    std::vector<std::vector<std::uint32_t>> users(size);
    std::vector<std::size_t> missing(size);
    for (std::uint32_t user = 0; user < size; ++user) {
      const auto uses = [&](TypeId component) {
        if (!component)
          return;
        users[component.value].push_back(user);
        ++missing[user];
      };
      uses(program_.types[user].element);
      for (const TypeId argument : program_.types[user].arguments)
        uses(argument);
    }
    std::vector<std::uint32_t> finished;
    for (std::uint32_t type = 0; type < size; ++type)
      if (missing[type] == 0)
        finished.push_back(type);
    for (std::size_t next = 0; next < finished.size(); ++next)
      for (const std::uint32_t user : users[finished[next]])
        if (--missing[user] == 0)
          finished.push_back(user);
    for (std::size_t type = 0; type < size; ++type) {
      where_ = {"Type", type, {}, {}};
      require(missing[type] == 0, "is made of itself");
    }
  }

  // ---- functions

  void check_function(const Function& function) {
    check_name(function.symbol);
    check_name(function.link_unit);
    check_name(function.name);
    check_name(function.declaring_class);
    check_type(function.result);
    check_types(function.template_arguments);
    check_names(function.overrides);
    check_name(function.parent);
    check_names(function.annotations);
    check_location(function.location);
    check_variables(function);
    for (const Place& place : function.places)
      check_place(function, place);
    for (const Constant& constant : function.constants)
      check_constant(constant);
    require(!function.blocks.empty(), "has no block");
    check_blocks(function);
  }

  void check_variables(const Function& function) {
    require(function.parameter_count <= function.variables.size(), "counts more parameters than it has variables");
    std::uint32_t captures = 0;
    for (std::uint32_t index = 0; index < function.variables.size(); ++index) {
      const Variable& variable = function.variables[index];
      using enum Variable::Kind;
      const bool is_capture = variable.kind == capture;
      require((variable.kind == parameter) == (index < function.parameter_count), "does not have its parameters first");
      const std::uint32_t position = variable.kind == parameter ? index : is_capture ? captures++ : 0;
      require(variable.index == position, "has a variable whose index is not its position");
      require((variable.kind == global) == static_cast<bool>(variable.global),
              "has a global variable without its global, or the reverse");
      require(is_absent_or_within(variable.global, program_.globals.size()), "has a global out of range");
      require(is_capture || (!variable.by_reference && !variable.captured_as),
              "has a variable captured that is no capture");
      check_name(variable.name);
      check_name(variable.captured_as);
      check_type(variable.type);
      check_location(variable.location);
      check_names(variable.annotations);
    }
  }

  void check_place(const Function& function, const Place& place) {
    require(is_within(place.variable, function.variables.size()), "has a place of a variable out of range");
    check_type(place.type);
    for (const Step& step : place.steps) {
      const bool is_field = step.kind == Step::Kind::field;
      require(is_field ? is_within(step.field, program_.fields.size()) : !step.field,
              "has a step to a field that is not there");
      require(step.kind == Step::Kind::element ? step.index >= -1 : step.index == -1,
              "has a step with an impossible index");
    }
  }

  void check_constant(const Constant& constant) {
    using enum Constant::Kind;
    check_name(constant.text);
    const bool may_have_text = constant.kind == text || constant.kind == integer || constant.kind == floating;
    require(may_have_text || !constant.text, "has a constant with a text it cannot have");
    require(constant.kind != text || constant.text, "has a text constant without its text");
    const bool number_fits =
        constant.kind == integer || constant.number == 0 || (constant.kind == boolean && constant.number == 1);
    require(number_fits, "has a constant with a number it cannot have");
  }

  void check_blocks(const Function& function) {
    for (std::size_t index = 0; index < function.blocks.size(); ++index) {
      const Block& block = function.blocks[index];
      for (std::size_t step = 0; step < block.instructions.size(); ++step) {
        where_.block = index;
        where_.instruction = step;
        check_instruction(function, block.instructions[step]);
      }
      where_.block = index;
      where_.instruction.reset();
      check_terminator(function, block.terminator);
    }
  }

  void check_instruction(const Function& function, const Instruction& instruction) {
    require(is_absent_or_within(instruction.target, function.places.size()), "has a target out of range");
    require(is_absent_or_within(instruction.callee, program_.callees.size()), "has a callee out of range");
    check_type(instruction.type);
    check_location(instruction.location);
    for_each_operand(instruction, [&](const Operand& operand) { check_operand(function, operand); });
    if (const auto problem = problem_of(instruction); !problem.empty())
      say(problem);
  }

  void check_terminator(const Function& function, const Terminator& terminator) {
    check_location(terminator.location);
    for_each_operand(terminator, [&](const Operand& operand) { check_operand(function, operand); });
    for (const BlockId successor : terminator.successors)
      require(is_within(successor, function.blocks.size()), "has a successor out of range");
    if (const auto problem = problem_of(terminator); !problem.empty())
      say(problem);
  }

  void check_operand(const Function& function, const Operand& operand) {
    switch (operand.kind) {
    case Operand::Kind::none:
      return require(operand.index == 0, "has an index in an absent operand");
    case Operand::Kind::constant:
      return require(operand.index < function.constants.size(), "has a constant out of range");
    case Operand::Kind::value:
    case Operand::Kind::address:
      return require(operand.index < function.places.size(), "has a place out of range");
    case Operand::Kind::function:
      return require(operand.index < program_.callees.size(), "has a callee out of range");
    }
  }

  static constexpr std::string_view function_table = "Function";

  const Program& program_;
  Where where_;
  std::vector<std::string> problems_;
};

} // namespace

std::vector<std::string> verify(const Program& program) { return Verifier(program).run(); }

} // namespace partywall::ir
