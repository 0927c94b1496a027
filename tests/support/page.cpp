#include "tests/support/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <expected>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>

namespace partywall::support {
namespace {

constexpr std::string_view file_rule = "//--- ";
constexpr std::string_view flags_rule = "// flags: ";

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r";
  const auto first = text.find_first_not_of(blank);
  if (first == std::string_view::npos)
    return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

/// Calls `visit(line, number)`; lines come without their newline, numbers start at 1.
template <typename Visit> void each_line(std::string_view text, Visit visit) {
  std::uint32_t number = 1;
  while (!text.empty()) {
    const auto end = text.find('\n');
    visit(text.substr(0, end), number++);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
}

std::vector<std::string> words(std::string_view text, std::string_view separators) {
  std::vector<std::string> found;
  while (!text.empty()) {
    const auto end = text.find_first_of(separators);
    if (const auto word = trimmed(text.substr(0, end)); !word.empty())
      found.emplace_back(word);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return found;
}

bool is_check_id(std::string_view text) {
  return text.contains('-') && std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

/// The mark in a line's last comment. A word that only starts like a mark ("// leaks if …") is prose.
std::expected<std::optional<Mark>, std::string> mark_of(std::string_view line, std::uint32_t number) {
  const auto start = line.rfind("// ");
  if (start == std::string_view::npos)
    return std::nullopt;
  const std::string_view comment = trimmed(line.substr(start + 3));
  if (comment == "step")
    return Mark{Mark::Kind::step, number, {}};
  if (comment == "clean")
    return Mark{Mark::Kind::clean, number, {}};

  if (comment.starts_with("leak:")) {
    Mark mark{Mark::Kind::leak, number, words(comment.substr(5), ",")};
    if (mark.checks.empty() || !std::ranges::all_of(mark.checks, is_check_id))
      return std::unexpected("'leak:' needs check ids, separated by commas");
    return mark;
  }
  if (comment.starts_with("gap:")) {
    const std::vector<std::string> parts = words(comment.substr(4), " ");
    if (parts.size() < 2 || !is_check_id(parts.front()))
      return std::unexpected("'gap:' needs a check id and a reason");
    return Mark{Mark::Kind::gap, number, {parts.front()}};
  }
  return std::nullopt;
}

SourceFile started(std::string name, const std::string& origin, std::uint32_t first_line) {
  return {.name = std::move(name), .text = {}, .origin = origin, .first_line = first_line, .marks = {}};
}

} // namespace

bool SourceFile::is_unit() const {
  static constexpr std::array<std::string_view, 3> endings{".cpp", ".cc", ".c"};
  return std::ranges::any_of(endings, [this](std::string_view ending) { return name.ends_with(ending); });
}

std::string SourceFile::place(std::uint32_t line) const { return fmt::format("{}:{}", origin, first_line + line - 1); }

std::size_t Page::count(Mark::Kind kind) const {
  std::size_t total = 0;
  for (const SourceFile& file : files)
    total += static_cast<std::size_t>(std::ranges::count(file.marks, kind, &Mark::kind));
  return total;
}

void read_marks(SourceFile& file, std::vector<std::string>& errors) {
  each_line(file.text, [&](std::string_view line, std::uint32_t number) {
    auto mark = mark_of(line, number);
    if (!mark)
      errors.push_back(fmt::format("{}: {}", file.place(number), mark.error()));
    else if (*mark)
      file.marks.push_back(std::move(**mark));
  });
}

Page read_page(std::string_view text, const std::string& origin, std::uint32_t first_line) {
  Page page;
  page.files.push_back(started("main.cpp", origin, first_line));
  bool is_split = false;
  each_line(text, [&](std::string_view line, std::uint32_t number) {
    if (number == 1 && line.starts_with(flags_rule))
      page.flags = words(line.substr(flags_rule.size()), " ");
    if (line.starts_with(file_rule)) {
      if (!is_split)
        page.files.clear(); // what stands above the first rule is a comment on the page
      is_split = true;
      page.files.push_back(started(std::string(trimmed(line.substr(file_rule.size()))), origin, first_line + number));
      return;
    }
    page.files.back().text.append(line).push_back('\n');
  });
  for (SourceFile& file : page.files)
    read_marks(file, page.errors);
  if (std::ranges::none_of(page.files, &SourceFile::is_unit))
    page.errors.push_back(fmt::format("{}:{}: no file of this page is a translation unit", origin, first_line));
  return page;
}

std::vector<Example> read_examples(std::string_view markdown, const std::string& origin) {
  std::vector<Example> examples;
  std::optional<Example> open;
  std::string text;
  each_line(markdown, [&](std::string_view line, std::uint32_t number) {
    if (!open) {
      if (line == "```cpp leak" || line == "```cpp pass")
        open = Example{.leaks = line.ends_with("leak"), .line = number + 1, .page = {}};
      return;
    }
    if (line != "```") {
      text.append(line).push_back('\n');
      return;
    }
    open->page = read_page(text, origin, open->line);
    examples.push_back(std::move(*open));
    open.reset();
    text.clear();
  });
  return examples;
}

Page read_project(const std::filesystem::path& folder, const std::string& origin) {
  Page page;
  if (const auto flags = folder / "compile_flags.txt"; exists(flags))
    page.flags = words(read_text(flags), "\n");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder).generic_string();
    SourceFile file = started(name, origin + "/" + name, 1);
    if (!entry.is_regular_file() || !(file.is_unit() || name.ends_with(".h")))
      continue;
    file.text = read_text(entry.path());
    read_marks(file, page.errors);
    page.files.push_back(std::move(file));
  }
  std::ranges::sort(page.files, {}, &SourceFile::name);
  return page;
}

std::string read_text(const std::filesystem::path& file) {
  const std::ifstream stream(file, std::ios::binary);
  if (!stream)
    throw std::runtime_error("cannot read " + file.string());
  std::ostringstream text;
  text << stream.rdbuf();
  return std::move(text).str();
}

} // namespace partywall::support
