#include "checks/flow/solver/link.h"

#include "checks/flow/ir/text.h"
#include "checks/flow/solver/lookup.h"
#include "tests/flow/ir/random-program.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace partywall::solver {
namespace {

using ir::Program;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Program written(const std::string& text) {
  auto program = ir::read("version: 1\n" + text);
  if (!program) {
    ADD_FAILURE() << program.error().line << ":" << program.error().column << ": " << program.error().message;
    return {};
  }
  return *std::move(program);
}

Program linked(const std::vector<std::string>& texts) {
  std::vector<Program> parts;
  for (const std::string& text : texts)
    parts.push_back(written(text));
  Program whole = link(std::move(parts));
  EXPECT_THAT(ir::verify(whole), IsEmpty());
  return whole;
}

std::vector<std::string> symbols(const Program& program) {
  std::vector<std::string> symbols;
  for (const ir::Function& function : program.functions)
    symbols.emplace_back(program.text(function.symbol));
  return symbols;
}

// ---- the law

/// Programs that share names, types, globals and functions, some alike and some not.
std::vector<Program> related_parts(std::uint64_t seed) {
  std::vector<Program> parts;
  for (std::uint64_t part = 0; part < 5; ++part)
    parts.push_back(ir::random_program({.seed = seed * 4 + part, .functions = 3, .few_names = seed % 2 == 0}));
  parts.push_back(parts.front());
  return parts;
}

/// Not only the text: ids too.
void expect_same(const Program& left, const Program& right) {
  ASSERT_EQ(ir::print(left), ir::print(right));
  EXPECT_TRUE(std::ranges::equal(left.types, right.types));
  EXPECT_TRUE(std::ranges::equal(left.callees, right.callees));
  EXPECT_TRUE(std::ranges::equal(left.functions, right.functions));
  ASSERT_EQ(left.names.size(), right.names.size());
  for (std::uint32_t name = 0; name < left.names.size(); ++name)
    EXPECT_EQ(left.text({name}), right.text({name}));
}

TEST(Link, AnyOrderGivesTheSameProgram) {
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    SCOPED_TRACE(seed);
    const Program reference = link(related_parts(seed));
    ASSERT_THAT(ir::verify(reference), IsEmpty());
    std::mt19937_64 random(seed);
    for (int round = 0; round < 3; ++round) {
      std::vector<Program> parts = related_parts(seed);
      std::ranges::shuffle(parts, random);
      expect_same(link(std::move(parts)), reference);
    }
  }
}

TEST(Link, AnyGroupingGivesTheSameProgram) {
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    SCOPED_TRACE(seed);
    const Program reference = link(related_parts(seed));
    std::mt19937_64 random(seed);
    std::vector<Program> parts = related_parts(seed);
    while (parts.size() > 1) {
      std::ranges::shuffle(parts, random);
      std::vector<Program> group;
      for (std::size_t size = 1 + random() % parts.size(); size > 0; --size) {
        group.push_back(std::move(parts.back()));
        parts.pop_back();
      }
      parts.push_back(link(std::move(group)));
    }
    expect_same(link(std::move(parts)), reference);
  }
}

TEST(Link, LinkingOnceMoreChangesNothing) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    std::vector<Program> alone;
    alone.push_back(ir::random_program({.seed = seed}));
    const Program once = link(std::move(alone));
    expect_same(link({once}), once);
    expect_same(link({once, once}), once);
  }
}

TEST(Link, ThePartsMayHaveTravelledAsText) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    SCOPED_TRACE(seed);
    std::vector<Program> parts = related_parts(seed);
    std::vector<Program> travelled;
    for (const Program& part : parts)
      travelled.push_back(*ir::read(ir::print(part)));
    EXPECT_EQ(ir::print(link(std::move(parts))), ir::print(link(std::move(travelled))));
  }
}

TEST(Link, ALinkerTakesPartsOneAtATime) {
  Linker linker;
  for (Program& part : related_parts(3))
    linker.add(std::move(part));
  expect_same(linker.finish(), link(related_parts(3)));
}

TEST(Link, NothingGivesNothing) { EXPECT_EQ(ir::print(link({})), "version: 1\n"); }

// ---- what is one and what is not

TEST(Link, InlineFunctionsOfAHeaderAreOne) {
  const std::string header = "file h = \"store.h\"\nfunction app::key(t) @h:3:1 {\n leave t @4:2\n}\n";
  const Program whole = linked({"file a = \"a.cpp\"\n" + header + "unit \"a.cpp\"", header + "unit \"b.cpp\""});
  EXPECT_THAT(symbols(whole), ElementsAre("app::key"));
  EXPECT_THAT(whole.units, SizeIs(2));
}

TEST(Link, OfDifferentDefinitionsTheSameOneStaysWhateverTheOrder) {
  const std::string one = "function app::limit() {\n leave 1\n}";
  const std::string two = "function app::limit() {\n leave 2\n}";
  const std::string ten = "function app::limit() {\n leave 10\n}";
  const Program whole = linked({one, two, ten});
  EXPECT_THAT(symbols(whole), ElementsAre("app::limit"));
  EXPECT_EQ(ir::print(whole), ir::print(linked({ten, two, one})));
  EXPECT_EQ(ir::print(whole), ir::print(linked({two, ten, one})));
}

TEST(Link, StaticFunctionsOfOneNameAreKeptApartByTheirSymbols) {
  const auto unit = [](const std::string& file) {
    return "function helper(x) {\n symbol \"" + file + "|c:@F@helper\"\n leave \"" + file + "\"\n}\nunit \"" + file +
           "\"";
  };
  const Program whole = linked({unit("b.cpp"), unit("a.cpp")});
  EXPECT_THAT(symbols(whole), ElementsAre("a.cpp|c:@F@helper", "b.cpp|c:@F@helper"));
}

TEST(Link, AnonymousNamespacesAreKeptApartByTheirSymbols) {
  const auto unit = [](const std::string& file) {
    return "global g0 = \"(anonymous namespace)::cache\" symbol \"" + file + "|c:@aN@cache\"\n" +
           "function f(x) {\n symbol \"" + file + "|c:f\"\n global cache = g0\n cache.last = copy x\n}\n";
  };
  const Program whole = linked({unit("a.cpp"), unit("b.cpp")});
  ASSERT_THAT(whole.globals, SizeIs(2));
  ASSERT_THAT(whole.functions, SizeIs(2));
  for (const ir::Function& function : whole.functions) {
    const std::string_view used = whole.text(whole.at(function.variables[1].global).symbol);
    EXPECT_EQ(used.substr(0, 6), whole.text(function.symbol).substr(0, 6));
  }
}

TEST(Link, AGlobalOfOneSymbolIsOneAndAllUsersMeanIt) {
  const std::string defined = "file a = \"a.cpp\"\nglobal g = app::cache: integer 32 @a:1:2\n"
                              "function app::put(x) {\n global cache = g\n cache = copy x\n}";
  const std::string declared = "global c = app::cache\nglobal d = app::other\n"
                               "function app::get() {\n global other = d, cache = c\n leave cache\n}";
  const Program whole = linked({defined, declared});
  ASSERT_THAT(whole.globals, SizeIs(2));
  ASSERT_THAT(symbols(whole), ElementsAre("app::get", "app::put"));
  EXPECT_EQ(whole.functions[0].variables[1].global, whole.functions[1].variables[1].global);
  EXPECT_EQ(whole.text(whole.at(whole.functions[0].variables[1].global).name), "app::cache");
}

TEST(Link, AConstantIsKnownWhereAnyPartSeesItsValue) {
  const Program whole = linked({"global g = app::limit: integer 32", "global g = app::limit: integer 32 constant"});
  ASSERT_THAT(whole.globals, SizeIs(1));
  EXPECT_TRUE(whole.globals.front().is_constant);
}

TEST(Link, EachLinkUnitHasItsOwnDefinition) {
  const auto unit = [](const std::string& target) {
    return "function app::main() {\n link " + target + "\n call app::" + target + "()\n}\nunit \"main.cpp\" link " +
           target;
  };
  const Program whole = linked({unit("worker"), unit("chatd")});
  ASSERT_THAT(whole.functions, SizeIs(2));
  EXPECT_EQ(whole.text(whole.functions[0].link_unit), "chatd");
  EXPECT_EQ(whole.text(whole.functions[1].link_unit), "worker");
}

TEST(Link, SeveralConfigurationsOfOneFileAreSeveralUnits) {
  const std::string file = "unit \"a.cpp\" configuration ";
  const Program whole = linked({file + "debug", file + "fast", file + "debug\nnote error \"partial\"", file + "debug"});
  EXPECT_THAT(ir::print(whole), HasSubstr("unit \"a.cpp\" configuration debug\n"
                                          "unit \"a.cpp\" configuration debug\nnote error \"partial\"\n"
                                          "unit \"a.cpp\" configuration fast\n"));
}

TEST(Link, TypesThatReadAlikeAreOne) {
  const std::string one = "type text = record std::basic_string\ntype p = pointer to text\nfunction f(a: p) {\n}";
  const std::string two =
      "type filler = integer 8\ntype s = record std::basic_string\ntype unused = pointer to filler\n"
      "type q = pointer to s\nfunction g(a: q) {\n}";
  const Program whole = linked({one, two});
  EXPECT_THAT(whole.types, SizeIs(4));
  EXPECT_EQ(whole.functions[0].variables[0].type, whole.functions[1].variables[0].type);
}

TEST(Link, OneRecordStaysForItsName) {
  const std::string full = "field f0 = app::Session.tenant\nrecord app::Session fields f0\n";
  const std::string forward = "record app::Session\n";
  const Program whole = linked({full, forward, full});
  ASSERT_THAT(whole.records, SizeIs(1));
  EXPECT_EQ(ir::print(whole), ir::print(linked({forward, full})));
}

TEST(Link, AFileIsInTheProjectIfAnyPartSaysSo) {
  const Program whole = linked({"file f = \"a.h\" external", "file f = \"a.h\" test"});
  EXPECT_THAT(ir::print(whole), HasSubstr("file f0 = \"a.h\" test\n"));
}

TEST(Link, DeepTypesNeedNoStack) {
  Program deep;
  deep.types.resize(100'000);
  for (std::uint32_t index = 0; index + 1 < deep.types.size(); ++index) {
    deep.types[index].shape = ir::Type::Shape::pointer;
    deep.types[index].element = {index + 1};
  }
  const Program whole = link({deep, deep});
  EXPECT_THAT(whole.types, SizeIs(100'000));
  EXPECT_FALSE(whole.types.front().element) << "what is made of nothing comes first";
}

// ---- looking up

std::vector<std::string> link_units(const Program& program, const std::vector<ir::FunctionId>& functions) {
  std::vector<std::string> names;
  for (const ir::FunctionId id : functions)
    names.emplace_back(program.text(program.at(id).link_unit));
  return names;
}

TEST(Lookup, DefinitionsPreferTheirOwnLinkUnit) {
  const auto definition = [](const std::string& name, const std::string& target) {
    return "function " + name + "() {\n link " + target + "\n leave \"" + target + "\"\n}\n";
  };
  const Program whole = linked({definition("app::both", "worker") + definition("app::both", "chatd"),
                                definition("app::only", "worker"), "function app::nobody() {\n link tool\n}"});
  const FunctionIndex index(whole);
  const auto found = [&](std::string_view symbol, std::string_view unit) {
    return link_units(whole, index.definitions(whole.names.find(symbol), whole.names.find(unit)));
  };
  EXPECT_THAT(found("app::both", "chatd"), ElementsAre("chatd"));
  EXPECT_THAT(found("app::both", "worker"), ElementsAre("worker"));
  EXPECT_THAT(found("app::both", "tool"), ElementsAre("chatd", "worker"));
  EXPECT_THAT(found("app::only", "chatd"), ElementsAre("worker"));
  EXPECT_THAT(found("chatd", "chatd"), IsEmpty());
}

TEST(Lookup, OverridersAndInitialisersAreFoundByWhatTheyServe) {
  const Program whole =
      linked({"function method app::Redis::get() {\n link chatd\n overrides app::Store::get\n}",
              "function method app::Memory::get() {\n link worker\n overrides app::Store::get\n}",
              "global g = app::cache\nfunction initialiser app::cache() {\n symbol \"init app::cache\"\n}"});
  const FunctionIndex index(whole);
  const ir::NameId get = whole.names.find("app::Store::get");
  EXPECT_THAT(link_units(whole, index.overriders(get, whole.names.find("chatd"))), ElementsAre("chatd"));
  EXPECT_THAT(link_units(whole, index.overriders(get, {})), ElementsAre("worker", "chatd"));
  EXPECT_THAT(index.initialisers(whole.names.find("app::cache"), {}), SizeIs(1));
}

} // namespace
} // namespace partywall::solver
