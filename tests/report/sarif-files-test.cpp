// Reports of every shape, before all who will read them. The validators of tests/sarif read the same files.

#include "tests/report/consumers.h"
#include "tests/report/sample-report.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>

namespace partywall::report {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;

/// Everything that has gone wrong for some tool, in one report.
Report hostile_report() {
  auto report = clean_report();
  report.repository_uri = "https://someone:secret-token@git.example.com/acme/agent";
  report.rules[0].owasp = {"LLM01", "LLM02", "LLM02", "LLM03", "LLM04", "LLM05", "LLM06", "LLM07", "LLM08", "LLM09"};
  const auto add = [&](std::string check, Level level, SourceRange where, std::string message) -> Finding& {
    report.results.push_back({});
    auto& finding = report.results.back().finding;
    finding.check = std::move(check);
    finding.level = level;
    finding.primary = std::move(where);
    finding.message = std::move(message);
    return finding;
  };
  add("cache-key-missing-tenant", Level::error, {"src/odd #%ä name.cpp", 3, 1, 900, 1}, "No quoted name");
  add("cache-key-missing-tenant", Level::error, {"src/odd #%ä name.cpp", 3, 1, 900, 1}, "No quoted name");
  add("cache-key-missing-tenant", Level::error, {"src/gone.cpp", 7, 5, 9, 2}, "File 'gone' cannot be read").function =
      "app::Cache<std::string, (anonymous)::Key>::get";
  add("vector-post-filter", Level::warning, {"src/odd #%ä name.cpp", 1, 400, 1, 500},
      "Lambda '[this](auto x) { return m[k](x); }' uses '{0}' and '{}' and \x1b[31m red \x1b[0m and bad \xff bytes")
      .is_assumed = true;
  add("vector-post-filter", Level::warning, {"src/odd #%ä name.cpp", 2, 3, 2, 4},
      "Names 'a', 'b', 'c', 'd', 'e', 'f', 'a', 'g' and an apostrophe's s and 'x::y<int>'s size'. Second. Third!");
  auto& steps = add("tool-tenant-from-context", Level::error, {"src/chat.cpp", 24, 18, 24, 35}, "Long way to 'here'.");
  steps.analysed_through = "src/main file.cpp";
  steps.function = "agent::chat";
  for (std::uint32_t i = 0; i < 250; ++i) {
    steps.path.push_back({.where = {"src/chat.cpp", 1 + i % 40, 1 + i % 7, 1 + i % 40, 1 + i % 7},
                          .text = i % 50 == 0 ? "" : fmt::format("Step {} passes [x](y) {{0}}", i),
                          .function = "agent::chat",
                          .is_key = i % 60 == 0,
                          .depth = i % 5});
  }
  steps.path.push_back({.where = {"/usr/include/c++/12/string", 3, 1, 3, 4}, .text = "Outside", .function = ""});
  steps.related.push_back({.where = {"../elsewhere/x.cpp", 3, 1, 3, 4}, .text = "Outside.", .function = ""});
  steps.fixes = {{.description = "", .replacements = {{{"src/chat.cpp", 22, 1, 22, 1}, "  check(tenant);\n"}}},
                 {.description = "Nothing", .replacements = {}}};
  add("check-nobody-listed", Level::note, {"src/chat.cpp", 1, 1, 1, 2}, "A result of an unlisted 'check'.");
  report.coverage.found_identity = false;
  report.coverage.problems = {{.level = Level::error,
                               .message = "no member named 'x' in '[](int) {}'",
                               .where = {"/usr/include/z.h", 3, 1, 3, 1}},
                              {.level = Level::warning, .message = "", .where = {.path = "src/chat.cpp"}},
                              {.level = Level::note, .message = "everywhere", .where = {}}};
  return report;
}

SourceReader hostile_sources() {
  return [samples = sample_sources()](const std::string& path) -> std::optional<std::string> {
    if (path == "src/odd #%ä name.cpp") {
      return "\xef\xbb\xbf#include <x>\r\n\tauto s = \"\xf0\x9f\x98\x80\xff\"; // {0}\r\n\r\nlast";
    }
    return samples(path);
  };
}

Report baseline_report() {
  auto report = sample_report();
  report.results[0].baseline_state = "unchanged";
  report.results[1].baseline_state = "new";
  report.results[2].baseline_state = "absent";
  return report;
}

std::map<std::string, std::string> sarif_files() {
  auto suppressed = sample_report();
  apply_suppressions(suppressed, sample_sources());
  auto without_repository = clean_report();
  without_repository.repository_uri.reset();
  return {{"clean", sarif(clean_report(), sample_sources())},
          {"no-repository", sarif(without_repository, sample_sources())},
          {"leaks", sarif(sample_report(), sample_sources())},
          {"suppressed", sarif(suppressed, sample_sources())},
          {"baseline", sarif(baseline_report(), sample_sources())},
          {"hostile", sarif(hostile_report(), hostile_sources())}};
}

TEST(SarifFiles, AreWrittenForTheValidators) {
  const auto* folder = std::getenv("PARTYWALL_SARIF_DIR");
  for (const auto& [name, contents] : sarif_files()) {
    const auto path = (folder != nullptr ? std::string(folder) : testing::TempDir()) + "/" + name + ".sarif";
    std::ofstream(path, std::ios::binary) << contents;
    std::ifstream in(path, std::ios::binary);
    EXPECT_TRUE(json::accept(in)) << path;
  }
}

TEST(Consumers, HaveNoComplaints) {
  for (const auto& [name, contents] : sarif_files()) {
    EXPECT_THAT(consumer_complaints(json::parse(contents)), IsEmpty()) << name;
    EXPECT_FALSE(contents.starts_with("\xef\xbb\xbf")) << name;
  }
}

TEST(Consumers, CredentialsNeverLeaveTheMachine) {
  EXPECT_THAT(sarif_files().at("hostile"), HasSubstr("\"https://git.example.com/acme/agent\""));
  EXPECT_THAT(sarif_files().at("hostile"), testing::Not(HasSubstr("secret-token")));
}

// Each breakage is one that has been seen in some tool; the test of the tests.
TEST(Consumers, NoticeMistakes) {
  const auto good = json::parse(sarif_files().at("leaks"));
  const std::vector<std::pair<std::string, json>> patches = {
      {"string",
       R"([{"op":"replace","path":"/runs/0/tool/driver/rules/0/properties/security-severity","value":8.6}])"_json},
      {"more than 5",
       R"([{"op":"add","path":"/runs/0/tool/driver/rules/0/messageStrings/x","value":{"text":"{0}{1}{2}{3}{4}{5}"}}])"_json},
      {"another rule's", R"([{"op":"replace","path":"/runs/0/results/0/ruleIndex","value":0}])"_json},
      {"level differs", R"([{"op":"replace","path":"/runs/0/results/0/level","value":"note"}])"_json},
      {"link to nowhere", R"([{"op":"remove","path":"/runs/0/results/0/relatedLocations"}])"_json},
      {"suppressions on some", R"([{"op":"add","path":"/runs/0/results/0/suppressions","value":[]}])"_json},
      {"empty or impossible",
       R"([{"op":"replace","path":"/runs/0/results/0/locations/0/physicalLocation/region/endColumn","value":1}])"_json},
      {"percent-encoded",
       R"([{"op":"replace","path":"/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri","value":"src/a b.cpp"}])"_json},
      {"line hash",
       R"([{"op":"replace","path":"/runs/0/results/0/partialFingerprints/primaryLocationLineHash","value":"7e42"}])"_json},
      {"one identity", R"([{"op":"copy","from":"/runs/0/results/0","path":"/runs/0/results/0"}])"_json},
      {"instead of", R"([{"op":"replace","path":"/runs/0/results/0/message/arguments/0","value":"other"}])"_json},
      {"failed one", R"([{"op":"replace","path":"/runs/0/invocations/0/executionSuccessful","value":false}])"_json},
  };
  for (const auto& [expected, patch] : patches) {
    EXPECT_THAT(consumer_complaints(good.patch(patch)), testing::Contains(HasSubstr(expected))) << patch.dump();
  }
}

} // namespace
} // namespace partywall::report
