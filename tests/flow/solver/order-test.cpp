/// What happens in an order: replies owed and read, requests let pass by a gate, entries filled after they were stored.
#include "checks/flow/solver/debt.h"
#include "checks/flow/solver/order.h"
#include "tests/flow/solver/solved.h"

namespace partywall::solver {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

// ---- debts

/// What a connection owes, in words, each time it is given back.
std::vector<std::string> debts(const std::string& body) {
  const Solved solved("function app::ask(c: pointer to record app::Wire, late: boolean) {\n" + body + "}\n");
  std::vector<std::string> found;
  for (const Occurrence& occurrence : solved.solution->events) {
    const Event& event = *occurrence.event;
    if (event.kind != "effect.releases")
      continue;
    const Debt debt = debt_of(*solved.solution->query, solved.solution->terms(), event.slot("owed"), event.facts);
    found.push_back(debt.is_poisoned ? "failed" : debt.may_owe ? "owes" : "clean");
  }
  return found;
}

TEST(Debts, AReplyThatIsReadIsNotOwed) {
  EXPECT_THAT(debts("call wire::send(c)\ncall wire::receive(c)\ncall wire::pool(c)\nleave\n"), ElementsAre("clean"));
  EXPECT_THAT(debts("call wire::send(c)\ncall wire::pool(c)\nleave\n"), ElementsAre("owes"));
  EXPECT_THAT(debts("call wire::pool(c)\nleave\n"), ElementsAre("clean"));
}

TEST(Debts, RepliesAreCounted) {
  EXPECT_THAT(debts("call wire::send(c)\ncall wire::send(c)\ncall wire::receive(c)\ncall wire::pool(c)\nleave\n"),
              ElementsAre("owes"));
  EXPECT_THAT(debts("call wire::send(c)\ncall wire::send(c)\ncall wire::receive(c)\ncall wire::receive(c)\n"
                    "call wire::pool(c)\nleave\n"),
              ElementsAre("clean"));
}

TEST(Debts, EachPathHasItsOwn) {
  EXPECT_THAT(debts("call wire::send(c)\nbranch late, early, rest\nearly:\ncall wire::pool(c)\nleave\n"
                    "rest:\ncall wire::receive(c)\ncall wire::pool(c)\nleave\n"),
              UnorderedElementsAre("owes", "clean"));
  // Where the paths have met again, one of them is enough.
  EXPECT_THAT(debts("call wire::send(c)\nbranch late, done, read\nread:\ncall wire::receive(c)\njump done\n"
                    "done:\ncall wire::pool(c)\nleave\n"),
              ElementsAre("owes"));
}

TEST(Debts, WhatIsOwedOnOnePathOnlyIsNotOwedOnTheOther) {
  EXPECT_THAT(debts("branch late, ask, quiet\nask:\ncall wire::send(c)\njump met\nquiet:\njump met\n"
                    "met:\nbranch late, read, done\nread:\ncall wire::receive(c)\njump done\n"
                    "done:\ncall wire::pool(c)\nleave\n"),
              ElementsAre("clean"));
}

TEST(Debts, AConnectionThatHasFailedIsNotGivenBack) {
  EXPECT_THAT(debts("ok = call wire::ping(c)\nbranch ok, well, ill\nill:\ncall wire::pool(c)\nleave\n"
                    "well:\ncall wire::pool(c)\nleave\n"),
              UnorderedElementsAre("failed", "clean"));
}

TEST(Debts, AHelperTakesAndPaysThem) {
  const std::string helper = "function app::exchange(w: pointer to record app::Wire) {\ncall wire::send(w)\n"
                             "call wire::receive(w)\n}\n";
  const Solved solved(helper + "function app::use(c: pointer to record app::Wire) {\ncall app::exchange(c)\n"
                               "call wire::pool(c)\n}\n");
  for (const Occurrence& occurrence : solved.solution->events)
    if (occurrence.event->kind == "effect.releases") {
      EXPECT_FALSE(debt_of(*solved.solution->query, solved.solution->terms(), occurrence.event->slot("owed"),
                           occurrence.event->facts)
                       .may_owe);
      return;
    }
  ADD_FAILURE() << "no connection is given back";
}

// ---- order

const Occurrence* event_of(const Solved& solved, std::string_view kind) {
  for (const Occurrence& occurrence : solved.solution->events)
    if (occurrence.event->kind == kind)
      return &occurrence;
  return nullptr;
}

TEST(Order, OfOneFunctionIsThatOfItsPaths) {
  const Solved solved("function app::f(token: text, path: text) {\npage = call cache::get(path)\n"
                      "who = call app::authenticate(token) : principal\n}\n");
  const Occurrence* read = event_of(solved, "cache.read");
  const Occurrence* check = event_of(solved, "credential.check");
  ASSERT_TRUE(read && check);
  EXPECT_TRUE(may_precede(*solved.solution, *read, *check));
  EXPECT_FALSE(may_precede(*solved.solution, *check, *read));
}

TEST(Order, PathsThatPartHaveNone) {
  const Solved solved("function app::f(token: text, path: text, c: boolean) {\nbranch c, one, other\n"
                      "one:\npage = call cache::get(path)\nleave\n"
                      "other:\nwho = call app::authenticate(token) : principal\nleave\n}\n");
  const Occurrence* read = event_of(solved, "cache.read");
  const Occurrence* check = event_of(solved, "credential.check");
  ASSERT_TRUE(read && check);
  EXPECT_FALSE(may_precede(*solved.solution, *read, *check));
  EXPECT_FALSE(may_precede(*solved.solution, *check, *read));
}

std::string two_handlers(const std::string& first, const std::string& second) {
  return R"(
function lambda app::main::looks_up(incoming: text) {
  key = call cat("k:", incoming)
  call cache::get(key)
}
function lambda app::main::checks(incoming: text) {
  who = call app::authenticate(incoming) : principal
}
function app::main() {
  one = closure app::main::looks_up()
  call )" +
         first + "(one)\n  two = closure app::main::checks()\n  call " + second + "(two)\n}\n";
}

TEST(Order, TwoHandlersAreTwoRequests) {
  const Solved solved(two_handlers("server::on", "server::on"));
  const Occurrence* read = event_of(solved, "cache.read");
  const Occurrence* check = event_of(solved, "credential.check");
  ASSERT_TRUE(read && check);
  EXPECT_FALSE(may_precede(*solved.solution, *read, *check));
  EXPECT_FALSE(may_precede(*solved.solution, *check, *read));
}

TEST(Order, AGateComesBeforeAHandlerWhereverItIsRegistered) {
  const Solved before(two_handlers("server::before", "server::on"));
  EXPECT_TRUE(may_precede(*before.solution, *event_of(before, "cache.read"), *event_of(before, "credential.check")));
  EXPECT_FALSE(may_precede(*before.solution, *event_of(before, "credential.check"), *event_of(before, "cache.read")));
  const Solved after(two_handlers("server::on", "server::before"));
  EXPECT_TRUE(may_precede(*after.solution, *event_of(after, "credential.check"), *event_of(after, "cache.read")));
}

TEST(Order, OfTwoGatesTheFirstComesFirst) {
  const Solved solved(two_handlers("server::before", "server::before"));
  EXPECT_TRUE(may_precede(*solved.solution, *event_of(solved, "cache.read"), *event_of(solved, "credential.check")));
  EXPECT_FALSE(may_precede(*solved.solution, *event_of(solved, "credential.check"), *event_of(solved, "cache.read")));
}

// ---- entries filled later

constexpr std::string_view filled_later = R"(
field text = app::Entry.text: text
function app::answer(tenant_id: text, prompt: text) {
  entry = call make() : pointer to record app::Entry
  call cache::set(prompt, entry)
  value = call app::load(tenant_id, prompt)
  entry.*.text = copy value
}
)";

TEST(Linked, AnEntryIsWhatItIsMadeToHoldAfterwards) {
  const Solved solved{std::string(filled_later)};
  EXPECT_THAT(solved.slot("cache.write", "linked"), HasSubstr("call app::load(tenant_id, prompt)"));
  EXPECT_EQ(solved.verdict("cache.write"), "leaking missing");
}

TEST(Linked, AnEntryThatIsNotTouchedAgainIsWhatWasStored) {
  std::string code(filled_later);
  code.erase(code.find("  entry.*.text"), std::string_view("  entry.*.text = copy value\n").size());
  const Solved solved(code);
  EXPECT_NE(solved.verdict("cache.write"), "leaking missing");
}

} // namespace
} // namespace partywall::solver
