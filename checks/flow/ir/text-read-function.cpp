#include "checks/flow/ir/shape.h"
#include "checks/flow/ir/text-read.h"

#include <algorithm>

namespace partywall::ir::syntax {

namespace {

struct PlaceHash {
  std::size_t operator()(const Place& place) const {
    std::size_t hash = place.variable.value;
    const auto mix = [&hash](std::uint64_t value) {
      hash = (hash ^ value) * 0x9e3779b97f4a7c15ULL;
      hash ^= hash >> 29;
    };
    for (const Step& step : place.steps) {
      mix(static_cast<std::uint64_t>(step.kind) << 32 | step.field.value);
      mix(static_cast<std::uint64_t>(step.index));
    }
    mix(place.type.value);
    return hash;
  }
};

} // namespace

/// Reads one function, from after the word `function` to its closing brace.
class FunctionReader {
public:
  explicit FunctionReader(Reader& reader) : reader_(reader), cursor_(reader.cursor_), program_(reader.program_) {}

  Function read() {
    read_header();
    while (true) {
      if (!cursor_.next_line())
        cursor_.fail("the function has no closing '}'");
      if (cursor_.accept('}'))
        break;
      read_line();
      cursor_.expect_line_end();
    }
    finish();
    return std::move(function_);
  }

private:
  // ---- header and declarations

  void read_header() {
    const std::string_view kind = cursor_.word();
    if (const auto found = syntax::find<Function::Kind>(function_words, kind))
      function_.kind = *found;
    else
      cursor_.rewind(kind);
    function_.name = function_.symbol = reader_.read_name();
    if (implies_class(function_.kind))
      function_.declaring_class = reader_.intern_scope(function_.name);
    read_parameters();
    if (cursor_.accept("->"))
      function_.result = reader_.read_type();
    while (!cursor_.accept('{'))
      read_header_clause();
    cursor_.expect_line_end();
    place_parameters();
  }

  void read_parameters() {
    cursor_.expect('(');
    if (cursor_.accept(')'))
      return;
    here_ = file_of_function;
    do
      read_declaration(Variable::Kind::parameter);
    while (cursor_.accept(','));
    cursor_.expect(')');
    function_.parameter_count = static_cast<std::uint32_t>(function_.variables.size());
  }

  void read_header_clause() {
    if (cursor_.accept('@'))
      function_.location = reader_.read_location(reader_.first_file());
    else if (cursor_.accept_word("virtual"))
      function_.is_virtual = true;
    else if (cursor_.accept_word("static"))
      function_.is_static = true;
    else if (cursor_.accept_word("const"))
      function_.is_const = true;
    else if (cursor_.accept_word("coroutine"))
      function_.is_coroutine = true;
    else if (cursor_.accept_word("defaulted"))
      function_.is_defaulted = true;
    else
      cursor_.fail("virtual, static, const, coroutine, defaulted, @ or '{' expected");
  }

  /// Parameters are read before the function says where it stands.
  void place_parameters() {
    here_ = function_.location.file ? function_.location.file : reader_.first_file();
    for (Variable& parameter : function_.variables) {
      if (parameter.location.file != file_of_function)
        continue;
      if (!here_)
        cursor_.fail("a location needs a file: give the text a 'file' line");
      parameter.location.file = here_;
    }
  }

  void read_declaration(Variable::Kind kind) {
    Variable variable;
    variable.kind = kind;
    if (kind == Variable::Kind::capture)
      variable.by_reference = cursor_.accept('&');
    const VariableKey key = read_variable_key();
    if (kind == Variable::Kind::capture)
      variable.captured_as = key.name;
    variable.name = key.name;
    variable.type = reader_.read_colon_type();
    if (kind == Variable::Kind::parameter)
      variable.index = static_cast<std::uint32_t>(function_.variables.size());
    if (kind == Variable::Kind::capture)
      variable.index = capture_count_++;
    if (kind == Variable::Kind::global) {
      cursor_.expect('=');
      variable.global = reader_.read_reference(reader_.globals_, "global");
    }
    while (true) {
      if (cursor_.accept('@'))
        variable.location = reader_.read_location(here_);
      else if (cursor_.accept_word("annotated"))
        variable.annotations.push_back(reader_.read_name());
      else if (kind == Variable::Kind::capture && cursor_.accept_word("captures"))
        variable.captured_as = reader_.read_name();
      else
        break;
    }
    const auto is_new = variables_.emplace(key.packed(), next_variable()).second;
    if (!is_new)
      cursor_.fail("this variable is declared twice; name the second one x#2");
    function_.variables.push_back(std::move(variable));
  }

  [[nodiscard]] VariableId next_variable() const { return {static_cast<std::uint32_t>(function_.variables.size())}; }

  void read_place_declaration() {
    read_path();
    cursor_.expect(':');
    scratch_.type = {};
    if (!stated_types_.emplace(scratch_, reader_.read_type()).second)
      cursor_.fail("this place is declared twice");
  }

  // ---- lines

  void read_line() {
    const std::string_view word = cursor_.word();
    if (word.empty() || !is_reserved_in_bodies(word)) {
      if (!word.empty() && cursor_.accept(':'))
        return begin_block(word);
      if (!word.empty())
        cursor_.rewind(word);
      const PlaceId target = read_place();
      cursor_.expect('=');
      const std::string_view op_word = cursor_.word();
      const auto op = syntax::find<Op>(op_words, op_word);
      if (!op)
        cursor_.fail(op_word, "an instruction expected after '='");
      return read_instruction(op_word, *op, target);
    }
    if (const auto op = syntax::find<Op>(op_words, word))
      return read_instruction(word, *op, {});
    if (const auto kind = syntax::find<Terminator::Kind>(terminator_words, word))
      return read_terminator(word, *kind);
    if (const auto kind = syntax::find<Variable::Kind>(variable_words, word))
      return read_declarations(word, *kind);
    if (!read_clause(word))
      cursor_.fail(word, "an instruction, a declaration, a block's label or '}' expected");
  }

  void read_declarations(std::string_view word, Variable::Kind kind) {
    if (kind == Variable::Kind::parameter)
      cursor_.fail(word, "parameters stand in the parentheses after the function's name");
    do
      read_declaration(kind);
    while (cursor_.accept(','));
  }

  bool read_clause(std::string_view word) {
    if (word == "symbol")
      function_.symbol = reader_.read_name();
    else if (word == "link")
      function_.link_unit = reader_.read_name();
    else if (word == "class")
      function_.declaring_class = reader_.read_name();
    else if (word == "parent")
      function_.parent = reader_.read_name();
    else if (word == "overrides")
      function_.overrides.push_back(reader_.read_name());
    else if (word == "annotated")
      function_.annotations.push_back(reader_.read_name());
    else if (word == "place")
      read_place_declaration();
    else if (word == "template") {
      cursor_.expect('<');
      function_.template_arguments = reader_.read_types('>');
    } else
      return false;
    return true;
  }

  // ---- blocks

  struct BlockLabel {
    BlockId block; ///< Absent until the label is met.
    std::string_view text;
    TextError first_use;
  };

  /// Until `finish`, successors hold indices into labels_.
  BlockId label_named(std::string_view text) {
    const auto [known, is_new] = label_numbers_.try_emplace(text, static_cast<std::uint32_t>(labels_.size()));
    if (is_new)
      labels_.push_back({{}, text, cursor_.mark()});
    return {known->second};
  }

  BlockId read_successor() {
    const std::string_view label = cursor_.word();
    if (label.empty() || is_reserved_in_bodies(label))
      cursor_.fail(label, "the label of a block expected");
    return label_named(label);
  }

  void read_successors(Terminator& terminator) {
    do
      terminator.successors.push_back(read_successor());
    while (cursor_.accept(','));
  }

  void begin_block(std::string_view text) {
    const BlockId label = label_named(text);
    if (labels_[label.value].block)
      cursor_.fail(text, "this block is defined twice");
    if (is_open_)
      end_block(jump_to(label));
    labels_[label.value].block = {static_cast<std::uint32_t>(function_.blocks.size())};
    function_.blocks.emplace_back().is_handler = cursor_.accept_word("handler");
    is_open_ = true;
  }

  static Terminator jump_to(BlockId label) {
    Terminator jump;
    jump.kind = Terminator::Kind::jump;
    jump.successors = {label};
    return jump;
  }

  void end_block(Terminator terminator) {
    function_.blocks.back().terminator = std::move(terminator);
    is_open_ = false;
  }

  /// Steps before any label belong to the entry.
  void need_open_block(std::string_view word) {
    if (is_open_)
      return;
    if (!function_.blocks.empty())
      cursor_.fail(word, "the block has ended; a label begins the next one");
    function_.blocks.emplace_back();
    is_open_ = true;
  }

  void finish() {
    if (function_.blocks.empty())
      need_open_block({});
    if (is_open_)
      end_block({});
    for (Block& block : function_.blocks)
      for (BlockId& successor : block.terminator.successors) {
        BlockLabel& label = labels_[successor.value];
        if (!label.block) {
          label.first_use.message = "this function has no block '" + std::string(label.text) + "'";
          throw std::move(label.first_use);
        }
        successor = label.block;
      }
  }

  // ---- instructions

  void read_instruction(std::string_view word, Op op, PlaceId target) {
    need_open_block(word);
    Instruction instruction;
    instruction.op = op;
    instruction.target = target;
    Reader::CalleeName callee;
    bool is_named = op == Op::closure;
    if (op == Op::call) {
      if (cursor_.accept('*'))
        instruction.operands.push_back(read_operand());
      else
        is_named = true;
    }
    if (is_named)
      callee = reader_.read_callee_name();
    if (op == Op::call || op == Op::closure || op == Op::list)
      read_parenthesised(instruction.operands);
    else if (!at_clause())
      read_operands(instruction.operands);
    read_instruction_clauses(instruction);
    if (is_named)
      instruction.callee = reader_.resolve(callee, instruction.receiver != Operand{});
    if (const auto problem = problem_of(instruction); !problem.empty())
      cursor_.fail(word, "'" + std::string(word) + "' " + std::string(problem));
    function_.blocks.back().instructions.push_back(std::move(instruction));
  }

  bool at_clause() {
    if (cursor_.at_line_end())
      return true;
    const char next = cursor_.peek();
    if (next == '@' || next == ':')
      return true;
    const std::string_view word = cursor_.word();
    cursor_.rewind(word);
    return word == "on" || word == "static" || word == "default" || word == "catch";
  }

  void read_instruction_clauses(Instruction& instruction) {
    while (!cursor_.at_line_end()) {
      if (cursor_.accept('@'))
        instruction.location = reader_.read_location(here_);
      else if (cursor_.accept(':'))
        instruction.type = reader_.read_type();
      else if (cursor_.accept_word("on"))
        instruction.receiver = read_operand();
      else if (cursor_.accept_word("static"))
        instruction.initialises_static = true;
      else if (cursor_.accept_word("default"))
        instruction.is_default_argument = true;
      else
        cursor_.fail("on, ':', static, default, @ or the end of the line expected");
    }
  }

  void read_terminator(std::string_view word, Terminator::Kind kind) {
    using enum Terminator::Kind;
    need_open_block(word);
    Terminator terminator;
    terminator.kind = kind;
    if (kind == branch || kind == choose) {
      terminator.value = read_operand();
      cursor_.expect(',');
    }
    if ((kind == leave || kind == raise) && !at_clause())
      terminator.value = read_operand();
    if (kind == jump || kind == branch)
      read_successors(terminator);
    if (kind == may_throw)
      terminator.successors.push_back(read_successor());
    if (kind == choose)
      read_cases(terminator);
    if ((kind == may_throw || kind == raise) && cursor_.accept_word("catch"))
      read_successors(terminator);
    if (cursor_.accept('@'))
      terminator.location = reader_.read_location(here_);
    if (const auto problem = problem_of(terminator); !problem.empty())
      cursor_.fail(word, "'" + std::string(word) + "' " + std::string(problem));
    end_block(std::move(terminator));
  }

  void read_cases(Terminator& terminator) {
    while (!cursor_.accept_word("else")) {
      terminator.cases.push_back(read_operand());
      cursor_.expect(':');
      terminator.successors.push_back(read_successor());
      cursor_.expect(',');
    }
    terminator.successors.push_back(read_successor());
  }

  // ---- operands

  void read_operands(std::vector<Operand>& operands) {
    do
      operands.push_back(read_operand());
    while (cursor_.accept(','));
  }

  void read_parenthesised(std::vector<Operand>& operands) {
    cursor_.expect('(');
    if (cursor_.accept(')'))
      return;
    read_operands(operands);
    cursor_.expect(')');
  }

  Operand read_operand() {
    if (cursor_.accept('&'))
      return {Operand::Kind::address, read_place().value};
    if (const auto text = cursor_.quoted('"'))
      return constant(Constant::Kind::text, 0, program_.names.intern(*text));
    if (cursor_.is_number())
      return read_integer();
    const std::string_view word = cursor_.word();
    if (!word.empty() && is_reserved_in_bodies(word))
      return read_worded_operand(word);
    if (!word.empty())
      cursor_.rewind(word);
    return {Operand::Kind::value, read_place().value};
  }

  Operand read_integer() {
    const auto number = cursor_.number<std::int64_t>("a number");
    return constant(Constant::Kind::integer, number, cursor_.accept('=') ? reader_.read_name() : NameId{});
  }

  Operand read_worded_operand(std::string_view word) {
    if (word == "true")
      return constant(Constant::Kind::boolean, 1);
    if (word == "false")
      return constant(Constant::Kind::boolean);
    if (word == "null")
      return constant(Constant::Kind::null);
    if (word == "zero")
      return constant(Constant::Kind::zero);
    if (word == "none")
      return {};
    if (word == "function")
      return {Operand::Kind::function, reader_.resolve(reader_.read_callee_name(), false).value};
    if (word != "float")
      cursor_.fail(word, "'" + std::string(word) + "' has a meaning of its own; as a variable it is back-quoted");
    return constant(Constant::Kind::floating, 0, reader_.read_name());
  }

  Operand constant(Constant::Kind kind, std::int64_t number = 0, NameId text = {}) {
    const Constant value{kind, number, text};
    const auto [known, is_new] = constants_.try_emplace(value, static_cast<std::uint32_t>(function_.constants.size()));
    if (is_new)
      function_.constants.push_back(value);
    return {Operand::Kind::constant, known->second};
  }

  // ---- places

  /// A named variable and which of its namesakes, or a number for one without a name.
  struct VariableKey {
    NameId name;
    std::uint32_t ordinal = 1;
    [[nodiscard]] std::uint64_t packed() const { return std::uint64_t{name.value} << 32 | ordinal; }
  };

  VariableKey read_variable_key() {
    VariableKey key;
    if (cursor_.accept('%')) {
      key.ordinal = cursor_.number<std::uint32_t>("the number of an unnamed variable");
      return key;
    }
    key.name = reader_.read_word_or_quoted();
    if (!key.name)
      cursor_.fail("a variable expected; unnamed ones are written %0");
    if (cursor_.accept('#'))
      key.ordinal = cursor_.number<std::uint32_t>("the number of a namesake");
    return key;
  }

  /// What is not declared is declared by its first use.
  VariableId read_variable() {
    const VariableKey key = read_variable_key();
    const auto [known, is_new] = variables_.try_emplace(key.packed(), next_variable());
    if (is_new) {
      Variable variable;
      variable.name = key.name;
      if (!key.name)
        variable.kind = Variable::Kind::temporary;
      else if (program_.text(key.name) == "this")
        variable.kind = Variable::Kind::this_pointer;
      function_.variables.push_back(std::move(variable));
    }
    return known->second;
  }

  /// Into scratch_; returns the type that follows from the path.
  TypeId read_path() {
    scratch_.variable = read_variable();
    scratch_.steps.clear();
    TypeId type = function_.variables[scratch_.variable.value].type;
    while (true) {
      Step step;
      if (cursor_.accept('.')) {
        if (!cursor_.accept('*')) {
          step.kind = Step::Kind::field;
          step.field = reader_.read_field_step(type);
        }
      } else if (cursor_.accept('[')) {
        step.kind = Step::Kind::element;
        if (!cursor_.accept('*'))
          step.index = cursor_.number<std::int64_t>("an index");
        if (step.index < -1)
          cursor_.fail("an index is not negative");
        cursor_.expect(']');
      } else
        return type;
      type = type_after(program_, type, step);
      scratch_.steps.push_back(step);
    }
  }

  PlaceId read_place() {
    const TypeId implied = read_path();
    scratch_.type = {};
    if (cursor_.peek() == 'a' && cursor_.accept_word("as"))
      scratch_.type = reader_.read_type();
    else if (const auto stated = stated_types_.find(scratch_); stated != stated_types_.end())
      scratch_.type = stated->second;
    else
      scratch_.type = implied;
    const auto [known, is_new] =
        places_.try_emplace(scratch_, PlaceId{static_cast<std::uint32_t>(function_.places.size())});
    if (is_new)
      function_.places.push_back(scratch_);
    return known->second;
  }

  static constexpr FileId file_of_function{FileId::none_value - 1};

  Reader& reader_;
  Cursor& cursor_;
  Program& program_;
  Function function_;
  FileId here_;          ///< The file of locations that name none.
  bool is_open_ = false; ///< The last block still wants steps.
  std::uint32_t capture_count_ = 0;
  std::unordered_map<std::uint64_t, VariableId> variables_;
  std::unordered_map<std::string_view, std::uint32_t> label_numbers_;
  std::vector<BlockLabel> labels_;
  Place scratch_;
  std::unordered_map<Place, PlaceId, PlaceHash> places_;
  std::unordered_map<Place, TypeId, PlaceHash> stated_types_; ///< By path, its type absent.
  std::map<Constant, std::uint32_t> constants_;
};

void Reader::read_function() { program_.functions.push_back(FunctionReader(*this).read()); }

} // namespace partywall::ir::syntax
