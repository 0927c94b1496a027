/// Reading rules and configuration. The only code that sees YAML.
#pragma once

#include "checks/finding.h"
#include "checks/flow/models/model.h"

#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace partywall::models {

/// A mistake in a rules or configuration file: what is wrong, where, and what was probably meant.
struct InputError {
  std::string file;
  std::uint32_t line = 0;      ///< 1-based; 0 if the file could not be read at all.
  std::uint32_t column = 0;
  std::string message;         ///< "unknown key 'hopp'; did you mean 'hop'?"
};

struct LoadedModels {
  Models models;
  std::vector<InputError> errors;   ///< All of them at once; rows with errors are left out.
};

/// A word that means something else in this project, and where the configuration says so.
struct ExcludedName {
  std::string name;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// `.partywall.yaml`. Every member has the meaning of the key of the same name.
struct Config {
  std::vector<std::string> identity_names;
  std::vector<std::string> identity_types;
  std::vector<ExcludedName> identity_exclude;      ///< Taken out of the vocabulary, each with its plural.
  std::vector<std::string> credentials;            ///< Added to Lexicon::credential_names.
  std::vector<std::string> context;                ///< Added to Lexicon::model_names.
  std::vector<std::string> exclude;                ///< Glob patterns, relative to the project root.
  std::vector<std::string> rules;                  ///< More rules files or folders, relative to the config file.
  std::map<std::string, std::string> checks;       ///< check id -> error | warning | note | off
  std::vector<std::string> single_tenant;          ///< Paths whose code serves one tenant.
  std::string fail_on;                             ///< error | warning | note | never; empty: not set.
  std::string file;                                ///< Where it was read from; empty for none.
};

struct LoadedConfig {
  Config config;
  std::vector<InputError> errors;
};

/// Reads every `*.yaml` under `paths` (files or folders; folders in sorted order, recursively). Paths given
/// first take precedence. `config` extends the lexicon.
[[nodiscard]] LoadedModels load_models(const std::vector<std::string>& paths, const Config& config);

/// Parses one rules text; for tests. `file` names it in errors.
[[nodiscard]] LoadedModels parse_models(std::string_view text, const std::string& file);

/// Requirements: `check_ids` lists the valid ids (unknown ones are errors with a suggestion).
[[nodiscard]] LoadedConfig load_config(const std::string& file, const std::vector<std::string>& check_ids);

/// Parses one expression: the error message or the tree.
[[nodiscard]] std::expected<Expr, std::string> parse_expression(std::string_view text);

/// The rows that no call of the program can match, by `called_functions` (qualified names as in ir::Callee::name,
/// in any order), each with the function that was probably meant, if one is near.
[[nodiscard]] std::vector<InputError> unmatched_rows(const Models& models,
                                                     const std::vector<std::string>& called_functions);

}  // namespace partywall::models
