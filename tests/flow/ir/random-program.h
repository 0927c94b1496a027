/// Sound programs that use everything the IR has, from a seed.
#pragma once

#include "checks/flow/ir/program.h"

#include <random>

namespace partywall::ir {

struct RandomOptions {
  std::uint64_t seed = 0;
  std::uint32_t functions = 4;
  /// Draw names, symbols and files from a handful, so that programs of different seeds have much in common.
  bool few_names = false;
};

class RandomProgram {
public:
  explicit RandomProgram(RandomOptions options) : options_(options), random_(options.seed) {}

  Program make() {
    fill(program_.files, 1, 3, [&] { return File{path(), chance(), chance()}; });
    fill(program_.types, 2, 8, [&] { return type(); });
    fill(program_.fields, 1, 6, [&] { return Field{name(), name(), type_id()}; });
    fill(program_.records, 0, 3, [&] { return record(); });
    fill(program_.globals, 1, 3, [&] { return global(); });
    fill(program_.callees, 1, 6, [&] { return callee(); });
    for (std::uint32_t count = 0; count < options_.functions; ++count)
      program_.functions.push_back(function());
    fill(program_.units, 0, 2, [&] { return unit(); });
    return std::move(program_);
  }

private:
  // ---- chance

  std::uint32_t below(std::size_t limit) { return static_cast<std::uint32_t>(random_() % limit); }
  bool chance(std::uint32_t percent = 50) { return below(100) < percent; }
  template <typename Enum> Enum any(Enum last) { return static_cast<Enum>(below(static_cast<std::size_t>(last) + 1)); }
  template <typename Entry, typename Make>
  void fill(std::vector<Entry>& entries, std::uint32_t least, std::uint32_t spread, Make make) {
    for (std::uint32_t count = least + below(spread + 1); count > 0; --count)
      entries.push_back(make());
  }
  template <typename Make> auto some(std::uint32_t most, Make make) {
    std::vector<decltype(make())> entries;
    fill(entries, 0, most, make);
    return entries;
  }
  template <typename Entry> Id<Entry> entry_of(std::size_t size, std::uint32_t percent_absent = 0) {
    return size == 0 || chance(percent_absent) ? Id<Entry>{} : Id<Entry>{below(size)};
  }

  // ---- names

  NameId certain_name() {
    static constexpr std::string_view friendly[] = {"app::load", "app::Store", "app::Store::get", "key", "tenant", "x"};
    static constexpr std::string_view nasty[] = {"",
                                                 "-",
                                                 "call",
                                                 "operator",
                                                 "app::operator",
                                                 "std::operator+",
                                                 "A::operator()",
                                                 "operator[]",
                                                 "~Store",
                                                 "app::S::~S",
                                                 "operator bool",
                                                 "a b",
                                                 "quo\"te",
                                                 "back`tick",
                                                 "back\\slash",
                                                 "new\nline",
                                                 "tab\t\r",
                                                 "caf\xc3\xa9",
                                                 "1st",
                                                 "a::",
                                                 "::a",
                                                 "(lambda)",
                                                 "\xff\xfe",
                                                 "$c0",
                                                 "x#2",
                                                 "%1",
                                                 "// no",
                                                 "std::operator<=>",
                                                 "true",
                                                 "as",
                                                 "a.b",
                                                 "app::operator-rec::x",
                                                 std::string_view("\0\x01\x7f", 3)};
    if (options_.few_names || chance(40))
      return program_.names.intern(friendly[below(std::size(friendly))]);
    return program_.names.intern(nasty[below(std::size(nasty))]);
  }
  NameId name() { return chance(15) ? NameId{} : certain_name(); }
  NameId path() {
    static constexpr std::string_view paths[] = {"src/chat.cpp", "src/store.cpp", "include/store.h"};
    return program_.names.intern(paths[below(std::size(paths))]);
  }
  std::vector<NameId> names() {
    return some(2, [&] { return certain_name(); });
  }

  // ---- tables

  TypeId type_id() { return entry_of<TypeTag>(program_.types.size(), 15); }
  std::vector<TypeId> type_ids() {
    return some(2, [&] { return type_id(); });
  }
  Type type() {
    const auto bits = static_cast<std::uint8_t>(chance() ? 0 : below(129));
    return {any(Type::Shape::function), chance(), bits, name(), name(), type_id(), type_ids()};
  }
  Location location() {
    if (chance(20))
      return {};
    Location location{FileId{below(program_.files.size())}, 0, 0, 0, 0};
    if (chance(10))
      return location;
    location.line = 1 + below(200);
    location.column = below(80);
    location.end_line = chance(70) ? location.line : below(300);
    location.end_column = chance(20) ? location.column : below(120);
    return location;
  }
  Record record() {
    const auto fields = some(3, [&] { return FieldId{below(program_.fields.size())}; });
    return {name(), location(), fields, type_ids(), names()};
  }
  Global global() { return {name(), name(), type_id(), any(Global::Storage::thread), chance(), location(), names()}; }
  Callee callee() {
    Callee callee;
    callee.name = name();
    callee.symbol = chance() ? callee.name : name();
    callee.declaring_class = name();
    callee.receiver_class = chance() ? callee.declaring_class : name();
    callee.result = type_id();
    callee.parameters = type_ids();
    for (std::size_t index = 0; index < callee.parameters.size(); ++index)
      callee.parameter_names.push_back(name());
    callee.template_arguments = type_ids();
    callee.annotations = names();
    for (bool* flag : {&callee.is_virtual, &callee.is_constructor, &callee.is_destructor, &callee.is_const,
                       &callee.is_static, &callee.is_variadic, &callee.never_returns})
      *flag = chance(20);
    return callee;
  }
  Unit unit() {
    Unit unit{path(), name(), name(), {}};
    fill(unit.notes, 0, 2,
         [&] { return Note{any(Note::Severity::lost), std::string(program_.text(certain_name())), location()}; });
    return unit;
  }

  // ---- functions

  Function function() {
    Function function;
    function.kind = any(Function::Kind::initialiser);
    function.name = name();
    function.symbol = chance() ? function.name : name();
    function.link_unit = name();
    function.declaring_class = chance() ? name() : NameId{};
    function.result = type_id();
    function.template_arguments = type_ids();
    function.overrides = names();
    function.parent = chance(20) ? name() : NameId{};
    function.annotations = names();
    for (bool* flag : {&function.is_virtual, &function.is_static, &function.is_const, &function.is_coroutine,
                       &function.is_defaulted})
      *flag = chance(20);
    function.location = location();
    add_variables(function);
    fill(function.places, 1, 8, [&] { return place(function); });
    fill(function.constants, 1, 5, [&] { return constant(); });
    function.blocks.resize(1 + below(4));
    for (Block& block : function.blocks)
      fill_block(function, block);
    return function;
  }

  void add_variables(Function& function) {
    function.parameter_count = below(3);
    std::uint32_t captures = 0;
    for (std::uint32_t count = function.parameter_count + 1 + below(5), index = 0; index < count; ++index) {
      Variable variable;
      const bool is_parameter = index < function.parameter_count;
      variable.kind = is_parameter ? Variable::Kind::parameter : static_cast<Variable::Kind>(1 + below(5));
      variable.name = name();
      variable.type = type_id();
      if (is_parameter)
        variable.index = index;
      if (variable.kind == Variable::Kind::global)
        variable.global = {below(program_.globals.size())};
      if (variable.kind == Variable::Kind::capture) {
        variable.index = captures++;
        variable.by_reference = chance();
        variable.captured_as = chance() ? variable.name : name();
      }
      variable.location = location();
      variable.annotations = names();
      function.variables.push_back(variable);
    }
  }

  Place place(const Function& function) {
    Place place{VariableId{below(function.variables.size())}, {}, type_id()};
    fill(place.steps, 0, 3, [&] {
      Step step{any(Step::Kind::element), {}, -1};
      if (step.kind == Step::Kind::field)
        step.field = {below(program_.fields.size())};
      if (step.kind == Step::Kind::element && chance())
        step.index = below(5);
      return step;
    });
    return place;
  }

  Constant constant() {
    Constant constant{any(Constant::Kind::zero), 0, {}};
    switch (constant.kind) {
    case Constant::Kind::text:
      constant.text = certain_name();
      break;
    case Constant::Kind::integer:
      constant.number = static_cast<std::int64_t>(random_());
      constant.text = chance() ? NameId{} : certain_name();
      break;
    case Constant::Kind::floating:
      constant.text = name();
      break;
    case Constant::Kind::boolean:
      constant.number = below(2);
      break;
    case Constant::Kind::null:
    case Constant::Kind::zero:
      break;
    }
    return constant;
  }

  Operand operand(const Function& function) {
    Operand operand{any(Operand::Kind::function), 0};
    switch (operand.kind) {
    case Operand::Kind::none:
      break;
    case Operand::Kind::constant:
      operand.index = below(function.constants.size());
      break;
    case Operand::Kind::value:
    case Operand::Kind::address:
      operand.index = below(function.places.size());
      break;
    case Operand::Kind::function:
      operand.index = below(program_.callees.size());
      break;
    }
    return operand;
  }

  std::uint32_t operand_count(Op op) {
    switch (op) {
    case Op::copy:
    case Op::negate:
    case Op::complement:
    case Op::logical_not:
    case Op::narrow:
    case Op::release:
      return 1;
    case Op::list:
    case Op::allocate:
    case Op::closure:
    case Op::call:
      return below(4);
    default:
      return 2;
    }
  }

  Instruction instruction(const Function& function) {
    Instruction instruction;
    instruction.op = chance(30) ? Op::call : any(Op::call);
    instruction.target = entry_of<PlaceTag>(function.places.size(), 20);
    for (std::uint32_t count = operand_count(instruction.op); count > 0; --count)
      instruction.operands.push_back(operand(function));
    const bool is_call = instruction.op == Op::call;
    if (instruction.op == Op::closure || (is_call && (instruction.operands.empty() || chance(80))))
      instruction.callee = {below(program_.callees.size())};
    if (is_call)
      instruction.receiver = operand(function);
    instruction.type = chance(80) ? TypeId{} : type_id();
    instruction.initialises_static = chance(10);
    instruction.is_default_argument = chance(10);
    instruction.location = location();
    return instruction;
  }

  void fill_block(const Function& function, Block& block) {
    block.is_handler = chance(20);
    fill(block.instructions, 0, 5, [&] { return instruction(function); });
    Terminator& end = block.terminator;
    end.kind = any(Terminator::Kind::unreachable);
    end.location = location();
    const auto add_successors = [&](std::uint32_t count) {
      for (; count > 0; --count)
        end.successors.push_back({below(function.blocks.size())});
    };
    switch (end.kind) {
    case Terminator::Kind::jump:
      add_successors(1);
      break;
    case Terminator::Kind::branch:
      add_successors(2);
      break;
    case Terminator::Kind::choose:
      fill(end.cases, 0, 3, [&] { return operand(function); });
      add_successors(static_cast<std::uint32_t>(end.cases.size()) + 1);
      break;
    case Terminator::Kind::may_throw:
      add_successors(1 + below(3));
      break;
    case Terminator::Kind::raise:
      add_successors(below(3));
      break;
    case Terminator::Kind::leave:
    case Terminator::Kind::unreachable:
      break;
    }
    const bool has_value = end.kind != Terminator::Kind::jump && end.kind != Terminator::Kind::may_throw &&
                           end.kind != Terminator::Kind::unreachable;
    if (has_value)
      end.value = operand(function);
  }

  RandomOptions options_;
  std::mt19937_64 random_;
  Program program_;
};

inline Program random_program(RandomOptions options) { return RandomProgram(options).make(); }

} // namespace partywall::ir
