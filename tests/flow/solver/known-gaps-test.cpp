/// What the solver gets wrong today, each beside the answer it should give. A test that fails here has been
/// overtaken: turn it into one of what is right.
#include "tests/flow/solver/solved.h"

namespace partywall::solver {
namespace {

using testing::ElementsAre;

std::string search_verdict(const std::string& body) {
  return Solved("function app::find(token: text, prompt: text) {\n  who = call app::authenticate(token) : principal\n" +
                body + "  hits = call index::search(prompt, scope)\n}\n")
      .verdict("vector.search");
}

std::string write_verdict(const std::string& key) {
  return Solved("function app::remember(tenant_id: text, prompt: text, count: integer 32) {\n" + key +
                "\n  value = call app::load(tenant_id, prompt)\n  call cache::set(key, value)\n}\n")
      .verdict("cache.write");
}

TEST(KnownGap, TextOfALoopThatMayNotRunCountsAsHeld) {
  // Should be "leaking conditional": without a turn the key is "k:". Only what the loop runs over is kept for certain.
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
            "scoped");
}

TEST(KnownGap, EncodedTextCountsAsOfFixedWidth) {
  // Should be "leaking ambiguous": lower-case "ab" + "c" is lower-case "a" + "bc".
  EXPECT_EQ(write_verdict("%1 = call upper(tenant_id)\n  key = call cat(%1, prompt)"), "scoped");
}

TEST(KnownGap, NumbersCountAsOfFixedWidth) {
  // Should be "leaking ambiguous": "acme1" + 2 is "acme" + 12.
  EXPECT_EQ(write_verdict("key = call cat(tenant_id, count)"), "scoped");
}

TEST(KnownGap, AGlobalThatIsAssignedLaterKeepsItsInitialValue) {
  // Should be "leaking conditional": app::configure may have switched the tenants off. Only constants may be read.
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
            "scoped");
}

TEST(KnownGap, OfTwoCallablesTheLastOneWrites) {
  // Should be "leaking conditional": what each of them writes is to be joined.
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
            "scoped");
}

TEST(KnownGap, AFunctionThatCallsItselfIsEnteredOnce) {
  // Should be two reads at least, and marked as degraded: `prompt` and `tenant_id/prompt`.
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
  EXPECT_EQ(solved.slot("cache.read", "key"), "prompt");
}

TEST(KnownGap, TheResultOfACallToItselfIsNothing) {
  // Should be "scoped": the innermost turn returns the tenant.
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
            "leaking conditional");
}

TEST(KnownGap, AHeaderReadAgainAfterTheComparisonIsAnotherValue) {
  // Should be "scoped": one request has one header of a name.
  EXPECT_EQ(search_verdict(R"(
  asked = call header("X-Tenant-Id")
  %0 = call same(asked, who.tenant_id)
  branch %0, allowed, denied
denied:
  leave
allowed:
  scope = call header("X-Tenant-Id")
)"),
            "leaking untrusted");
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

TEST(KnownGap, CallablesInFieldsAreKnownByTheFieldsNameAlone) {
  // Should be one read, of "one:": the other handler is a Timer's.
  const Solved solved(R"(
field server_handler = app::Server.handler_: record std::function
field timer_handler = app::Timer.handler_: record std::function
function app::one(prompt: text) {
  key = call cat("one:", prompt)
  call cache::get(key)
}
function app::two(prompt: text) {
  key = call cat("two:", prompt)
  call cache::get(key)
}
function app::main(server: pointer to record app::Server, timer: pointer to record app::Timer) {
  server.*.handler_ = copy function app::one
  timer.*.handler_ = copy function app::two
}
function method app::Server::serve(line: text) {
  self this: pointer to record app::Server
  call *this.*.handler_(line)
}
)");
  EXPECT_EQ(solved.hops("cache.read").size(), 2U);
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

TEST(KnownGap, ConstantsAreNotCompared) {
  // Should be "scoped": 3 is not greater than 5.
  EXPECT_EQ(write_verdict(R"(
  %0 = greater 3, 5
  branch %0, never, always
never:
  key = copy prompt
  jump ready
always:
  key = call cat(tenant_id, ":", prompt)
ready:)"),
            "leaking conditional");
}

TEST(KnownGap, ATenantThatIsWrittenCountsAsOneThatIsHandedOver) {
  // Should be no hop at all: the parameter is where the tenant comes out.
  const Solved solved(R"(
callee resolve = app::resolve(host: text, tenant_id: reference to text)
function app::start(host: text) {
  local found: text
  call app::resolve(host, &found)
}
)");
  EXPECT_THAT(solved.verdicts(), ElementsAre("data.call open missing"));
}

} // namespace
} // namespace partywall::solver
