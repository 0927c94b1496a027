#include "checks/flow/ir/text.h"

#include <gmock/gmock.h>

#include <functional>

namespace partywall::ir {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view sound_text = R"(version: 1
file f0 = "src/a.cpp"
type t0 = integer 32 int
type t1 = pointer to t0
field d0 = app::Box.value: t0
record app::Box fields d0
global g0 = app::cache: t0
callee c0 = app::get(key: t0)
function app::run(key: t0) {
  capture seen
  global cache: t0 = g0
  local box
b0:
  box.value = call app::get(key, "text", 5, true)
  box = add key, box[2]
  branch box, b1, b2
b1:
  leave box
b2:
  may_throw b1 catch b2
}
unit "src/a.cpp"
note warning "careful" @f0:1:2
)";

Function& function(Program& program) { return program.functions[0]; }
Instruction& call(Program& program) { return function(program).blocks[0].instructions[0]; }
Instruction& sum(Program& program) { return function(program).blocks[0].instructions[1]; }
Terminator& end(Program& program, std::size_t block) { return function(program).blocks[block].terminator; }
Constant& constant(Program& program, std::size_t operand) {
  return function(program).constants[call(program).operands[operand].index];
}
Place& place_of_target(Program& program) { return function(program).places[call(program).target.value]; }

struct Breach {
  std::function<void(Program&)> commit;
  std::string_view sentence;
};

const Breach breaches[] = {
    {[](Program& p) { p.files[0].path = {999}; }, "File 0 has a name out of range."},
    {[](Program& p) { p.types[0].name = {999}; }, "Type 0 has a name out of range."},
    {[](Program& p) { p.types[0].sugar = {999}; }, "Type 0 has a name out of range."},
    {[](Program& p) { p.types[1].element = {9}; }, "Type 1 has a type out of range."},
    {[](Program& p) { p.types[1].arguments = {{9}}; }, "Type 1 has a type out of range."},
    {[](Program& p) { p.types[1].element = {1}; }, "Type 1 is made of itself."},
    {[](Program& p) { p.fields[0].record = {999}; }, "Field 0 has a name out of range."},
    {[](Program& p) { p.fields[0].name = {999}; }, "Field 0 has a name out of range."},
    {[](Program& p) { p.fields[0].type = {9}; }, "Field 0 has a type out of range."},
    {[](Program& p) { p.records[0].name = {999}; }, "Record 0 has a name out of range."},
    {[](Program& p) { p.records[0].fields = {{9}}; }, "Record 0 has a field out of range."},
    {[](Program& p) { p.records[0].fields = {{}}; }, "Record 0 has a field out of range."},
    {[](Program& p) { p.records[0].bases = {{9}}; }, "Record 0 has a type out of range."},
    {[](Program& p) { p.records[0].annotations = {{999}}; }, "Record 0 has a name out of range."},
    {[](Program& p) { p.records[0].location = {{9}, 1, 1, 1, 1}; }, "Record 0 has a location in a file out of range."},
    {[](Program& p) { p.globals[0].symbol = {999}; }, "Global 0 has a name out of range."},
    {[](Program& p) { p.globals[0].location = {{}, 1, 1, 1, 1}; }, "Global 0 has a location with a line but no file."},
    {[](Program& p) { p.globals[0].location = {{0}, 0, 1, 0, 0}; },
     "Global 0 has a location with a column or an end but no line."},
    {[](Program& p) { p.callees[0].symbol = {999}; }, "Callee 0 has a name out of range."},
    {[](Program& p) { p.callees[0].receiver_class = {999}; }, "Callee 0 has a name out of range."},
    {[](Program& p) { p.callees[0].result = {9}; }, "Callee 0 has a type out of range."},
    {[](Program& p) { p.callees[0].parameter_names.clear(); },
     "Callee 0 has parameters without a name entry, or the reverse."},
    {[](Program& p) { p.units[0].configuration = {999}; }, "Unit 0 has a name out of range."},
    {[](Program& p) { p.units[0].notes[0].location.file = {9}; }, "Unit 0 has a location in a file out of range."},

    {[](Program& p) { function(p).symbol = {999}; }, "Function 0 (app::run) has a name out of range."},
    {[](Program& p) { function(p).name = {999}; }, "Function 0 has a name out of range."},
    {[](Program& p) { function(p).overrides = {{999}}; }, "Function 0 (app::run) has a name out of range."},
    {[](Program& p) { function(p).result = {9}; }, "Function 0 (app::run) has a type out of range."},
    {[](Program& p) { function(p).location = {{}, 1, 1, 1, 1}; },
     "Function 0 (app::run) has a location with a line but no file."},
    {[](Program& p) { function(p).parameter_count = 0; }, "Function 0 (app::run) does not have its parameters first."},
    {[](Program& p) { function(p).variables[0].index = 1; },
     "Function 0 (app::run) has a variable whose index is not its position."},
    {[](Program& p) { function(p).variables[1].index = 1; },
     "Function 0 (app::run) has a variable whose index is not its position."},
    {[](Program& p) { function(p).variables[2].global = {}; },
     "Function 0 (app::run) has a global variable without its global, or the reverse."},
    {[](Program& p) { function(p).variables[3].global = {0}; },
     "Function 0 (app::run) has a global variable without its global, or the reverse."},
    {[](Program& p) { function(p).variables[2].global = {9}; }, "Function 0 (app::run) has a global out of range."},
    {[](Program& p) { function(p).variables[3].by_reference = true; },
     "Function 0 (app::run) has a variable captured that is no capture."},
    {[](Program& p) { function(p).variables[3].captured_as = {0}; },
     "Function 0 (app::run) has a variable captured that is no capture."},
    {[](Program& p) { function(p).variables[3].type = {9}; }, "Function 0 (app::run) has a type out of range."},
    {[](Program& p) { place_of_target(p).variable = {9}; },
     "Function 0 (app::run) has a place of a variable out of range."},
    {[](Program& p) { place_of_target(p).type = {9}; }, "Function 0 (app::run) has a type out of range."},
    {[](Program& p) { place_of_target(p).steps[0].field = {9}; },
     "Function 0 (app::run) has a step to a field that is not there."},
    {[](Program& p) { place_of_target(p).steps[0].kind = Step::Kind::deref; },
     "Function 0 (app::run) has a step to a field that is not there."},
    {[](Program& p) { place_of_target(p).steps[0].index = 0; },
     "Function 0 (app::run) has a step with an impossible index."},
    {[](Program& p) { place_of_target(p).steps[0] = {Step::Kind::element, {}, -2}; },
     "Function 0 (app::run) has a step with an impossible index."},
    {[](Program& p) { constant(p, 1).text = {}; }, "Function 0 (app::run) has a text constant without its text."},
    {[](Program& p) { constant(p, 1).number = 1; },
     "Function 0 (app::run) has a constant with a number it cannot have."},
    {[](Program& p) { constant(p, 3).number = 2; },
     "Function 0 (app::run) has a constant with a number it cannot have."},
    {[](Program& p) { constant(p, 3).text = {0}; }, "Function 0 (app::run) has a constant with a text it cannot have."},

    {[](Program& p) { call(p).target = {99}; },
     "Function 0 (app::run), block 0, instruction 0, has a target out of range."},
    {[](Program& p) { call(p).callee = {9}; },
     "Function 0 (app::run), block 0, instruction 0, has a callee out of range."},
    {[](Program& p) { call(p).type = {9}; }, "Function 0 (app::run), block 0, instruction 0, has a type out of range."},
    {[](Program& p) { call(p).operands[0].index = 99; },
     "Function 0 (app::run), block 0, instruction 0, has a place out of range."},
    {[](Program& p) { call(p).operands[1].index = 99; },
     "Function 0 (app::run), block 0, instruction 0, has a constant out of range."},
    {[](Program& p) { call(p).operands[1] = {Operand::Kind::function, 9}; },
     "Function 0 (app::run), block 0, instruction 0, has a callee out of range."},
    {[](Program& p) { call(p).receiver = {Operand::Kind::none, 1}; },
     "Function 0 (app::run), block 0, instruction 0, has an index in an absent operand."},
    {[](Program& p) {
       call(p).callee = {};
       call(p).operands.clear();
     },
     "Function 0 (app::run), block 0, instruction 0, calls nothing."},
    {[](Program& p) { sum(p).operands.pop_back(); },
     "Function 0 (app::run), block 0, instruction 1, needs exactly two operands."},
    {[](Program& p) { sum(p).op = Op::negate; },
     "Function 0 (app::run), block 0, instruction 1, needs exactly one operand."},
    {[](Program& p) { sum(p).op = Op::closure; },
     "Function 0 (app::run), block 0, instruction 1, needs the lambda it makes."},
    {[](Program& p) { sum(p).callee = {0}; }, "Function 0 (app::run), block 0, instruction 1, cannot have a callee."},
    {[](Program& p) { sum(p).receiver = sum(p).operands[0]; },
     "Function 0 (app::run), block 0, instruction 1, cannot have a receiver."},
    {[](Program& p) { sum(p).location.file = {9}; },
     "Function 0 (app::run), block 0, instruction 1, has a location in a file out of range."},
    {[](Program& p) { end(p, 0).successors[1] = {9}; },
     "Function 0 (app::run), block 0, terminator has a successor out of range."},
    {[](Program& p) { end(p, 0).successors.pop_back(); },
     "Function 0 (app::run), block 0, terminator needs exactly two successors."},
    {[](Program& p) { end(p, 0).cases.emplace_back(); },
     "Function 0 (app::run), block 0, terminator cannot have cases."},
    {[](Program& p) { end(p, 0).kind = Terminator::Kind::choose; },
     "Function 0 (app::run), block 0, terminator needs a successor for each case and one for the rest."},
    {[](Program& p) { end(p, 1).kind = Terminator::Kind::jump; },
     "Function 0 (app::run), block 1, terminator cannot have a value."},
    {[](Program& p) { end(p, 1).kind = Terminator::Kind::unreachable; },
     "Function 0 (app::run), block 1, terminator cannot have a value."},
    {[](Program& p) { end(p, 1).successors = {{0}}; },
     "Function 0 (app::run), block 1, terminator cannot have successors."},
    {[](Program& p) { end(p, 2).kind = Terminator::Kind::jump; },
     "Function 0 (app::run), block 2, terminator needs exactly one successor."},
    {[](Program& p) { end(p, 2).successors.clear(); }, "Function 0 (app::run), block 2, terminator needs a successor."},
    {[](Program& p) { end(p, 2).value = end(p, 0).value; },
     "Function 0 (app::run), block 2, terminator cannot have a value."},
};

TEST(Verify, ASoundProgramHasNoProblems) {
  const auto program = read(sound_text);
  ASSERT_TRUE(program) << program.error().line << ": " << program.error().message;
  EXPECT_THAT(verify(*program), testing::IsEmpty());
  EXPECT_THAT(verify(Program{}), testing::IsEmpty());
}

TEST(Verify, EachBreachIsOneSentence) {
  for (const Breach& breach : breaches) {
    SCOPED_TRACE(breach.sentence);
    Program program = *read(sound_text);
    breach.commit(program);
    EXPECT_THAT(verify(program), ElementsAre(breach.sentence));
  }
}

TEST(Verify, AFunctionHasABlock) {
  Program program = *read(sound_text);
  function(program).blocks.clear();
  EXPECT_THAT(verify(program), ElementsAre("Function 0 (app::run) has no block."));
}

TEST(Verify, ParametersAreVariables) {
  Program program = *read("version: 1\nfunction f(x) {\n}");
  function(program).parameter_count = 2;
  EXPECT_THAT(verify(program), ElementsAre("Function 0 (f) counts more parameters than it has variables."));
}

TEST(Verify, TypesThatGoRoundInCirclesAreAllNamed) {
  Program program = *read("version: 1\ntype t0 = unknown\ntype t1 = pointer to t0\ntype t2 = record A<t1>\n");
  program.types[0].element = {2};
  EXPECT_THAT(verify(program), ElementsAre(HasSubstr("Type 0"), HasSubstr("Type 1"), HasSubstr("Type 2")));
}

} // namespace
} // namespace partywall::ir
