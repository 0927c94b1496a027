#include "driver/report/sarif-parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ranges>

namespace partywall::report {

namespace {

constexpr std::size_t most_related = 20;
constexpr std::size_t most_links = 3;
constexpr double assumed_share = 0.75; // of the rank a finding would have if everything had been seen

std::string links(std::size_t count) {
  if (count == 1) {
    return " See the [related place](1).";
  }
  std::string result = " See the related places";
  for (std::size_t id = 1; id <= std::min(count, most_links); ++id) {
    result += fmt::format("{} [{}]({})", id == 1 ? "" : ",", id, id);
  }
  return result + '.';
}

Json related_json(const std::vector<Remark>& remarks, Locations& locations) {
  auto result = Json::array();
  for (const auto& remark : remarks) {
    Json entry = {{"id", result.size() + 1}};
    entry.update(locations.location(remark.where, remark.function, Locations::Role::tracedFile,
                                    Locations::Context::with_surroundings));
    entry["message"] = {{"text", plain_sentence(remark.text, "Related place")}};
    result.push_back(std::move(entry));
  }
  return result;
}

double rank(const CheckInfo& check, bool is_assumed) {
  const auto full = std::min(check.security_severity, 10.0) * 10;
  return std::round(full * (is_assumed ? assumed_share : 1.0) * 10) / 10;
}

Json suppressions_json(const std::optional<Suppression>& suppression, Locations& locations) {
  auto result = Json::array();
  if (suppression) {
    const bool is_in_source = Locations::can_show(suppression->where);
    Json entry = {{"kind", is_in_source ? "inSource" : "external"},
                  {"status", "accepted"},
                  {"justification", one_line(suppression->justification)}};
    if (is_in_source) {
      entry["location"] =
          locations.location(suppression->where, {}, Locations::Role::tracedFile, Locations::Context::without);
    }
    result.push_back(std::move(entry));
  }
  return result;
}

Json partial_fingerprints(const ResultParts& parts, Locations& locations) {
  auto result = Json::object();
  const auto& where = parts.result.finding.primary;
  if (const auto* file = locations.file(where.path)) {
    const auto& hashes = file->hashes();
    if (where.line >= 1 && where.line <= hashes.size()) {
      result["primaryLocationLineHash"] = hashes[where.line - 1];
    }
  }
  result["partywall/v1"] = parts.fingerprint;
  return result;
}

Json message_json(const Message& message, const std::string& form_id) {
  Json result = {{"text", message.text}, {"id", form_id}, {"arguments", Json::array()}};
  for (const auto& argument : message.arguments) {
    result["arguments"].push_back(argument);
  }
  return result;
}

} // namespace

std::vector<Remark> related_remarks(const Finding& finding) {
  std::vector<Remark> result;
  const auto add = [&](const Remark& remark) {
    const bool is_known =
        remark.where == finding.primary || std::ranges::find(result, remark.where, &Remark::where) != result.end();
    if (Locations::can_show(remark.where) && !is_known && result.size() < most_related) {
      result.push_back(remark);
    }
  };
  std::ranges::for_each(finding.related, add);
  std::ranges::for_each(finding.path | std::views::filter(&Remark::is_key), add);
  return result;
}

Message result_message(const Finding& finding, std::size_t related_count) {
  auto text = plain_sentence(finding.message, "A leak");
  text.back() = '.'; // forms have to end so, and no finding is a question
  if (split_message(text).arguments.empty()) {
    // A form needs something to fill in, and a reader of a list needs to know where.
    const bool is_named = !one_line(finding.function).empty();
    text += plain_sentence(is_named ? fmt::format(" It is in '{}'.", finding.function)
                                    : fmt::format(" It is in file '{}'.", finding.primary.path));
  }
  if (finding.is_assumed) {
    text += " This is assumed: part of the evidence could not be seen.";
  }
  if (related_count > 0) {
    text += links(related_count);
  }
  return split_message(std::move(text));
}

Json result_json(const ResultParts& parts, const RuleTable& table, Locations& locations) {
  const auto& finding = parts.result.finding;
  const auto& check = table.rule(finding.check);
  const auto related = related_remarks(finding);
  const auto message = result_message(finding, related.size());
  Json result = {{"ruleId", finding.check},
                 {"ruleIndex", table.index(finding.check)},
                 {"kind", "fail"},
                 {"level", level_word(check.level)},
                 {"rank", rank(check, finding.is_assumed)},
                 {"message", message_json(message, table.form_id(finding.check, message.form))}};
  if (!finding.analysed_through.empty() && finding.analysed_through != finding.primary.path &&
      Locations::can_show({.path = finding.analysed_through})) {
    result["analysisTarget"] = locations.artifact_location(finding.analysed_through);
  }
  result["locations"] = Json::array({locations.location(finding.primary, finding.function, Locations::Role::resultFile,
                                                        Locations::Context::with_surroundings)});
  if (!related.empty()) {
    result["relatedLocations"] = related_json(related, locations);
  }
  if (auto flow = code_flow(finding, locations); !flow.is_null()) {
    result["codeFlows"] = Json::array({std::move(flow)});
  }
  result["partialFingerprints"] = partial_fingerprints(parts, locations);
  if (parts.with_baseline) {
    result["baselineState"] = parts.result.baseline_state.value_or("new");
  }
  if (parts.with_suppressions) {
    result["suppressions"] = suppressions_json(parts.result.suppression, locations);
  }
  for (const auto& fix : finding.fixes) {
    if (auto json = fix_json(fix, locations); !json.is_null()) {
      result["fixes"].push_back(std::move(json));
    }
  }
  for (const int cwe : check.cwe) {
    result["taxa"].push_back(taxon_reference(table, cwe));
  }
  return result;
}

} // namespace partywall::report
