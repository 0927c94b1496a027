// SARIF 2.1.0, written for its consumers: GitHub, GitLab, VS Code, Visual Studio, SonarQube, DefectDojo and the
// web viewer each read a different part, and refuse a different mistake.

#include "driver/report/sarif-parts.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace partywall::report {

namespace {

constexpr std::size_t most_results = 25'000; // GitHub refuses a file with more

/// Positions of results, the most severe first: consumers that keep only so many keep the first.
std::vector<std::size_t> by_severity(const Report& report, const RuleTable& table) {
  std::vector<std::size_t> order(report.results.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto rule = [&](std::size_t i) -> const CheckInfo& { return table.rule(report.results[i].finding.check); };
  const auto key = [&](std::size_t i) { return std::tuple(rule(i).level, rule(i).security_severity); };
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    if (key(a) != key(b)) {
      return key(a) > key(b);
    }
    const auto& left = report.results[a].finding.primary;
    const auto& right = report.results[b].finding.primary;
    return std::tie(left, a) < std::tie(right, b);
  });
  return order;
}

/// `https://user:token@host/…` -> `https://host/…`. The caller has done this already; a token is worth two locks.
std::string without_credentials(std::string uri) {
  const auto start = uri.find("://");
  if (start != std::string::npos) {
    const auto end = uri.find('/', start + 3);
    const auto at = uri.rfind('@', end);
    if (at != std::string::npos && at > start) {
      uri.erase(start + 3, at - start - 2);
    }
  }
  return uri;
}

Json provenance_json(const Report& report) {
  Json result = {{"repositoryUri", without_credentials(*report.repository_uri)}};
  if (report.revision) {
    result["revisionId"] = *report.revision;
  }
  if (report.branch) {
    result["branch"] = *report.branch;
  }
  result["mappedTo"] = {{"uriBaseId", "%SRCROOT%"}};
  return result;
}

Json results_json(const Report& report, const RuleTable& table, const std::vector<std::size_t>& order,
                  Locations& locations) {
  const auto identities = fingerprints(report);
  const auto any = [&](auto member) {
    return std::ranges::any_of(report.results, [&](const Result& r) { return (r.*member).has_value(); });
  };
  const bool with_suppressions = any(&Result::suppression);
  const bool with_baseline = any(&Result::baseline_state);
  auto result = Json::array();
  for (const auto i : order) {
    const ResultParts parts{report.results[i], identities[i], with_suppressions, with_baseline};
    result.push_back(result_json(parts, table, locations));
  }
  return result;
}

RuleTable make_table(const Report& report) {
  RuleTable table(report);
  for (const auto& result : report.results) {
    const auto& finding = result.finding;
    table.add_form(finding.check, result_message(finding, related_remarks(finding).size()).form);
  }
  return table;
}

} // namespace

std::string sarif(const Report& report, const SourceReader& reader) {
  Sources sources(reader);
  Locations locations(sources);
  const auto table = make_table(report);
  auto order = by_severity(report, table);
  const auto left_out = order.size() - std::min(order.size(), most_results);
  order.resize(order.size() - left_out);
  auto results = results_json(report, table, order, locations);

  Json run = {{"tool", {{"driver", driver_json(report, table)}}}};
  Json invocation = {{"executionSuccessful", true}};
  invocation["toolExecutionNotifications"] = notifications_json(report, left_out, locations);
  run["invocations"] = Json::array({std::move(invocation)});
  if (report.repository_uri) {
    run["versionControlProvenance"] = Json::array({provenance_json(report)});
  }
  run["originalUriBaseIds"]["%SRCROOT%"]["description"]["text"] = "The root of the checked-out repository.";
  run["artifacts"] = locations.artifacts_json();
  if (!table.taxa().empty()) {
    run["taxonomies"] = Json::array({taxonomy_json(table)});
  }
  run["results"] = std::move(results);
  run["columnKind"] = "utf16CodeUnits";
  run["defaultEncoding"] = "utf-8";
  run["defaultSourceLanguage"] = "cplusplus";
  run["newlineSequences"] = Json::array({"\r\n", "\n", "\r"});

  const Json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({std::move(run)})}};
  return log.dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) + '\n';
}

} // namespace partywall::report
