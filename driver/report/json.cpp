// partywall's own JSON, version 1. Everything a report is made from; columns count bytes, as in the text report.

#include "driver/report/sarif-parts.h"

namespace partywall::report {

namespace {

Json range_json(const SourceRange& range) {
  return {{"path", range.path},
          {"line", range.line},
          {"column", range.column},
          {"end_line", range.end_line},
          {"end_column", range.end_column}};
}

Json remarks_json(const std::vector<Remark>& remarks, Sources& sources) {
  auto result = Json::array();
  for (const auto& remark : remarks) {
    auto entry = range_json(remark.where);
    entry["text"] = remark.text;
    entry["function"] = remark.function;
    entry["is_key"] = remark.is_key;
    entry["depth"] = remark.depth;
    if (const auto* file = sources.find(remark.where.path)) {
      entry["source"] = file->line(remark.where.line);
    }
    result.push_back(std::move(entry));
  }
  return result;
}

Json fixes_json(const std::vector<Fix>& fixes) {
  auto result = Json::array();
  for (const auto& fix : fixes) {
    auto replacements = Json::array();
    for (const auto& replacement : fix.replacements) {
      auto entry = range_json(replacement.where);
      entry["text"] = replacement.text;
      replacements.push_back(std::move(entry));
    }
    result.push_back(Json::object({{"description", fix.description}, {"replacements", std::move(replacements)}}));
  }
  return result;
}

Json suppression_json(const std::optional<Suppression>& suppression) {
  if (!suppression) {
    return nullptr;
  }
  auto result = range_json(suppression->where);
  result["justification"] = suppression->justification;
  return result;
}

Json finding_json(const Result& result, const std::string& fingerprint, Sources& sources) {
  const auto& finding = result.finding;
  Json json = {{"check", finding.check}, {"level", level_word(finding.level)}, {"message", finding.message}};
  json.update(range_json(finding.primary));
  if (const auto* file = sources.find(finding.primary.path)) {
    json["source"] = file->line(finding.primary.line);
  }
  json["function"] = finding.function;
  json["subject"] = finding.subject;
  json["is_assumed"] = finding.is_assumed;
  json["fingerprint"] = fingerprint;
  json["analysed_through"] = finding.analysed_through;
  json["related"] = remarks_json(finding.related, sources);
  json["witness"] = remarks_json(finding.path, sources);
  json["fixes"] = fixes_json(finding.fixes);
  json["suppression"] = suppression_json(result.suppression);
  json["baseline_state"] = result.baseline_state ? Json(*result.baseline_state) : Json(nullptr);
  return json;
}

Json coverage_json(const Coverage& coverage) {
  auto problems = Json::array();
  for (const auto& problem : coverage.problems) {
    Json entry = {{"level", level_word(problem.level)}, {"message", problem.message}};
    entry.update(range_json(problem.where));
    problems.push_back(std::move(entry));
  }
  return {
      {"files",
       {{"analysed", coverage.files_analysed}, {"failed", coverage.files_failed}, {"skipped", coverage.files_skipped}}},
      {"hops",
       {{"found", coverage.hops()},
        {"scoped", coverage.hops_scoped},
        {"leaking", coverage.hops_leaking},
        {"neutral", coverage.hops_neutral},
        {"open", coverage.hops_open}}},
      {"found_identity", coverage.found_identity},
      {"problems", std::move(problems)}};
}

Json checks_json(const Report& report) {
  auto result = Json::array();
  for (const auto& check : report.rules) {
    result.push_back(Json::object({{"id", check.id},
                                   {"surface", check.surface},
                                   {"title", check.title},
                                   {"level", level_word(check.level)},
                                   {"precision", check.precision},
                                   {"security_severity", check.security_severity},
                                   {"cwe", check.cwe},
                                   {"owasp", check.owasp},
                                   {"help", help_uri(report, check)}}));
  }
  return result;
}

Json optional_json(const std::optional<std::string>& value) { return value ? Json(*value) : Json(nullptr); }

} // namespace

std::string json(const Report& report, const SourceReader& reader) {
  Sources sources(reader);
  const auto identities = fingerprints(report);
  auto findings = Json::array();
  for (std::size_t i = 0; i < report.results.size(); ++i) {
    findings.push_back(finding_json(report.results[i], identities[i], sources));
  }
  const Json log = {{"version", 1},
                    {"tool", {{"name", "partywall"}, {"version", report.tool_version}}},
                    {"repository",
                     {{"uri", optional_json(report.repository_uri)},
                      {"revision", optional_json(report.revision)},
                      {"branch", optional_json(report.branch)}}},
                    {"summary", summary_line(report)},
                    {"coverage", coverage_json(report.coverage)},
                    {"checks", checks_json(report)},
                    {"findings", std::move(findings)}};
  return log.dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) + '\n';
}

} // namespace partywall::report
