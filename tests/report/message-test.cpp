#include "driver/report/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace partywall::report {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Message, QuotedNamesAreArguments) {
  const auto message = split_message("The key 'key' of 'cache' holds no tenant; 'key' is the prompt.");
  EXPECT_EQ(message.form, "The key '{0}' of '{1}' holds no tenant; '{0}' is the prompt.");
  EXPECT_THAT(message.arguments, ElementsAre("key", "cache"));
  EXPECT_EQ(message.text, "The key 'key' of 'cache' holds no tenant; 'key' is the prompt.");
}

TEST(Message, ApostrophesAreNoQuotes) {
  const auto message = split_message("The tool's 'tenant_id' is the model's.");
  EXPECT_THAT(message.arguments, ElementsAre("tenant_id"));
  EXPECT_EQ(message.form, "The tool's '{0}' is the model's.");
}

TEST(Message, LoneQuotesAreText) {
  EXPECT_THAT(split_message("An open quote ' and 'a name'.").arguments, ElementsAre("a name"));
  EXPECT_THAT(split_message("'' and '").arguments, IsEmpty());
  EXPECT_THAT(split_message("'never closed").arguments, IsEmpty());
  EXPECT_EQ(split_message("'' and '").form, "'' and '");
}

TEST(Message, ANameMayHoldDoubleQuotesAndBlanks) {
  EXPECT_THAT(split_message("Takes 'args[\"tenant id\"]' from it.").arguments, ElementsAre("args[\"tenant id\"]"));
}

TEST(Message, AtMostFivePlaceholders) {
  const auto message = split_message("'a' 'b' 'c' 'd' 'e' 'f{}' 'a'.");
  EXPECT_EQ(message.form, "'{0}' '{1}' '{2}' '{3}' '{4}' 'f{{}}' '{0}'.");
  EXPECT_EQ(message.arguments.size(), 5U);
}

TEST(Message, WithoutNames) {
  const auto message = split_message("Nothing {here}.");
  EXPECT_EQ(message.form, "Nothing {{here}}.");
  EXPECT_THAT(message.arguments, IsEmpty());
}

TEST(PlainSentence, EndsAndCannotBeMisread) {
  EXPECT_EQ(plain_sentence("No period"), "No period.");
  EXPECT_EQ(plain_sentence("One. \n"), "One.");
  EXPECT_EQ(plain_sentence("did you mean 'x'?"), "Did you mean 'x'?");
  EXPECT_EQ(plain_sentence("key_ is made here"), "key_ is made here.") << "a name";
  EXPECT_EQ(plain_sentence("m[k](x) and [](auto)"), "m[k] (x) and [] (auto).");
  EXPECT_EQ(plain_sentence("The \"{0}:{12}:{}:{x}\""), "The \"{ 0 }:{ 12 }:{}:{x}\".");
  EXPECT_EQ(plain_sentence(""), "");
}

TEST(PascalCase, HasOneCapitalAWord) {
  EXPECT_EQ(pascal_case("cache-key-missing-tenant"), "CacheKeyMissingTenant");
  EXPECT_EQ(pascal_case("Use of URLs in an SQL Command's text"), "UseOfUrlsInAnSqlCommandsText");
}

} // namespace
} // namespace partywall::report
