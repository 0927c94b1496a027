/// JSON and GraphQL as programs write them out: texts with holes.
#include "checks/flow/solver/json-text.h"

#include "checks/flow/solver/tree-view.h"
#include "tests/flow/solver/random-term.h"

#include <gmock/gmock.h>

namespace partywall::solver {
namespace {

using testing::ElementsAre;

class JsonTextTest : public testing::Test {
protected:
  [[nodiscard]] std::string show(Term term) const { return print(terms, term_program(), term); }
  Term text(std::string_view letters) { return terms.text(letters); }
  std::optional<JsonText> json(const std::vector<Term>& parts) { return read_json(terms, parts); }
  [[nodiscard]] std::vector<std::string> spliced(const JsonText& read) const {
    std::vector<std::string> found;
    for (const Term part : read.spliced)
      found.push_back(show(part));
    return found;
  }
  /// "name=value" of the members, in order.
  [[nodiscard]] std::vector<std::string> members(Term tree) const {
    std::vector<std::string> found;
    for (const auto& [name, value] : members_of(terms, tree))
      found.push_back(name + "=" + show(value));
    return found;
  }

  Terms terms;
  const Term a = terms.input(ir::FunctionId{0}, 0);
  const Term b = terms.input(ir::FunctionId{0}, 1);
};

TEST_F(JsonTextTest, AHoleInQuotesIsAValue) {
  const auto read = json({text(R"({"limit": 5, "tenant": ")"), a, text(R"("})")});
  ASSERT_TRUE(read);
  EXPECT_THAT(members(read->tree), testing::UnorderedElementsAre("limit=5", "tenant=a"));
  EXPECT_THAT(spliced(*read), ElementsAre("a"));
}

TEST_F(JsonTextTest, AValueIsWrittenOutBySomethingElse) {
  const auto read = json({text(R"({"filter":)"), a, text("}")});
  ASSERT_TRUE(read);
  EXPECT_EQ(member_of(terms, read->tree, "filter"), a);
}

TEST_F(JsonTextTest, TextAroundAHoleStaysAroundIt) {
  const auto read = json({text(R"({"expr": "tenant == ')"), a, text("' and kind == '"), b, text(R"('"})")});
  ASSERT_TRUE(read);
  EXPECT_EQ(show(member_of(terms, read->tree, "expr")), R"(cat("tenant == '", a, "' and kind == '", b, "'"))");
  EXPECT_THAT(spliced(*read), ElementsAre("a", "b"));
}

TEST_F(JsonTextTest, NestedObjectsAndListsStayWhatTheyAre) {
  const auto read =
      json({text(R"({"must": [{"key": "t", "match": {"value": ")"), a, text(R"("}}, {"n": null, "b": true}]})")});
  ASSERT_TRUE(read);
  const std::vector<Term> items = items_of(terms, member_of(terms, read->tree, "must"));
  ASSERT_EQ(items.size(), 2U);
  EXPECT_EQ(member_of(terms, member_of(terms, items[0], "match"), "value"), a);
  EXPECT_EQ(terms.kind(member_of(terms, items[1], "n")), TermKind::null);
  EXPECT_EQ(terms.truth(member_of(terms, items[1], "b")), 1);
}

TEST_F(JsonTextTest, LinesAreDocuments) {
  const auto read = json({text("{\"index\": {}}\n{\"text\": \""), a, text("\"}\n")});
  ASSERT_TRUE(read);
  EXPECT_EQ(items_of(terms, read->tree).size(), 2U);
}

TEST_F(JsonTextTest, WhatIsNoJsonIsNotGuessed) {
  EXPECT_FALSE(json({text("tenant == 'x'")}));
  EXPECT_FALSE(json({a}));
  EXPECT_FALSE(json({text("{\"a\": ")}));
  EXPECT_FALSE(json({text("{\"a\" \"b\"}")}));
  EXPECT_FALSE(json({text("{\"a\": \"open")}));
  EXPECT_FALSE(json({}));
  EXPECT_FALSE(json({text(std::string(100000, '['))}));
}

TEST_F(JsonTextTest, GraphQlHasNamesWithoutQuotes) {
  const std::vector<Term> parts{text(R"({ Get { Note(tenant: ")"), a,
                                text(R"(", nearVector: {vector: [0.1, -2]}, operator: Equal) { text } } })")};
  const auto read = read_graphql(terms, parts);
  ASSERT_TRUE(read);
  EXPECT_EQ(member_of(terms, read->tree, "tenant"), a);
  EXPECT_EQ(show(member_of(terms, read->tree, "class")), "\"Note\"");
  EXPECT_EQ(show(member_of(terms, read->tree, "operator")), "\"Equal\"");
  EXPECT_THAT(items_of(terms, member_of(terms, member_of(terms, read->tree, "nearVector"), "vector")).size(), 2U);
}

TEST_F(JsonTextTest, AFieldWithoutArgumentsHasNone) {
  const std::vector<Term> parts{text("{ Get { Note { text } } }")};
  EXPECT_FALSE(read_graphql(terms, parts));
}

} // namespace
} // namespace partywall::solver
