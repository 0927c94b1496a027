#include "checks/flow/ir/text.h"
#include "tests/flow/ir/random-program.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace partywall::ir {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// Reads what a person wrote: the version line is added, the result must verify.
Program written(std::string_view text) {
  auto program = read("version: 1\n" + std::string(text));
  if (!program) {
    ADD_FAILURE() << program.error().line << ":" << program.error().column << ": " << program.error().message;
    return {};
  }
  EXPECT_THAT(verify(*program), IsEmpty());
  return *std::move(program);
}

const Function& only_function(const Program& program) {
  if (program.functions.size() != 1)
    throw std::logic_error("one function expected");
  return program.functions.front();
}

TEST(TextReader, AnEmptyBodyIsABlockThatReturns) {
  const Program program = written("function app::nothing() {\n}");
  const Function& function = only_function(program);
  ASSERT_EQ(function.blocks.size(), 1U);
  EXPECT_EQ(function.blocks[0].terminator.kind, Terminator::Kind::leave);
  EXPECT_EQ(program.text(function.symbol), "app::nothing") << "the symbol is the name unless it is said";
}

TEST(TextReader, VariablesAreDeclaredByTheirFirstUse) {
  const Program program = written("function f(key) {\n x = copy key\n %3 = add x, 1\n this.*.last = copy %3\n}");
  const Function& function = only_function(program);
  std::vector<Variable::Kind> kinds;
  for (const Variable& variable : function.variables)
    kinds.push_back(variable.kind);
  using enum Variable::Kind;
  EXPECT_THAT(kinds, testing::ElementsAre(parameter, local, temporary, this_pointer));
  EXPECT_FALSE(function.variables[0].type) << "a type left out is absent";
}

TEST(TextReader, BlocksFallThroughAndTheLastOneReturns) {
  const Program program = written("function f(x) {\n copy x\nmiddle:\n copy x\nlast: handler\n copy x\n}");
  const auto& blocks = only_function(program).blocks;
  ASSERT_EQ(blocks.size(), 3U);
  EXPECT_EQ(blocks[0].terminator.kind, Terminator::Kind::jump);
  EXPECT_THAT(blocks[0].terminator.successors, testing::ElementsAre(BlockId{1}));
  EXPECT_THAT(blocks[1].terminator.successors, testing::ElementsAre(BlockId{2}));
  EXPECT_EQ(blocks[2].terminator.kind, Terminator::Kind::leave);
  EXPECT_TRUE(blocks[2].is_handler);
}

TEST(TextReader, ACalleeWithoutEntryIsMadeFromItsName) {
  const Program program =
      written("function f(store, key) {\n call app::load(key)\n call app::Store::get(key) on &store\n"
              " call app::load(key)\n call app::Store::Store() on &store\n}");
  ASSERT_EQ(program.callees.size(), 3U);
  EXPECT_EQ(program.text(program.callees[0].symbol), "app::load");
  EXPECT_FALSE(program.callees[0].declaring_class);
  EXPECT_EQ(program.text(program.callees[1].declaring_class), "app::Store");
  EXPECT_EQ(program.text(program.callees[1].receiver_class), "app::Store");
  EXPECT_FALSE(program.callees[1].is_constructor);
  EXPECT_TRUE(program.callees[2].is_constructor);
}

TEST(TextReader, ACalleeWithEntryIsFoundByItsName) {
  const Program program =
      written("callee load = app::load(key) never_returns\nfunction f(key) {\n call app::load(key)\n}");
  ASSERT_EQ(program.callees.size(), 1U);
  EXPECT_TRUE(program.callees[0].never_returns);
}

TEST(TextReader, CallsThroughValuesHaveNoCallee) {
  const Program program = written("function f(on_miss, key) {\n %0 = call *on_miss(key)\n}");
  const Instruction& step = only_function(program).blocks[0].instructions[0];
  EXPECT_FALSE(step.callee);
  EXPECT_EQ(step.operands.size(), 2U);
}

TEST(TextReader, FieldsAreFoundThroughTheTypeOfTheirHolder) {
  const Program program = written(R"(
type text = record std::basic_string
type session = record app::Session
field a = app::Session.tenant: text
field b = app::Other.tenant
function f(session: pointer to session, x) {
  x = copy session.*.tenant
  x = copy session.*.app::Other::tenant
  x = copy x.tenant$b
  x = copy session.*.created
})");
  const Function& function = only_function(program);
  std::vector<std::uint32_t> fields;
  for (const Place& place : function.places)
    if (!place.steps.empty())
      fields.push_back(place.steps.back().field.value);
  EXPECT_THAT(fields, testing::ElementsAre(0, 1, 1, 2));
  EXPECT_EQ(program.text(program.fields[2].record), "app::Session")
      << "an unknown field belongs to its holder's record";
  EXPECT_EQ(function.places[1].type, program.fields[0].type) << "a place has the type of its last field";
}

TEST(TextReader, TypesMayBeSpelledOutInPlace) {
  const Program program =
      written("function f(a: const integer 32 int as app::Id, b: array of record std::vector<pointer to "
              "unknown>) {\n}");
  const Function& function = only_function(program);
  const Type& a = program.at(function.variables[0].type);
  EXPECT_EQ(a.shape, Type::Shape::integer);
  EXPECT_TRUE(a.is_const);
  EXPECT_EQ(a.bits, 32);
  EXPECT_EQ(program.text(a.name), "int");
  EXPECT_EQ(program.text(a.sugar), "app::Id");
  const Type& element = program.at(program.at(function.variables[1].type).element);
  EXPECT_EQ(program.text(element.name), "std::vector");
  EXPECT_EQ(program.at(element.arguments[0]).shape, Type::Shape::pointer);
}

TEST(TextReader, LocationsStandInTheFunctionsFile) {
  const Program program =
      written("file a = \"a.cpp\"\nfile b = \"b.cpp\"\nfunction f(x @1:2) @b:3:4-5 {\n x = copy 1 @6:7-8:9\n"
              " x = copy 2 @a:10\n x = copy 3\n}");
  const Function& function = only_function(program);
  const auto& steps = function.blocks[0].instructions;
  EXPECT_EQ(function.variables[0].location, (Location{{1}, 1, 2, 1, 2}));
  EXPECT_EQ(function.location, (Location{{1}, 3, 4, 3, 5}));
  EXPECT_EQ(steps[0].location, (Location{{1}, 6, 7, 8, 9}));
  EXPECT_EQ(steps[1].location, (Location{{0}, 10, 1, 10, 1}));
  EXPECT_EQ(steps[2].location, Location{});
}

TEST(TextReader, CommentsAndBlankLinesAreNothing) {
  const Program program =
      written("\n  // one\n\nfunction f() { // two\n\t// three\r\n x = copy \"// text\" // four\n}\r\n");
  const Function& function = only_function(program);
  EXPECT_EQ(program.text(function.constants[0].text), "// text");
}

TEST(TextReader, OperatorsAreNamesWithoutQuotes) {
  for (const std::string_view name : {"std::operator+", "operator==", "app::F::operator()", "app::V::operator[]",
                                      "std::operator<=>", "app::I::operator->", "app::S::~S", "std::operator<<"}) {
    const Program program = written("function f(x) {\n call " + std::string(name) + "(x)\n}");
    EXPECT_EQ(program.text(program.callees.at(0).name), name);
    EXPECT_THAT(print(program), HasSubstr("call " + std::string(name) + "(x)"));
  }
}

TEST(TextReader, VariablesNamedLikeWordsOfTheTablesNeedNoQuotes) {
  const Program program =
      written("function f(type, file, record, error) {\n type = copy file\n `list` = copy `copy`\n}");
  EXPECT_THAT(print(program), HasSubstr("type = copy file\n  `list` = copy `copy`\n"));
}

TEST(TextReader, TheExamplesOfThePageAreReadable) {
  std::stringstream page;
  page << std::ifstream(PARTYWALL_SOURCE_DIR "/docs/flow-ir.md").rdbuf();
  const std::string text = page.str();
  int count = 0;
  for (std::size_t begin = 0; (begin = text.find("```\nversion: 1\n", begin)) != std::string::npos; ++count) {
    begin += 4;
    const std::size_t end = text.find("```", begin);
    const auto program = read(std::string_view(text).substr(begin, end - begin));
    ASSERT_TRUE(program) << "example " << count << ", " << program.error().line << ": " << program.error().message;
    EXPECT_THAT(verify(*program), IsEmpty());
    begin = end + 3;
  }
  EXPECT_EQ(count, 2);
}

// ---- errors

struct Mistake {
  std::string_view text; ///< After the version line, so that its first line is line 2.
  std::uint32_t line;
  std::uint32_t column;
  std::string_view message;
};

TEST(TextReader, MistakesAreReportedWhereTheyStand) {
  const Mistake mistakes[] = {
      {"nonsense", 2, 1, "file, type, field"},
      {"file f0 \"a\"", 2, 9, "'=' expected"},
      {"file f0 = \"a\" extra", 2, 15, "external or test"},
      {"file f0 = \"a\"\nfile f0 = \"b\"", 3, 6, "defined twice"},
      {"file f0 = \"a", 2, 11, "no end on this line"},
      {"file f0 = \"a\\q\"", 2, 13, "unknown escape"},
      {"file f0 = \"\\xg0\"", 2, 14, "hexadecimal"},
      {"type record = unknown", 2, 6, "cannot be a label"},
      {"type t0 = whole", 2, 11, "the shape of a type"},
      {"type t0 = integer 256", 2, 19, "out of range"},
      {"type t0 = pointer to t0", 2, 22, "no type 't0' is defined above"},
      {"type t0 = pointer to t99999999999999999999", 2, 22, "defined above"},
      {"field d0 = A name", 2, 14, "'.' expected"},
      {"global g0 = x thrad", 2, 15, "thread"},
      {"callee c0 = f(a", 2, 16, "')' expected"},
      {"callee c0 = f() vrtual", 2, 17, "a clause of a callee"},
      {"note error \"x\"", 2, 1, "follows the 'unit' line"},
      {"unit \"a\"\nnote errr \"x\"", 3, 6, "remark, warning"},
      {"record R @1:2", 2, 11, "needs a file"},
      {"file f = \"a\"\nrecord R @0:2", 3, 11, "count from 1"},
      {"file f = \"a\"\nrecord R @4294967296:2", 3, 11, "out of range"},
      {"function f(x", 2, 13, "')' expected"},
      {"function f(x) {", 2, 16, "no closing '}'"},
      {"function f(x) {\n copy x\n", 4, 1, "no closing '}'"},
      {"function f(x) {\n parameter y\n}", 3, 2, "in the parentheses"},
      {"function f(x, x) {\n}", 2, 16, "declared twice"},
      {"function f(x) {\n y = x\n}", 3, 6, "an instruction expected"},
      {"function f(x) {\n x = add x\n}", 3, 6, "'add' needs exactly two operands"},
      {"function f(x) {\n leave x on x\n}", 3, 10, "unexpected text"},
      {"function f(x) {\n leave x\n copy x\n}", 4, 2, "the block has ended"},
      {"function f(x) {\n jump there\n}", 3, 7, "no block 'there'"},
      {"function f(x) {\na:\na:\n}", 4, 1, "defined twice"},
      {"function f(x) {\n branch x, a\na:\n}", 3, 2, "'branch' needs exactly two successors"},
      {"function f(x) {\n y = copy x[-2]\n}", 3, 13, "not negative"},
      {"function f(x) {\n y = copy 9223372036854775808\n}", 3, 11, "out of range"},
      {"function f(x) {\n y = copy x.f$d7\n}", 3, 15, "no field 'd7'"},
      {"field d0 = A.g\nfunction f(x) {\n y = copy x.f$d0\n}", 4, 13, "another name"},
      {"field d0 = A.g\nfield d1 = A.g\nfunction f(x) {\n y = copy x.A::g\n}", 5, 13, "several fields"},
      {"callee c0 = g(x)\ncallee c1 = g(y)\nfunction f(x) {\n call g(x)\n}", 5, 11, "several callees"},
      {"function f(x) {\n global g = g7\n}", 3, 13, "no global 'g7'"},
      {"function f(x) {\n else\n}", 3, 2, "an instruction, a declaration"},
  };
  for (const Mistake& mistake : mistakes) {
    SCOPED_TRACE(mistake.text);
    const auto program = read("version: 1\n" + std::string(mistake.text));
    ASSERT_FALSE(program);
    EXPECT_EQ(program.error().line, mistake.line);
    EXPECT_EQ(program.error().column, mistake.column);
    EXPECT_THAT(program.error().message, HasSubstr(mistake.message));
  }
}

TEST(TextReader, TheVersionComesFirst) {
  for (const std::string_view text : {"", "\n\n", "file f0 = \"a\"", "version 1", "version: 2", "version: 1 or so"}) {
    const auto program = read(text);
    ASSERT_FALSE(program) << text;
    EXPECT_GE(program.error().line, 1U);
    EXPECT_GE(program.error().column, 1U);
    EXPECT_THAT(program.error().message, testing::Not(IsEmpty()));
  }
}

TEST(TextReader, DeeplyNestedTypesAreRefused) {
  std::string text = "version: 1\ntype t0 = ";
  for (int depth = 0; depth < 1'000'000; ++depth)
    text += "pointer to ";
  const auto program = read(text + "unknown");
  ASSERT_FALSE(program);
  EXPECT_THAT(program.error().message, HasSubstr("nest too deeply"));
}

/// Texts that are nearly right: bytes of a good one changed, cut and doubled.
TEST(TextReader, DamagedTextIsAnErrorOrASoundProgram) {
  std::mt19937_64 random(7);
  constexpr std::string_view marks = "\"`\\.,:;@#%$&*()[]{}<>=-+~/ \n\t09azt\xff\0";
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const std::string original = print(random_program({.seed = seed, .functions = 2}));
    for (int round = 0; round < 12; ++round) {
      std::string text = original;
      for (std::uint64_t count = 1 + random() % 4; count > 0; --count) {
        const std::size_t at = random() % text.size();
        switch (random() % 3) {
        case 0:
          text[at] = marks[random() % marks.size()];
          break;
        case 1:
          text.erase(at, random() % 20);
          break;
        default:
          text.insert(at, original.substr(random() % original.size(), random() % 40));
          break;
        }
      }
      const auto program = read(text);
      if (!program) {
        EXPECT_THAT(program.error().message, testing::Not(IsEmpty()));
        continue;
      }
      ASSERT_THAT(verify(*program), IsEmpty()) << text;
      const std::string printed = print(*program);
      const auto again = read(printed);
      ASSERT_TRUE(again) << again.error().line << ": " << again.error().message << "\n" << printed;
      ASSERT_EQ(print(*again), printed);
    }
  }
}

} // namespace
} // namespace partywall::ir
