#include "driver/report/sarif-parts.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/SHA256.h>

#include <algorithm>
#include <string_view>

namespace partywall::report {

namespace {

constexpr auto source_root = "%SRCROOT%";
constexpr std::uint32_t lines_around = 3;
constexpr std::uint32_t most_context_lines = 24;
constexpr std::size_t longest_snippet_line = 400; // generated code must not swell the file

std::string percent_encoded(std::string_view path) {
  constexpr std::string_view plain = "/!$&'()*+,;=:@~-._"; // what a path may hold as it is
  std::string result;
  for (const char c : path) {
    const bool is_scheme_colon = c == ':' && !result.contains('/');
    if (llvm::isAlnum(c) || (plain.contains(c) && !is_scheme_colon)) {
      result += c;
    } else {
      result += '%' + llvm::toHex(llvm::StringRef(&c, 1));
    }
  }
  return result;
}

/// The last part of a qualified name; "::" inside brackets does not count.
std::string last_name(const std::string& qualified) {
  int depth = 0;
  for (std::size_t i = qualified.size(); i-- > 1;) {
    const char c = qualified[i];
    if (c == ')' || c == '>' || c == ']') {
      ++depth;
    } else if (c == '(' || c == '<' || c == '[') {
      --depth;
    } else if (depth == 0 && c == ':' && qualified[i - 1] == ':') {
      return qualified.substr(i + 1);
    }
  }
  return qualified;
}

std::string_view shortened(std::string_view line) { return line.substr(0, longest_snippet_line); }

Json region_json(const SourceRange& range, const SourceFile* file) {
  Json region = {{"startLine", range.line}};
  auto start = range.column;
  auto end = range.end_column;
  if (file != nullptr) {
    start = file->utf16_column(range.line, range.column);
    end = file->utf16_column(range.end_line, range.end_column);
    // A range beyond the line (the file has changed meanwhile) still has to hold one character.
    end = range.line == range.end_line ? std::max(end, start + 1) : end;
  }
  region["startColumn"] = start;
  region["endLine"] = range.end_line;
  region["endColumn"] = end;
  return region;
}

std::string snippet(const SourceRange& range, const SourceFile& file) {
  const auto start = file.before(range.line, range.column).size();
  const auto end = file.before(range.line, range.end_column).size();
  return printable(shortened(file.line(range.line).substr(start, end - start)));
}

/// The lines around, whole, as long as that is not too much to read.
Json context_json(const SourceRange& range, const SourceFile& file) {
  const auto first = range.line > lines_around ? range.line - lines_around : 1;
  const auto last = std::min({std::max(range.end_line, range.line) + lines_around, first + most_context_lines - 1,
                              std::max(file.line_count(), range.line)});
  std::string text;
  for (auto line = first; line <= last; ++line) {
    text.append(shortened(file.line(line))).append("\n");
  }
  return {{"startLine", first}, {"endLine", last}, {"snippet", {{"text", printable(text)}}}};
}

std::string language(std::string_view path) { return path.ends_with(".c") ? "c" : "cplusplus"; }

std::string role_word(Locations::Role role) {
  return role == Locations::Role::resultFile ? "resultFile" : "tracedFile";
}

} // namespace

bool Locations::can_show(const SourceRange& range) {
  const bool climbs = range.path == ".." || range.path.starts_with("../") || range.path.contains("/../");
  return !range.path.empty() && !range.path.starts_with('/') && !climbs;
}

Json Locations::artifact_location(const std::string& path) const {
  return {{"uri", percent_encoded(path)}, {"uriBaseId", source_root}};
}

Json Locations::physical_location(const SourceRange& range, Role role, Context context) {
  auto& known = roles_.try_emplace(range.path, role).first->second;
  known = std::max(known, role);
  const auto* source = file(range.path);
  const auto shown = first_line(range, source);
  Json result = {{"artifactLocation", artifact_location(range.path)}, {"region", region_json(shown, source)}};
  if (source != nullptr) {
    if (auto text = snippet(shown, *source); !text.empty()) {
      result["region"]["snippet"] = {{"text", std::move(text)}};
    }
    if (context == Context::with_surroundings) {
      result["contextRegion"] = context_json(range, *source);
    }
  }
  return result;
}

Json Locations::location(const SourceRange& range, const std::string& function, Role role, Context context) {
  Json result = {{"physicalLocation", physical_location(range, role, context)}};
  if (const auto name = one_line(function); !name.empty()) {
    result["logicalLocations"] =
        Json::array({Json{{"name", last_name(name)}, {"fullyQualifiedName", name}, {"kind", "function"}}});
  }
  return result;
}

Json Locations::full_region(const SourceRange& range) {
  const auto* source = file(range.path);
  Json region = {{"startLine", range.line}};
  region["startColumn"] = source != nullptr ? source->utf16_column(range.line, range.column) : range.column;
  region["endLine"] = range.end_line;
  region["endColumn"] = source != nullptr ? source->utf16_column(range.end_line, range.end_column) : range.end_column;
  return region;
}

Json Locations::artifacts_json() {
  auto result = Json::array();
  for (const auto& [path, role] : roles_) {
    Json artifact = {{"location", artifact_location(path)}};
    if (const auto* source = file(path)) {
      artifact["length"] = source->contents().size();
      const auto hash = llvm::SHA256::hash(llvm::arrayRefFromStringRef(source->contents()));
      artifact["hashes"] = {{"sha-256", llvm::toHex(hash, /*LowerCase=*/true)}};
    }
    artifact["encoding"] = "utf-8";
    artifact["sourceLanguage"] = language(path);
    artifact["roles"] = Json::array({role_word(role)});
    result.push_back(std::move(artifact));
  }
  return result;
}

} // namespace partywall::report
