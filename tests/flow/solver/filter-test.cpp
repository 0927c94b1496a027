/// Filters as the stores take them, IR text in: does the formula imply that the owner is the tenant?
#include "tests/flow/solver/solved.h"

#include <fmt/format.h>

namespace partywall::solver {
namespace {

/// Instructions that build JSON as C++ programs do: lists of pairs.
class Json {
public:
  std::string list(const std::vector<std::string>& items) {
    std::string joined;
    for (const std::string& item : items)
      joined += (joined.empty() ? "" : ", ") + item;
    const std::string name = fmt::format("%{}", 100 + count_++);
    code_ += fmt::format("  {} = list({})\n", name, joined);
    return name;
  }
  std::string object(const std::vector<std::pair<std::string, std::string>>& members) {
    std::vector<std::string> pairs;
    for (const auto& [name, value] : members)
      pairs.push_back(list({'"' + name + '"', value}));
    return list(pairs);
  }
  /// `{"key": field, "match": {"value": value}}`
  std::string test(const std::string& field, const std::string& value) {
    return object({{"key", '"' + field + '"'}, {"match", object({{"value", value}})}});
  }
  std::string mine() { return test("tenant_id", "who.tenant_id"); }
  /// The verdict of a search under `filter`, and why the tenant's test does not bind.
  [[nodiscard]] std::string verdict(const std::string& filter) const {
    return judged(code_ + "  scope = copy " + filter + "\n");
  }

  static std::string judged(const std::string& code) {
    const Solved solved("function app::find(token: text, prompt: text, strict: boolean) {\n"
                        "  who = call app::authenticate(token) : principal\n"
                        "  is_known = call same(who.tenant_id, \"root\")\n" +
                        code + "  hits = call index::search(prompt, scope)\n}\n");
    const auto found = solved.hops("vector.search");
    if (found.size() != 1)
      return std::to_string(found.size()) + " hops";
    static constexpr std::string_view reasons[] = {"",          ": either",   ": without owner",
                                                   ": negated", ": replaced", ": one branch"};
    return Solved::verdict(*found[0]) + std::string(reasons[static_cast<std::size_t>(found[0]->looseness)]);
  }

private:
  std::string code_;
  int count_ = 0;
};

using Members = std::vector<std::pair<std::string, std::string>>;

TEST(Filter, WhatMustHoldRestricts) {
  Json json;
  EXPECT_EQ(json.verdict(json.object({{"must", json.list({json.mine()})}})), "scoped");
  Json other;
  EXPECT_EQ(other.verdict(other.object({{"must", other.list({other.test("language", "prompt")})}})), "leaking missing");
}

TEST(Filter, OneOfSeveralDoesNotUnlessAllNameAnOwner) {
  Json json;
  EXPECT_EQ(json.verdict(json.object({{"should", json.list({json.mine(), json.test("language", "\"en\"")})}})),
            "leaking conditional: either");
  Json marker;
  EXPECT_EQ(
      marker.verdict(marker.object({{"should", marker.list({marker.mine(), marker.test("tenant_id", "\"public\"")})}})),
      "scoped");
  Json nobody;
  EXPECT_EQ(nobody.verdict(nobody.object({{"should", nobody.list({nobody.mine(), nobody.test("tenant_id", "\"\"")})}})),
            "leaking conditional: without owner");
}

TEST(Filter, NestedFormulasAreReadToTheGround) {
  Json inside;
  const std::string either =
      inside.object({{"should", inside.list({inside.mine(), inside.test("tenant_id", "\"public\"")})}});
  EXPECT_EQ(inside.verdict(inside.object({{"must", inside.list({either, inside.test("language", "\"en\"")})}})),
            "scoped");
  Json outside;
  const std::string all =
      outside.object({{"must", outside.list({outside.mine(), outside.test("language", "\"en\"")})}});
  EXPECT_EQ(outside.verdict(outside.object({{"should", outside.list({all, outside.test("shared", "true")})}})),
            "leaking conditional: either");
  // (mine and English) or (mine and German)
  Json both;
  const std::string english = both.object({{"must", both.list({both.mine(), both.test("language", "\"en\"")})}});
  const std::string german = both.object({{"must", both.list({both.mine(), both.test("language", "\"de\"")})}});
  EXPECT_EQ(both.verdict(both.object({{"should", both.list({english, german})}})), "scoped");
}

TEST(Filter, WhatIsExcludedDoesNotRestrict) {
  Json json;
  EXPECT_EQ(json.verdict(json.object({{"must_not", json.list({json.mine()})}})), "leaking missing: negated");
}

TEST(Filter, RowsWithoutAnOwnerAreNobodys) {
  Json json;
  const std::string absent = json.object({{"is_empty", json.object({{"key", "\"tenant_id\""}})}});
  EXPECT_EQ(json.verdict(json.object({{"should", json.list({json.mine(), absent})}})),
            "leaking conditional: without owner");
}

TEST(Filter, OperatorsOfPineconeAndChroma) {
  const auto verdict = [](auto build) {
    Json json;
    return json.verdict(build(json));
  };
  const auto field = [](Json& json) { return json.object({{"tenant_id", "who.tenant_id"}}); };
  const auto language = [](Json& json) { return json.object({{"language", "\"en\""}}); };
  EXPECT_EQ(verdict(field), "scoped");
  EXPECT_EQ(verdict([&](Json& json) { return json.object({{"$and", json.list({field(json), language(json)})}}); }),
            "scoped");
  EXPECT_EQ(verdict([&](Json& json) { return json.object({{"$or", json.list({field(json), language(json)})}}); }),
            "leaking conditional: either");
  EXPECT_EQ(verdict([&](Json& json) { return json.object({{"tenant_id", json.object({{"$eq", "who.tenant_id"}})}}); }),
            "scoped");
  EXPECT_EQ(verdict([&](Json& json) { return json.object({{"tenant_id", json.object({{"$ne", "who.tenant_id"}})}}); }),
            "leaking missing: negated");
}

TEST(Filter, ElasticsearchAsksForShouldOnlyWhereNothingIsRequired) {
  const auto term = [](Json& json) { return json.object({{"term", json.object({{"tenant_id", "who.tenant_id"}})}}); };
  const auto kind = [](Json& json) { return json.object({{"term", json.object({{"kind", "\"faq\""}})}}); };
  Json required;
  EXPECT_EQ(
      required.verdict(required.object({{"bool", required.object({{"filter", required.list({term(required)})},
                                                                  {"should", required.list({kind(required)})}})}})),
      "scoped");
  Json wished;
  EXPECT_EQ(wished.verdict(wished.object({{"bool", wished.object({{"filter", wished.list({kind(wished)})},
                                                                  {"should", wished.list({term(wished)})}})}})),
            "leaking conditional: either");
}

TEST(Filter, TextsOfRediSearch) {
  const auto verdict = [](const std::string& parts) { return Json::judged("  scope = call cat(" + parts + ")\n"); };
  EXPECT_EQ(verdict("\"(@tenant_id:{\", who.tenant_id, \"})=>[KNN 5 @vector $q]\""), "scoped");
  EXPECT_EQ(verdict("\"*=>[KNN 5 @vector $q]\""), "leaking missing");
  EXPECT_EQ(verdict("\"(@tenant_id:{\", who.tenant_id, \"} | @language:{en})=>[KNN 5 @vector $q]\""),
            "leaking conditional: either");
  EXPECT_EQ(verdict("\"(@tenant_id:{\", who.tenant_id, \" | public})=>[KNN 5 @vector $q]\""), "scoped");
  EXPECT_EQ(verdict("\"(-@tenant_id:{\", who.tenant_id, \"})=>[KNN 5 @vector $q]\""), "leaking missing: negated");
  EXPECT_EQ(verdict("\"(~@tenant_id:{\", who.tenant_id, \"})=>[KNN 5 @vector $q]\""), "leaking conditional: either");
}

TEST(Filter, TextsOfMilvus) {
  const auto verdict = [](const std::string& parts) { return Json::judged("  scope = call cat(" + parts + ")\n"); };
  EXPECT_EQ(verdict("\"tenant_id == '\", who.tenant_id, \"'\""), "scoped");
  EXPECT_EQ(verdict("\"tenant_id == '\", who.tenant_id, \"' and language == 'en'\""), "scoped");
  EXPECT_EQ(verdict("\"tenant_id == '\", who.tenant_id, \"' or language == 'en'\""), "leaking conditional: either");
  EXPECT_EQ(verdict("\"tenant_id in ['\", who.tenant_id, \"', 'public']\""), "scoped");
  EXPECT_EQ(verdict("\"tenant_id != '\", who.tenant_id, \"'\""), "leaking missing: negated");
  EXPECT_EQ(verdict("\"language == '\", prompt, \"'\""), "leaking missing");
}

TEST(Filter, AWrittenMarkerMakesRowsEverybodys) {
  Json json;
  EXPECT_EQ(json.verdict(json.object({{"should", json.list({json.mine(), json.test("visibility", "\"public\"")})}})),
            "scoped");
  Json asked;
  EXPECT_EQ(asked.verdict(asked.object({{"should", asked.list({asked.mine(), asked.test("visibility", "prompt")})}})),
            "leaking conditional: either");
}

TEST(Filter, ManyClausesThatMayBeMissingAreEachRead) {
  // All ways together would be 2^6 texts.
  const auto grown = [](const std::string& beginning, const std::string& last) {
    std::string code = beginning;
    for (int i = 0; i < 6; ++i) {
      const std::string n = std::to_string(i);
      code += "  asked" + n + " = call same(prompt, \"" + n + "\")\n  branch asked" + n + ", more" + n + ", next" + n +
              "\nmore" + n + ":\n  scope = call cat(scope, \"" + (i == 5 ? last : " and f" + n + " == " + n) +
              "\")\n  jump next" + n + "\nnext" + n + ":\n";
    }
    return Json::judged(code);
  };
  const std::string own = "  scope = call cat(\"tenant_id == '\", who.tenant_id, \"'\")\n";
  EXPECT_EQ(grown(own, " and f5 == 5"), "scoped");
  EXPECT_EQ(grown(own, " or f5 == 5"), "leaking conditional: one branch");
  EXPECT_EQ(grown("  scope = copy \"language == 'en'\"\n", " and f5 == 5"), "leaking missing");
}

TEST(Filter, WhatIsAddedOnSomePathsOnlyIsOptional) {
  const std::string may_be_missing = R"(
  branch strict, own, all
own:
  scope = call cat("tenant_id == '", who.tenant_id, "'")
  jump ready
all:
  scope = copy ""
ready:
)";
  const std::string never_missing = R"(
  branch strict, own, all
own:
  scope = call cat("tenant_id == '", who.tenant_id, "'")
  jump ready
all:
  scope = call cat("tenant_id == '", who.tenant_id, "' and kind == 'faq'")
ready:
)";
  EXPECT_EQ(Json::judged(may_be_missing), "leaking conditional: one branch");
  EXPECT_EQ(Json::judged(never_missing), "scoped");
}

TEST(Filter, AHashOfTheTenantKeepsTenantsApartAndARestOfItDoesNot) {
  EXPECT_EQ(Json::judged("  hash = call fold(who.tenant_id)\n  scope = call cat(\"owner == \", hash)\n"), "scoped");
  EXPECT_EQ(Json::judged("  hash = call digest(who.tenant_id)\n  scope = call cat(\"owner == \", hash)\n"), "scoped");
  EXPECT_EQ(
      Json::judged(
          "  hash = call fold(who.tenant_id)\n  shard = modulo hash, 16\n  scope = call cat(\"shard == \", shard)\n"),
      "leaking folded");
  EXPECT_EQ(Json::judged("  head = call cut(who.tenant_id)\n  scope = call cat(\"owner == '\", head, \"'\")\n"),
            "leaking folded");
}

TEST(Filter, NoFilterLetsAllThrough) {
  EXPECT_EQ(Json::judged("  scope = copy null\n"), "leaking missing");
  EXPECT_EQ(Json::judged("  scope = copy zero\n"), "leaking missing");
  EXPECT_EQ(Json::judged("  scope = copy true\n"), "leaking missing"); // a functor that says yes
}

TEST(Filter, APredicateIsReadAsAFormula) {
  const auto verdict = [](const std::string& code) {
    return Json::judged("  row = call app::row_at(prompt)\n" + code);
  };
  EXPECT_EQ(verdict("  scope = call same(row.*.app::Principal::tenant_id, who.tenant_id)\n"), "scoped");
  EXPECT_EQ(verdict("  %1 = call same(row.*.app::Principal::tenant_id, who.tenant_id)\n  scope = logical_not %1\n"),
            "leaking missing: negated");
}

// ---- SQL

std::string sql(const std::string& text) {
  return Solved("function app::find(token: text, prompt: text) {\n  who = call app::authenticate(token) : principal\n"
                "  rows = call sql::exec(\"" +
                text + "\", prompt, who.tenant_id)\n}\n")
      .verdict("data.sql");
}

TEST(Filter, TheBlockThatRanksDecidesInSql) {
  EXPECT_EQ(sql("SELECT body FROM pages WHERE tenant_id = $2 ORDER BY embedding <=> $1 LIMIT 5"), "scoped");
  EXPECT_EQ(sql("SELECT body FROM pages ORDER BY embedding <=> $1 LIMIT 5"), "leaking missing");
  EXPECT_EQ(sql("SELECT body FROM (SELECT * FROM pages ORDER BY embedding <=> $1 LIMIT 50) p WHERE tenant_id = $2"),
            "leaking missing");
  EXPECT_EQ(
      sql("SELECT body FROM (SELECT *, embedding <=> $1 AS d FROM pages ORDER BY d LIMIT 50) p WHERE tenant_id = $2 "
          "ORDER BY d LIMIT 5"),
      "leaking missing");
  EXPECT_EQ(sql("SELECT body FROM pages WHERE tenant_id = $2 OR tenant_id IS NULL ORDER BY embedding <=> $1 LIMIT 5"),
            "leaking conditional");
  EXPECT_EQ(sql("SELECT body FROM pages WHERE tenant_id IN ($2, 'public') ORDER BY embedding <=> $1 LIMIT 5"),
            "scoped");
  EXPECT_EQ(sql("SELECT body FROM pages WHERE tenant_id = $2 OR visibility = 'public' ORDER BY embedding <=> $1 LIMIT 5"),
            "scoped");
  EXPECT_EQ(sql("SELECT body FROM pages WHERE (is_public OR tenant_id = $2) AND lang = 'en' ORDER BY embedding <=> $1 LIMIT 5"),
            "scoped");
  EXPECT_EQ(sql("SELECT body FROM pages WHERE tenant_id = $2 OR visibility = 'shared' ORDER BY embedding <=> $1 LIMIT 5"),
            "leaking conditional");
  EXPECT_EQ(sql("SELECT body FROM pages WHERE tenant_id = $2 OR visibility <> 'private' ORDER BY embedding <=> $1 LIMIT 5"),
            "leaking conditional");
  EXPECT_EQ(sql("SELECT body FROM pages WHERE tenant_id = $2 OR NOT is_public ORDER BY embedding <=> $1 LIMIT 5"),
            "leaking conditional");
  EXPECT_EQ(sql("SELECT body FROM pages WHERE tenant_id = $2 OR language = 'en' ORDER BY embedding <=> $1 LIMIT 5"),
            "leaking conditional");
}

TEST(Filter, SqlitesVectorTablesRankBeforeTheyAreJoined) {
  EXPECT_EQ(sql("SELECT m.body FROM vec v JOIN memos m ON m.id = v.rowid WHERE v.embedding MATCH $1 AND v.k = 5 AND "
                "v.tenant_id = $2"),
            "scoped");
  EXPECT_EQ(sql("SELECT m.body FROM vec v JOIN memos m ON m.id = v.rowid WHERE v.embedding MATCH $1 AND v.k = 5 AND "
                "m.tenant_id = $2"),
            "leaking missing");
  EXPECT_EQ(sql("SELECT rowid FROM vec WHERE embedding MATCH $1 AND k = 5 AND rowid IN (SELECT id FROM memos WHERE "
                "tenant_id = $2)"),
            "scoped");
}

TEST(Filter, OfTwoRankingsTheLooserDecides) {
  EXPECT_EQ(sql("(SELECT body FROM pages WHERE tenant_id = $2 ORDER BY embedding <=> $1 LIMIT 5) UNION ALL "
                "(SELECT body FROM notes ORDER BY embedding <=> $1 LIMIT 5)"),
            "leaking missing");
  EXPECT_EQ(sql("(SELECT body FROM pages WHERE tenant_id = $2 ORDER BY embedding <=> $1 LIMIT 5) UNION ALL "
                "(SELECT body FROM notes WHERE tenant_id = $2 ORDER BY embedding <=> $1 LIMIT 5)"),
            "scoped");
}

} // namespace
} // namespace partywall::solver
