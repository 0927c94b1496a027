#include "driver/report/sarif-parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace partywall::report {

namespace {

constexpr std::size_t most_steps = 100;

/// A long way keeps its beginning and its end.
std::vector<Remark> shown_steps(const Finding& finding) {
  std::vector<Remark> steps;
  std::ranges::copy_if(finding.path, std::back_inserter(steps),
                       [](const Remark& step) { return Locations::can_show(step.where); });
  if (steps.size() > most_steps) {
    const auto first_cut = steps.begin() + most_steps / 2;
    steps.erase(first_cut, first_cut + static_cast<std::ptrdiff_t>(steps.size() - most_steps));
  }
  return steps;
}

Json kinds(const std::vector<Remark>& steps, std::size_t position) {
  if (position + 1 == steps.size()) {
    return Json::array({"resource", "danger"});
  }
  if (position == 0) {
    return Json::array({"acquire", "value"});
  }
  const auto before = steps[position - 1].depth;
  const auto here = steps[position].depth;
  if (here > before) {
    return Json::array({"enter", "function"});
  }
  return here < before ? Json::array({"exit", "function"}) : Json::array({"value"});
}

Json step_json(const std::vector<Remark>& steps, std::size_t position, Locations& locations) {
  const auto& step = steps[position];
  auto location =
      locations.location(step.where, step.function, Locations::Role::tracedFile, Locations::Context::without);
  location["message"] = {{"text", plain_sentence(step.text, "The value passes here")}};
  return {{"location", std::move(location)},
          {"kinds", kinds(steps, position)},
          {"importance", step.is_key ? "essential" : "important"},
          {"executionOrder", position + 1},
          {"nestingLevel", std::max(step.depth, 1U)}};
}

/// Some editors begin a replacement at the first character that is not blank, so an insertion before the
/// indentation would eat it. Says the same insertion from behind the indentation, where its text allows.
Replacement behind_indentation(Replacement replacement, const SourceFile* file) {
  auto& where = replacement.where;
  if (file == nullptr || where.line != where.end_line || where.column != where.end_column) {
    return replacement;
  }
  const auto line = file->line(where.line);
  const auto first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos || where.column > first) {
    return replacement;
  }
  const std::string skipped(line.substr(where.column - 1, first - (where.column - 1)));
  if (!replacement.text.starts_with(skipped)) {
    return replacement;
  }
  replacement.text = replacement.text.substr(skipped.size()) + skipped;
  where.column = where.end_column = static_cast<std::uint32_t>(first) + 1;
  return replacement;
}

} // namespace

Json code_flow(const Finding& finding, Locations& locations) {
  const auto steps = shown_steps(finding);
  if (steps.empty()) {
    return nullptr;
  }
  auto list = Json::array();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    list.push_back(step_json(steps, i, locations));
  }
  Json flow;
  if (steps.size() < finding.path.size()) {
    flow["message"]["text"] =
        fmt::format("{} of {} steps are not shown.", finding.path.size() - steps.size(), finding.path.size());
  }
  flow["threadFlows"] = Json::array({Json{{"locations", std::move(list)}}});
  return flow;
}

Json fix_json(const Fix& fix, Locations& locations) {
  std::map<std::string, Json> by_path;
  for (const auto& written : fix.replacements) {
    if (!Locations::can_show(written.where)) {
      return nullptr; // half a fix is none
    }
    const auto replacement = behind_indentation(written, locations.file(written.where.path));
    by_path[written.where.path].push_back({{"deletedRegion", locations.full_region(replacement.where)},
                                           {"insertedContent", {{"text", replacement.text}}}});
  }
  if (by_path.empty()) {
    return nullptr;
  }
  Json result;
  result["description"]["text"] = plain_sentence(fix.description, "Apply the suggested change");
  for (auto& [path, replacements] : by_path) {
    result["artifactChanges"].push_back(
        {{"artifactLocation", locations.artifact_location(path)}, {"replacements", std::move(replacements)}});
  }
  return result;
}

} // namespace partywall::report
