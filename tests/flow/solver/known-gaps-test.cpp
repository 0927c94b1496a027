/// What the solver gets wrong today, each beside the answer it should give. A test that fails here has been
/// overtaken: turn it into one of what is right.
#include "tests/flow/solver/solved.h"

namespace partywall::solver {
namespace {

using testing::ElementsAre;

TEST(KnownGap, NumbersCountAsOfFixedWidth) {
  // Should be "leaking ambiguous": "acme1" + 2 is "acme" + 12.
  EXPECT_EQ(write_verdict("key = call cat(tenant_id, count)"), "scoped");
}

TEST(KnownGap, TwoCallsOfAHelperAreOneValue) {
  // Should be "leaking untrusted": the second argument was never compared.
  EXPECT_EQ(Solved(R"(
function app::next() -> text {
  x = call tool_argument("tenant_id")
  leave x
}
function app::find(token: text, prompt: text) {
  who = call app::authenticate(token) : principal
  first = call app::next()
  %0 = call same(first, who.tenant_id)
  branch %0, allowed, denied
denied:
  leave
allowed:
  second = call app::next()
  hits = call index::search(prompt, second)
}
)")
                .verdict("vector.search"),
            "scoped");
}

TEST(KnownGap, AFunctionThatIsNotSeenLeavesRecordsBehindPointersAlone) {
  // Should be "leaking untrusted": app::reload may have written another tenant.
  EXPECT_EQ(Solved(R"(
callee reload = app::reload(session: pointer to session)
function app::find(token: text, session: pointer to session, prompt: text) {
  who = call app::authenticate(token) : principal
  session.*.tenant_id = call header("X-Tenant-Id")
  %0 = call same(session.*.tenant_id, who.tenant_id)
  branch %0, allowed, denied
denied:
  leave
allowed:
  call app::reload(session)
  hits = call index::search(prompt, session.*.tenant_id)
}
)")
                .verdict("vector.search"),
            "scoped");
}

TEST(KnownGap, TwoParametersAreTakenForTwoObjects) {
  // Should be `tenant_id`: both are the caller's `key`.
  EXPECT_EQ(Solved(R"(
function app::fill(out: reference to text, in: reference to text, tenant_id: text) {
  out.* = copy tenant_id
  call cache::get(in.*)
}
function app::start(tenant_id: text, prompt: text) {
  local key: text
  key = copy prompt
  call app::fill(&key, &key, tenant_id)
}
)")
                .slot("cache.read", "key"),
            "prompt");
}

} // namespace
} // namespace partywall::solver
