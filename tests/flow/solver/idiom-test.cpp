/// Functions that do by hand what libraries do: told from their instructions, and followed as what they are.
#include "tests/flow/solver/solved.h"

#include "checks/flow/solver/idiom.h"

namespace partywall::solver {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// A list of nodes, a table of lists, and texts.
constexpr std::string_view types = R"(
type byte = integer 8 "char"
type letters = pointer to byte
type const_letters = pointer to const integer 8 "char"
type node = record app::Node
type nodes = pointer to node
type table = record app::Table
type tables = pointer to table
type flag = integer 32 "int"
type anything = pointer to nothing
field next = app::Node.next: nodes
field key = app::Node.key: const_letters
field text = app::Node.text: const_letters
field first = app::Table.first: nodes
callee compare = compare(const_letters, const_letters) -> flag
callee reserve = reserve(flag) -> nodes
callee print = app::text_printf(buffer: letters, size: flag, format: const_letters) -> flag variadic
callee make = app::make_node(key: const_letters, text: const_letters) -> nodes
callee ask = app::ask(tenant_id: const_letters, prompt: const_letters) -> const_letters
)";

constexpr std::string_view find = R"(
function app::find(table: tables, key: const_letters) -> const_letters {
  local n: nodes
  n = copy table.*.first
  jump head
head:
  branch n, look, missing
look:
  %0 = call compare$compare(n.*.key, key) : flag @f0:5:5
  branch %0, after, found
found:
  leave n.*.text
after:
  n = copy n.*.next
  jump head
missing:
  leave null
}
)";

constexpr std::string_view add = R"(
function app::add(table: tables, key: const_letters, text: const_letters) {
  local n: nodes
  n = call reserve$reserve(24) : nodes
  n.*.key = copy key @f0:15:5
  n.*.text = copy text
  n.*.next = copy table.*.first
  table.*.first = copy n
}
)";

std::string answered(std::string_view format, std::string_view arguments) {
  return R"(
function app::answer(table: tables, tenant_id: const_letters, prompt: const_letters) {
  local key: array byte of byte
  %0 = call app::text_printf$print(&key, 64, ")" +
         std::string(format) + "\", " + std::string(arguments) + R"() : flag
  known = call app::find(table, &key) @f0:30:3 : const_letters
  branch known, hit, miss
hit:
  leave
miss:
  fresh = call app::ask$ask(tenant_id, prompt) : const_letters
  call app::add(table, &key, fresh) @f0:35:3
}
)";
}

ir::Program program_of(std::string_view code) {
  auto program = ir::read(std::string(test_types) + std::string(types) + std::string(code));
  if (!program)
    ADD_FAILURE() << program.error().line << ": " << program.error().message;
  return program ? *std::move(program) : ir::Program{};
}

std::optional<Idiom> only_idiom(std::string_view code) {
  const ir::Program program = program_of(code);
  return program.functions.empty() ? std::nullopt : idiom_of(program, program.functions.front());
}

TEST(Idiom, AWalkOverNodesUntilTheKeyFitsFindsAnEntry) {
  const auto idiom = only_idiom(find);
  ASSERT_TRUE(idiom);
  EXPECT_EQ(idiom->kind, Idiom::Kind::finds_entry);
  EXPECT_EQ(idiom->table.value, 0U);
  EXPECT_EQ(idiom->key, 1U);
  EXPECT_EQ(idiom->answer, Idiom::Answer::value);
}

std::string replaced(std::string_view code, std::string_view from, std::string_view to) {
  std::string text(code);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(Idiom, TheNodeItselfMayBeTheAnswer) {
  const auto idiom = only_idiom(replaced(replaced(find, "-> const_letters", "-> nodes"), "leave n.*.text", "leave n"));
  ASSERT_TRUE(idiom);
  EXPECT_EQ(idiom->answer, Idiom::Answer::address);
}

TEST(Idiom, WithoutALoopThereIsNoWalk) {
  EXPECT_FALSE(only_idiom(replaced(find, "n = copy n.*.next\n  jump head", "leave null")));
}

TEST(Idiom, ComparingWithAConstantIsNoLookUp) {
  EXPECT_FALSE(only_idiom(replaced(find, "(n.*.key, key)", "(n.*.key, \"admin\")")));
}

TEST(Idiom, ALookUpThatOnlySaysYesGivesNoEntry) {
  EXPECT_FALSE(only_idiom(replaced(replaced(find, "-> const_letters", "-> flag"), "leave n.*.text", "leave 1")));
}

TEST(Idiom, ANewNodeWithKeyAndValueThatIsLinkedInIsAnEntry) {
  const auto idiom = only_idiom(add);
  ASSERT_TRUE(idiom);
  EXPECT_EQ(idiom->kind, Idiom::Kind::adds_entry);
  EXPECT_EQ(idiom->key, 1U);
  EXPECT_EQ(idiom->value, 2U);
}

TEST(Idiom, ANodeMadeByAHelperIsOneToo) {
  EXPECT_TRUE(only_idiom(R"(
function app::add(table: tables, key: const_letters, text: const_letters) {
  local n: nodes
  n = call app::make_node$make(key, text) : nodes
  n.*.next = copy table.*.first
  table.*.first = copy n
}
)"));
}

TEST(Idiom, ANodeThatIsNotLinkedInIsNoEntry) {
  EXPECT_FALSE(only_idiom(replaced(add, "table.*.first = copy n\n", "leave\n")));
}

constexpr std::string_view lower = R"(
function app::lower(to: letters, from: const_letters) {
  local t: letters
  local f: const_letters
  t = copy to
  f = copy from
  jump head
head:
  branch f.*, turn, done
turn:
  %0 = call fold_letter(f.*) : byte
  t.* = copy %0
  t = add t, 1
  f = add f, 1
  jump head
done:
  leave
}
)";

TEST(Idiom, LetterByLetterATextIsCopied) {
  const auto idiom = only_idiom(lower);
  ASSERT_TRUE(idiom);
  EXPECT_EQ(idiom->kind, Idiom::Kind::copies_text);
  EXPECT_EQ(idiom->key, 0U);
  EXPECT_EQ(idiom->value, 1U);
  EXPECT_FALSE(only_idiom(replaced(lower, "t.* = copy %0", "t.* = copy 32")));
}

std::string whole(std::string_view format, std::string_view arguments) {
  return std::string(types) + std::string(find) + std::string(add) + answered(format, arguments);
}

TEST(Idiom, ATableWrittenByHandIsAStore) {
  const Solved leaks(whole("answer:%s", "prompt"));
  EXPECT_EQ(leaks.verdict("store.read"), "leaking missing") << leaks.dump();
  EXPECT_EQ(leaks.verdict("store.write"), "leaking missing") << leaks.dump();
  EXPECT_EQ(leaks.slot("store.read", "key"), "cat(\"answer:\", prompt)");
  EXPECT_EQ(Solved(whole("%s:%s", "tenant_id, prompt")).verdict("store.read"), "scoped");
}

TEST(Idiom, ACopiedTextIsWhatItWas) {
  const std::string code = replaced(std::string(types) + std::string(find) + std::string(add) + std::string(lower) +
                                        answered("%s:%s", "tenant_id, prompt"),
                                    "  known = call", "  call app::lower(&key, &key)\n  known = call");
  const Solved solved(code);
  EXPECT_EQ(solved.verdict("store.read"), "scoped") << solved.dump();
  EXPECT_EQ(solved.slot("store.read", "key"), "cat(tenant_id, \":\", prompt)");
}

TEST(Idiom, ATableOfThisRequestIsNoCache) {
  const std::string code = replaced(
      replaced(whole("answer:%s", "prompt"), "app::answer(table: tables, ", "app::answer("),
      "  known = call app::find(table", "  local made: table\n  table = copy &made\n  known = call app::find(table");
  EXPECT_THAT(Solved(code).hops("store.read"), IsEmpty());
}

} // namespace
} // namespace partywall::solver
