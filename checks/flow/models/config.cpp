#include "checks/flow/models/fields.h"
#include "checks/flow/models/load.h"
#include "checks/flow/models/model-file.h"
#include "checks/flow/models/vocabulary.h"
#include "checks/flow/models/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace partywall::models {

namespace {

using std::string_view_literals::operator""sv;

constexpr std::array config_keys{"version"sv, "identity"sv, "credentials"sv,   "context"sv, "exclude"sv,
                                 "rules"sv,   "checks"sv,   "single_tenant"sv, "fail_on"sv};
constexpr std::array identity_keys{"names"sv, "types"sv, "exclude"sv};
constexpr std::array level_words{"error"sv, "warning"sv, "note"sv, "off"sv};
constexpr std::array fail_on_words{"error"sv, "warning"sv, "note"sv, "never"sv};

/// The texts that are not empty; a pattern or a path that is would match everything or nothing.
std::vector<std::string> plain(const std::vector<Scalar>& written, Errors& errors) {
  std::vector<std::string> result;
  for (const auto& item : written) {
    if (item.text.empty())
      errors.add(item.position, "an empty text");
    else
      result.push_back(item.text);
  }
  return result;
}

std::vector<std::string> names(const std::vector<Scalar>& written, Errors& errors) {
  std::vector<std::string> result;
  for (const auto& item : written) {
    if (words_of(item.text).empty())
      errors.add(item.position, fmt::format("'{}' has no letters", item.text));
    else
      result.push_back(item.text);
  }
  return result;
}

/// Words to be taken out of the vocabulary; whether they are in it is known when the rules are.
std::vector<ExcludedName> excluded(const std::vector<Scalar>& written, const std::vector<std::string>& added,
                                   Errors& errors) {
  std::vector<ExcludedName> result;
  for (const auto& item : written) {
    const auto words = words_of(item.text);
    if (words.empty())
      errors.add(item.position, fmt::format("'{}' has no letters", item.text));
    else if (std::ranges::any_of(added, [&](const std::string& name) { return words_of(name) == words; }))
      errors.add(item.position, fmt::format("'{}' is under 'names' as well: one of the two must go", item.text));
    else
      result.push_back({item.text, item.position.line, item.position.column});
  }
  return result;
}

std::map<std::string, std::string> levels(const std::vector<std::pair<Scalar, Scalar>>& written,
                                          const std::vector<std::string>& check_ids, Errors& errors) {
  const std::vector<std::string_view> known(check_ids.begin(), check_ids.end());
  std::map<std::string, std::string> result;
  for (const auto& [check, level] : written) {
    const bool is_check = contains(known, check.text);
    const bool is_level = contains(level_words, level.text);
    if (!is_check)
      errors.add(check.position, unknown_word("check", check.text, known));
    if (!is_level)
      errors.add(level.position, unknown_word("level", level.text, level_words));
    if (is_check && is_level)
      result.insert_or_assign(check.text, level.text);
  }
  return result;
}

void read(const Node& root, const std::vector<std::string>& check_ids, Config& config, Errors& errors) {
  const Fields fields(root, "the configuration", config_keys, errors);
  if (!check_version(fields.text("version"), /*is_required=*/false, errors))
    return;
  if (const auto* identity = fields.find("identity")) {
    const Fields inside(*identity, "'identity'", identity_keys, errors);
    config.identity_names = names(inside.texts("names"), errors);
    config.identity_types = plain(inside.texts("types"), errors);
    config.identity_exclude = excluded(inside.texts("exclude"), config.identity_names, errors);
  }
  config.credentials = names(fields.texts("credentials"), errors);
  config.context = names(fields.texts("context"), errors);
  config.exclude = plain(fields.texts("exclude"), errors);
  config.rules = plain(fields.texts("rules"), errors);
  config.checks = levels(fields.pairs("checks"), check_ids, errors);
  config.single_tenant = plain(fields.texts("single_tenant"), errors);
  if (const auto fail_on = fields.text("fail_on")) {
    if (contains(fail_on_words, fail_on->text))
      config.fail_on = fail_on->text;
    else
      errors.add(fail_on->position, unknown_word("value", fail_on->text, fail_on_words));
  }
}

} // namespace

LoadedConfig load_config(const std::string& file, const std::vector<std::string>& check_ids) {
  LoadedConfig result;
  result.config.file = file;
  Errors errors(file);
  if (const auto text = read_file(file); !text)
    errors.add(text.error());
  else if (const auto root = read_document(*text, errors); root && root->kind != Node::Kind::nothing)
    read(*root, check_ids, result.config, errors);
  result.errors = errors.take();
  return result;
}

} // namespace partywall::models
