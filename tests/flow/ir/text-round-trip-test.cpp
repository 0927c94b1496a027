#include "checks/flow/ir/text.h"
#include "tests/flow/ir/random-program.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

namespace partywall::ir {
namespace {

using testing::IsEmpty;

/// `text`, read and printed again.
std::string again(const std::string& text) {
  const auto program = read(text);
  if (!program) {
    ADD_FAILURE() << program.error().line << ":" << program.error().column << ": " << program.error().message
                  << "\nin\n"
                  << text;
    return {};
  }
  EXPECT_THAT(verify(*program), IsEmpty()) << text;
  return print(*program);
}

TEST(TextRoundTrip, RandomProgramsComeBack) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    const Program program = random_program({.seed = seed, .functions = 3});
    ASSERT_THAT(verify(program), IsEmpty()) << "seed " << seed;
    const std::string text = print(program);
    ASSERT_EQ(again(text), text) << "seed " << seed;
  }
}

TEST(TextRoundTrip, CountsOfEntriesComeBack) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Program program = random_program({.seed = seed});
    const auto back = read(print(program));
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->files.size(), program.files.size());
    EXPECT_EQ(back->types.size(), program.types.size());
    EXPECT_EQ(back->fields.size(), program.fields.size());
    EXPECT_EQ(back->records.size(), program.records.size());
    EXPECT_EQ(back->globals.size(), program.globals.size());
    EXPECT_EQ(back->callees.size(), program.callees.size());
    EXPECT_EQ(back->functions.size(), program.functions.size());
    EXPECT_EQ(back->units.size(), program.units.size());
  }
}

/// One entry of everything. The fields below are changed in it one at a time.
constexpr std::string_view one_of_each = R"(version: 1
file f0 = "src/a.cpp"
file f1 = "src/b.cpp" external
type t0 = integer 32 int
type t1 = record app::Box<t0> as app::TenantBox
type t2 = pointer to t1
field d0 = app::Box.value: t0
field d1 = app::Box.other: t0
record app::Box fields d0 bases t1 annotated identity @f0:1:2-3
global g0 = app::cache: t1 symbol "c:cache" annotated shared @f0:2:3-4
global g1 = app::spare: t1
callee c0 = app::Box::get(key: t0) -> t1 class app::Box receiver app::Derived template <t0> annotated pure symbol "c:get"
callee c1 = app::spare()
function method app::Box::run(key: t0 @4:5-6 annotated identity) -> t1 @f0:4:1-9 {
  symbol "c:run"
  link chatd
  class app::Box
  parent "c:outer"
  template <t0>
  overrides "c:base"
  annotated verified
  self this: t2
  capture &seen: t2 captures other
  global cache: t1 = g0
  local box: t1
b0:
  box = call app::Box::get(key, 7=app::seven, "text", float "1.5", true, function app::spare) on &this.* : t0 @5:1-8
  box.value = copy this.*.value
  choose key, 1: b1, else b2 @6:1-4
b1:
  leave box[3] @7:1-2
b2: handler
  may_throw b1 catch b2
}
unit "src/a.cpp" link chatd configuration x1
note warning "careful" @f0:1:1-2
)";

struct Change {
  std::string_view member;
  std::function<void(Program&)> apply;
};

Instruction& first_step(Program& program) { return program.functions[0].blocks[0].instructions[0]; }
Terminator& first_end(Program& program) { return program.functions[0].blocks[0].terminator; }
Variable& variable(Program& program, std::size_t index) { return program.functions[0].variables[index]; }
NameId changed(Program& program) { return program.names.intern("changed"); }

/// Every member of program.h, each changed by one step.
std::vector<Change> changes() {
  std::vector<Change> all;
  const auto name = [&](std::string_view member, auto find) {
    all.push_back({member, [find](Program& p) { find(p) = changed(p); }});
    all.push_back({member, [find](Program& p) { find(p) = NameId{}; }});
    all.push_back({member, [find](Program& p) { find(p) = p.names.intern(""); }});
  };
  const auto names = [&](std::string_view member, auto find) {
    all.push_back({member, [find](Program& p) { find(p).push_back(changed(p)); }});
    all.push_back({member, [find](Program& p) { find(p).clear(); }});
  };
  const auto type = [&](std::string_view member, auto find) {
    all.push_back({member, [find](Program& p) { find(p) = TypeId{find(p) == TypeId{0} ? 1U : 0U}; }});
    all.push_back({member, [find](Program& p) { find(p) = find(p) ? TypeId{} : TypeId{0}; }});
  };
  const auto types = [&](std::string_view member, auto find) {
    all.push_back({member, [find](Program& p) { find(p).push_back(TypeId{0}); }});
    all.push_back({member, [find](Program& p) { find(p).clear(); }});
  };
  const auto flag = [&](std::string_view member, auto find) {
    all.push_back({member, [find](Program& p) { find(p) = !find(p); }});
  };
  const auto location = [&](std::string_view member, auto find) {
    all.push_back(
        {member, [find](Program& p) { find(p) = find(p).line == 0 ? Location{{0}, 9, 8, 7, 6} : Location{}; }});
    all.push_back({member, [find](Program& p) { find(p) = {{1}, 11, 12, 13, 14}; }});
    all.push_back({member, [find](Program& p) { find(p) = {{1}, 0, 0, 0, 0}; }});
    for (auto part : {&Location::line, &Location::column, &Location::end_line, &Location::end_column})
      all.push_back({member, [find, part](Program& p) {
                       find(p) = {{0}, 21, 22, 23, 24};
                       find(p).*part += 1;
                     }});
  };
  const auto set = [&](std::string_view member, auto apply) { all.push_back({member, apply}); };

  name("File::path", [](Program& p) -> auto& { return p.files[0].path; });
  flag("File::in_project", [](Program& p) -> auto& { return p.files[0].in_project; });
  flag("File::is_test", [](Program& p) -> auto& { return p.files[0].is_test; });

  set("Type::shape", [](Program& p) { p.types[0].shape = Type::Shape::enumeration; });
  flag("Type::is_const", [](Program& p) -> auto& { return p.types[0].is_const; });
  set("Type::bits", [](Program& p) { p.types[0].bits = 255; });
  name("Type::sugar", [](Program& p) -> auto& { return p.types[1].sugar; });
  name("Type::name", [](Program& p) -> auto& { return p.types[1].name; });
  set("Type::element", [](Program& p) { p.types[2].element = {0}; });
  set("Type::element", [](Program& p) { p.types[2].element = {}; });
  types("Type::arguments", [](Program& p) -> auto& { return p.types[1].arguments; });
  set("Type::arguments", [](Program& p) { p.types[1].arguments = {{}}; });

  name("Field::record", [](Program& p) -> auto& { return p.fields[0].record; });
  name("Field::name", [](Program& p) -> auto& { return p.fields[0].name; });
  type("Field::type", [](Program& p) -> auto& { return p.fields[0].type; });

  name("Record::name", [](Program& p) -> auto& { return p.records[0].name; });
  location("Record::location", [](Program& p) -> auto& { return p.records[0].location; });
  set("Record::fields", [](Program& p) { p.records[0].fields.push_back({1}); });
  types("Record::bases", [](Program& p) -> auto& { return p.records[0].bases; });
  names("Record::annotations", [](Program& p) -> auto& { return p.records[0].annotations; });

  name("Global::symbol", [](Program& p) -> auto& { return p.globals[0].symbol; });
  name("Global::name", [](Program& p) -> auto& { return p.globals[0].name; });
  type("Global::type", [](Program& p) -> auto& { return p.globals[0].type; });
  set("Global::storage", [](Program& p) { p.globals[0].storage = Global::Storage::thread; });
  flag("Global::is_constant", [](Program& p) -> auto& { return p.globals[0].is_constant; });
  location("Global::location", [](Program& p) -> auto& { return p.globals[0].location; });
  names("Global::annotations", [](Program& p) -> auto& { return p.globals[0].annotations; });

  name("Callee::symbol", [](Program& p) -> auto& { return p.callees[0].symbol; });
  name("Callee::name", [](Program& p) -> auto& { return p.callees[0].name; });
  name("Callee::declaring_class", [](Program& p) -> auto& { return p.callees[0].declaring_class; });
  name("Callee::receiver_class", [](Program& p) -> auto& { return p.callees[0].receiver_class; });
  type("Callee::result", [](Program& p) -> auto& { return p.callees[0].result; });
  type("Callee::parameters", [](Program& p) -> auto& { return p.callees[0].parameters[0]; });
  name("Callee::parameter_names", [](Program& p) -> auto& { return p.callees[0].parameter_names[0]; });
  types("Callee::template_arguments", [](Program& p) -> auto& { return p.callees[0].template_arguments; });
  names("Callee::annotations", [](Program& p) -> auto& { return p.callees[0].annotations; });
  for (auto member : {&Callee::is_virtual, &Callee::is_constructor, &Callee::is_destructor, &Callee::is_const,
                      &Callee::is_static, &Callee::is_variadic, &Callee::never_returns})
    flag("a flag of Callee", [member](Program& p) -> auto& { return p.callees[0].*member; });

  set("Function::kind", [](Program& p) { p.functions[0].kind = Function::Kind::lambda; });
  name("Function::symbol", [](Program& p) -> auto& { return p.functions[0].symbol; });
  name("Function::link_unit", [](Program& p) -> auto& { return p.functions[0].link_unit; });
  name("Function::name", [](Program& p) -> auto& { return p.functions[0].name; });
  name("Function::declaring_class", [](Program& p) -> auto& { return p.functions[0].declaring_class; });
  type("Function::result", [](Program& p) -> auto& { return p.functions[0].result; });
  types("Function::template_arguments", [](Program& p) -> auto& { return p.functions[0].template_arguments; });
  names("Function::overrides", [](Program& p) -> auto& { return p.functions[0].overrides; });
  name("Function::parent", [](Program& p) -> auto& { return p.functions[0].parent; });
  names("Function::annotations", [](Program& p) -> auto& { return p.functions[0].annotations; });
  for (auto member : {&Function::is_virtual, &Function::is_static, &Function::is_const, &Function::is_coroutine,
                      &Function::is_defaulted})
    flag("a flag of Function", [member](Program& p) -> auto& { return p.functions[0].*member; });
  location("Function::location", [](Program& p) -> auto& { return p.functions[0].location; });
  set("Function::parameter_count", [](Program& p) {
    p.functions[0].parameter_count = 0;
    variable(p, 0).kind = Variable::Kind::local;
  });

  set("Variable::kind", [](Program& p) { variable(p, 4).kind = Variable::Kind::temporary; });
  name("Variable::name", [](Program& p) -> auto& { return variable(p, 0).name; });
  type("Variable::type", [](Program& p) -> auto& { return variable(p, 0).type; });
  set("Variable::global", [](Program& p) { variable(p, 3).global = {1}; });
  flag("Variable::by_reference", [](Program& p) -> auto& { return variable(p, 2).by_reference; });
  name("Variable::captured_as", [](Program& p) -> auto& { return variable(p, 2).captured_as; });
  location("Variable::location", [](Program& p) -> auto& { return variable(p, 0).location; });
  names("Variable::annotations", [](Program& p) -> auto& { return variable(p, 0).annotations; });

  set("Place::variable", [](Program& p) { p.functions[0].places[first_step(p).target.value].variable = {0}; });
  type("Place::type", [](Program& p) -> auto& { return p.functions[0].places[first_step(p).target.value].type; });
  for (const Step step :
       {Step{Step::Kind::deref, {}, -1}, Step{Step::Kind::field, {0}, -1}, Step{Step::Kind::field, {1}, -1},
        Step{Step::Kind::element, {}, -1}, Step{Step::Kind::element, {}, 0}, Step{Step::Kind::element, {}, 9}})
    set("Place::steps",
        [step](Program& p) { p.functions[0].places[first_step(p).target.value].steps.push_back(step); });

  for (const Constant& constant :
       {Constant{Constant::Kind::text, 0, {0}}, Constant{Constant::Kind::integer, -1, {}},
        Constant{Constant::Kind::integer, -1, {0}}, Constant{Constant::Kind::floating, 0, {0}},
        Constant{Constant::Kind::floating, 0, {}}, Constant{Constant::Kind::boolean, 0, {}},
        Constant{Constant::Kind::boolean, 1, {}}, Constant{Constant::Kind::null, 0, {}},
        Constant{Constant::Kind::zero, 0, {}}})
    set("Constant", [constant](Program& p) { p.functions[0].constants[first_step(p).operands[1].index] = constant; });

  for (const Operand operand : {Operand{}, Operand{Operand::Kind::constant, 1}, Operand{Operand::Kind::value, 0},
                                Operand{Operand::Kind::address, 0}, Operand{Operand::Kind::function, 0}})
    set("Operand", [operand](Program& p) { first_step(p).operands[0] = operand; });

  set("Instruction::target", [](Program& p) { first_step(p).target = {}; });
  set("Instruction::callee", [](Program& p) { first_step(p).callee = {1}; });
  set("Instruction::callee", [](Program& p) { first_step(p).callee = {}; });
  set("Instruction::receiver", [](Program& p) { first_step(p).receiver = {}; });
  set("Instruction::operands", [](Program& p) { first_step(p).operands.pop_back(); });
  type("Instruction::type", [](Program& p) -> auto& { return first_step(p).type; });
  flag("Instruction::initialises_static", [](Program& p) -> auto& { return first_step(p).initialises_static; });
  flag("Instruction::is_default_argument", [](Program& p) -> auto& { return first_step(p).is_default_argument; });
  location("Instruction::location", [](Program& p) -> auto& { return first_step(p).location; });

  set("Terminator::value", [](Program& p) { first_end(p).value = {}; });
  set("Terminator::successors", [](Program& p) { first_end(p).successors[0] = {0}; });
  set("Terminator::cases", [](Program& p) { first_end(p).cases[0] = {}; });
  location("Terminator::location", [](Program& p) -> auto& { return first_end(p).location; });
  flag("Block::is_handler", [](Program& p) -> auto& { return p.functions[0].blocks[1].is_handler; });

  set("Note::severity", [](Program& p) { p.units[0].notes[0].severity = Note::Severity::lost; });
  set("Note::message", [](Program& p) { p.units[0].notes[0].message = "two\nlines"; });
  location("Note::location", [](Program& p) -> auto& { return p.units[0].notes[0].location; });
  name("Unit::main_file", [](Program& p) -> auto& { return p.units[0].main_file; });
  name("Unit::link_unit", [](Program& p) -> auto& { return p.units[0].link_unit; });
  name("Unit::configuration", [](Program& p) -> auto& { return p.units[0].configuration; });
  return all;
}

TEST(TextRoundTrip, EveryMemberIsPrintedAndReadBack) {
  const auto original = read(one_of_each);
  ASSERT_TRUE(original) << original.error().line << ": " << original.error().message;
  const std::string before = print(*original);
  ASSERT_EQ(again(before), before);
  for (const Change& change : changes()) {
    SCOPED_TRACE(change.member);
    Program program = *original;
    change.apply(program);
    EXPECT_THAT(verify(program), IsEmpty());
    const std::string after = print(program);
    EXPECT_NE(after, before);
    EXPECT_EQ(again(after), after);
  }
}

template <typename Enum> void expect_each_enumerator(Enum last, const std::function<void(Program&, Enum)>& apply) {
  std::vector<std::string> texts;
  for (int value = 0; value <= static_cast<int>(last); ++value) {
    Program program = *read(one_of_each);
    apply(program, static_cast<Enum>(value));
    EXPECT_THAT(verify(program), IsEmpty()) << value;
    const std::string text = print(program);
    EXPECT_EQ(again(text), text);
    EXPECT_THAT(texts, testing::Not(testing::Contains(text))) << value;
    texts.push_back(text);
  }
}

TEST(TextRoundTrip, EveryEnumeratorHasItsWord) {
  expect_each_enumerator<Type::Shape>(Type::Shape::function, [](Program& p, auto shape) { p.types[1].shape = shape; });
  expect_each_enumerator<Global::Storage>(Global::Storage::thread,
                                          [](Program& p, auto storage) { p.globals[0].storage = storage; });
  expect_each_enumerator<Function::Kind>(Function::Kind::initialiser,
                                         [](Program& p, auto kind) { p.functions[0].kind = kind; });
  expect_each_enumerator<Note::Severity>(Note::Severity::lost,
                                         [](Program& p, auto severity) { p.units[0].notes[0].severity = severity; });
  expect_each_enumerator<Op>(Op::call, [](Program& p, Op op) {
    Instruction& step = p.functions[0].blocks[0].instructions[1];
    step.op = op;
    if (op >= Op::add && op <= Op::three_way)
      step.operands.resize(2, step.operands[0]);
    if (op == Op::closure)
      step.callee = {0};
  });
  expect_each_enumerator<Terminator::Kind>(Terminator::Kind::unreachable, [](Program& p, auto kind) {
    using enum Terminator::Kind;
    Terminator& end = p.functions[0].blocks[1].terminator;
    const Operand value = end.value;
    end = {};
    end.kind = kind;
    if (kind == jump || kind == choose)
      end.successors = {{1}};
    if (kind == branch || kind == may_throw || kind == raise)
      end.successors = {{1}, {2}};
    if (kind == branch || kind == choose || kind == leave || kind == raise)
      end.value = value;
  });
  expect_each_enumerator<Variable::Kind>(Variable::Kind::global, [](Program& p, auto kind) {
    Variable& last = p.functions[0].variables.back();
    if (kind == Variable::Kind::parameter)
      p.functions[0].parameter_count = 0;
    if (kind == Variable::Kind::parameter)
      variable(p, 0).kind = Variable::Kind::local;
    else
      last.kind = kind;
    if (kind == Variable::Kind::global)
      last.global = {1};
    if (kind == Variable::Kind::capture)
      last.index = 1;
  });
}

TEST(TextRoundTrip, OneFunctionIsPrintedAsInTheWhole) {
  const auto program = read(one_of_each);
  ASSERT_TRUE(program);
  EXPECT_THAT(print(*program), testing::HasSubstr(print(*program, program->functions[0])));
}

TEST(TextRoundTrip, DeepTypesNeedNoStack) {
  Program program;
  program.types.emplace_back();
  for (std::uint32_t depth = 0; depth < 200'000; ++depth) {
    Type pointer;
    pointer.shape = Type::Shape::pointer;
    pointer.element = {depth};
    program.types.push_back(pointer);
  }
  std::ranges::reverse(program.types); // users first, the hard order
  for (Type& type : program.types)
    if (type.element)
      type.element.value = 200'000 - type.element.value;
  ASSERT_THAT(verify(program), IsEmpty());
  const std::string text = print(program);
  EXPECT_EQ(again(text), text);
}

TEST(TextRoundTrip, FixturesSettleAfterOnePrint) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(PARTYWALL_SOURCE_DIR "/testdata/ir")) {
    if (entry.path().extension() != ".ir")
      continue;
    SCOPED_TRACE(entry.path().filename());
    std::stringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    const std::string printed = again(text.str());
    EXPECT_EQ(again(printed), printed);
    ++count;
  }
  EXPECT_GT(count, 0);
}

} // namespace
} // namespace partywall::ir
