#include "checks/flow/ir/text-print.h"
#include "checks/flow/ir/visit.h"

#include <algorithm>
#include <map>

namespace partywall::ir::syntax {

/// Shows one function. Knows the printed names of its variables and which places say their type.
class FunctionPrinter {
public:
  FunctionPrinter(Printer& printer, const Function& function)
      : printer_(printer), program_(printer.program_), function_(function), here_(function.location.file) {
    number_variables();
    find_odd_types();
  }

  void print() {
    print_header();
    print_clauses();
    print_variables();
    for (const PlaceId place : declared_places_)
      print_place_declaration(place);
    for (std::uint32_t index = 0; index < function_.blocks.size(); ++index)
      print_block({index});
    write("}\n");
  }

private:
  void write(std::string_view text) { printer_.write(text); }

  void number_variables() {
    std::unordered_map<std::uint32_t, std::uint32_t> seen; // by NameId; all unnamed ones are namesakes
    ordinals_.reserve(function_.variables.size());
    for (const Variable& variable : function_.variables)
      ordinals_.push_back(seen[variable.name.value]++);
  }

  /// Places whose type does not follow from their path. One type for the path: said once, on a `place` line.
  /// Several: said at each use.
  void find_odd_types() {
    needs_type_.resize(function_.places.size());
    std::vector<bool> is_seen(function_.places.size());
    std::vector<PlaceId> used;
    bool any_is_odd = false;
    const auto use = [&](PlaceId id) {
      if (!id || is_seen[id.value])
        return;
      is_seen[id.value] = true;
      used.push_back(id);
      any_is_odd = any_is_odd || is_odd(id);
    };
    for_each_use(function_, use, [&](const Operand& operand) {
      if (names_place(operand))
        use({operand.index});
    });
    if (!any_is_odd)
      return;

    std::map<std::pair<VariableId, std::vector<Step>>, std::vector<PlaceId>> by_path;
    for (const PlaceId id : used)
      by_path[{place(id).variable, place(id).steps}].push_back(id);
    for (const PlaceId id : used) {
      if (!is_odd(id))
        continue;
      const auto& namesakes = by_path.at({place(id).variable, place(id).steps});
      const auto same_type = [&](PlaceId other) { return place(other).type == place(id).type; };
      if (!std::ranges::all_of(namesakes, same_type))
        needs_type_[id.value] = true;
      else if (namesakes.front() == id)
        declared_places_.push_back(id);
    }
  }

  [[nodiscard]] const Place& place(PlaceId id) const { return function_.places[id.value]; }

  [[nodiscard]] bool is_odd(PlaceId id) const {
    TypeId type = function_.variables[place(id).variable.value].type;
    for (const Step& step : place(id).steps)
      type = type_after(program_, type, step);
    return type != place(id).type;
  }

  void print_header() {
    write("function ");
    if (function_.kind != Function::Kind::function) {
      write(word_of(function_words, function_.kind));
      write(" ");
    }
    printer_.write_called_name(function_.name);
    write("(");
    for (std::uint32_t index = 0; index < function_.parameter_count; ++index) {
      if (index > 0)
        write(", ");
      write_declaration({index});
    }
    write(")");
    if (function_.result) {
      write(" -> ");
      printer_.write_type(function_.result);
    }
    printer_.write_flag(function_.is_virtual, "virtual");
    printer_.write_flag(function_.is_static, "static");
    printer_.write_flag(function_.is_const, "const");
    printer_.write_flag(function_.is_coroutine, "coroutine");
    printer_.write_flag(function_.is_defaulted, "defaulted");
    printer_.write_location(function_.location);
    write(" {\n");
  }

  void print_clauses() {
    if (function_.symbol != function_.name)
      print_clause("symbol", function_.symbol);
    if (function_.link_unit)
      print_clause("link", function_.link_unit);
    if (!class_is_implied())
      print_clause("class", function_.declaring_class);
    if (function_.parent)
      print_clause("parent", function_.parent);
    if (!function_.template_arguments.empty()) {
      printer_.write_types("  template ", function_.template_arguments, '<', '>');
      write("\n");
    }
    print_names("overrides", function_.overrides);
    print_names("annotated", function_.annotations);
  }

  [[nodiscard]] bool class_is_implied() const {
    const std::string_view scope = implies_class(function_.kind) ? scope_of(program_.text(function_.name)) : "";
    return program_.text(function_.declaring_class) == scope && scope.empty() == !function_.declaring_class;
  }

  void print_clause(std::string_view word, NameId name) {
    write("  ");
    write(word);
    write(" ");
    printer_.write_name(name);
    write("\n");
  }

  /// One line each.
  void print_names(std::string_view word, const std::vector<NameId>& names) {
    for (const NameId name : names)
      print_clause(word, name);
  }

  /// Neighbours of one kind share a line.
  void print_variables() {
    const auto& variables = function_.variables;
    std::uint32_t on_this_line = 0;
    for (std::uint32_t index = function_.parameter_count; index < variables.size(); ++index) {
      const bool continues =
          on_this_line > 0 && on_this_line < variables_per_line && variables[index].kind == variables[index - 1].kind;
      on_this_line = continues ? on_this_line + 1 : 1;
      if (continues)
        write(", ");
      else {
        write(index > function_.parameter_count ? "\n  " : "  ");
        write(word_of(variable_words, variables[index].kind));
        write(" ");
      }
      write_declaration({index});
    }
    if (variables.size() > function_.parameter_count)
      write("\n");
  }

  void write_declaration(VariableId id) {
    const Variable& variable = function_.variables[id.value];
    if (variable.by_reference)
      write("&");
    write_variable(id);
    printer_.write_colon_type(variable.type);
    if (variable.kind == Variable::Kind::global) {
      write(" = ");
      printer_.write_label('g', variable.global.value);
    }
    if (variable.kind == Variable::Kind::capture)
      printer_.write_clause("captures", variable.captured_as, variable.name);
    printer_.write_location(variable.location, here_);
    printer_.write_annotations(variable.annotations);
  }

  void write_variable(VariableId id) {
    const Variable& variable = function_.variables[id.value];
    const std::uint32_t ordinal = ordinals_[id.value];
    if (!variable.name)
      return printer_.write_label('%', ordinal);
    printer_.write_word(variable.name);
    if (ordinal > 0)
      printer_.write_label('#', ordinal + 1);
  }

  void print_place_declaration(PlaceId id) {
    write("  place ");
    write_path(id);
    write(": ");
    printer_.write_type(place(id).type);
    write("\n");
  }

  void write_path(PlaceId id) {
    write_variable(place(id).variable);
    TypeId type = function_.variables[place(id).variable.value].type;
    for (const Step& step : place(id).steps) {
      if (step.kind == Step::Kind::deref)
        write(".*");
      else if (step.kind == Step::Kind::field)
        printer_.write_field_step(step.field, type);
      else if (step.index < 0)
        write("[*]");
      else {
        write("[");
        printer_.write_number(step.index);
        write("]");
      }
      type = type_after(program_, type, step);
    }
  }

  void write_place(PlaceId id) {
    write_path(id);
    if (!needs_type_[id.value])
      return;
    write(" as ");
    printer_.write_type(place(id).type);
  }

  void write_constant(const Constant& constant) {
    switch (constant.kind) {
    case Constant::Kind::text:
      return printer_.write_quoted(program_.text(constant.text));
    case Constant::Kind::integer:
      printer_.write_number(constant.number);
      if (constant.text) {
        write("=");
        printer_.write_name(constant.text);
      }
      return;
    case Constant::Kind::floating:
      write("float ");
      return constant.text ? printer_.write_quoted(program_.text(constant.text)) : write("-");
    case Constant::Kind::boolean:
      return write(constant.number != 0 ? "true" : "false");
    case Constant::Kind::null:
      return write("null");
    case Constant::Kind::zero:
      return write("zero");
    }
  }

  void write_operand(const Operand& operand) {
    switch (operand.kind) {
    case Operand::Kind::none:
      return write("none");
    case Operand::Kind::constant:
      return write_constant(function_.constants[operand.index]);
    case Operand::Kind::value:
      return write_place({operand.index});
    case Operand::Kind::address:
      write("&");
      return write_place({operand.index});
    case Operand::Kind::function:
      write("function ");
      return printer_.write_callee({operand.index});
    }
  }

  void write_operands(const std::vector<Operand>& operands, std::size_t first = 0) {
    for (std::size_t index = first; index < operands.size(); ++index) {
      if (index > first)
        write(", ");
      write_operand(operands[index]);
    }
  }

  void print_instruction(const Instruction& instruction) {
    write("  ");
    if (instruction.target) {
      write_place(instruction.target);
      write(" = ");
    }
    write(word_of(op_words, instruction.op));
    const bool has_parentheses =
        instruction.op == Op::call || instruction.op == Op::closure || instruction.op == Op::list;
    const bool is_indirect = instruction.op == Op::call && !instruction.callee;
    if (instruction.callee || is_indirect || !has_parentheses)
      write(" ");
    if (instruction.callee)
      printer_.write_callee(instruction.callee);
    if (is_indirect) {
      write("*");
      write_operand(instruction.operands.front());
    }
    if (has_parentheses)
      write("(");
    write_operands(instruction.operands, is_indirect ? 1 : 0);
    if (has_parentheses)
      write(")");
    if (instruction.receiver != Operand{}) {
      write(" on ");
      write_operand(instruction.receiver);
    }
    printer_.write_colon_type(instruction.type);
    printer_.write_flag(instruction.initialises_static, "static");
    printer_.write_flag(instruction.is_default_argument, "default");
    printer_.write_location(instruction.location, here_);
    write("\n");
  }

  void write_successors(const std::vector<BlockId>& successors, std::size_t first, std::string_view before = "") {
    for (std::size_t index = first; index < successors.size(); ++index) {
      write(index == first ? before : ", ");
      printer_.write_label('b', successors[index].value);
    }
  }

  void print_terminator(const Terminator& terminator) {
    write("  ");
    write(word_of(terminator_words, terminator.kind));
    if (terminator.value != Operand{} || terminator.kind == Terminator::Kind::branch ||
        terminator.kind == Terminator::Kind::choose) {
      write(" ");
      write_operand(terminator.value);
    }
    switch (terminator.kind) {
    case Terminator::Kind::jump:
      write_successors(terminator.successors, 0, " ");
      break;
    case Terminator::Kind::branch:
      write_successors(terminator.successors, 0, ", ");
      break;
    case Terminator::Kind::choose:
      write_cases(terminator);
      break;
    case Terminator::Kind::may_throw:
      write(" ");
      printer_.write_label('b', terminator.successors.front().value);
      write_successors(terminator.successors, 1, " catch ");
      break;
    case Terminator::Kind::raise:
      write_successors(terminator.successors, 0, " catch ");
      break;
    case Terminator::Kind::leave:
    case Terminator::Kind::unreachable:
      break;
    }
    printer_.write_location(terminator.location, here_);
    write("\n");
  }

  void write_cases(const Terminator& terminator) {
    for (std::size_t index = 0; index < terminator.cases.size(); ++index) {
      write(", ");
      write_operand(terminator.cases[index]);
      write(": ");
      printer_.write_label('b', terminator.successors[index].value);
    }
    write(", else ");
    printer_.write_label('b', terminator.successors.back().value);
  }

  void print_block(BlockId id) {
    const Block& block = function_.blocks[id.value];
    printer_.write_label('b', id.value);
    write(block.is_handler ? ": handler\n" : ":\n");
    for (const Instruction& instruction : block.instructions)
      print_instruction(instruction);
    print_terminator(block.terminator);
  }

  static constexpr std::uint32_t variables_per_line = 8;

  Printer& printer_;
  const Program& program_;
  const Function& function_;
  FileId here_;
  std::vector<std::uint32_t> ordinals_; ///< By VariableId: how many namesakes come before it.
  std::vector<bool> needs_type_;        ///< By PlaceId.
  std::vector<PlaceId> declared_places_;
};

void Printer::print_function(const Function& function) { FunctionPrinter(*this, function).print(); }

} // namespace partywall::ir::syntax
