/// Redis commands: which word is the key.
#include "checks/flow/solver/redis.h"

#include "tests/flow/solver/random-term.h"

#include <gmock/gmock.h>

namespace partywall::solver {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RedisTest : public testing::Test {
protected:
  [[nodiscard]] std::string show(Term term) const { return print(terms, term_program(), term); }
  std::vector<std::string> words(std::string_view format, const std::vector<Term>& arguments) {
    std::vector<std::string> found;
    for (const Term word : redis_words(terms, terms.text(format), arguments))
      found.push_back(show(word));
    return found;
  }
  /// "cache.write key = …; value = …", one a use.
  std::vector<std::string> uses(const std::vector<Term>& all) {
    std::vector<std::string> found;
    for (const RedisUse& use : redis_uses(terms, all)) {
      std::string line(use.kind);
      if (use.key)
        line += " " + show(use.key);
      if (use.value)
        line += " := " + show(use.value);
      if (use.query)
        line += " ? " + show(use.query);
      found.push_back(line);
    }
    return found;
  }
  std::vector<std::string> command(std::string_view format, const std::vector<Term>& arguments) {
    return uses(redis_words(terms, terms.text(format), arguments));
  }
  std::vector<std::string> argv(std::string_view verb, std::vector<Term> rest) {
    rest.insert(rest.begin(), terms.text(verb));
    return uses(rest);
  }

  Terms terms;
  const Term a = terms.input(ir::FunctionId{0}, 0);
  const Term b = terms.input(ir::FunctionId{0}, 1);
  const Term c = terms.input(ir::FunctionId{0}, 2);
  const Term length = terms.number(7);
};

TEST_F(RedisTest, WordsEndAtSpacesOfTheFormat) {
  EXPECT_THAT(words("GET resp:%s", {a}), ElementsAre("\"GET\"", "cat(\"resp:\", a)"));
  EXPECT_THAT(words("  GET   %s ", {a}), ElementsAre("\"GET\"", "a"));
  EXPECT_THAT(words("SET %s:%s %s", {a, b, c}), ElementsAre("\"SET\"", "cat(a, \":\", b)", "c"));
}

TEST_F(RedisTest, AFilledInValueNeverAddsAWord) {
  EXPECT_THAT(words("GET %s", {terms.text("two words")}), ElementsAre("\"GET\"", "\"two words\""));
}

TEST_F(RedisTest, BinaryArgumentsTakeTheirLength) {
  EXPECT_THAT(words("SETEX %b %d %b", {a, length, terms.number(60), b, length}),
              ElementsAre("\"SETEX\"", "a", "\"60\"", "b"));
  EXPECT_THAT(words("SET %s:%b %s", {a, b, length, c}), ElementsAre("\"SET\"", "cat(a, \":\", b)", "c"));
  EXPECT_THAT(words("SET %.*s %s", {length, a, b}), ElementsAre("\"SET\"", "a", "b"));
}

TEST_F(RedisTest, MissingArgumentsAreEmpty) {
  EXPECT_THAT(words("SET %s %s", {a}), ElementsAre("\"SET\"", "a", "\"\""));
}

TEST_F(RedisTest, AssembledTextStillNamesItsCommand) {
  const std::vector<Term> found = redis_words(terms, terms.cat(std::array{terms.text("GET resp:"), a}), {});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(show(found[0]), "\"GET\"");
  EXPECT_EQ(show(found[1]), "cat(\"resp:\", a)");
  EXPECT_THAT(redis_words(terms, a, {}), IsEmpty());
}

TEST_F(RedisTest, ReadsAndWrites) {
  EXPECT_THAT(command("GET resp:%s", {a}), ElementsAre("cache.read cat(\"resp:\", a)"));
  EXPECT_THAT(command("SETEX %b %d %b", {a, length, terms.number(60), b, length}), ElementsAre("cache.write a := b"));
  EXPECT_THAT(command("SET %s %s EX 60", {a, b}), ElementsAre("cache.write a := b"));
  EXPECT_THAT(command("DEL %s", {a}), ElementsAre("cache.erase a"));
}

TEST_F(RedisTest, VerbsInAnyCase) {
  EXPECT_THAT(command("get %s", {a}), ElementsAre("cache.read a"));
  EXPECT_THAT(command("SetEx %s 60 %s", {a, b}), ElementsAre("cache.write a := b"));
}

TEST_F(RedisTest, EachKeyOfAManyKeyedCommand) {
  EXPECT_THAT(command("MSET %s %s %s %s", {a, b, c, terms.text("v")}),
              ElementsAre("cache.write a := b", "cache.write c := \"v\""));
  EXPECT_THAT(command("MGET %s %s", {a, b}), ElementsAre("cache.read a", "cache.read b"));
  EXPECT_THAT(command("DEL %s %s", {a, b}), ElementsAre("cache.erase a", "cache.erase b"));
}

TEST_F(RedisTest, AHashFieldIsPartOfTheEntry) {
  EXPECT_THAT(command("HGET %s %s", {a, b}), ElementsAre("cache.read cat(a, \" \", b)"));
  EXPECT_THAT(command("HSET %s %s %s", {a, b, c}), ElementsAre("cache.write cat(a, \" \", b) := c"));
  EXPECT_THAT(command("HGETALL %s", {a}), ElementsAre("cache.read a"));
}

TEST_F(RedisTest, Counters) {
  EXPECT_THAT(command("INCR rate:%s", {a}), ElementsAre("cache.count cat(\"rate:\", a)"));
  EXPECT_THAT(command("INCRBY %s %d", {a, length}), ElementsAre("cache.count a := \"7\""));
  EXPECT_THAT(command("HINCRBY %s %s %d", {a, b, length}), ElementsAre("cache.count cat(a, \" \", b) := \"7\""));
  EXPECT_THAT(command("ZINCRBY %s %d %s", {a, length, b}), ElementsAre("cache.count cat(a, \" \", b) := \"7\""));
}

TEST_F(RedisTest, SearchesNameAnIndexAndAQuery) {
  EXPECT_THAT(command("FT.SEARCH idx @tenant:{%s} LIMIT 0 10", {a}),
              ElementsAre("vector.search \"idx\" ? cat(\"@tenant:{\", a, \"}\")"));
  EXPECT_THAT(argv("FT.SEARCH", {b, a}), ElementsAre("vector.search b ? a"));
}

TEST_F(RedisTest, WordsGivenOneByOne) {
  EXPECT_THAT(argv("GET", {a}), ElementsAre("cache.read a"));
  EXPECT_THAT(argv("SETEX", {a, terms.text("60"), b}), ElementsAre("cache.write a := b"));
  EXPECT_THAT(argv("MGET", {a, b, c}), ElementsAre("cache.read a", "cache.read b", "cache.read c"));
}

TEST_F(RedisTest, CommandsThatTouchNoDataAreNoUse) {
  for (const char* text : {"PING", "AUTH secret", "MULTI", "SELECT 3", "NOSUCHCOMMAND key", "", "GET"})
    EXPECT_THAT(command(text, {}), IsEmpty()) << text;
  EXPECT_THAT(uses({a, b}), IsEmpty()) << "a verb that is not known";
}

} // namespace
} // namespace partywall::solver
