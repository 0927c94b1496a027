#include "tests/constructs/support.h"

#include <algorithm>
#include <fstream>
#include <regex>
#include <sstream>

namespace partywall::constructs {

fs::path source_folder() { return PARTYWALL_SOURCE_DIR; }
fs::path folder() { return source_folder() / "testdata/constructs"; }

std::vector<std::string> constructs() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder()))
    if (entry.is_directory())
      names.push_back(entry.path().filename());
  std::ranges::sort(names);
  return names;
}

std::vector<fs::path> sources(const std::string& construct) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder() / construct))
    if (entry.path().extension() == ".cpp" || entry.path().extension() == ".c")
      files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

std::string flags(const fs::path& source) {
  const std::string text = text_of(source);
  static constexpr std::string_view begin = "// flags: ";
  if (text.starts_with(begin))
    return text.substr(begin.size(), text.find('\n') - begin.size());
  return source.extension() == ".c" ? "-std=gnu99" : "-std=c++20";
}

std::vector<Mark> marks(const std::string& construct) {
  static const std::regex form(R"(// -> ([^;]*)(?:; should be [^:]*: (.*))?$)");
  std::vector<Mark> found;
  std::vector<fs::path> files = sources(construct);
  for (const fs::directory_entry& entry : fs::directory_iterator(folder() / construct))
    if (entry.path().extension() == ".h")
      files.push_back(entry.path());
  for (const fs::path& file : files) {
    std::istringstream text(text_of(file));
    int number = 0;
    for (std::string line; std::getline(text, line);) {
      ++number;
      std::smatch match;
      if (!std::regex_search(line, match, form))
        continue;
      Mark mark;
      mark.place = construct + "/" + file.filename().string() + ":" + std::to_string(number);
      std::istringstream verdicts(match[1]);
      for (std::string verdict; std::getline(verdicts, verdict, ',');)
        mark.verdicts.insert(verdict.substr(verdict.find_first_not_of(' ')));
      mark.gap = match[2];
      found.push_back(std::move(mark));
    }
  }
  return found;
}

std::vector<Row> table() {
  static const std::regex form(R"(^\| (.*) \| \[([a-z0-9-]+)\]\(\.\./testdata/constructs/[a-z0-9-]+\) \| (.*) \|$)");
  std::vector<Row> rows;
  std::istringstream text(text_of(source_folder() / "docs/constructs.md"));
  for (std::string line; std::getline(text, line);)
    if (std::smatch match; std::regex_match(line, match, form))
      rows.push_back({match[1], match[2], match[3]});
  return rows;
}

std::string text_of(const fs::path& file) {
  std::ifstream stream(file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

void write_text(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

std::string first_difference(const std::string& is, const std::string& should_be) {
  if (is == should_be)
    return {};
  std::istringstream left(is), right(should_be);
  std::string one, other;
  for (int line = 1;; ++line) {
    const bool has_one = static_cast<bool>(std::getline(left, one));
    const bool has_other = static_cast<bool>(std::getline(right, other));
    if (has_one && has_other && one == other)
      continue;
    return "line " + std::to_string(line) + " is\n  " + (has_one ? one : "(end)") + "\nand should be\n  " +
           (has_other ? other : "(end)");
  }
}

} // namespace partywall::constructs
