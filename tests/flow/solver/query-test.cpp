/// What a scope slot holds: on all paths or some, from whom, and whether tenants can collide. Every claim stands
/// beside a twin that differs in just that.
#include "tests/flow/solver/solved.h"

namespace partywall::solver {
namespace {

/// The verdict of a write whose value is the tenant's, under a key made by `code` (variables: tenant_id, prompt,
/// strict).
std::string key_verdict(const std::string& code) {
  const Solved solved("function app::remember(tenant_id: text, prompt: text, strict: boolean, count: integer 32) {\n" +
                      code + "\n  value = call app::load(tenant_id, prompt)\n  call cache::set(key, value)\n}\n");
  return solved.verdict("cache.write");
}

/// How far the tenant in `scope`, made by `code` (variables: principal, request), is to be trusted.
struct Origin {
  std::string provenance;
  std::string verdict;
  friend bool operator==(const Origin&, const Origin&) = default;
  friend void PrintTo(const Origin& origin, std::ostream* out) { *out << origin.provenance << ", " << origin.verdict; }
};
Origin origin(const std::string& code, const std::string& before = {}) {
  const Solved solved(before + "function app::find(token: text, prompt: text, request: request) {\n" + code +
                      "\n  hits = call index::search(prompt, scope)\n}\n");
  return {solved.provenance("vector.search"), solved.verdict("vector.search")};
}

// ---- on which paths

TEST(Query, AnIdentityInTheKeyScopesIt) {
  EXPECT_EQ(key_verdict("key = call cat(tenant_id, \":\", prompt)"), "scoped");
  EXPECT_EQ(key_verdict("key = call cat(\"resp:\", prompt)"), "leaking missing");
}

TEST(Query, AnIdentityOnOneBranchOnlyIsConditional) {
  const std::string one = R"(
  branch strict, own, common
own:
  key = call cat(tenant_id, ":", prompt)
  jump ready
common:
  key = call cat("any:", prompt)
ready:
)";
  const std::string both = R"(
  branch strict, own, common
own:
  key = call cat(tenant_id, ":", prompt)
  jump ready
common:
  key = call cat("any:", tenant_id, ":", prompt)
ready:
)";
  EXPECT_EQ(key_verdict(one), "leaking conditional");
  EXPECT_EQ(key_verdict(both), "scoped");
}

TEST(Query, ABranchThatIsKnownNotToBeTakenDoesNotCount) {
  const std::string composed = R"(
  branch strict, own, common
own:
  key = call cat(tenant_id, ":", prompt)
  jump ready
common:
  key = call cat("any:", prompt)
ready:
)";
  EXPECT_EQ(key_verdict(composed + "  branch strict, store, away\naway:\n  leave\nstore:\n"), "scoped");
  EXPECT_EQ(key_verdict(composed + "  branch strict, away, store\naway:\n  leave\nstore:\n"), "leaking missing");
}

TEST(Query, TextOfALoopOverAValueHoldsIt) {
  // Escaping letter by letter: what the loop runs over is kept.
  const auto verdict = [](const std::string& over) {
    return Solved(R"(
function app::remember(tenant_id: text, prompt: text) {
  scope = call each()" +
                  over + R"()
  key = call cat("k:", scope, ":", prompt)
  value = call app::load(tenant_id, prompt)
  call cache::set(key, value)
}
)")
        .verdict("cache.write");
  };
  EXPECT_EQ(verdict("tenant_id"), "scoped");
  EXPECT_EQ(verdict("prompt"), "leaking missing");
}

// ---- composition

TEST(Query, TwoTextsWithoutADelimiterCanCollide) {
  EXPECT_EQ(key_verdict("key = call cat(tenant_id, prompt)"), "leaking ambiguous");
  EXPECT_EQ(key_verdict("key = call cat(tenant_id, \"/\", prompt)"), "scoped");
  EXPECT_EQ(key_verdict("key = call cat(prompt, tenant_id)"), "leaking ambiguous");
  EXPECT_EQ(key_verdict("key = call cat(\"resp:\", tenant_id, prompt)"), "leaking ambiguous");
  EXPECT_EQ(key_verdict("key = call cat(\"resp:\", tenant_id, \":\", prompt)"), "scoped");
}

TEST(Query, PartsOfFixedWidthNeedNoDelimiter) {
  EXPECT_EQ(key_verdict("%1 = call digest(prompt)\n  key = call cat(tenant_id, %1)"), "scoped");
  EXPECT_EQ(key_verdict("%1 = call digest(tenant_id)\n  key = call cat(%1, prompt)"), "scoped");
  EXPECT_EQ(key_verdict("%1 = call size(tenant_id)\n  key = call cat(%1, \":\", tenant_id, prompt)"), "scoped");
}

TEST(Query, ADelimiterThatIsDigestedAwayStillCounts) {
  EXPECT_EQ(key_verdict("%1 = call cat(tenant_id, \":\", prompt)\n  key = call digest(%1)"), "scoped");
  EXPECT_EQ(key_verdict("%1 = call cat(tenant_id, prompt)\n  key = call digest(%1)"), "leaking ambiguous");
}

TEST(Query, AHashOrACutIsNoIdentity) {
  EXPECT_EQ(key_verdict("%1 = call fold(tenant_id)\n  key = call cat(%1, \":\", prompt)"), "leaking folded");
  EXPECT_EQ(key_verdict("%1 = call digest(tenant_id)\n  key = call cat(%1, \":\", prompt)"), "scoped");
  EXPECT_EQ(key_verdict("%1 = call cut(tenant_id)\n  key = call cat(%1, \":\", prompt)"), "leaking folded");
  EXPECT_EQ(key_verdict("%1 = call upper(tenant_id)\n  key = call cat(%1, \":\", prompt)"), "scoped");
  EXPECT_EQ(key_verdict("%1 = modulo tenant_id, 16\n  key = call cat(%1, \":\", prompt)"), "leaking folded");
}

TEST(Query, AHashBesideTheIdentityDoesNoHarm) {
  EXPECT_EQ(key_verdict("%1 = call fold(prompt)\n  key = call cat(tenant_id, \":\", %1)"), "scoped");
}

TEST(Query, WhatIsComputedFromAnIdentityIsAnotherValue) {
  EXPECT_EQ(key_verdict("%1 = call app::shardOf(tenant_id)\n  key = call cat(%1, \":\", prompt)"), "leaking missing");
  EXPECT_EQ(key_verdict("%1 = call app::tenantOf(tenant_id)\n  key = call cat(%1, \":\", prompt)"), "scoped");
}

// ---- dependence

TEST(Query, AValueOfTheKeyAloneIsNeutral) {
  const auto verdict = [](const std::string& value) {
    return Solved("function app::remember(tenant_id: text, prompt: text) {\n  key = call cat(\"k:\", prompt)\n" +
                  value + "\n  call cache::set(key, value)\n}\n")
        .verdict("cache.write");
  };
  EXPECT_EQ(verdict("  value = call embed(prompt)"), "neutral missing");
  EXPECT_EQ(verdict("  value = call upper(prompt)"), "neutral missing");
  EXPECT_EQ(verdict("  %0 = call cat(tenant_id, prompt)\n  value = call upper(%0)"), "leaking missing");
  EXPECT_EQ(verdict("  value = call app::load(tenant_id, prompt)"), "leaking missing");
}

TEST(Query, WhatATenantChoseIsNotNeutral) {
  // Which branch was taken depends on the tenant, the values do not.
  const std::string head =
      "function app::remember(tenant_id: text, prompt: text) {\n  key = call cat(\"k:\", prompt)\n";
  const std::string tail =
      "  branch %0, yes, no\nyes:\n  value = call upper(prompt)\n  jump done\nno:\n  value = copy \"-\"\ndone:\n"
      "  call cache::set(key, value)\n}\n";
  EXPECT_EQ(Solved(head + "  %0 = call same(tenant_id, \"acme\")\n" + tail).verdict("cache.write"), "leaking missing");
  EXPECT_EQ(Solved(head + "  %0 = call same(prompt, \"acme\")\n" + tail).verdict("cache.write"), "neutral missing");
}

// ---- provenance

TEST(Query, WhoeverIsHandedACredentialAnswersForTheTenant) {
  EXPECT_EQ(origin("  who = call app::authenticate(token) : principal\n  scope = copy who.tenant_id"),
            (Origin{"verified", "scoped"}));
  EXPECT_EQ(origin("  scope = call header(\"X-Tenant-Id\")"), (Origin{"caller", "leaking untrusted"}));
}

TEST(Query, WhatACallerAModelOrTheEnvironmentSaysIsNoProof) {
  EXPECT_EQ(origin("  scope = call header(\"X-Tenant-Id\")"), (Origin{"caller", "leaking untrusted"}));
  EXPECT_EQ(origin("  scope = call tool_argument(\"tenant_id\")"), (Origin{"model", "leaking untrusted"}));
  EXPECT_EQ(origin("  scope = call environment(\"TENANT_ID\")").provenance, "ambient");
  EXPECT_EQ(origin("  global current = current\n  scope = copy current", "global current = app::tenant_id: text\n")
                .provenance,
            "ambient");
}

TEST(Query, ATypeCanSayThatItsValuesAreTheCallers) {
  const std::string field = "field request_tenant = app::Request.tenant_id: text\n";
  EXPECT_EQ(origin("  scope = copy request.tenant_id", field), (Origin{"caller", "leaking untrusted"}));
  EXPECT_EQ(origin("  scope = copy session.*.tenant_id\n", "field x = app::Request.tenant_id: text\n").verdict,
            "open missing")
      << "a variable that was never written holds nothing, and no tenant is in sight";
}

TEST(Query, AnInputOfAFunctionThatNobodyCallsIsCarried) {
  const Solved solved(
      "function app::find(tenant_id: text, prompt: text) {\n  hits = call index::search(prompt, tenant_id)\n}\n");
  EXPECT_EQ(solved.provenance("vector.search"), "carried");
  EXPECT_EQ(solved.verdict("vector.search"), "scoped");
}

TEST(Query, ALookUpByAVerifiedValueIsBoundToIt) {
  EXPECT_EQ(
      origin("  who = call app::authenticate(token) : principal\n  scope = call app::orgIdOf(who.tenant_id)").verdict,
      "scoped");
  EXPECT_EQ(origin("  %0 = call header(\"X-Session\")\n  scope = call app::orgIdOf(%0)").provenance, "bound");
}

TEST(Query, ATrustedTenantHasToStandOnEveryBranch) {
  const auto with = [](const std::string& other) {
    return origin("  who = call app::authenticate(token) : principal\n  asked = call header(\"X-Tenant-Id\")\n  %0 = "
                  "call empty(asked)\n"
                  "  branch %0, own, given\nown:\n  scope = copy who.tenant_id\n  jump ready\ngiven:\n  scope = " +
                  other + "\nready:\n")
        .verdict;
  };
  EXPECT_EQ(with("copy asked"), "leaking untrusted") << "a header that replaces the principal's tenant";
  EXPECT_EQ(with("call cat(who.tenant_id, \":\", asked)"), "scoped") << "a header below the principal's tenant";
}

TEST(Query, ClaimsCountOnceTheSignatureIsChecked) {
  EXPECT_EQ(origin("  call check_signature(token)\n  scope = call claim(token, \"tenant_id\")"),
            (Origin{"verified", "scoped"}));
  EXPECT_EQ(origin("  scope = call claim(token, \"tenant_id\")").verdict, "leaking untrusted");
  EXPECT_EQ(origin("  call check_signature(prompt)\n  scope = call claim(token, \"tenant_id\")").verdict,
            "leaking untrusted")
      << "another text was checked";
}

TEST(Query, ALiteralFallbackIsNoTenant) {
  const std::string head = "  who = call app::authenticate(token) : principal\n  %0 = call empty(who.tenant_id)\n  "
                           "branch %0, lacking, given\nlacking:\n";
  const std::string tail = "given:\n  scope = copy who.tenant_id\n  jump ready\nready:\n";
  EXPECT_EQ(origin(head + "  scope = copy \"default\"\n  jump ready\n" + tail).verdict, "leaking conditional");
  EXPECT_EQ(origin(head + "  call fail()\n" + tail), (Origin{"verified", "scoped"}));
}

// ---- guards

/// A caller's tenant is compared with the principal's in `guard`, before the search or not.
Origin guarded(const std::string& guard, const std::string& after = {}) {
  const Solved solved(
      "function app::find(token: text, prompt: text) {\n  who = call app::authenticate(token) : principal\n"
      "  asked = call header(\"X-Tenant-Id\")\n" +
      guard + "  hits = call index::search(prompt, asked)\n" + after + "}\n");
  return {solved.provenance("vector.search"), solved.verdict("vector.search")};
}

const Origin checked{"checked", "scoped"};
const Origin unchecked{"caller", "leaking untrusted"};

TEST(QueryGuards, EqualityWithTheVerifiedTenantDominatingTheUse) {
  const std::string compare = "  %0 = call same(asked, who.tenant_id)\n";
  EXPECT_EQ(guarded(compare + "  branch %0, allowed, denied\ndenied:\n  leave\nallowed:\n"), checked) << "early return";
  EXPECT_EQ(guarded(compare + "  branch %0, allowed, denied\ndenied:\n  raise 403\nallowed:\n"), checked) << "throw";
  EXPECT_EQ(guarded(compare + "  branch %0, allowed, denied\ndenied:\n  call fail()\nallowed:\n"), checked)
      << "a function that never returns";
  EXPECT_EQ(
      guarded("  %0 = not_equal asked, who.tenant_id\n  branch %0, denied, allowed\ndenied:\n  leave\nallowed:\n"),
      checked)
      << "not equal, early return";
  EXPECT_EQ(guarded("  call require_same(asked, who.tenant_id)\n"), checked) << "a model that ensures it";
}

TEST(QueryGuards, TheWrongBranch) {
  EXPECT_EQ(
      guarded("  %0 = call same(asked, who.tenant_id)\n  branch %0, denied, allowed\ndenied:\n  leave\nallowed:\n"),
      unchecked);
}

TEST(QueryGuards, TheResultIsIgnored) {
  EXPECT_EQ(guarded("  %0 = call same(asked, who.tenant_id)\n"), unchecked);
  EXPECT_EQ(
      guarded("  %0 = call same(asked, who.tenant_id)\n  branch %0, allowed, logged\nlogged:\n  call app::warn(asked)\n"
              "  jump allowed\nallowed:\n"),
      unchecked)
      << "logged only";
}

TEST(QueryGuards, ComparedAfterTheUse) {
  EXPECT_EQ(
      guarded("",
              "  %0 = call same(asked, who.tenant_id)\n  branch %0, allowed, denied\ndenied:\n  raise 403\nallowed:\n"),
      unchecked);
}

TEST(QueryGuards, ComparedWithItselfOrWithAnotherUntrustedValue) {
  const std::string stop = "  branch %0, allowed, denied\ndenied:\n  leave\nallowed:\n";
  EXPECT_EQ(guarded("  %0 = call same(asked, asked)\n" + stop), unchecked);
  EXPECT_EQ(guarded("  other = call header(\"X-Org-Id\")\n  %0 = call same(asked, other)\n" + stop), unchecked);
  EXPECT_EQ(guarded("  %0 = call same(asked, \"acme\")\n" + stop), unchecked) << "with a literal";
}

TEST(QueryGuards, AnotherValueWasCompared) {
  EXPECT_EQ(guarded("  other = call header(\"X-Org-Id\")\n  %0 = call same(other, who.tenant_id)\n"
                    "  branch %0, allowed, denied\ndenied:\n  leave\nallowed:\n"),
            unchecked);
}

TEST(QueryGuards, BothConditionsOrEither) {
  const auto with = [](const std::string& condition) {
    return guarded("  ok = call app::isReady()\n  %1 = call same(asked, who.tenant_id)\n" + condition +
                   "\n  branch %0, allowed, denied\ndenied:\n  leave\nallowed:\n");
  };
  // As blocks, the way short circuits are lowered.
  EXPECT_EQ(with("  branch ok, more, no\nmore:\n  %0 = copy %1\n  jump test\nno:\n  %0 = copy false\ntest:"), checked);
  EXPECT_EQ(with("  branch ok, yes, more\nyes:\n  %0 = copy true\n  jump test\nmore:\n  %0 = copy %1\ntest:"),
            unchecked);
}

TEST(QueryGuards, InAHelperThatThrows) {
  const auto with = [](const std::string& condition) {
    const Solved solved(R"(
function app::requireSame(left: text, right: text) {
  %0 = call same(left, right)
  branch %0, )" + condition +
                        R"(
denied:
  raise 403
allowed:
}
function app::find(token: text, prompt: text) {
  who = call app::authenticate(token) : principal
  asked = call header("X-Tenant-Id")
  call app::requireSame(asked, who.tenant_id)
  hits = call index::search(prompt, asked)
}
)");
    return Origin{solved.provenance("vector.search"), solved.verdict("vector.search")};
  };
  EXPECT_EQ(with("allowed, denied"), checked);
  EXPECT_EQ(with("denied, allowed"), unchecked);
}

TEST(QueryGuards, InAHelperWhoseAnswerIsTested) {
  const auto with = [](const std::string& test) {
    const Solved solved(R"(
function app::mayAsk(left: text, right: text) -> boolean {
  %0 = call same(left, right)
  leave %0
}
function app::find(token: text, prompt: text) {
  who = call app::authenticate(token) : principal
  asked = call header("X-Tenant-Id")
  %0 = call app::mayAsk(asked, who.tenant_id)
)" + test + R"(
  hits = call index::search(prompt, asked)
}
)");
    return Origin{solved.provenance("vector.search"), solved.verdict("vector.search")};
  };
  EXPECT_EQ(with("  branch %0, allowed, denied\ndenied:\n  leave\nallowed:"), checked);
  EXPECT_EQ(with("  branch %0, denied, allowed\ndenied:\n  leave\nallowed:"), unchecked);
  EXPECT_EQ(with(""), unchecked);
}

TEST(QueryGuards, AHelperThatAnswersFromTwoPlaces) {
  const auto with = [](const std::string& last) {
    const Solved solved(R"(
function app::mayAsk(left: text, right: text) -> boolean {
  %0 = call same(left, right)
  branch %0, alike, different
alike:
  leave true
different:
  leave )" + last + R"(
}
function app::find(token: text, prompt: text) {
  who = call app::authenticate(token) : principal
  asked = call header("X-Tenant-Id")
  %0 = call app::mayAsk(asked, who.tenant_id)
  branch %0, allowed, denied
denied:
  leave
allowed:
  hits = call index::search(prompt, asked)
}
)");
    return Origin{solved.provenance("vector.search"), solved.verdict("vector.search")};
  };
  EXPECT_EQ(with("false"), checked);
  EXPECT_EQ(with("true"), unchecked);
}

TEST(QueryGuards, AKeyComposedBeforeTheComparisonIsRaisedToo) {
  const auto with = [](const std::string& guard) {
    const Solved solved(
        "function app::find(token: text, prompt: text) {\n  who = call app::authenticate(token) : principal\n"
        "  asked = call header(\"X-Tenant-Id\")\n  scope = call cat(\"tenant:\", asked)\n" +
        guard + "  hits = call index::search(prompt, scope)\n}\n");
    return Origin{solved.provenance("vector.search"), solved.verdict("vector.search")};
  };
  EXPECT_EQ(with("  %0 = call same(asked, who.tenant_id)\n  branch %0, ok, no\nno:\n  leave\nok:\n"), checked);
  EXPECT_EQ(with(""), unchecked);
}

TEST(QueryGuards, APrivilegeOverThePlatformLiftsTheScope) {
  const auto with = [](const std::string& condition) {
    return Solved("function app::find(token: text, prompt: text) {\n  who = call app::authenticate(token) : principal\n"
                  "  %0 = call " +
                  condition +
                  "(who)\n  branch %0, ok, no\nno:\n  leave\nok:\n  hits = call index::search(prompt, \"all\")\n}\n")
        .verdict("vector.search");
  };
  EXPECT_EQ(with("app::isPlatformAdmin"), "scoped");
  EXPECT_EQ(with("app::isOwner"), "open missing") << "no tenant is in sight of this search";
}

} // namespace
} // namespace partywall::solver
