/// The reference page, the schema and the guide say what the code takes: no word more, no word less.
#include "checks/flow/models/compile.h"
#include "checks/flow/models/load.h"
#include "checks/flow/models/vocabulary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <llvm/Support/JSON.h>

#include <fstream>
#include <iterator>
#include <set>

namespace partywall::models {
namespace {

using testing::HasSubstr;
using testing::UnorderedElementsAreArray;

using Strings = std::vector<std::string>;

std::string slurp(const std::string& name) {
  std::ifstream file(std::string(PARTYWALL_SOURCE_DIR "/") + name, std::ios::binary);
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

class Schema {
public:
  Schema() : root_(llvm::cantFail(llvm::json::parse(slurp("rules/schema.json")))) {}

  /// The object at the end of `path` below the root.
  [[nodiscard]] const llvm::json::Object& at(std::initializer_list<const char*> path) const {
    const auto* object = root_.getAsObject();
    for (const auto* key : path)
      object = object ? object->getObject(key) : nullptr;
    EXPECT_NE(object, nullptr) << *(path.end() - 1);
    static const llvm::json::Object none;
    return object ? *object : none;
  }

  [[nodiscard]] Strings keys(std::initializer_list<const char*> path) const {
    Strings result;
    for (const auto& entry : at(path))
      result.push_back(entry.first.str());
    return result;
  }

  [[nodiscard]] Strings words(std::initializer_list<const char*> path) const {
    Strings result;
    if (const auto* list = at(path).getArray("enum"))
      for (const auto& word : *list)
        result.push_back(word.getAsString().value_or("").str());
    return result;
  }

private:
  llvm::json::Value root_;
};

Strings strings(WordSet words) { return {words.begin(), words.end()}; }

Strings lexicon_names() {
  Strings result;
  for (const auto& list : lexicon_lists())
    result.emplace_back(list.name);
  return result;
}

/// Whether the reader knows all keys of `rules`.
bool is_taken(const std::string& rules) {
  for (const auto& error : parse_models("version: 1\n" + rules, "x.yaml").errors)
    if (error.message.starts_with("unknown key"))
      return false;
  return true;
}

TEST(Reference, schema_has_the_words_of_the_vocabulary) {
  const Schema schema;
  EXPECT_THAT(schema.words({"$defs", "hop", "properties", "kind"}), UnorderedElementsAreArray(strings(hop_kinds())));
  EXPECT_THAT(schema.words({"$defs", "entry", "properties", "kind"}),
              UnorderedElementsAreArray(strings(entry_kinds())));
  EXPECT_THAT(schema.words({"$defs", "effect", "properties", "name"}),
              UnorderedElementsAreArray(strings(effect_names())));
  EXPECT_THAT(schema.words({"$defs", "effect", "properties", "when"}),
              UnorderedElementsAreArray(strings(effect_times())));
  EXPECT_THAT(schema.words({"$defs", "type", "properties", "role"}), UnorderedElementsAreArray(strings(type_roles())));
  auto slots = strings(hop_slots());
  slots.emplace_back("kind");
  EXPECT_THAT(schema.keys({"$defs", "hop", "properties"}), UnorderedElementsAreArray(slots));
  EXPECT_THAT(schema.keys({"$defs", "lexicon", "properties"}), UnorderedElementsAreArray(lexicon_names()));
}

TEST(Reference, schema_has_only_keys_that_the_reader_takes) {
  const Schema schema;
  EXPECT_FALSE(is_taken("nonsense: 1\n"));
  for (const auto& key : schema.keys({"properties"}))
    if (key != "version")
      EXPECT_TRUE(is_taken(key + ": 1\n")) << key;
  for (const auto& key : schema.keys({"$defs", "row", "properties"}))
    EXPECT_TRUE(is_taken("rows: [{" + key + ": 1}]\n")) << key;
  for (const auto& key : schema.keys({"$defs", "effect", "properties"}))
    EXPECT_TRUE(is_taken("rows: [{effects: [{" + key + ": 1}]}]\n")) << key;
  for (const auto& key : schema.keys({"$defs", "entry", "properties"}))
    EXPECT_TRUE(is_taken("rows: [{entry: {" + key + ": 1}}]\n")) << key;
  for (const auto& key : schema.keys({"$defs", "type", "properties"}))
    EXPECT_TRUE(is_taken("types: [{" + key + ": 1}]\n")) << key;
}

TEST(Reference, page_explains_every_word) {
  const auto page = slurp("rules/README.md");
  const auto expect_words = [&](const Strings& words) {
    for (const auto& word : words)
      EXPECT_THAT(page, HasSubstr("`" + word + "`"));
  };
  for (const auto words :
       {hop_kinds(), hop_slots(), entry_kinds(), effect_names(), effect_times(), type_roles(), source_roles()})
    expect_words(strings(words));
  expect_words(lexicon_names());
  const Schema schema;
  expect_words(schema.keys({"$defs", "row", "properties"}));
  for (const auto function : expression_functions())
    EXPECT_THAT(page, HasSubstr("`" + std::string(function) + "("));
}

TEST(Reference, guide_shows_a_model_that_loads) {
  const auto guide = slurp("docs/writing-a-model.md");
  constexpr std::string_view begin = "<!-- example -->\n```yaml\n";
  std::size_t examples = 0;
  for (auto start = guide.find(begin); start != std::string::npos; start = guide.find(begin, start)) {
    start += begin.size();
    const auto loaded = parse_models(guide.substr(start, guide.find("```", start) - start), "example");
    for (const auto& error : loaded.errors)
      ADD_FAILURE() << error.line << ":" << error.column << ": " << error.message;
    EXPECT_FALSE(loaded.models.all().empty());
    ++examples;
  }
  EXPECT_GT(examples, 0U);
}

} // namespace
} // namespace partywall::models
