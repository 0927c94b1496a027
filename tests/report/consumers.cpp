#include "tests/report/consumers.h"

#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <regex>
#include <set>

namespace partywall::report {

namespace {

using nlohmann::json;

std::string text_of(const json& object, const std::string& member) {
  return object.value(json::json_pointer("/" + member + "/text"), "");
}

class Consumers {
public:
  std::vector<std::string> read(const json& log) {
    want(log.at("$schema") == "https://json.schemastore.org/sarif-2.1.0.json", "log", "$schema is one VS Code refuses");
    want(log.at("runs").size() == 1, "log", "one run a file");
    run(log.at("runs").at(0));
    return std::move(complaints_);
  }

private:
  void want(bool holds, const std::string& where, const std::string& complaint) {
    if (!holds) {
      complaints_.push_back(where + ": " + complaint);
    }
  }

  void run(const json& run) {
    const auto& driver = run.at("tool").at("driver");
    want(!driver.value("semanticVersion", "").empty(), "driver", "no semanticVersion");
    want(!run.contains("automationDetails"), "run", "a category that nobody gave");
    want(run.at("columnKind") == "utf16CodeUnits", "run", "columns are not in UTF-16 units");
    for (const auto& invocation : run.at("invocations")) {
      want(invocation.at("executionSuccessful") == true, "invocation", "GitHub stores nothing of a failed one");
      notifications(invocation, driver);
    }
    for (const auto& [name, base] : run.at("originalUriBaseIds").items()) {
      want(!base.contains("uri"), name, "names a folder of this machine");
    }
    std::set<std::string> ids;
    for (const auto& each : driver.at("rules")) {
      want(ids.insert(each.at("id").get<std::string>()).second, each.at("id"), "two rules of one id");
      rule(each);
    }
    results(run.at("results"), driver.at("rules"));
  }

  void notifications(const json& invocation, const json& driver) {
    for (const auto& each : invocation.at("toolExecutionNotifications")) {
      const auto& descriptor = each.at("descriptor");
      const auto index = descriptor.at("index").get<std::size_t>();
      want(driver.at("notifications").at(index).at("id") == descriptor.at("id"), "notification", "wrong descriptor");
      want(!text_of(each, "message").empty(), "notification", "no text");
      for (const auto& place : each.value("locations", json::array())) {
        location(place, "notification");
      }
    }
  }

  void rule(const json& rule) {
    const std::string id = rule.at("id");
    for (const auto* member : {"shortDescription", "fullDescription"}) {
      const auto text = text_of(rule, member);
      want(!text.empty() && text.size() <= 1024, id, fmt::format("{} is empty or too long", member));
    }
    want(!text_of(rule, "help").empty() && !rule.at("help").value("markdown", "").empty(), id, "no help");
    want(rule.at("defaultConfiguration").contains("level"), id, "SonarQube reads the rule's level");
    want(rule.at("name") != id, id, "name and id are equal");
    const auto& properties = rule.at("properties");
    const auto tags = properties.at("tags").get<std::vector<std::string>>();
    want(tags.size() <= 10, id, "GitHub drops tags after the tenth");
    if (properties.contains("security-severity")) {
      const auto& severity = properties.at("security-severity");
      want(severity.is_string(), id, "security-severity has to be a string");
      const auto value = severity.is_string() ? std::strtod(severity.get<std::string>().c_str(), nullptr) : 0;
      want(value > 0 && value <= 10, id, "security-severity is out of range");
      want(std::ranges::find(tags, "security") != tags.end(), id, "no tag 'security'");
    }
    static const std::set<std::string> precisions{"very-high", "high", "medium", "low"};
    want(precisions.contains(properties.at("precision")), id, "precision is no word GitHub knows");
    static const std::set<std::string> severities{"error", "warning", "recommendation"};
    want(severities.contains(properties.at("problem.severity")), id, "problem.severity is no word GitHub knows");
    for (const auto& relationship : rule.value("relationships", json::array())) {
      const std::string target = relationship.at("target").at("id");
      want(std::regex_match(target, std::regex("CWE-[0-9]+")), id, "DefectDojo wants CWE-n: " + target);
    }
    for (const auto& form : rule.value("messageStrings", json::object())) {
      want(placeholders(form.at("text")).size() <= 5, id, "DefectDojo loses a message with more than 5 placeholders");
    }
  }

  static std::set<std::string> placeholders(const std::string& text) {
    static const std::regex pattern("\\{([0-9]+)\\}");
    std::set<std::string> found;
    for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it) {
      found.insert((*it)[1]);
    }
    return found;
  }

  void results(const json& results, const json& rules) {
    std::size_t with_baseline = 0;
    std::size_t with_suppressions = 0;
    std::map<std::string, int> identities;
    for (const auto& each : results) {
      result(each, rules);
      with_baseline += each.contains("baselineState") ? 1 : 0;
      with_suppressions += each.contains("suppressions") ? 1 : 0;
      const auto path = each.at("locations").at(0).at("physicalLocation").at("artifactLocation").at("uri");
      const auto identity = each.at("ruleId").dump() + path.dump() + each.at("partialFingerprints").dump();
      want(++identities[identity] == 1, each.at("ruleId"), "consumers merge results of one identity");
    }
    want(with_baseline == 0 || with_baseline == results.size(), "results", "baselineState on some only");
    want(with_suppressions == 0 || with_suppressions == results.size(), "results", "suppressions on some only");
  }

  void result(const json& result, const json& rules) {
    const std::string id = result.at("ruleId");
    const auto& rule = rules.at(result.at("ruleIndex").get<std::size_t>());
    want(rule.at("id") == id, id, "ruleIndex is another rule's");
    want(rule.at("defaultConfiguration").at("level") == result.at("level"), id, "level differs from the rule's");
    want(result.value("kind", "fail") == "fail", id, "GitHub shows every kind as an alert");
    want(!result.contains("fingerprints"), id, "fingerprints are not a direct producer's");
    want(result.at("locations").size() == 1, id, "one location a result");
    location(result.at("locations").at(0), id);
    std::set<int> link_targets;
    for (const auto& related : result.value("relatedLocations", json::array())) {
      want(link_targets.insert(related.at("id").get<int>()).second, id, "location id twice");
      location(related, id);
      prose(text_of(related, "message"), {}, id);
    }
    message(result, rule, link_targets);
    fingerprints(result.at("partialFingerprints"), id);
    for (const auto& flow : result.value("codeFlows", json::array())) {
      code_flow(flow, id);
    }
    for (const auto& fix : result.value("fixes", json::array())) {
      fix_is_usable(fix, id);
    }
  }

  void message(const json& result, const json& rule, const std::set<int>& link_targets) {
    const std::string id = result.at("ruleId");
    const auto& message = result.at("message");
    const std::string text = message.at("text");
    prose(text, link_targets, id);
    want(!message.contains("markdown"), id, "viewers lose links in markdown");
    want(!text.substr(0, text.find(". ")).contains("]("), id, "a link in the first sentence, which is the title");
    auto filled = rule.at("messageStrings").at(message.at("id").get<std::string>()).at("text").get<std::string>();
    const auto& arguments = message.at("arguments");
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const auto slot = fmt::format("{{{}}}", i);
      want(filled.contains(slot), id, "argument without a placeholder");
      for (auto at = filled.find(slot); at != std::string::npos; at = filled.find(slot)) {
        filled.replace(at, slot.size(), arguments[i].get<std::string>());
      }
    }
    filled = std::regex_replace(filled, std::regex("\\{\\{"), "{");
    filled = std::regex_replace(filled, std::regex("\\}\\}"), "}");
    want(filled == text, id, "form and arguments give '" + filled + "' instead of '" + text + "'");
  }

  /// Text for people: ends, has no dead link, and nothing that waits to be filled in.
  void prose(const std::string& text, const std::set<int>& link_targets, const std::string& where) {
    want(!text.empty() && std::string(".!?").contains(text.back()), where, "no sentence: " + text);
    want(placeholders(text).empty(), where, "a placeholder is left in: " + text);
    static const std::regex link("\\[([^\\]]*)\\]\\(([^)]*)\\)");
    for (std::sregex_iterator it(text.begin(), text.end(), link), end; it != end; ++it) {
      const auto target = (*it)[2].str();
      const bool is_known = std::regex_match(target, std::regex("[0-9]+")) && link_targets.contains(std::stoi(target));
      want(is_known, where, "reads as a link to nowhere: " + it->str());
    }
    for (const char c : text) {
      want(static_cast<unsigned char>(c) >= 0x20, where, "a control character");
    }
  }

  void location(const json& location, const std::string& where) {
    const auto& physical = location.at("physicalLocation");
    const std::string uri = physical.at("artifactLocation").at("uri");
    static const std::regex relative("([A-Za-z0-9/!$&'()*+,;=:@~._-]|%[0-9A-F]{2})+");
    want(std::regex_match(uri, relative), where, "not percent-encoded: " + uri);
    want(!uri.starts_with('/') && !uri.starts_with("../") && !uri.contains("/../"), where,
         "leaves the project: " + uri);
    want(!std::regex_search(uri, std::regex("^[A-Za-z][A-Za-z0-9+.-]*:")), where, "has a scheme: " + uri);
    const auto& region = physical.at("region");
    const auto start = std::pair(region.at("startLine").get<int>(), region.at("startColumn").get<int>());
    const auto end = std::pair(region.at("endLine").get<int>(), region.at("endColumn").get<int>());
    want(start.first >= 1 && start.second >= 1 && start < end, where, "empty or impossible region " + region.dump());
    want(start.first == end.first, where, "more than one line");
    if (physical.contains("contextRegion")) {
      const auto& context = physical.at("contextRegion");
      const auto from = context.at("startLine").get<int>();
      const auto to = context.at("endLine").get<int>();
      want(from <= start.first && end.first <= to, where, "the context does not hold the region");
      want(from < start.first || end.first < to || !context.contains("startColumn"), where, "context adds nothing");
    }
    for (const auto& logical : location.value("logicalLocations", json::array())) {
      want(!logical.value("fullyQualifiedName", "").empty(), where, "logical location without a name");
    }
  }

  void fingerprints(const json& fingerprints, const std::string& where) {
    static const std::regex line_hash("[0-9a-f]{1,16}:[1-9][0-9]*");
    for (const auto& [key, value] : fingerprints.items()) {
      if (key == "primaryLocationLineHash") {
        want(std::regex_match(value.get<std::string>(), line_hash), where, "line hash " + value.dump());
      } else {
        want(std::regex_match(key, std::regex("[^/]+/v[0-9]+")), where, "DefectDojo breaks on the key " + key);
      }
    }
  }

  void code_flow(const json& flow, const std::string& where) {
    want(flow.at("threadFlows").size() == 1, where, "viewers show the first threadFlow only");
    const auto& steps = flow.at("threadFlows").at(0).at("locations");
    want(!steps.empty() && steps.size() <= 100, where, "too few or too many steps");
    std::set<int> orders;
    for (const auto& step : steps) {
      want(!step.contains("index"), where, "GitHub drops steps by index");
      want(step.at("nestingLevel") >= 1, where, "VS Code draws level 0 outside the panel");
      want(orders.insert(step.at("executionOrder").get<int>()).second, where, "executionOrder twice");
      location(step.at("location"), where + " step");
      prose(text_of(step.at("location"), "message"), {}, where + " step");
    }
  }

  void fix_is_usable(const json& fix, const std::string& where) {
    want(!text_of(fix, "description").empty(), where, "a fix without description");
    for (const auto& change : fix.at("artifactChanges")) {
      for (const auto& replacement : change.at("replacements")) {
        want(replacement.at("insertedContent").contains("text"), where, "reviewdog reads insertedContent unguarded");
        for (const auto* member : {"startLine", "startColumn", "endLine", "endColumn"}) {
          want(replacement.at("deletedRegion").contains(member), where, fmt::format("deletedRegion lacks {}", member));
        }
      }
    }
  }

  std::vector<std::string> complaints_;
};

} // namespace

std::vector<std::string> consumer_complaints(const nlohmann::json& log) { return Consumers().read(log); }

} // namespace partywall::report
