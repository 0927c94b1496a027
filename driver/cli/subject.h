/// What is analysed and by which rules: the options `audit`, `inventory` and `rules check` have in common.
#pragma once

#include "checks/flow/models/load.h"
#include "driver/pipeline/audit.h"
#include "driver/pipeline/database.h"

#include <expected>
#include <functional>
#include <string>
#include <vector>

#include <CLI/App.hpp>

namespace partywall::cli {

struct SubjectOptions {
  std::string build;                 ///< -p; empty: search.
  std::vector<std::string> files;    ///< Restrict the report.
  std::vector<std::string> rules;
  std::string config;                ///< Empty: search.
  unsigned jobs = 0;
  unsigned patience = 300;           ///< Seconds for one translation unit.

  void declare(CLI::App& command);
};

/// Everything read and checked that does not need the analysis.
struct Subject {
  models::Config config;
  models::Models models;
  pipeline::Database database;
  frontend::Boundary boundary;
  /// Project-relative files and folders (ending in `/`) the report is restricted to; empty: all.
  std::vector<std::string> wanted;

  [[nodiscard]] bool wants(const std::string& path) const;
};

/// The message may have several lines, each with its own place.
[[nodiscard]] std::expected<Subject, std::string> load_subject(const SubjectOptions& options);

/// One line each: "file:line:column: message".
[[nodiscard]] std::string listed(const std::vector<models::InputError>& errors);

/// The whole pipeline, with progress on stderr where that is a terminal. `subject` must outlive the result.
/// `linked` sees the program before it is solved; may be empty.
[[nodiscard]] pipeline::Audit analyse(const Subject& subject, const SubjectOptions& options,
                                      std::function<void(const ir::Program& program)> linked = {});

}  // namespace partywall::cli
