/// Every row of rules/<surface>/<library>.yaml against testdata/headers/<surface>/<library>[.<more>].{cpp,c}, which
/// include the library's headers. What has no header yet stands in testdata/headers/uncovered.txt, and nowhere else.
#include "checks/flow/models/model-file.h"
#include "tests/headers/judge.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace partywall::headers {
namespace {

namespace fs = std::filesystem;

const fs::path rules_folder = PARTYWALL_SOURCE_DIR "/rules";
const fs::path headers_folder = PARTYWALL_SOURCE_DIR "/testdata/headers";

/// "cache/hiredis" for rules/cache/hiredis.yaml.
std::vector<std::string> libraries() {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(rules_folder))
    if (entry.path().extension() == ".yaml" && entry.path().filename() != "lexicon.yaml")
      found.push_back(fs::relative(entry.path(), rules_folder).replace_extension().string());
  std::ranges::sort(found);
  return found;
}

std::vector<fs::path> sources_of(const std::string& library) {
  std::vector<fs::path> found;
  const fs::path stem = headers_folder / library;
  if (fs::exists(stem.parent_path()))
    for (const auto& entry : fs::directory_iterator(stem.parent_path()))
      if (entry.path().filename().string().starts_with(stem.filename().string() + "."))
        found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

/// The rest of the line that begins with `// flags: `, in words.
std::vector<std::string> flags_of(const fs::path& source) {
  std::vector<std::string> flags{"-I" + (headers_folder / "include").string(), "-I" PARTYWALL_GENERATED_DIR};
  if (source.extension() == ".cpp")
    flags.emplace_back("-std=c++20");
  std::ifstream file(source);
  constexpr std::string_view mark = "// flags: ";
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(mark))
      continue;
    std::istringstream words(line.substr(mark.size()));
    for (std::string word; words >> word;)
      flags.push_back(word);
  }
  return flags;
}

Rules read_rules(const std::string& library) {
  const std::string file = (rules_folder / library).string() + ".yaml";
  Rules rules;
  models::Errors errors(file);
  const auto text = models::read_file(file);
  EXPECT_TRUE(text) << file;
  if (const auto root = models::read_document(text.value_or(""), errors))
    rules.file = models::parse_model_file(*root, errors);
  models::compile(rules.file, rules.compiled, errors);
  EXPECT_EQ(errors.count(), 0U) << file;
  return rules;
}

/// One line of uncovered.txt: `cache/maps.yaml folly::` for names with that beginning, `cache/maps.yaml` for all.
struct Uncovered {
  std::string library;
  std::string beginning;
  [[nodiscard]] bool covers(const std::string& of, const std::string& name) const {
    return of == library && name.starts_with(beginning);
  }
};

std::vector<Uncovered> uncovered() {
  std::vector<Uncovered> found;
  std::ifstream file(headers_folder / "uncovered.txt");
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    Uncovered made;
    if (!(words >> made.library))
      continue;
    words >> made.beginning;
    made.library = fs::path(made.library).replace_extension().string();
    found.push_back(made);
  }
  return found;
}

class Rows : public testing::TestWithParam<std::string> {};

TEST_P(Rows, say_what_a_header_of_the_library_declares) {
  const std::string& library = GetParam();
  Interfaces interfaces;
  for (const fs::path& source : sources_of(library)) {
    interfaces.push_back(read_interface(source.string(), flags_of(source)));
    EXPECT_TRUE(interfaces.back()->errors.empty())
        << source << " does not compile: " << fmt::format("{}", fmt::join(interfaces.back()->errors, "\n  "));
  }
  std::vector<Uncovered> exceptions = uncovered();
  std::erase_if(exceptions, [&](const Uncovered& line) { return line.library != library; });
  std::vector<bool> is_needed(exceptions.size());
  for (const Complaint& complaint : complaints(read_rules(library), interfaces)) {
    bool is_excepted = false;
    for (std::size_t i = 0; i < exceptions.size(); ++i) {
      if (!exceptions[i].covers(library, complaint.name))
        continue;
      is_excepted = true;
      is_needed[i] = true;
    }
    if (!is_excepted)
      ADD_FAILURE_AT((rules_folder / library).string().append(".yaml").c_str(), static_cast<int>(complaint.line))
          << complaint.name << ": " << complaint.what;
  }
  for (std::size_t i = 0; i < exceptions.size(); ++i)
    EXPECT_TRUE(is_needed[i]) << "uncovered.txt: all of '" << exceptions[i].beginning << "' in " << library
                              << " is covered by now; take the line out";
}

INSTANTIATE_TEST_SUITE_P(Shipped, Rows, testing::ValuesIn(libraries()), [](const auto& info) {
  std::string name = info.param;
  std::ranges::replace_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

TEST(Headers, belong_to_a_rules_file) {
  const auto known = libraries();
  for (const auto& entry : fs::recursive_directory_iterator(headers_folder)) {
    const fs::path path = fs::relative(entry.path(), headers_folder);
    if (!entry.is_regular_file() || path.begin()->string() == "include" || path.begin()->string() == "proto" ||
        !path.has_parent_path())
      continue;
    const std::string name = path.filename().string();
    const std::string library = (path.parent_path() / name.substr(0, name.find('.'))).string();
    EXPECT_TRUE(std::ranges::find(known, library) != known.end()) << path << " checks no rules file";
  }
}

TEST(Headers, left_out_are_of_rules_files_that_exist) {
  const auto known = libraries();
  for (const Uncovered& line : uncovered())
    EXPECT_TRUE(std::ranges::find(known, line.library) != known.end())
        << "uncovered.txt: no rules file " << line.library;
}

} // namespace
} // namespace partywall::headers
