/// Whole programs of a few lines: what reaches a hop through functions, objects, callables and containers.
#include "tests/flow/solver/solved.h"

#include <random>

namespace partywall::solver {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return place == std::string::npos ? text : text.replace(place, from.size(), to);
}

// ---- through functions

constexpr std::string_view three_functions = R"(
function app::keyOf(prompt: text) -> text {
  %0 = call digest(prompt)
  %1 = call cat("resp:", %0)
  leave %1
}
function app::keep(key: text, value: text) {
  call app::put(key, value)
}
function app::put(name: text, value: text) {
  call cache::set(name, value) @f0:20:3-9
}
function app::answer(tenant_id: text, prompt: text) {
  key = call app::keyOf(prompt) @f0:30:3-9
  value = call app::load(tenant_id, prompt)
  call app::keep(key, value) @f0:32:3-9
}
)";

TEST(Solve, AKeyIsComposedThroughFunctions) {
  const Solved solved{std::string(three_functions)};
  EXPECT_EQ(solved.slot("cache.write", "key"), "cat(\"resp:\", digest(prompt))");
  EXPECT_EQ(solved.slot("cache.write", "value"), "call app::load(tenant_id, prompt)");
  EXPECT_EQ(solved.verdict("cache.write"), "leaking missing");
  EXPECT_EQ(Solved(replaced(std::string(three_functions), "call app::keyOf(prompt)", "call app::keyOf(tenant_id)"))
                .verdict("cache.write"),
            "scoped");
}

TEST(Solve, AKeyThatIsHandedOnStandsWhereItWasComposed) {
  const Solved solved{std::string(three_functions)};
  const auto hops = solved.hops("cache.write");
  ASSERT_EQ(hops.size(), 1U);
  const std::vector<Place> places = solved.solution->places(hops[0]->occurrence);
  ASSERT_EQ(places.size(), 3U) << "answer calls keep calls put";
  EXPECT_EQ(hops[0]->stands_at, 0U);
  EXPECT_EQ(places[hops[0]->stands_at].location.line, 32U);
  EXPECT_EQ(places.back().location.line, 20U);
}

TEST(Solve, AKeyComposedInTheMiddleStandsThere) {
  const Solved solved(R"(
function app::put(name: text, value: text) {
  call cache::set(name, value) @f0:20:3-9
}
function app::keep(prompt: text, value: text) {
  key = call cat("resp:", prompt)
  call app::put(key, value) @f0:25:3-9
}
function app::answer(tenant_id: text, prompt: text) {
  value = call app::load(tenant_id, prompt)
  call app::keep(prompt, value) @f0:32:3-9
}
)");
  const auto hops = solved.hops("cache.write");
  ASSERT_EQ(hops.size(), 1U);
  EXPECT_EQ(solved.solution->places(hops[0]->occurrence)[hops[0]->stands_at].location.line, 25U);
}

TEST(Solve, EveryCallerIsAContextOfItsOwn) {
  const Solved solved(R"(
function app::put(key: text, value: text) {
  call cache::set(key, value)
}
function app::own(tenant_id: text, prompt: text) {
  key = call cat(tenant_id, ":", prompt)
  value = call app::load(tenant_id, prompt)
  call app::put(key, value)
}
function app::shared(tenant_id: text, prompt: text) {
  value = call app::load(tenant_id, prompt)
  call app::put(prompt, value)
}
)");
  EXPECT_THAT(solved.verdicts(), ElementsAre("cache.write leaking missing", "cache.write scoped"));
}

TEST(Solve, OutParametersAndReferences) {
  const auto key = [](const std::string& call) {
    return Solved(R"(
function app::append(out: reference to text, part: text) {
  out.* = call cat(out.*, part)
}
function app::unused(out: text, part: text) {
  out = call cat(out, part)
}
function app::answer(tenant_id: text, prompt: text) {
  local key: text
  key = copy "resp:"
)" + call + R"(
  call app::append(&key, prompt)
  call cache::get(key)
}
)")
        .slot("cache.read", "key");
  };
  EXPECT_EQ(key("  call app::append(&key, tenant_id)"), "cat(\"resp:\", tenant_id, prompt)");
  EXPECT_EQ(key("  call app::unused(key, tenant_id)"), "cat(\"resp:\", prompt)") << "a copy was changed";
}

TEST(Solve, ChainsOfMutableParts) {
  // request.mutable_filter()->set_tenant(tenant_id), as generated code is.
  const Solved solved(R"(
field filter = app::Search.filter: record app::Filter
field tenant = app::Filter.value: text
function method app::Search::mutable_filter() -> pointer to record app::Filter {
  self this: pointer to record app::Search
  leave &this.*.filter
}
function method app::Filter::set(value: text) {
  self this: pointer to record app::Filter
  this.*.app::Filter::value = copy value
}
function app::find(tenant_id: text, prompt: text) {
  local search: record app::Search
  %0 = call app::Search::mutable_filter() on &search
  call app::Filter::set(tenant_id) on %0
  hits = call index::search(prompt, search)
}
)");
  EXPECT_EQ(solved.slot("vector.search", "filter"), "{filter: {value: tenant_id}}");
  EXPECT_EQ(solved.verdict("vector.search"), "scoped");
}

TEST(Solve, FunctionsOfOtherTranslationUnits) {
  const std::string composing = "function app::keyOf(prompt: text, tenant_id: text) -> text {\n  %0 = call "
                                "cat(tenant_id, \":\", prompt)\n  leave %0\n}\n";
  const std::string using_it =
      "function app::answer(tenant_id: text, prompt: text) {\n  key = call app::keyOf(prompt, tenant_id)\n"
      "  value = call app::load(tenant_id, prompt)\n  call cache::set(key, value)\n}\n";
  EXPECT_EQ(Solved({composing, using_it}).verdict("cache.write"), "scoped");
  EXPECT_EQ(Solved(using_it).verdict("cache.write"), "leaking missing") << "its body is not seen";
}

TEST(Solve, RecursionEnds) {
  const std::string code = R"(
function app::walk(prefix: text, depth: integer 32, tenant_id: text) {
  %0 = greater depth, 0
  branch %0, more, ready
more:
  longer = call cat(prefix, "/", PART)
  left = subtract depth, 1
  call app::walk(longer, left, tenant_id)
  leave
ready:
  value = call app::load(tenant_id)
  call cache::set(prefix, value)
}
function app::start(tenant_id: text, prompt: text) {
  call app::walk(prompt, 3, tenant_id)
}
)";
  const Solved solved(replaced(code, "PART", "prefix"));
  // Three deep it does not come to that at once, but in the end.
  EXPECT_THAT(solved.verdicts(), testing::ElementsAre("cache.write leaking missing", "cache.write neutral missing"));
}

TEST(Solve, WhatTheCallerRulesOutDoesNotHappen) {
  const std::string code = R"(
function app::find(kind: integer 32, tenant_id: text, prompt: text) {
  choose kind, 1: own, 2: all, else all
own:
  call index::search(prompt, tenant_id)
  leave
all:
  call index::search(prompt, prompt)
}
function app::start(tenant_id: text, prompt: text) {
  call app::find(KIND, tenant_id, prompt)
}
)";
  EXPECT_THAT(Solved(replaced(code, "KIND", "1")).verdicts(), testing::ElementsAre("vector.search scoped"));
  EXPECT_THAT(Solved(replaced(code, "KIND", "2")).verdicts(), testing::Contains("vector.search leaking missing"));
}

TEST(Solve, MutualRecursionEnds) {
  const Solved solved(R"(
function app::even(key: text, n: integer 32) {
  %0 = greater n, 0
  branch %0, more, ready
more:
  %1 = subtract n, 1
  call app::odd(key, %1)
  leave
ready:
  call cache::get(key)
}
function app::odd(key: text, n: integer 32) {
  %1 = subtract n, 1
  call app::even(key, %1)
}
function app::start(prompt: text) {
  call app::odd(prompt, 7)
}
)");
  EXPECT_FALSE(solved.hops("cache.read").empty());
  for (const Hop* hop : solved.hops("cache.read"))
    EXPECT_EQ(print(solved.solution->terms(), solved.solution->program(), hop->occurrence.event->slot("key")),
              "prompt");
}

TEST(Solve, VirtualCallsAreJoined) {
  const std::string code = R"(
callee key = app::Keys::key(tenant_id: text, prompt: text) -> text virtual class app::Keys symbol "key"
function method app::Own::key(tenant_id: text, prompt: text) -> text virtual {
  symbol "own"
  overrides "key"
  %0 = call cat(tenant_id, ":", prompt)
  leave %0
}
function method app::Other::key(tenant_id: text, prompt: text) -> text virtual {
  symbol "other"
  overrides "key"
  %0 = call cat(PART, "/", prompt)
  leave %0
}
function app::answer(keys: pointer to record app::Keys, tenant_id: text, prompt: text) {
  key = call app::Keys::key(tenant_id, prompt) on keys
  value = call app::load(tenant_id, prompt)
  call cache::set(key, value)
}
)";
  EXPECT_EQ(Solved(replaced(code, "PART", "\"all\"")).verdict("cache.write"), "leaking conditional");
  EXPECT_EQ(Solved(replaced(code, "PART", "tenant_id")).verdict("cache.write"), "scoped");
}

TEST(Solve, WhatAFactoryMakesIsAnotherObjectForEachCall) {
  const Solved solved(R"(
function app::open(path: text) -> pointer to text {
  made = allocate
  made.* = copy path
  leave made
}
function app::answer(tenant_id: text, prompt: text) {
  ours = call app::open("shared")
  mine = call app::open(tenant_id)
  value = call app::load(tenant_id, prompt)
  call cache::set(ours.*, value)
}
)");
  ASSERT_EQ(solved.hops("cache.write").size(), 1U);
  EXPECT_EQ(print(solved.solution->terms(), solved.solution->program(),
                  solved.hops("cache.write").front()->occurrence.event->slot("key")),
            "\"shared\"");
}

TEST(Solve, ADecoratorAsksWhatItWraps) {
  const std::string code = R"(
callee answer = app::Llm::answer(prompt: text) -> text virtual class app::Llm symbol "answer"
function method app::Guarded::answer(prompt: text) -> text virtual {
  symbol "guarded"
  overrides "answer"
  %0 = call cat("Be brief. ", prompt)
  %1 = call app::Llm::answer(%0) on this
  leave %1
}
function app::serve(llm: pointer to record app::Llm, tenant_id: text, prompt: text) {
  value = call app::Llm::answer(tenant_id) on llm
  call cache::set(prompt, value)
}
)";
  const Solved solved(code);
  ASSERT_EQ(solved.hops("cache.write").size(), 1U);
  const std::string value = print(solved.solution->terms(), solved.solution->program(),
                                  solved.hops("cache.write").front()->occurrence.event->slot("value"));
  EXPECT_NE(value.find("call app::Llm::answer"), std::string::npos) << value;
  EXPECT_TRUE(std::ranges::none_of(solved.solution->engine->summaries, &Summary::is_degraded));
}

TEST(Solve, ADecoratorWrapsAnotherThanItself) {
  const Solved solved(R"(
callee find = app::Index::find(tenant_id: text, prompt: text) -> text virtual class app::Index symbol "find"
field inner = app::Counted.inner: pointer to record app::Index
function method app::Counted::find(tenant_id: text, prompt: text) -> text virtual {
  symbol "counted"
  overrides "find"
  self this: pointer to record app::Counted
  found = call app::Index::find(tenant_id, prompt) on this.*.inner
  key = call cat(tenant_id, ":", prompt)
  call cache::set(key, found)
  leave found
}
)");
  EXPECT_EQ(solved.verdict("cache.write"), "scoped");
}

TEST(Solve, AThrownPathDoesNotReachTheHop) {
  const std::string code = R"(
function app::answer(tenant_id: text, prompt: text) {
  key = copy prompt
  may_throw next catch failed
next:
  key = call cat(tenant_id, ":", prompt)
  jump ready
failed: handler
  LAST
ready:
  value = call app::load(tenant_id, prompt)
  call cache::set(key, value)
}
)";
  EXPECT_EQ(Solved(replaced(code, "LAST", "leave")).verdict("cache.write"), "scoped");
  EXPECT_EQ(Solved(replaced(code, "LAST", "jump ready")).verdict("cache.write"), "leaking conditional");
}

TEST(Solve, CasesOfASwitch) {
  const std::string code = R"(
function app::answer(tenant_id: text, prompt: text, mode: integer 32) {
  choose mode, 1: first, else other
first:
  key = call cat(tenant_id, ":", prompt)
  jump ready
other:
  key = call cat(PART, ":", prompt)
ready:
  value = call app::load(tenant_id, prompt)
  call cache::set(key, value)
}
)";
  EXPECT_EQ(Solved(replaced(code, "PART", "tenant_id")).verdict("cache.write"), "scoped");
  EXPECT_EQ(Solved(replaced(code, "PART", "\"x\"")).verdict("cache.write"), "leaking conditional");
}

// ---- callables

TEST(SolveCallables, CapturesByValueKeepWhatTheyWere) {
  const std::string code = R"(
function lambda app::answer::made() -> text {
  capture CAPTURE
  %0 = call cat(PLACE, ":k")
  leave %0
}
function app::answer(tenant_id: text, prompt: text) {
  local scope: text
  scope = copy "none"
  make = closure app::answer::made(OPERAND)
  scope = copy tenant_id
  key = call *make()
  call cache::get(key)
}
)";
  const auto key = [&](std::string_view capture, std::string_view place, std::string_view operand) {
    return Solved(replaced(replaced(replaced(code, "CAPTURE", capture), "PLACE", place), "OPERAND", operand))
        .slot("cache.read", "key");
  };
  EXPECT_EQ(key("scope: text", "scope", "scope"), "\"none:k\"");
  EXPECT_EQ(key("&scope: reference to text", "scope.*", "&scope"), "cat(tenant_id, \":k\")");
}

TEST(SolveCallables, PassedToAFunctionThatCallsThem) {
  const Solved solved(R"(
function app::with(make: unknown, prompt: text) {
  key = call *make(prompt)
  call cache::get(key)
}
function app::plain(prompt: text) -> text {
  symbol "plain"
  %0 = call cat("k:", prompt)
  leave %0
}
callee plain = app::plain(prompt: text) -> text symbol "plain"
function app::answer(text: text) {
  call app::with(function app::plain, text)
}
)");
  EXPECT_EQ(solved.slot("cache.read", "key"), "cat(\"k:\", text)");
}

constexpr std::string_view stored_handler = R"(
field handler_field = app::Server.handler_: record std::function
field scope = app::Server.scope_: text
function lambda app::main::made(prompt: text) {
  capture prefix: text
  key = call cat(prefix, ":", prompt)
  call cache::get(key)
}
function method app::Server::on(callable: record std::function) {
  self this: pointer to record app::Server
  this.*.handler_ = copy callable
}
function method app::Server::serve(line: text) {
  self this: pointer to record app::Server
  call *this.*.handler_(line)
}
function app::main(server: pointer to record app::Server) {
  handle = closure app::main::made("v2")
  call app::Server::on(handle) on server
}
)";

TEST(SolveCallables, AHandlerStoredInAFieldIsCalledThroughIt) {
  const Solved solved{std::string(stored_handler)};
  ASSERT_FALSE(solved.hops("cache.read").empty()) << dump_callgraph(*solved.solution);
  EXPECT_THAT(solved.dump(), HasSubstr("key = cat(\"v2:\", line)"));
}

TEST(SolveCallables, AHandlerStoredInAnotherFieldIsNot) {
  const Solved solved(replaced(std::string(stored_handler), "call *this.*.handler_(line)", "call *this.*.other_(line)")
                          .insert(1, "field other = app::Server.other_: record std::function\n"));
  EXPECT_THAT(solved.dump(), Not(HasSubstr("line")));
}

TEST(SolveCallables, ARegisteredHandlerIsEnteredWithWhatTheFrameworkPasses) {
  const Solved solved(R"(
function lambda app::main::made(incoming: text) {
  key = call cat("k:", incoming)
  call cache::get(key)
}
function app::main() {
  handle = closure app::main::made()
  call server::on(handle)
}
)");
  EXPECT_EQ(solved.slot("cache.read", "key"), "cat(\"k:\", source caller(\"request\"))");
  const auto hops = solved.hops("cache.read");
  ASSERT_EQ(hops.size(), 1U);
  EXPECT_EQ(solved.solution->request_start(hops[0]->occurrence), 1U);
}

// ---- containers and instances

constexpr std::string_view container = R"(
field first = std::pair.first: text
field second = std::pair.second: text
type pair = record std::pair<text, text>
callee find = map::find(key: text) -> pointer to pair class map
global cache = app::cache: record map
function app::answer(tenant_id: text, prompt: text) -> text {
  global cache = cache
  key = call cat("k:", prompt)
  hit = call map::find$find(key) on &cache
  last = call map::end() on &cache
  %0 = not_equal hit, last
  branch %0, found, missing
found:
  leave hit.*.second
missing:
  value = call app::load(tenant_id, prompt)
  slot = call map::at(key) on &cache
  slot.* = copy value
  leave value
}
)";

TEST(SolveContainers, AReadThatMissesFollowedByAWriteIsACache) {
  const Solved solved{std::string(container)};
  const auto hops = solved.solution->hops;
  ASSERT_FALSE(hops.empty()) << dump_summary(*solved.solution, "answer");
  for (const Hop& hop : hops) {
    EXPECT_EQ(hop.surface, "cache");
    EXPECT_EQ(Solved::verdict(hop), "leaking missing");
    EXPECT_TRUE(hop.partner.has_value());
  }
  const Solved scoped(
      replaced(std::string(container), "call cat(\"k:\", prompt)", "call cat(tenant_id, \":\", prompt)"));
  ASSERT_FALSE(scoped.solution->hops.empty());
  for (const Hop& hop : scoped.solution->hops)
    EXPECT_EQ(Solved::verdict(hop), "scoped");
}

TEST(SolveContainers, ALookUpAloneIsNoCache) {
  const Solved solved(replaced(std::string(container), "  slot.* = copy value\n", ""));
  EXPECT_THAT(solved.solution->hops, IsEmpty());
}

TEST(SolveContainers, AWriteWithoutAMissIsNoCache) {
  const std::string text(container);
  const std::size_t from = text.find("  hit = "), to = text.find("  value = ");
  EXPECT_THAT(Solved(text.substr(0, from) + text.substr(to)).solution->hops, IsEmpty());
}

TEST(SolveContainers, AContainerOfTheRequestIsNoCache) {
  const std::string local = replaced(replaced(std::string(container), "global cache = app::cache: record map\n", ""),
                                     "global cache = cache", "local cache: record map");
  EXPECT_THAT(Solved(local).solution->hops, IsEmpty());
}

TEST(SolveContainers, AnObjectChosenByTheTenantIsScopedWhateverTheKey) {
  const auto verdict = [](const std::string& chosen) {
    return Solved(R"(
global shelves = app::shelves: record map
function app::find(tenant_id: text, prompt: text) {
  global shelves = shelves
  shelf = call map::at()" +
                  chosen + R"() on &shelves
  hits = call index::Shelf::search(prompt) on shelf
}
)")
        .verdict("vector.search");
  };
  EXPECT_EQ(verdict("tenant_id"), "scoped");
  EXPECT_EQ(verdict("\"eu-west\""), "leaking missing");
  EXPECT_EQ(verdict("prompt"), "leaking missing");
}

TEST(SolveContainers, AMemberSetInTheConstructorScopesTheObject) {
  const auto verdict = [](const std::string& passed) {
    return Solved(R"(
field prefix = app::Store.prefix_: text
function constructor app::Store::Store(prefix: text) {
  self this: pointer to record app::Store
  this.*.prefix_ = copy prefix
}
callee Store = app::Store::Store(prefix: text) class app::Store constructor
function method app::Store::put(name: text, value: text) {
  self this: pointer to record app::Store
  key = call cat(this.*.prefix_, ":", name)
  call cache::set(key, value)
}
function app::answer(tenant_id: text, prompt: text) {
  local store: record app::Store
  call app::Store::Store$Store()" +
                  passed + R"() on &store
  value = call app::load(tenant_id, prompt)
  call app::Store::put(prompt, value) on &store
}
)")
        .verdict("cache.write");
  };
  EXPECT_EQ(verdict("tenant_id"), "scoped");
  EXPECT_EQ(verdict("\"v1\""), "leaking missing");
}

// ---- other surfaces

TEST(SolveHops, RedisCommandsAreReadsAndWritesOfTheirKeys) {
  const Solved solved(R"(
function app::answer(tenant_id: text, prompt: text) {
  value = call app::load(tenant_id, prompt)
  call redis::command("SETEX %s:%s 60 %s", tenant_id, prompt, value)
  reply = call redis::command("GET resp:%s", prompt)
}
)");
  EXPECT_EQ(solved.slot("cache.write", "key"), "cat(tenant_id, \":\", prompt)");
  EXPECT_EQ(solved.slot("cache.read", "key"), "cat(\"resp:\", prompt)");
  EXPECT_EQ(solved.verdict("cache.write"), "scoped");
}

TEST(SolveHops, SqlIsScopedByItsParameters) {
  const auto verdict = [](const std::string& arguments) {
    return Solved("function app::rows(tenant_id: text, prompt: text) {\n  rows = call sql::exec(" + arguments +
                  ")\n}\n")
        .verdict("data.sql");
  };
  EXPECT_EQ(verdict(R"("SELECT body FROM notes WHERE tenant_id = $1", tenant_id)"), "scoped");
  EXPECT_NE(verdict(R"("SELECT body FROM notes WHERE title = $1", prompt)"), "scoped");
}

TEST(SolveHops, AReadAndAWriteOfOneKeyArePartners) {
  const std::string code = R"(
function app::answer(tenant_id: text, prompt: text) -> text {
  hit = call cache::get(READ)
  value = call app::load(tenant_id, prompt)
  call cache::set(prompt, value)
  leave value
}
)";
  const Solved same(replaced(code, "READ", "prompt")), other(replaced(code, "READ", "\"config\""));
  for (const Hop& hop : same.solution->hops)
    EXPECT_TRUE(hop.partner.has_value());
  for (const Hop& hop : other.solution->hops)
    EXPECT_FALSE(hop.partner.has_value());
  EXPECT_EQ(same.verdict("cache.read"), "leaking missing") << "what is read is what was written";
}

TEST(SolveHops, AKeyThatALibraryHandsOnIsOpen) {
  const Solved solved("function lib::put(key: text, value: text) {\n  call cache::set(key, value)\n}\n");
  EXPECT_EQ(solved.verdict("cache.write"), "open missing");
}

// ---- the same every time

std::vector<std::string> parts_of_a_program() {
  return {std::string(three_functions),
          "function app::first(tenant_id: text, prompt: text) {\n  key = call app::both(tenant_id, prompt)\n  call "
          "cache::get(key)\n}\n",
          "function app::second(tenant_id: text, prompt: text) {\n  key = call app::both(prompt, tenant_id)\n  call "
          "cache::get(key)\n}\n",
          "function app::both(left: text, right: text) -> text {\n  %0 = call same(left, right)\n  branch %0, one, "
          "two\none:\n  leave left\n"
          "two:\n  %1 = call cat(right, left)\n  leave %1\n}\n",
          std::string(stored_handler),
          std::string(container)};
}

TEST(SolveBudget, WhatACallerHasNoRoomForIsJudgedWhereItHappens) {
  std::string crowded = "function app::crowded(prompt: text) -> text @f0:1:6-13 {\n  temporary %0: text\n";
  for (std::size_t i = 0; i < Summary::event_limit + 10; ++i)
    crowded += "  %0 = call cat(prompt, \"" + std::to_string(i) + "\")\n  call cache::get(%0)\n";
  crowded += "  %0 = call cat(prompt, prompt)\n  call app::last(%0)\n}\n";
  const std::string last = "function app::last(tenant_id: text) {\n  call cache::set(tenant_id, tenant_id) @f0:900:3-9\n}\n";
  const Solved solved(std::vector{last, crowded});
  const auto is_last = [&](const Hop& hop) {
    return solved.solution->terms().at(hop.occurrence.event->site).location.line == 900;
  };
  EXPECT_EQ(std::ranges::count_if(solved.solution->hops, is_last), 1);
  Coverage coverage;
  account(*solved.solution, coverage);
  EXPECT_FALSE(coverage.problems.empty()) << "it is said that something was dropped";
}

TEST(SolveDeterminism, SolvingTwiceGivesTheSame) {
  const Solved first(parts_of_a_program()), second(parts_of_a_program());
  EXPECT_FALSE(first.dump().empty());
  EXPECT_EQ(first.dump(), second.dump());
  EXPECT_EQ(dump_callgraph(*first.solution), dump_callgraph(*second.solution));
}

TEST(SolveDeterminism, TheOrderOfTranslationUnitsDoesNotMatter) {
  const std::string reference = Solved(parts_of_a_program()).dump();
  std::mt19937_64 random(7);
  for (int round = 0; round < 10; ++round) {
    std::vector<std::string> parts = parts_of_a_program();
    std::ranges::shuffle(parts, random);
    EXPECT_EQ(Solved(parts).dump(), reference);
  }
}

TEST(SolveDumps, SummariesAndTheCallGraphAreFoundByName) {
  const Solved solved{std::string(three_functions)};
  EXPECT_THAT(dump_summary(*solved.solution, "keyOf"), HasSubstr("returns cat(\"resp:\", digest(prompt))"));
  EXPECT_EQ(dump_summary(*solved.solution, "app::keyOf"), dump_summary(*solved.solution, "keyOf"));
  EXPECT_EQ(dump_summary(*solved.solution, "nobody"), "");
  EXPECT_THAT(dump_callgraph(*solved.solution), HasSubstr("app::keep\n  -> app::put\n"));
}

TEST(SolveDumps, TheWalkOfTheDocumentation) {
  // docs/engine.md
  const std::string code = R"(
type text_in = reference to const record std::basic_string as std::string
callee wire = kv::wire(text: text_in) -> text
callee load = app::load(tenant_id: text_in, prompt: text_in) -> text
function app::keyOf(owner: text_in, prompt: text_in) -> text {
  %0 = call CALLEE(owner)
  %1 = call cat(%0, ":", prompt.*)
  leave %1
}
function app::remember(tenant_id: text_in, prompt: text_in) {
  key = call app::keyOf(tenant_id, prompt)
  value = call app::load$load(tenant_id, prompt)
  call cache::set(key, value)
}
)";
  const Solved lost(replaced(code, "CALLEE", "kv::wire$wire"));
  EXPECT_EQ(lost.verdict("cache.write"), "leaking missing");
  EXPECT_THAT(lost.dump(), HasSubstr("    key = cat(call kv::wire(*tenant_id), \":\", *prompt)\n"));
  EXPECT_THAT(dump_summary(*lost.solution, "keyOf"),
              HasSubstr("  returns cat(call kv::wire(*owner), \":\", *prompt)\n"));
  EXPECT_THAT(dump_callgraph(*lost.solution), HasSubstr("app::remember\n  -> app::keyOf\n"));
  const Solved mended(replaced(replaced(code, "CALLEE(owner)", "upper(%2)"), "  %0 =", "  %2 = copy owner.*\n  %0 ="));
  EXPECT_EQ(mended.slot("cache.write", "key"), "cat(encode(*tenant_id), \":\", *prompt)");
  EXPECT_EQ(mended.verdict("cache.write"), "scoped");
}

TEST(Recursion, ReturnsWhatTheInnermostTurnReturns) {
  EXPECT_EQ(Solved(R"(
function app::wrap(part: text, count: integer 32) -> text {
  %0 = greater count, 0
  branch %0, more, ready
more:
  left = subtract count, 1
  rest = call app::wrap(part, left)
  longer = call cat("[", rest, "]")
  leave longer
ready:
  leave part
}
function app::start(tenant_id: text, prompt: text, count: integer 32) {
  %1 = call app::wrap(tenant_id, count)
  key = call cat(%1, ":", prompt)
  value = call app::load(tenant_id, prompt)
  call cache::set(key, value)
}
)")
                .verdict("cache.write"),
            "scoped");
}

TEST(Conditions, ConstantsAreCompared) {
  EXPECT_EQ(write_verdict(R"(
  %0 = greater 3, 5
  branch %0, never, always
never:
  key = copy prompt
  jump ready
always:
  key = call cat(tenant_id, ":", prompt)
ready:)"),
            "scoped");
}

} // namespace
} // namespace partywall::solver
