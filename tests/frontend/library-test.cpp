// Against the standard library's real headers, where the names and shapes that models rely on come from.
#include "driver/frontend/lower.h"
#include "tests/frontend/support.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace partywall::frontend {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

struct Lowered {
  ir::Program program;
  const ir::Function* function = nullptr;
  [[nodiscard]] std::vector<std::string> calls() const { return calls_in(program, *function); }
  [[nodiscard]] std::string text() const { return ir::print(program, *function); }
};

/// The function `f` of a text.
std::unique_ptr<Lowered> lowered(const std::string& text) {
  auto made = std::make_unique<Lowered>();
  made->program = lower_text(text, "main.cpp", {"-std=c++20"});
  EXPECT_FALSE(has_error(made->program)) << made->program.units.front().notes.front().message;
  EXPECT_THAT(ir::verify(made->program), IsEmpty());
  const auto found = functions_named(made->program, "f");
  EXPECT_EQ(found.size(), 1U);
  if (!found.empty())
    made->function = found.front();
  return made;
}

TEST(Library, NamesStringOperationsWithoutInlineNamespacesOrArguments) {
  const auto f = lowered("#include <string>\n"
                         "std::string f(const std::string& tenant, std::string prompt) {\n"
                         "  std::string key = \"resp:\" + tenant + ':' + prompt;\n"
                         "  key += std::to_string(3);\n  key.append(\"x\").push_back('y');\n  return key;\n}\n");
  ASSERT_NE(f->function, nullptr);
  EXPECT_THAT(f->calls(), IsSupersetOf({"std::operator+", "std::to_string", "std::basic_string::operator+=",
                                        "std::basic_string::append", "std::basic_string::push_back"}));
  EXPECT_THAT(f->calls(), Not(Contains("std::basic_string::basic_string"))) << "the result is the variable itself";
  for (const ir::Function& function : f->program.functions) {
    EXPECT_EQ(f->program.text(f->program.at(function.location.file).path), "main.cpp")
        << "library bodies are not lowered";
  }
}

TEST(Library, KeepsTheSugarOfTypes) {
  const auto f = lowered("#include <map>\n#include <string>\nnamespace app { using TenantId = std::string; }\n"
                         "int f(app::TenantId id, const std::map<app::TenantId, int>& m) { return m.at(id); }\n");
  ASSERT_NE(f->function, nullptr);
  const ir::Type& id = f->program.at(f->function->variables[0].type);
  EXPECT_EQ(f->program.text(id.sugar), "app::TenantId");
  EXPECT_EQ(f->program.text(id.name), "std::basic_string");
  const ir::Type& map = f->program.at(f->program.at(f->function->variables[1].type).element);
  EXPECT_EQ(map.shape, ir::Type::Shape::record);
  EXPECT_EQ(f->program.text(map.name), "std::map");
  ASSERT_GE(map.arguments.size(), 2U);
  EXPECT_EQ(f->program.text(f->program.at(map.arguments[0]).sugar), "app::TenantId");
}

TEST(Library, SeesBothClassesOfAMethodCall) {
  const auto f =
      lowered("#include <fstream>\n#include <string>\n"
              "bool f(std::ifstream& in, std::string& line) { return in.good() && std::getline(in, line); }\n");
  ASSERT_NE(f->function, nullptr);
  const ir::Instruction* good = find_call(f->program, *f->function, "std::basic_ios::good");
  ASSERT_NE(good, nullptr);
  EXPECT_EQ(f->program.text(f->program.at(good->callee).declaring_class), "std::basic_ios");
  EXPECT_EQ(f->program.text(f->program.at(good->callee).receiver_class), "std::basic_ifstream");
}

TEST(Library, WalksMapsThroughTheirIterators) {
  const auto f = lowered("#include <string>\n#include <unordered_map>\n"
                         "int f(const std::unordered_map<std::string, int>& m, const std::string& k) {\n"
                         "  int sum = 0;\n  if (auto it = m.find(k); it != m.end()) sum = it->second;\n"
                         "  for (const auto& [name, value] : m) sum += value + name.size();\n  return sum;\n}\n");
  ASSERT_NE(f->function, nullptr);
  EXPECT_THAT(f->calls(), IsSupersetOf({"std::unordered_map::find", "std::unordered_map::end",
                                        "std::unordered_map::begin", "std::__detail::_Node_const_iterator::operator->",
                                        "std::__detail::_Node_const_iterator::operator*", "std::basic_string::size"}));
  EXPECT_THAT(f->text(), testing::HasSubstr(".second"));
}

TEST(Library, PassesLambdasToAlgorithmsAndFunctionObjects) {
  const auto f = lowered("#include <algorithm>\n#include <functional>\n#include <vector>\n"
                         "int f(std::vector<int>& v, int limit) {\n"
                         "  std::erase_if(v, [limit](int x) { return x > limit; });\n"
                         "  std::function<int(int)> g = [&v](int i) { return v[i]; };\n  return g(2);\n}\n");
  ASSERT_NE(f->function, nullptr);
  EXPECT_THAT(f->calls(), ElementsAre("std::erase_if", "std::function::function", "std::function::operator()"));
  EXPECT_EQ(functions_named(f->program, "f::(lambda)").size(), 2U);
}

TEST(Library, CopiesOfDefaultedClassesAreCopies) {
  const auto f = lowered("#include <optional>\n#include <string>\n#include <utility>\n"
                         "struct Who { std::string tenant; std::optional<std::string> user; };\n"
                         "Who f(const Who& who) { Who a = who; Who b = std::move(a); a = b; std::pair<int, Who> p{1, "
                         "a}; auto q = p; return q.second; }\n");
  ASSERT_NE(f->function, nullptr);
  EXPECT_THAT(f->calls(), Not(Contains("Who::Who")));
  EXPECT_THAT(f->calls(), Not(Contains("Who::operator=")));
}

TEST(Library, ThrowsAndCatches) {
  const auto f = lowered("#include <stdexcept>\n#include <string>\n"
                         "int f(const std::string& t, const std::string& u) {\n"
                         "  if (t != u) throw std::runtime_error(\"not yours\");\n"
                         "  try { return std::stoi(t); } catch (const std::exception&) { return -1; }\n}\n");
  ASSERT_NE(f->function, nullptr);
  std::size_t raises = 0;
  std::size_t handlers = 0;
  for (const ir::Block& block : f->function->blocks) {
    raises += block.terminator.kind == ir::Terminator::Kind::raise ? 1 : 0;
    handlers += block.is_handler ? 1 : 0;
  }
  EXPECT_EQ(raises, 1U);
  EXPECT_EQ(handlers, 1U);
}

TEST(Library, NamesTheStaticLocalOfAHeaderAlikeInEveryUnit) {
  const std::string text =
      "#include <string>\ninline std::string& cached() { static std::string value = \"x\"; return value; }\n"
      "std::string f() { return cached(); }\n";
  const auto one = lowered(text);
  const auto two = lowered(text + "int more;\n");
  ASSERT_FALSE(one->program.globals.empty());
  EXPECT_EQ(one->program.text(one->program.globals[0].symbol), two->program.text(two->program.globals[0].symbol));
}

TEST(Symbols, OfInternalFunctionsCarryTheMainFile) {
  const std::string text = "static int helper() { return 1; }\nnamespace { struct S { int m() { return 2; } }; }\nint "
                           "f() { return helper() + S().m(); }\n";
  const ir::Program one = lower_text(text, "one/main.cpp", {});
  const ir::Program two = lower_text(text, "two/main.cpp", {});
  for (const char* name : {"helper", "S::m"}) {
    ASSERT_EQ(functions_named(one, name).size(), 1U) << name;
    EXPECT_NE(one.text(functions_named(one, name)[0]->symbol), two.text(functions_named(two, name)[0]->symbol)) << name;
  }
  EXPECT_EQ(one.text(functions_named(one, "f")[0]->symbol), two.text(functions_named(two, "f")[0]->symbol));
}

TEST(Symbols, TellInstantiationsWithDifferentLambdasApart) {
  const ir::Program program = lower_text("template <class F> int run(F f) { return f(); }\ntemplate <class F> struct "
                                         "Task { F f; int go() { return f(); } };\n"
                                         "template <class F> Task<F> task(F f) { return {f}; }\n"
                                         "int f() { return run([] { return 1; }) + run([] { return 2; }) + task([] { "
                                         "return 3; }).go() + task([] { return 4; }).go(); }\n",
                                         "main.cpp", {"-std=c++17"});
  for (const char* name : {"run", "Task::go", "task"}) {
    const auto found = functions_named(program, name);
    ASSERT_EQ(found.size(), 2U) << name;
    EXPECT_NE(program.text(found[0]->symbol), program.text(found[1]->symbol)) << name;
  }
}

TEST(Symbols, OfAGenericLambdaLeadFromItsClosureToItsInstantiations) {
  const ir::Program program =
      lower_text("int f() { auto g = [](auto x) { return x; }; return g(1) + g('c'); }\n", "main.cpp", {"-std=c++17"});
  const auto instances = functions_named(program, "f::(lambda)");
  ASSERT_EQ(instances.size(), 2U);
  EXPECT_NE(instances[0]->symbol, instances[1]->symbol);
  ir::NameId closure;
  for (const ir::Block& block : functions_named(program, "f")[0]->blocks) {
    for (const ir::Instruction& instruction : block.instructions) {
      if (instruction.op == ir::Op::closure)
        closure = program.at(instruction.callee).symbol;
    }
  }
  ASSERT_TRUE(static_cast<bool>(closure));
  for (const ir::Function* instance : instances)
    EXPECT_THAT(instance->overrides, Contains(closure));
}

} // namespace
} // namespace partywall::frontend
