#include "checks/flow/ir/shape.h"
#include "checks/flow/ir/text-read-operand.h"

namespace partywall::ir::syntax {

/// Reads one function, from after the word `function` to its closing brace.
class FunctionReader {
public:
  explicit FunctionReader(Reader& reader) : reader_(reader), cursor_(reader.cursor_), operands_(reader, function_) {}

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
    const VariableKey key = operands_.read_variable_key();
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
    if (!operands_.declare(key, std::move(variable)))
      cursor_.fail("this variable is declared twice; name the second one x#2");
  }

  // ---- lines

  void read_line() {
    const std::string_view word = cursor_.word();
    if (word.empty() || !is_reserved_in_bodies(word)) {
      if (!word.empty() && cursor_.accept(':'))
        return begin_block(word);
      if (!word.empty())
        cursor_.rewind(word);
      const PlaceId target = operands_.read_place();
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
      operands_.read_place_declaration();
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
        instruction.operands.push_back(operands_.read_operand());
      else
        is_named = true;
    }
    if (is_named)
      callee = reader_.read_callee_name();
    if (op == Op::call || op == Op::closure || op == Op::list)
      operands_.read_parenthesised(instruction.operands);
    else if (!at_clause())
      operands_.read_operands(instruction.operands);
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
        instruction.receiver = operands_.read_operand();
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
      terminator.value = operands_.read_operand();
      cursor_.expect(',');
    }
    if ((kind == leave || kind == raise) && !at_clause())
      terminator.value = operands_.read_operand();
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
      terminator.cases.push_back(operands_.read_operand());
      cursor_.expect(':');
      terminator.successors.push_back(read_successor());
      cursor_.expect(',');
    }
    terminator.successors.push_back(read_successor());
  }

  static constexpr FileId file_of_function{FileId::none_value - 1};

  Reader& reader_;
  Cursor& cursor_;
  Function function_;
  OperandReader operands_;
  FileId here_;          ///< The file of locations that name none.
  bool is_open_ = false; ///< The last block still wants steps.
  std::uint32_t capture_count_ = 0;
  std::unordered_map<std::string_view, std::uint32_t> label_numbers_;
  std::vector<BlockLabel> labels_;
};

void Reader::read_function() { program_.functions.push_back(FunctionReader(*this).read()); }

} // namespace partywall::ir::syntax
