/// Verdicts that were once known gaps: each stays as it is now.
#include "tests/flow/solver/solved.h"

namespace partywall::solver {
namespace {

using testing::IsEmpty;

TEST(SolveExactly, TextOfALoopThatMayNotRunIsHeldOnSomePaths) {
  EXPECT_EQ(write_verdict(R"(
  key = copy "k:"
  i = copy 0
again:
  %0 = less i, count
  branch %0, turn, ready
turn:
  key = call cat(key, tenant_id)
  i = add i, 1
  jump again
ready:)"),
            "leaking conditional");
}

TEST(SolveExactly, EncodedTextHasNoFixedWidth) {
  EXPECT_EQ(write_verdict("%1 = call upper(tenant_id)\n  key = call cat(%1, prompt)"), "leaking ambiguous");
}

TEST(SolveExactly, AGlobalThatIsAssignedLaterIsNotItsInitialValue) {
  EXPECT_EQ(Solved(R"(
global shared = app::shared: boolean symbol "shared"
function initialiser app::shared() {
  symbol "init shared"
  global shared = shared
  shared = copy false
}
function app::configure(flag: boolean) {
  global shared = shared
  shared = copy flag
}
function app::start(tenant_id: text, prompt: text) {
  global shared = shared
  branch shared, all, own
all:
  key = copy prompt
  jump ready
own:
  key = call cat(tenant_id, ":", prompt)
ready:
  value = call app::load(tenant_id, prompt)
  call cache::set(key, value)
}
)")
                .verdict("cache.write"),
            "leaking conditional");
}

TEST(SolveExactly, WhatTwoCallablesWriteIsJoined) {
  EXPECT_EQ(Solved(R"(
function lambda app::shared() {
  capture &key: reference to text
  key.* = copy "common"
}
function lambda app::own() {
  capture &key: reference to text, tenant_id: text
  key.* = copy tenant_id
}
function app::start(tenant_id: text, prompt: text, strict: boolean) {
  local key: text
  branch strict, a, b
a:
  run = closure app::own(&key, tenant_id)
  jump go
b:
  run = closure app::shared(&key)
go:
  call *run()
  value = call app::load(tenant_id, prompt)
  call cache::set(key, value)
}
)")
                .verdict("cache.write"),
            "leaking conditional");
}

TEST(SolveExactly, AFunctionThatCallsItselfIsEnteredAgain) {
  const Solved solved(R"(
function app::walk(key: text, count: integer 32, tenant_id: text) {
  %0 = greater count, 0
  branch %0, more, ready
more:
  longer = call cat(tenant_id, "/", key)
  call app::walk(longer, 0, tenant_id)
  leave
ready:
  call cache::get(key)
}
function app::start(tenant_id: text, prompt: text) {
  call app::walk(prompt, 3, tenant_id)
}
)");
  EXPECT_GE(solved.verdicts().size(), 2U);
}

TEST(SolveExactly, AHeaderReadAgainAfterTheComparisonIsTheSame) {
  EXPECT_EQ(search_verdict(R"(
  asked = call header("X-Tenant-Id")
  %0 = call same(asked, who.tenant_id)
  branch %0, allowed, denied
denied:
  leave
allowed:
  scope = call header("X-Tenant-Id")
)"),
            "scoped");
}

TEST(SolveExactly, ATenantThatIsWrittenIsNotHandedOver) {
  const Solved solved(R"(
callee resolve = app::resolve(host: text, tenant_id: reference to text)
function app::start(host: text) {
  local found: text
  call app::resolve(host, &found)
}
)");
  EXPECT_THAT(solved.verdicts(), IsEmpty());
}

} // namespace
} // namespace partywall::solver
