#include "driver/report/cwe.h"
#include "driver/report/sarif-parts.h"

#include <fmt/format.h>
#include <llvm/ADT/StringRef.h>

#include <algorithm>

namespace partywall::report {

namespace {

constexpr std::size_t most_tags = 10;      // GitHub drops the rest
constexpr std::size_t longest_text = 1024; // of a short or full description
// The identity that the CWE taxonomy has in every SARIF file.
constexpr auto cwe_guid = "FFC64C90-42B6-44CE-8BEB-F6B7DAE649E5";

Json text_json(const std::string& text) { return {{"text", text.substr(0, longest_text)}}; }

Json cwe_component() { return {{"name", "CWE"}, {"index", 0}, {"guid", cwe_guid}}; }

Json tags(const CheckInfo& check) {
  std::vector<std::string> all{"security"};
  const auto add = [&](std::string tag) {
    if (all.size() < most_tags && std::ranges::find(all, tag) == all.end()) {
      all.push_back(std::move(tag));
    }
  };
  for (const int cwe : check.cwe) {
    add(fmt::format("external/cwe/cwe-{}", cwe));
  }
  for (const auto& owasp : check.owasp) {
    add("external/owasp/" + llvm::StringRef(owasp).lower());
  }
  add("tenant-isolation");
  return all;
}

Json rule_properties(const CheckInfo& check) {
  Json result = {{"tags", tags(check)}, {"precision", check.precision.empty() ? "medium" : check.precision}};
  result["problem.severity"] = check.level == Level::note ? "recommendation" : level_word(check.level);
  if (check.security_severity > 0) {
    result["security-severity"] = fmt::format("{:.1f}", std::min(check.security_severity, 10.0));
  }
  return result;
}

Json help_json(const Report& report, const CheckInfo& check) {
  auto markdown = report.help_markdown ? report.help_markdown(check.id) : std::string{};
  if (markdown.empty()) {
    markdown = fmt::format("# {}\n\n{}\n", check.title, check.description);
  }
  return {{"text", fmt::format("{} The whole page, with examples and the fix: {}", plain_sentence(check.description),
                               help_uri(report, check))},
          {"markdown", printable(markdown)}};
}

Json message_strings(const RuleTable& table, const CheckInfo& check) {
  auto result = Json::object();
  for (const auto& form : table.forms(check.id)) {
    result[table.form_id(check.id, form)] = {{"text", form}};
  }
  return result;
}

Json rule_json(const Report& report, const RuleTable& table, const CheckInfo& check) {
  Json rule = {{"id", check.id},
               {"name", check.name},
               {"shortDescription", text_json(plain_sentence(check.title))},
               {"fullDescription", text_json(plain_sentence(check.description))},
               {"help", help_json(report, check)},
               {"helpUri", help_uri(report, check)}};
  if (auto strings = message_strings(table, check); !strings.empty()) {
    rule["messageStrings"] = std::move(strings);
  }
  rule["defaultConfiguration"] = {{"enabled", true}, {"level", level_word(check.level)}};
  for (const int cwe : check.cwe) {
    rule["relationships"].push_back({{"target", taxon_reference(table, cwe)}, {"kinds", Json::array({"superset"})}});
  }
  rule["properties"] = rule_properties(check);
  return rule;
}

Json taxon_json(int cwe) {
  const auto title = cwe_title(cwe);
  const auto page = fmt::format("https://cwe.mitre.org/data/definitions/{}.html", cwe);
  return {{"id", cwe_id(cwe)},
          {"name", pascal_case(title)},
          {"shortDescription", {{"text", title + "."}}},
          {"fullDescription", {{"text", fmt::format("{}: {}.", cwe_id(cwe), title)}}},
          {"help", {{"text", fmt::format("See {} for the whole entry.", page)}}},
          {"helpUri", page},
          {"defaultConfiguration", {{"level", "warning"}}}};
}

std::string absolute_uri(const std::string& uri) { return uri.empty() ? "https://partywall.example.com/" : uri; }

CheckInfo unlisted_check(const Finding& finding) {
  CheckInfo check;
  check.id = finding.check;
  check.name = pascal_case(finding.check);
  check.title = finding.check;
  check.description = finding.check;
  check.level = finding.level;
  return check;
}

} // namespace

std::string level_word(Level level) {
  switch (level) {
  case Level::note:
    return "note";
  case Level::warning:
    return "warning";
  case Level::error:
    break;
  }
  return "error";
}

RuleTable::RuleTable(const Report& report) : rules_(report.rules) {
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    indices_.emplace(rules_[i].id, i);
  }
  for (const auto& result : report.results) {
    if (indices_.emplace(result.finding.check, rules_.size()).second) {
      rules_.push_back(unlisted_check(result.finding));
    }
  }
  for (const auto& rule : rules_) {
    for (const int cwe : rule.cwe) {
      taxa_.emplace(cwe, 0);
    }
  }
  std::size_t position = 0;
  for (auto& [cwe, index] : taxa_) {
    index = position++;
  }
}

std::string RuleTable::form_id(const std::string& check, const std::string& form) const {
  const auto& forms = forms_.at(check);
  const auto position = std::distance(forms.begin(), forms.find(form));
  return position == 0 ? "default" : fmt::format("default-{}", position + 1);
}

const std::set<std::string>& RuleTable::forms(const std::string& check) const {
  static const std::set<std::string> none;
  const auto found = forms_.find(check);
  return found == forms_.end() ? none : found->second;
}

std::string help_uri(const Report& report, const CheckInfo& check) {
  auto uri = absolute_uri(report.help_base_uri);
  if (!uri.ends_with('/')) {
    uri += '/';
  }
  return uri + (check.surface.empty() ? "" : check.surface + '/') + check.id;
}

Json taxon_reference(const RuleTable& table, int cwe) {
  return {{"id", cwe_id(cwe)}, {"index", table.taxon(cwe)}, {"toolComponent", cwe_component()}};
}

Json driver_json(const Report& report, const RuleTable& table) {
  Json driver = {{"name", "partywall"},
                 {"fullName", "partywall, an isolation auditor for multi-tenant agents"},
                 {"organization", "partywall"},
                 {"version", report.tool_version},
                 {"semanticVersion", report.tool_version},
                 {"language", "en-US"},
                 {"informationUri", absolute_uri(report.help_base_uri)},
                 {"rules", Json::array()},
                 {"notifications", notification_descriptors(report)}};
  for (const auto& rule : table.rules()) {
    driver["rules"].push_back(rule_json(report, table, rule));
  }
  if (!table.taxa().empty()) {
    driver["supportedTaxonomies"] = Json::array({cwe_component()});
  }
  return driver;
}

Json taxonomy_json(const RuleTable& table) {
  Json taxonomy = {{"name", "CWE"},
                   {"guid", cwe_guid},
                   {"version", "4.14"},
                   {"releaseDateUtc", "2024-02-29"},
                   {"organization", "MITRE"},
                   {"informationUri", "https://cwe.mitre.org/data/published/cwe_v4.14.pdf"},
                   {"downloadUri", "https://cwe.mitre.org/data/xml/cwec_v4.14.xml.zip"},
                   {"shortDescription", {{"text", "The MITRE Common Weakness Enumeration."}}},
                   {"contents", Json::array({"localizedData", "nonLocalizedData"})},
                   {"isComprehensive", false},
                   {"minimumRequiredLocalizedDataSemanticVersion", "4.14"},
                   {"taxa", Json::array()}};
  for (const auto& [cwe, index] : table.taxa()) {
    taxonomy["taxa"].push_back(taxon_json(cwe));
  }
  return taxonomy;
}

} // namespace partywall::report
