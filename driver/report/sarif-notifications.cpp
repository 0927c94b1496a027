// What was not analysed, for those who read only the file.

#include "driver/report/sarif-parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace partywall::report {

namespace {

struct Descriptor {
  std::string_view id;
  std::string_view name;
  std::string_view title;
  std::string_view description;
  std::string_view advice;
  Level level;
};

constexpr auto descriptors = std::to_array<Descriptor>({
    {"analysis-incomplete", "AnalysisIncomplete", "Part of the code could not be analysed.",
     "A file of the compilation database could not be analysed, or only in part, so what it does with tenant data is "
     "not known.",
     "Build the project first, and pass the compilation database of that build.", Level::error},
    {"analysis-remark", "AnalysisRemark", "Something about the audit that its reader should know.",
     "The audit met something that does not stop it and that bears on how far its answer reaches, such as a "
     "suppression that suppresses nothing.",
     "Read the message; it names the place and what to do.", Level::warning},
    {"no-identity-found", "NoIdentityFound", "No tenant identity was found in the program.",
     "Nothing in the program was recognised as the identity of a tenant, so a report without findings says nothing "
     "about isolation.",
     "Declare the names or types that hold the tenant in .partywall.yaml, under identity.", Level::warning},
    {"open-hops", "OpenHops", "Some hops could not be decided.",
     "A hop is open when the code that decides about its tenant lies outside what was analysed.",
     "List them with: partywall inventory.", Level::note},
    {"results-left-out", "ResultsLeftOut", "There were more findings than the file may hold.",
     "Consumers of this format refuse files with more results than this one has.",
     "Fix what is listed, or restrict the report to some files.", Level::warning},
});

std::size_t index_of(std::string_view id) {
  std::size_t index = 0;
  while (descriptors[index].id != id) {
    ++index;
  }
  return index;
}

Json notification(std::string_view id, Level level, const std::string& text) {
  return {{"descriptor", {{"id", std::string(id)}, {"index", index_of(id)}}},
          {"level", level_word(level)},
          {"message", {{"text", text}}}};
}

Json problem_json(const Coverage::Problem& problem, Locations& locations) {
  const bool has_place = Locations::can_show(problem.where);
  auto text = plain_sentence(problem.message, "The audit met a problem here");
  if (!has_place && !problem.where.path.empty()) {
    // Outside the project: a location no reader could open, so the text has to say it.
    text = fmt::format("{}:{}: {}", one_line(problem.where.path), problem.where.line, text);
  }
  auto result =
      notification(problem.level == Level::error ? "analysis-incomplete" : "analysis-remark", problem.level, text);
  if (has_place) {
    auto where = problem.where;
    where.line = std::max(where.line, 1U);
    where.end_line = std::max(where.end_line, where.line);
    result["locations"] =
        Json::array({locations.location(where, {}, Locations::Role::tracedFile, Locations::Context::without)});
  }
  return result;
}

} // namespace

Json notification_descriptors(const Report& report) {
  auto result = Json::array();
  for (const auto& descriptor : descriptors) {
    const auto text = [](std::string_view value) { return Json{{"text", std::string(value)}}; };
    result.push_back({{"id", std::string(descriptor.id)},
                      {"name", std::string(descriptor.name)},
                      {"shortDescription", text(descriptor.title)},
                      {"fullDescription", text(descriptor.description)},
                      {"help", text(descriptor.advice)},
                      {"helpUri", help_uri(report, {})},
                      {"defaultConfiguration", {{"enabled", true}, {"level", level_word(descriptor.level)}}}});
  }
  return result;
}

Json notifications_json(const Report& report, std::size_t results_left_out, Locations& locations) {
  auto result = Json::array();
  for (const auto& problem : report.coverage.problems) {
    result.push_back(problem_json(problem, locations));
  }
  const auto& coverage = report.coverage;
  if (!coverage.found_identity && coverage.files_analysed > 0) {
    result.push_back(notification("no-identity-found", Level::warning,
                                  "No tenant identity was found in the program, so there was nothing to follow."));
  }
  if (coverage.hops_open > 0) {
    result.push_back(
        notification("open-hops", Level::note,
                     fmt::format("{} of {} hops could not be decided.", coverage.hops_open, coverage.hops())));
  }
  if (results_left_out > 0) {
    result.push_back(notification("results-left-out", Level::warning,
                                  fmt::format("{} further findings were left out.", results_left_out)));
  }
  return result;
}

} // namespace partywall::report
