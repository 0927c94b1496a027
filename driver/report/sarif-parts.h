/// The pieces of a SARIF file; sarif.cpp puts them together.
#pragma once

#include "driver/report/message.h"
#include "driver/report/report.h"
#include "driver/report/source.h"

#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace partywall::report {

using Json = nlohmann::ordered_json;

/// Rules by index, with what results need to refer to them.
class RuleTable {
public:
  /// Checks that results name and `rules` lacks are added at the end, so every result has a rule.
  explicit RuleTable(const Report& report);

  [[nodiscard]] const std::vector<CheckInfo>& rules() const { return rules_; }
  [[nodiscard]] std::size_t index(const std::string& check) const { return indices_.at(check); }
  [[nodiscard]] const CheckInfo& rule(const std::string& check) const { return rules_[index(check)]; }
  /// Position of a weakness among the taxa.
  [[nodiscard]] std::size_t taxon(int cwe) const { return taxa_.at(cwe); }
  [[nodiscard]] const std::map<int, std::size_t>& taxa() const { return taxa_; }

  void add_form(const std::string& check, const std::string& form) { forms_[check].insert(form); }
  /// Requirements: all forms have been added.
  [[nodiscard]] std::string form_id(const std::string& check, const std::string& form) const;
  [[nodiscard]] const std::set<std::string>& forms(const std::string& check) const;

private:
  std::vector<CheckInfo> rules_;
  std::map<std::string, std::size_t> indices_;
  std::map<int, std::size_t> taxa_;
  std::map<std::string, std::set<std::string>> forms_;
};

/// tool.driver
[[nodiscard]] Json driver_json(const Report& report, const RuleTable& table);
/// The one taxonomy: CWE, as far as rules refer to it.
[[nodiscard]] Json taxonomy_json(const RuleTable& table);
[[nodiscard]] Json taxon_reference(const RuleTable& table, int cwe);
/// A helpUri: base + surface + "/" + id.
[[nodiscard]] std::string help_uri(const Report& report, const CheckInfo& check);

/// Makes locations, and remembers which files they were in.
class Locations {
public:
  enum class Role { tracedFile, resultFile };
  enum class Context { with_surroundings, without };

  explicit Locations(Sources& sources) : sources_(sources) {}

  /// False for places outside the project: no reader of the file can open them.
  [[nodiscard]] static bool can_show(const SourceRange& range);
  [[nodiscard]] Json artifact_location(const std::string& path) const;
  [[nodiscard]] Json physical_location(const SourceRange& range, Role role, Context context);
  [[nodiscard]] Json location(const SourceRange& range, const std::string& function, Role role, Context context);
  /// A region of several lines as it is, for replacements.
  [[nodiscard]] Json full_region(const SourceRange& range);
  [[nodiscard]] const SourceFile* file(const std::string& path) { return sources_.find(path); }
  /// run.artifacts of all locations made so far, sorted by path.
  [[nodiscard]] Json artifacts_json();

private:
  Sources& sources_;
  std::map<std::string, Role> roles_;
};

/// A finding's message with its assumption and its links; what SARIF's message.text holds.
[[nodiscard]] Message result_message(const Finding& finding, std::size_t related_count);
/// The finding's related places, and after them the key steps that are not among these.
[[nodiscard]] std::vector<Remark> related_remarks(const Finding& finding);

struct ResultParts {
  const Result& result;
  const std::string& fingerprint;
  bool with_suppressions = false; ///< Some result of the run is suppressed.
  bool with_baseline = false;     ///< Some result of the run has a baseline state.
};
[[nodiscard]] Json result_json(const ResultParts& parts, const RuleTable& table, Locations& locations);
[[nodiscard]] Json code_flow(const Finding& finding, Locations& locations);
[[nodiscard]] Json fix_json(const Fix& fix, Locations& locations);

/// invocations[0].toolExecutionNotifications, and the descriptors they point to.
[[nodiscard]] Json notifications_json(const Report& report, std::size_t results_left_out, Locations& locations);
[[nodiscard]] Json notification_descriptors(const Report& report);

[[nodiscard]] std::string level_word(Level level); ///< "note", "warning", "error"

} // namespace partywall::report
