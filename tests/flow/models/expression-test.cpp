#include "checks/flow/models/expression.h"

#include "checks/flow/models/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace partywall::models {
namespace {

using testing::HasSubstr;

Expr parsed(std::string_view text) {
  auto result = parse_expression(text);
  EXPECT_TRUE(result.has_value()) << text << ": " << (result ? "" : result.error());
  return result.value_or(Expr{});
}

std::string error_of(std::string_view text) {
  const auto result = parse_expression(text);
  return result ? "" : result.error();
}

TEST(Expression, prints_what_it_read) {
  for (const auto* text : {
           "arg0",
           "arg12",
           "this",
           "result",
           "42",
           "-1",
           "\"resp:\"",
           "\"a \\\"quoted\\\" \\\\ tab\\t line\\n bell\\x07\"",
           "*arg1",
           "&*arg1",
           "**arg0",
           "arg0.first",
           "this.a.b.c",
           "(*arg0).name",
           "*arg0.name",
           "&at(this, arg0).second",
           "elem(this).first",
           "elem(*arg0)",
           "cat(this, arg0)",
           "cat(\"resp:\", arg0, \":\", arg1)",
           "printf(arg2, rest3)",
           "derived(arg0, rest1)",
           "truncate(arg0)",
           "truncate(arg0, arg1)",
           "invoke(arg1, elem(this))",
           "source(caller, \"request\")",
           "source(credential, \"Authorization\", arg0)",
           "record(first, arg0, second, arg1)",
           "record(\"tenant id\", arg0)",
           "empty()",
           "opaque()",
           "fresh()",
           "overlay(this, arg0)",
           "alt(arg0, arg1, arg2)",
       })
    EXPECT_EQ(print(parsed(text)), text);
}

TEST(Expression, does_not_mind_spaces_and_parentheses) {
  EXPECT_EQ(print(parsed("  cat( this ,arg0 ) ")), "cat(this, arg0)");
  EXPECT_EQ(print(parsed("((arg0)).first")), "arg0.first");
  EXPECT_EQ(print(parsed("* & arg0")), "*&arg0");
  EXPECT_EQ(print(parsed("\"\\x41\\x7a\"")), "\"Az\"");
}

TEST(Expression, builds_the_tree_that_model_h_describes) {
  const auto at = parsed("&at(this, arg0).second");
  ASSERT_EQ(at.kind, Expr::Kind::address);
  const auto& field = at.children.at(0);
  ASSERT_EQ(field.kind, Expr::Kind::field);
  EXPECT_EQ(field.name, "second");
  const auto& place = field.children.at(0);
  ASSERT_EQ(place.kind, Expr::Kind::at);
  EXPECT_EQ(place.children.at(0).kind, Expr::Kind::receiver);
  EXPECT_EQ(place.children.at(1).kind, Expr::Kind::argument);

  const auto rest = parsed("cat(rest3)").children.at(0);
  EXPECT_EQ(rest.kind, Expr::Kind::rest);
  EXPECT_EQ(rest.number, 3);

  const auto source = parsed("source(model, \"completion\")");
  EXPECT_EQ(source.kind, Expr::Kind::apply);
  EXPECT_EQ(source.name, "source");
  EXPECT_EQ(source.children.at(0).kind, Expr::Kind::text);
  EXPECT_EQ(source.children.at(0).name, "model");
}

TEST(Expression, says_where_and_what_is_wrong) {
  for (const auto& [text, expected] : std::initializer_list<std::pair<const char*, const char*>>{
           {"", "column 1: an empty expression"},
           {"   ", "column 1: an empty expression"},
           {"arg", "column 1: 'arg' needs a number: 'arg0' is the first argument"},
           {"rest", "column 1: 'rest' needs a number: 'rest0' is the first argument"},
           {"arg99999999999", "column 1: 'arg99999999999': calls do not have that many arguments"},
           {"arg300", "column 1: 'arg300': calls do not have that many arguments"},
           {"resutl", "column 1: unknown name 'resutl'; did you mean 'result'?"},
           {"cat(arg0", "column 9: expected ')', found the end"},
           {"cat(arg0,)", "column 10: expected a value before ')'"},
           {"cat(arg0 arg1)", "column 10: expected ')' before 'arg1)'"},
           {"cat(this, trunkate(arg0))", "column 11: unknown function 'trunkate'; did you mean 'truncate'?"},
           {"qqqqqqqqqqqq(arg0)", "column 1: unknown function 'qqqqqqqqqqqq'"},
           {"cat", "column 1: 'cat' is a function: write 'cat(…)'"},
           {"at", "column 1: 'at' is a function: write 'at(…)'"},
           {"join(arg0)", "column 1: 'join' takes 2 arguments, not 1"},
           {"digest(arg0, arg1)", "column 1: 'digest' takes 1 argument, not 2"},
           {"truncate(arg0, arg1, arg2)", "column 1: 'truncate' takes 1 or 2 arguments, not 3"},
           {"cat()", "column 1: 'cat' takes at least 1 argument, not 0"},
           {"empty(this)", "column 1: 'empty' takes no arguments, not 1"},
           {"at(this)", "column 1: 'at' takes 2 arguments, not 1"},
           {"\"open", "column 1: the text has no closing '\"'"},
           {"\"bad \\q\"", "column 6: unknown escape; known: \\n \\t \\r \\\\ \\\" \\xNN"},
           {"\"\\x4\"", "column 2: '\\x' takes two hexadecimal digits"},
           {"arg0.", "column 6: expected a field name after '.'"},
           {"arg0 arg1", "column 6: expected the end of the expression before 'arg1'"},
           {"99999999999999999999", "column 1: the number is too large"},
           {"-x", "column 1: expected digits after '-'"},
           {"*rest0", "column 2: 'restN' stands only among the arguments of a function that takes any number of them"},
           {"rest0", "column 1: 'restN' stands only among the arguments of a function that takes any number of them"},
           {"digest(rest0)",
            "column 8: 'restN' stands only among the arguments of a function that takes any number of them"},
           {"source(calller, \"x\")", "column 8: unknown role 'calller'; did you mean 'caller'?"},
           {"source(\"caller\", \"x\")", "column 8: a role is written without quotes"},
           {"record(first, arg0, second)", "column 1: 'record' takes pairs of a name and a value"},
           {"arg0 \xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4",
            "column 6: expected the end of the expression before '\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4…'"},
       })
    EXPECT_EQ(error_of(text), expected) << text;
}

TEST(Expression, knows_how_many_arguments_there_are) {
  const auto message = [](std::string_view text, ExpressionScope scope) {
    const auto result = parse_expression(text, scope);
    return result ? std::string{} : result.error().message;
  };
  EXPECT_EQ(message("cat(arg0, arg1)", {.arguments = 2}), "");
  EXPECT_EQ(message("arg2", {.arguments = 2}), "'arg2' is beyond the arity: the last argument is 'arg1'");
  EXPECT_EQ(message("arg0", {.arguments = 0}), "'arg0' is beyond the arity: the call has no arguments");
  EXPECT_EQ(message("cat(this, rest2)", {.arguments = 2}), "");
  EXPECT_EQ(message("cat(this, rest3)", {.arguments = 2}), "'rest3' is beyond the arity: the last argument is 'arg1'");
  EXPECT_EQ(message("result", {.has_result = false}), "'result' means nothing here: it is what 'returns' says");
}

TEST(Expression, is_not_recursed_into_without_bound) {
  for (const auto* piece : {"(", "*", "&", "cat(", "at(", "arg0."}) {
    std::string text;
    for (int i = 0; i < 100'000; ++i)
      text += piece;
    EXPECT_FALSE(parse_expression(text).has_value()) << piece;
  }
  std::string fields = "arg0";
  for (int i = 0; i < 100'000; ++i)
    fields += ".a";
  EXPECT_THAT(error_of(fields), HasSubstr("nested more than 64 levels deep"));
}

TEST(Expression, has_the_functions_of_model_h) {
  EXPECT_THAT(expression_functions(),
              testing::ElementsAre("cat", "join", "format", "printf", "repeat", "digest", "encode", "number", "parse",
                                   "dump", "copy", "prefix_length", "hash", "truncate", "modulo", "size", "embed",
                                   "complete", "derived", "opaque", "fresh", "overlay", "equal", "less", "not", "present", "alt", "when", "member",
                                   "and", "or", "new", "list", "record", "empty", "item", "items", "references", "converted", "invoke", "bind", "behind", "source",
                                   "verified", "claims"));
}

} // namespace
} // namespace partywall::models
